"""Numbers of papers when many issue at once: gapless, none twice, and shared with letters of the same row."""

import threading

import pytest
from django.db import connection, connections
from tests.actions.acting import account, acting

from tongxin.actions.official_papers import begin_paper, issue_paper
from tongxin.store.models import OfficialPaper
from tongxin.store.queries.official_papers import last_order

pytestmark = pytest.mark.django_db(transaction=True)


def test_numbers_stay_gapless_when_papers_are_issued_at_the_same_time(committee):
    clerks = 16 if connection.vendor == "postgresql" else 8
    actors = [acting(account(committee, f"clerk{n}", "clerk", password="")) for n in range(clerks)]
    papers = [begin_paper(actors[0], "annual_report", str(actors[0].at.year)) for _ in actors]
    failed = []
    ready = threading.Barrier(clerks)

    def issue(actor, paper):
        try:
            ready.wait(timeout=30)
            issue_paper(actor, paper.pk, paper.revision)
        except Exception as problem:
            failed.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=issue, args=pair) for pair in zip(actors, papers, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert failed == []
    numbers = OfficialPaper.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, clerks + 1))
    issued = OfficialPaper.objects.first()
    assert last_order(committee.pk, issued.series, issued.year) == clerks
