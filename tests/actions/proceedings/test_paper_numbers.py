"""Numbers of papers when many issue at once: gapless, none twice, and shared with letters of the same row."""

import threading
from collections import Counter
from dataclasses import replace

import pytest
from django.db import connection, connections
from tests.actions.acting import account, acting
from tests.actions.proceedings.proposing import OPINION, go, submission

from tongxin.actions import official_papers, proceedings
from tongxin.actions.acting import Invalid
from tongxin.actions.official_papers import begin_paper, issue_paper
from tongxin.actions.proceeding_desk import Step
from tongxin.actions.proceeding_moves import move_paper
from tongxin.store.models import IssuedLetter, OfficialPaper
from tongxin.store.queries.official_papers import last_order

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clerks(committee):
    many = 16 if connection.vendor == "postgresql" else 8
    return [acting(account(committee, f"clerk{n}", "clerk", password="")) for n in range(many)]


def at_once(*calls):
    """Make calls at the same moment; return what failed."""
    failed = []
    ready = threading.Barrier(len(calls))

    def make(call):
        try:
            ready.wait(timeout=30)
            call()
        except Exception as problem:
            failed.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=make, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return failed


def issuing(actor, paper):
    return lambda: issue_paper(actor, paper.pk, paper.revision)


def numbers(series):
    rows = OfficialPaper.objects.filter(series=series).order_by("number")
    return list(rows.values_list("number", flat=True))


def test_numbers_stay_gapless_when_papers_are_issued_at_the_same_time(committee, clerks):
    papers = [begin_paper(clerks[0], "annual_report", str(clerks[0].at.year)) for _ in clerks]
    assert at_once(*map(issuing, clerks, papers)) == []
    assert numbers("office") == list(range(1, len(clerks) + 1))
    issued = OfficialPaper.objects.first()
    assert last_order(committee.pk, issued.series, issued.year) == len(clerks)


def test_each_row_of_numbers_stays_gapless_beside_the_others(clerks):
    year = clerks[0].at.year
    kinds = ("annual_report", "statistics_return", "liaison_bulletin", "mechanism_report")
    periods = dict(zip(kinds, (str(year), f"{year}H1", f"{year}Q3", str(year)), strict=True))
    kind_of = [kinds[place % len(kinds)] for place in range(len(clerks))]
    papers = [begin_paper(clerks[0], kind, periods[kind]) for kind in kind_of]
    assert at_once(*map(issuing, clerks, papers)) == []
    each = list(range(1, Counter(kind_of)["annual_report"] + 1))
    assert [numbers(row) for row in ("office", "office_letters", "bulletin")] == [each, each, each]
    printed = [row.printed for row in OfficialPaper.objects.exclude(series="")]
    assert len(set(printed)) == len(printed) == 3 * len(each)


def test_a_paper_that_many_issue_at_once_is_issued_once_and_takes_one_number(clerks):
    paper = begin_paper(clerks[0], "annual_report", str(clerks[0].at.year))
    failed = at_once(*(issuing(one, paper) for one in clerks))
    assert len(failed) == len(clerks) - 1
    assert {type(problem) for problem in failed} == {Invalid}
    assert {problem.issues[0].code for problem in failed} == {"paper.issued_already"}
    assert numbers("office") == [1]


def test_papers_and_letters_of_one_row_share_its_numbers(committee, clerks, people, monkeypatch):
    known = official_papers.template_of
    monkeypatch.setattr(
        official_papers, "template_of", lambda desk, code: replace(known(desk, code), series="proposals")
    )
    calls = []
    for place, clerk in enumerate(clerks):
        if place % 2:
            calls.append(issuing(clerk, begin_paper(clerks[0], "annual_report", str(clerk.at.year))))
            continue
        proposal = proceedings.begin_paper(clerk, "proposal", submission(people[:1], title=f"第{place}件事"))
        go(clerk, proposal, "submit")
        go(clerk, proposal, "first_review", "second_review", **OPINION)
        calls.append(lambda actor=clerk, pk=proposal.pk: move_paper(actor, pk, Step(move="file")))
    assert at_once(*calls) == []
    letters = IssuedLetter.objects.filter(series="proposals").values_list("number", flat=True)
    assert sorted([*letters, *numbers("proposals")]) == list(range(1, len(clerks) + 1))
    assert len(letters) == len(numbers("proposals")) == len(clerks) // 2
