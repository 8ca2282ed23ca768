"""What a figure counts, in the domain's words, on ledgers small enough to count by hand."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from tests.engine.figures_ledger import (
    ATTENDED,
    CHINA,
    DONATED,
    LATER,
    MEMBERS,
    MET,
    NONPARTY,
    SHARE,
    VISITS,
    YEAR,
    entry,
    indicator,
    money,
    roster,
)

from tongxin.engine.figures.book import open_book
from tongxin.engine.figures.indicators import DateUsed, Measure, Source
from tongxin.engine.figures.plain import figures
from tongxin.engine.kernel.spans import Span
from tongxin.engine.ledger.entries import Act

HALF = datetime(2024, 6, 30, 15, 59, 59, tzinfo=UTC)  # the last second of 30 June in China


def count(item, entries, period=YEAR, as_of=LATER):
    """One figure from the plain definition, after the index has agreed with it."""
    (plain,) = figures([item], roster(), entries, period, as_of, zone=CHINA)
    known = [row for row in sorted(entries, key=lambda row: row.id) if row.recorded <= as_of]
    book = open_book([item], roster(), CHINA).extended(known)
    indexed = book.figure(item.id, period)
    assert (indexed.value, indexed.count) == (plain.value, plain.count)
    trail = book.trail(item.id, period)
    assert list(trail.records) == list(plain.trail.records)
    assert list(trail.excluded) == list(plain.trail.excluded)
    return plain


def reasons(figure):
    return {exclusion.id: exclusion.reason.value for exclusion in figure.trail.excluded}


def test_a_figure_names_the_records_it_was_counted_from_in_order_of_their_dates():
    figure = count(VISITS, [entry(1, "2024-05-01"), entry(2, "2024-02-01"), entry(3, "2024-03-01", "talk")])
    assert figure.value == 2
    assert figure.trail.records == (2, 1)
    assert figure.trail.excluded == ()


def test_both_ends_of_a_period_belong_to_it_and_what_lies_outside_is_named():
    figure = count(VISITS, [entry(1, "2024-01-01"), entry(2, "2024-12-31"), entry(3, "2025-01-01")])
    assert figure.trail.records == (1, 2)
    assert reasons(figure) == {3: "outside_period"}


def test_a_correction_replaces_the_record_and_may_move_it_to_another_period():
    first = entry(1, "2024-05-01")
    corrected = entry(2, "2025-05-01", root=1, act=Act.CORRECT)
    assert count(VISITS, [first, corrected]).value == 0
    assert count(VISITS, [first, corrected], Span(date(2025, 1, 1), date(2025, 12, 31))).trail.records == (2,)


def test_a_correction_of_the_kind_moves_the_record_to_the_other_indicator():
    rows = [entry(1, "2024-05-01"), entry(2, "2024-05-01", "talk", root=1, act=Act.CORRECT)]
    figure = count(VISITS, rows)
    assert figure.value == 0
    assert figure.trail.excluded == ()


def test_a_void_record_is_not_counted_and_stands_among_the_excluded():
    rows = [entry(1, "2024-05-01"), entry(2, "2024-05-01", root=1, act=Act.VOID)]
    figure = count(VISITS, rows)
    assert figure.value == 0
    assert reasons(figure) == {2: "void"}


def test_for_a_day_as_known_today_differs_from_as_known_on_that_day():
    late = entry(2, "2024-06-20", recorded=datetime(2024, 7, 2, 3, tzinfo=UTC))
    withdrawn = entry(3, "2024-06-01", root=1, act=Act.VOID, recorded=datetime(2024, 8, 1, tzinfo=UTC))
    rows = [entry(1, "2024-06-01"), late, withdrawn]
    first_half = Span(date(2024, 1, 1), date(2024, 6, 30))
    assert count(VISITS, rows, first_half).trail.records == (2,)
    assert count(VISITS, rows, first_half, as_of=HALF).trail.records == (1,)


def test_a_person_met_twice_is_one_person():
    rows = [
        entry(1, "2024-02-01", participants=((1, "visitor"), (3, "met"))),
        entry(2, "2024-03-01", participants=((1, "visitor"), (3, "met"), (5, "met"))),
    ]
    assert count(MET, rows).value == 2


def test_party_membership_is_judged_on_the_day_of_the_happening():
    rows = [
        entry(1, "2024-06-30", participants=((4, "met"),)),
        entry(2, "2024-07-01", participants=((4, "met"),)),
    ]
    figure = count(MET, rows)
    assert figure.trail.records == (1,)
    assert reasons(figure) == {2: "filter_not_met"}


def test_who_has_left_the_committee_is_no_non_party_member_any_more():
    rows = [
        entry(1, "2024-03-31", participants=((5, "met"),)),
        entry(2, "2024-04-01", participants=((5, "met"),)),
    ]
    assert count(MET, rows).trail.records == (1,)


def test_attendances_count_each_person_once_a_record_whatever_their_roles():
    item = indicator("x", kinds=("forum",), measure=Measure.ATTENDANCES)
    rows = [
        entry(1, "2024-02-01", "forum", participants=((1, "host"), (1, "participant"), (2, "participant"))),
        entry(2, "2024-03-01", "forum", participants=((1, "participant"),)),
        entry(3, "2024-03-02", "forum"),
    ]
    figure = count(item, rows)
    assert figure.value == 3
    assert figure.count == 2
    assert reasons(figure) == {3: "nothing_counted"}


def test_money_is_added_exactly():
    rows = [entry(number, "2024-02-01", "donation", amounts=money("0.1")) for number in range(1, 11)]
    rows.append(entry(11, "2024-02-02", "donation", amounts=money("99999999999999.9999")))
    rows.append(entry(12, "2024-02-03", "donation"))
    figure = count(DONATED, rows)
    assert figure.value == Decimal("100000000000000.9999")
    assert reasons(figure) == {12: "nothing_counted"}


def test_conditions_on_fields_must_all_hold_and_may_be_negated():
    item = indicator(
        "proposal.filed",
        kinds=("proposal",),
        where=[
            {"on": "field:review", "values": ("filed",)},
            {"on": "field:form", "values": ("collective",), "negated": True},
        ],
    )
    rows = [
        entry(1, "2024-02-01", "proposal", fields={"review": "filed", "form": "joint"}),
        entry(2, "2024-02-01", "proposal", fields={"review": "filed", "form": "collective"}),
        entry(3, "2024-02-01", "proposal", fields={"review": "not_filed", "form": "joint"}),
    ]
    assert count(item, rows).trail.records == (1,)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"on": "field:merged", "values": ("yes",)}, (1,)),
        ({"on": "field:merged", "values": ("no",)}, (2, 3)),
        ({"on": "field:themes", "values": ("economy",)}, (2,)),
        ({"on": "has", "values": ("base",)}, (1,)),
        ({"on": "has", "values": ("base", "unit")}, (1, 2)),
        ({"on": "unit_kind", "values": ("township_room",)}, (2,)),
        ({"on": "participant:met", "values": ("non_party_member",)}, (3,)),
        ({"on": "participant", "values": ("party_member",)}, (1, 3)),
        ({"on": "sector", "values": ("economy",)}, (3,)),
        ({"on": "post", "values": ("standing_member",)}, (1, 3)),
        ({"on": "placed", "values": ("no",)}, (2,)),
    ],
)
def test_each_condition_chooses_the_records_it_names(condition, expected):
    rows = [
        entry(1, "2024-02-01", base=200, fields={"merged": True}, participants=((1, "visitor"),)),
        entry(
            2,
            "2024-02-02",
            unit=100,
            fields={"themes": ["economy", "culture"]},
            participants=((6, "visitor"),),
        ),
        entry(3, "2024-02-03", fields={"merged": False}, participants=((1, "visitor"), (3, "met"))),
    ]
    assert count(indicator("x", kinds=("visit",), where=[condition]), rows).trail.records == expected


def test_by_day_of_recording_a_correction_does_not_move_a_record_to_another_period():
    item = indicator("x", kinds=("visit",), date_used=DateUsed.RECORDED)
    first = entry(1, "2023-12-30", recorded=datetime(2023, 12, 31, 16, 30, tzinfo=UTC))
    corrected = entry(2, "2023-12-30", root=1, act=Act.CORRECT, recorded=datetime(2025, 1, 9, tzinfo=UTC))
    assert count(item, [first, corrected]).trail.records == (2,)  # half past midnight, 1 January, in China


def test_members_are_those_of_the_last_day_of_the_period():
    march = Span(date(2024, 1, 1), date(2024, 3, 31))
    assert count(MEMBERS, [], march).value == 5
    figure = count(MEMBERS, [])
    assert figure.value == 4
    assert reasons(figure) == {50: "outside_period"}


def test_a_ratio_shows_both_parts_and_is_rounded_half_up():
    *_, share = figures([NONPARTY, MEMBERS, SHARE], roster(), [], Span(None, date(2024, 3, 31)), LATER)
    assert (share.numerator.value, share.denominator.value, share.value) == (3, 5, 60)
    *_, share = figures([NONPARTY, MEMBERS, SHARE], roster(), [], YEAR, LATER)
    assert share.value == 25


def test_a_ratio_of_nothing_has_no_value_but_a_reason():
    *_, share = figures([NONPARTY, MEMBERS, SHARE], roster(), [], Span(None, date(2020, 1, 1)), LATER)
    assert share.value is None
    assert share.reason == "denominator_zero"


@pytest.mark.parametrize(
    ("measure", "expected"), [(Measure.COUNT, 2), (Measure.LINKERS, 1), (Measure.LINKED, 2)]
)
def test_links_are_counted_or_their_distinct_ends(measure, expected):
    item = indicator("link", source=Source.LINKS, kinds=("party_to_nonparty",), measure=measure)
    assert count(item, []).value == expected


def test_organisations_are_counted_by_kind_and_host():
    hosted = indicator("x", source=Source.ORGANISATIONS, where=[{"on": "host", "values": ("enterprise",)}])
    rooms = indicator("y", source=Source.ORGANISATIONS, kinds=("township_room",))
    assert count(hosted, []).trail.records == (200,)
    assert count(rooms, []).trail.records == (100,)


def test_months_units_and_kinds_add_up_to_the_figure():
    rows = [
        entry(1, "2024-01-31", unit=100),
        entry(2, "2024-02-01", unit=101),
        entry(3, "2024-02-29"),
    ]
    book = open_book([VISITS], roster(), CHINA).extended(rows)
    first_quarter = Span(date(2024, 1, 1), date(2024, 3, 31))
    months = book.breakdown("visit.count", "month", first_quarter)
    assert [(cell.key, cell.value) for cell in months.cells] == [
        ("2024-01", 1),
        ("2024-02", 2),
        ("2024-03", 0),
    ]
    units = book.breakdown("visit.count", "unit", first_quarter)
    assert {cell.key: cell.value for cell in units.cells} == {100: 1, 101: 1, None: 1}
    assert units.additive


def test_a_record_of_two_sectors_stands_under_both_and_the_breakdown_says_so():
    rows = [entry(1, "2024-01-31", participants=((1, "visitor"), (3, "met")))]
    book = open_book([VISITS], roster(), CHINA).extended(rows)
    sectors = book.breakdown("visit.count", "sector", YEAR)
    assert {cell.key: cell.value for cell in sectors.cells} == {"cpc": 1, "economy": 1}
    assert not sectors.additive


def test_attendances_by_sector_add_up_because_each_is_one_persons():
    rows = [
        entry(1, "2024-01-31", "forum", participants=((1, "participant"), (3, "participant"))),
        entry(2, "2024-02-01", "forum", participants=((3, "participant"), (6, "participant"))),
    ]
    book = open_book([ATTENDED], roster(), CHINA).extended(rows)
    sectors = book.breakdown("forum.attend", "sector", YEAR)
    assert sectors.additive
    assert {cell.key: cell.value for cell in sectors.cells} == {"economy": 2, "cpc": 1, None: 1}


def test_the_month_of_a_stock_is_its_state_at_the_months_end():
    book = open_book([MEMBERS], roster(), CHINA)
    months = book.breakdown("member.total", "month", Span(date(2024, 3, 1), date(2024, 4, 30)))
    assert [cell.value for cell in months.cells] == [5, 4]
    assert not months.additive
    units = book.breakdown("member.total", "unit", YEAR)
    assert {cell.key: cell.value for cell in units.cells} == {100: 2, 101: 1, None: 1}


def test_going_back_to_earlier_knowledge_forgets_what_was_recorded_later():
    late = entry(3, "2024-06-01", root=1, act=Act.CORRECT, recorded=datetime(2024, 8, 1, tzinfo=UTC))
    rows = [entry(1, "2024-06-01"), entry(2, "2024-06-02"), late]
    book = open_book([VISITS], roster(), CHINA).extended(rows)
    then = book.without([1]).extended(rows[:1])
    assert list(then.trail("visit.count", YEAR).records) == [1, 2]
    assert list(book.trail("visit.count", YEAR).records) == [3, 2]
