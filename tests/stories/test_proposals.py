"""The demonstration's proposals add up: received, filed, cases, assignments, replies, ratings, promises.

The counts are those of a county of this size in two years; each is counted here from the papers and their
moves, which the figures never look at, and compared with the figure counted from the records.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from tongxin.actions.acting import Actor
from tongxin.actions.demonstration.loading import load_demonstration
from tongxin.actions.demonstration.world import LOADED_AT
from tongxin.engine.figures.book import Book
from tongxin.engine.kernel.spans import Span
from tongxin.engine.proceedings.standing import standing
from tongxin.packs import registry
from tongxin.store.models import Committee, Proceeding, ProceedingMove, ProceedingPart
from tongxin.store.queries.figures import figure_book
from tongxin.store.queries.proceedings import moves_of, moves_of_part

pytestmark = [pytest.mark.story, pytest.mark.django_db, pytest.mark.usefixtures("longan")]
YEARS = Span(date(2023, 1, 1), date(2024, 10, 31))
MECHANISM = registry.pack("longan").in_force(date(2024, 10, 31))


@pytest.fixture(scope="module")
def longan(django_db_setup, django_db_blocker) -> Iterator[Committee]:
    setup = Actor(user_id=None, name="安装", committee_id=None, at=LOADED_AT, system=True)
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_demonstration(setup, pack="longan", progress=lambda _words: None)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def book(longan: Committee, django_db_blocker) -> Book:
    with django_db_blocker.unblock():
        return figure_book(longan.pk, MECHANISM)


STATED = [
    ("proposal.submitted", 168),
    ("proposal.accepted", 134),
    ("proposal.merged", 6),
    ("proposal.cases", 128),
    ("proposal.not_filed", 34),
    ("proposal.to_opinion", 19),
    ("proposal.to_suggestion", 11),
    ("proposal.withdrawn", 4),
    ("proposal.individual", 58),
    ("proposal.joint", 34),
    ("proposal.collective", 42),
    ("proposal.theme.economy", 46),
    ("proposal.theme.politics", 11),
    ("proposal.theme.culture", 13),
    ("proposal.theme.society", 50),
    ("proposal.theme.ecology", 14),
    ("proposal.assigned", 190),
    ("proposal.to_answer", 134),
    ("proposal.answered", 134),
    ("proposal.answered_on_time", 129),
    ("proposal.class_a", 64),
    ("proposal.class_b", 56),
    ("proposal.class_c", 14),
    ("proposal.refused", 14),
    ("proposal.reassigned", 9),
    ("proposal.replies", 136),
    ("proposal.replies_late", 5),
    ("proposal.rated", 134),
    ("proposal.satisfied", 121),
    ("proposal.content", 132),
    ("proposal.dissatisfied", 2),
    ("proposal.content_now", 134),
    ("proposal.redone", 2),
    ("proposal.tracked", 32),
    ("proposal.kept", 24),
    ("proposal.key", 10),
    ("proposal.excellent", 7),
]


@pytest.mark.parametrize(("indicator", "stated"), STATED, ids=[row[0] for row in STATED])
def test_a_figure_of_the_two_years_is_as_planned(book: Book, indicator: str, stated: int) -> None:
    assert book.figure(indicator, YEARS).value == stated
    assert len(book.trail(indicator, YEARS).records) == stated


def test_received_filed_and_what_became_of_the_others_add_up(book: Book) -> None:
    value = {code: book.figure(code, YEARS).value for code, _ in STATED}
    assert value["proposal.submitted"] == value["proposal.accepted"] + value["proposal.not_filed"]
    assert value["proposal.cases"] == value["proposal.accepted"] - value["proposal.merged"]
    passed_on = ("proposal.to_opinion", "proposal.to_suggestion", "proposal.withdrawn")
    assert value["proposal.not_filed"] == sum(value[code] for code in passed_on)
    forms = ("proposal.individual", "proposal.joint", "proposal.collective")
    assert value["proposal.accepted"] == sum(value[code] for code in forms)
    classes = ("proposal.class_a", "proposal.class_b", "proposal.class_c")
    assert value["proposal.answered"] == sum(value[code] for code in classes)


def test_figures_equal_a_count_of_the_papers_themselves(book: Book, longan: Committee) -> None:
    papers = Proceeding.objects.filter(committee=longan, workflow="proposal")
    moves = Counter(ProceedingMove.objects.filter(proceeding__in=papers).values_list("move", flat=True))
    parts = Counter(ProceedingPart.objects.filter(proceeding__in=papers).values_list("state", flat=True))
    by_hand = {
        "proposal.submitted": papers.exclude(submitted_at=None).count(),
        "proposal.accepted": papers.exclude(number=None).count(),
        "proposal.merged": papers.exclude(lead=None).count(),
        "proposal.assigned": sum(parts.values()) - parts["reassigned"],
        "proposal.refused": moves["refuse"],
        "proposal.reassigned": moves["grant"],
        "proposal.replies": moves["send"],
        "proposal.contacts": moves["contact"],
        "proposal.redone": moves["reopen"],
        "proposal.key": moves["choose_key"],
    }
    assert {code: book.figure(code, YEARS).value for code in by_hand} == by_hand


def test_what_is_solved_now_is_what_each_unit_said_last(book: Book, longan: Committee) -> None:
    said: dict[int | None, str] = {}
    rows = ProceedingMove.objects.filter(proceeding__committee=longan, move__in=["draft_reply", "track"])
    for row in rows.order_by("pk"):
        said[row.part_id] = str(row.fields["class"])
    now = book.figure("proposal.now_a", YEARS).value
    assert now == Counter(said.values())["a"]
    assert now > book.figure("proposal.class_a", YEARS).value, (
        "promises were kept; the replies stay as they were"
    )


def test_every_state_is_what_the_moves_fold_to(longan: Committee) -> None:
    handled_in = {flow.part_of: flow for flow in MECHANISM.workflows if flow.part_of}
    for paper in Proceeding.objects.filter(committee=longan).prefetch_related("parts"):
        assert paper.state == standing(MECHANISM.workflow(paper.workflow), moves_of(paper)).state
        for part in paper.parts.all():
            assert part.state == standing(handled_in[paper.workflow], moves_of_part(part)).state


def test_numbers_are_gapless_in_each_session(longan: Committee) -> None:
    rows = Proceeding.objects.filter(committee=longan).exclude(number=None)
    found: dict[str, list[int]] = {}
    for series, number in rows.order_by("number").values_list("series", "number"):
        found.setdefault(series, []).append(number)
    assert len(found) == 3
    for numbers in found.values():
        assert numbers == list(range(1, len(numbers) + 1))


def test_every_merged_proposer_is_answered_and_rates(longan: Committee) -> None:
    merged = Proceeding.objects.filter(committee=longan, workflow="proposal").exclude(lead=None)
    assert Counter(merged.values_list("lead", flat=True)).most_common(1)[0][1] == 4, "one group of five"
    for paper in merged:
        made = [one.move for one in moves_of(paper)]
        assert made.index("merge") < made.index("answer") < made.index("rate")


@pytest.mark.parametrize(
    ("indicator", "stated"),
    [
        ("proposal.accept_rate", "79.76"),
        ("proposal.answer_rate", "100.00"),
        ("proposal.on_time_rate", "96.27"),
        ("proposal.solved_rate", "47.76"),
        ("proposal.satisfied_rate", "98.51"),
        ("proposal.fully_satisfied_rate", "90.30"),
        ("proposal.content_now_rate", "100.00"),
    ],
)
def test_a_share_of_the_two_years(book: Book, indicator: str, stated: str) -> None:
    share = book.figure(indicator, YEARS)
    assert share.value == Decimal(stated)
    assert share.numerator is not None
    assert share.denominator is not None


def test_no_share_of_any_year_is_above_the_whole(book: Book) -> None:
    shares = [one.id for one in MECHANISM.indicators if one.id.startswith("proposal.") and one.unit == "%"]
    assert len(shares) >= 10
    for year in (2023, 2024):
        for code in shares:
            value = book.figure(code, Span(date(year, 1, 1), date(year, 12, 31))).value
            assert value is None or 0 <= value <= 100, (code, year)
