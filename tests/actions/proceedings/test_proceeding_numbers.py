"""Numbers of proposals and of their notices when many clerks file at once: none twice, none left out."""

import threading

import pytest
from django.db import connection, connections
from tests.actions.acting import account, acting
from tests.actions.proceedings.proposing import OPINION, go, submission

from tongxin.actions.proceeding_desk import Step
from tongxin.actions.proceeding_moves import move_paper
from tongxin.actions.proceedings import begin_paper
from tongxin.store.models import IssuedLetter, Proceeding

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
    failed = []
    ready = threading.Barrier(clerks)

    def file(actor, paper):
        try:
            ready.wait(timeout=30)
            move_paper(actor, paper, Step(move="file"))
        except Exception as problem:
            failed.append(problem)
        finally:
            connections.close_all()

    writers = [threading.Thread(target=file, args=pair) for pair in zip(actors, papers, strict=True)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=60)
    assert failed == []
    numbers = Proceeding.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, clerks + 1))
    notices = IssuedLetter.objects.order_by("number").values_list("series", "number")
    assert list(notices) == [("proposals", order) for order in range(1, clerks + 1)]
