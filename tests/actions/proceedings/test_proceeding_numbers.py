"""Numbers of proposals, notices and bulletins when many clerks give them at once: gapless, none twice."""

import threading

import pytest
from django.db import connection, connections
from tests.actions.acting import account, acting
from tests.actions.proceedings.proposing import OPINION, go, submission
from tests.actions.proceedings.reporting import report, signed_off

from tongxin.actions.proceeding_desk import Step, Taken
from tongxin.actions.proceeding_moves import move_paper
from tongxin.actions.proceedings import begin_paper
from tongxin.store.models import IssuedLetter, Proceeding, ProceedingBulletin

pytestmark = pytest.mark.django_db(transaction=True)


def test_numbers_stay_gapless_when_clerks_file_at_the_same_time(committee, people):
    clerks = 32 if connection.vendor == "postgresql" else 8
    actors = [acting(account(committee, f"clerk{n}", "clerk", password="")) for n in range(clerks)]
    papers = []
    for number in range(clerks):
        paper = begin_paper(actors[0], "proposal", submission(people[:1], title=f"关于第{number}件事的建议"))
        go(actors[0], paper, "submit")
        go(actors[0], paper, "first_review", "second_review", **OPINION)
        papers.append(paper.pk)
    assert all_at_once(actors, papers, Step(move="file")) == []
    numbers = Proceeding.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, clerks + 1))
    notices = IssuedLetter.objects.order_by("number").values_list("series", "number")
    assert list(notices) == [("proposals", order) for order in range(1, clerks + 1)]


def test_bulletins_stay_gapless_when_clerks_issue_at_the_same_time(committee, people, leader):
    clerks = 16 if connection.vendor == "postgresql" else 8
    actors = [acting(account(committee, f"clerk{n}", "clerk", password="")) for n in range(clerks)]
    papers = []
    for number in range(clerks):
        paper = begin_paper(actors[0], "opinion", report(people[:1], title=f"第{number}件事"))
        go(actors[0], paper, "submit")
        papers.append(signed_off(actors[0], leader, paper).pk)
    assert all_at_once(actors, papers, Step(move="issue", taken=Taken(series="bulletin"))) == []
    numbers = ProceedingBulletin.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, clerks + 1))


def all_at_once(actors, papers, step):
    """Let each actor make a move of a paper of their own at the same moment; return what failed."""
    failed = []
    ready = threading.Barrier(len(actors))

    def move(actor, paper):
        try:
            ready.wait(timeout=30)
            move_paper(actor, paper, step)
        except Exception as problem:
            failed.append(problem)
        finally:
            connections.close_all()

    writers = [threading.Thread(target=move, args=pair) for pair in zip(actors, papers, strict=True)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=60)
    return failed
