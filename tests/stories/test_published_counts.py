"""The published counts of four committees come out of the counters, each under the name that it goes by.

What one report calls 立案 another calls something else: the national report of 2025 leaves merged papers out
of it, Nanning of 2023 leaves them in. The counters stay apart, so that each report can say which one it uses.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from tests.engine.figures_ledger import YEAR, entry, roster

from tongxin.engine.figures.book import Book, open_book
from tongxin.engine.ledger.entries import Entry
from tongxin.packs import registry

pytestmark = pytest.mark.story
FILED, NOT_FILED = {"review": "filed"}, {"review": "not_filed"}
MERGED = {"review": "filed", "merged": True}


def ledger(*groups: tuple[int, dict[str, object]]) -> Iterator[Entry]:
    """So many proposals of each outcome."""
    number = 0
    for count, fields in groups:
        for _ in range(count):
            number += 1
            yield entry(number, "2024-03-01", "proposal", fields=fields)


def book(*groups: tuple[int, dict[str, object]]) -> Book:
    mechanism = registry.pack("longan").in_force(date(2024, 12, 31))
    wanted = [one for one in mechanism.indicators if one.id.startswith("proposal.")]
    return open_book(wanted, roster()).extended(list(ledger(*groups)))


def test_the_national_report_of_2025_leaves_merged_papers_out_of_the_filed() -> None:
    found = book((5002, FILED), (262, MERGED), (626, {**NOT_FILED, "outcome": "suggestion"}))
    assert found.figure("proposal.submitted", YEAR).value == 5890
    assert found.figure("proposal.cases", YEAR).value == 5002, "what it calls filed"
    assert found.figure("proposal.merged", YEAR).value == 262
    assert found.figure("proposal.to_suggestion", YEAR).value == 626


def test_nanning_in_2023_counts_merged_papers_as_filed() -> None:
    opinions = {**NOT_FILED, "outcome": "opinion"}
    found = book((345, FILED), (5, MERGED), (48, opinions), (39, NOT_FILED))
    assert found.figure("proposal.submitted", YEAR).value == 437
    assert found.figure("proposal.accepted", YEAR).value == 350, "what it calls filed"
    assert found.figure("proposal.merged", YEAR).value == 5
    assert found.figure("proposal.not_filed", YEAR).value == 87
    assert found.figure("proposal.to_opinion", YEAR).value == 48


def test_fumin_in_2025_gives_its_share_before_merging() -> None:
    found = book(
        (116, FILED),
        (59, MERGED),
        (7, {**NOT_FILED, "outcome": "opinion"}),
        (1, {**NOT_FILED, "outcome": "suggestion"}),
        (3, {**NOT_FILED, "outcome": "withdrawn"}),
    )
    assert found.figure("proposal.submitted", YEAR).value == 186
    share = found.figure("proposal.accept_rate", YEAR)
    assert (share.numerator.value, share.denominator.value) == (175, 186)
    assert round(share.value, 2) == Decimal("94.09")
    assert found.figure("proposal.cases", YEAR).value == 116, "cases that remain to be handled"


def test_lintan_in_2026_merges_thirty_eight_papers_into_eleven() -> None:
    groups = [2] * 5 + [3] * 3 + [4, 6, 9]
    assert (sum(groups), len(groups)) == (38, 11)
    merged = sum(size - 1 for size in groups)
    found = book((169 - merged, FILED), (merged, MERGED), (15, NOT_FILED))
    assert found.figure("proposal.submitted", YEAR).value == 184
    assert found.figure("proposal.accepted", YEAR).value == 169
    assert round(found.figure("proposal.accept_rate", YEAR).value) == 92
    assert found.figure("proposal.cases", YEAR).value == 142
