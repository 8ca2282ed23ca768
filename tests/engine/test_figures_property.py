"""On random ledgers three ways to count agree: the definition, the index and a slow recount."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.figures_ledger import (
    ATTENDED,
    CHINA,
    DONATED,
    MEMBERS,
    MET,
    NONPARTY,
    SHARE,
    VISITS,
    indicator,
)
from tests.engine.figures_recount import Recount

from tongxin.engine.figures import table
from tongxin.engine.figures.book import open_book
from tongxin.engine.figures.indicators import DateUsed, Measure, Source
from tongxin.engine.figures.plain import figures
from tongxin.engine.kernel.spans import Span
from tongxin.engine.ledger.entries import Act, Entry
from tongxin.engine.roster.values import Link, Membership, Roster, Standing

INDICATORS = (
    VISITS,
    MET,
    ATTENDED,
    DONATED,
    MEMBERS,
    NONPARTY,
    SHARE,
    indicator("all", per=("kind", "unit", "member")),
    indicator("all.based", where=[{"on": "has", "values": ("base",)}]),
    indicator("filed", kinds=("forum", "visit"), where=[{"on": "field:review", "values": ("filed",)}]),
    indicator(
        "not_filed",
        kinds=("forum",),
        where=[{"on": "field:review", "values": ("filed",), "negated": True}],
    ),
    indicator("recorded", kinds=("visit",), date_used=DateUsed.RECORDED),
    indicator(
        "donated.party",
        kinds=("donation",),
        measure=Measure.SUM,
        quantity="money",
        where=[{"on": "participant", "values": ("party_member",)}],
    ),
    indicator("people", kinds=("visit", "forum"), measure=Measure.PEOPLE, per=("member", "sector")),
    indicator("rate", source=Source.RATIO, unit="%", numerator="filed", denominator="all"),
    indicator("linkers", source=Source.LINKS, kinds=("party_to_nonparty",), measure=Measure.LINKERS),
    indicator("linked", source=Source.LINKS, kinds=("party_to_nonparty",), measure=Measure.LINKED),
)

DAYS = st.dates(date(2023, 11, 1), date(2024, 4, 30))
SPANS = st.tuples(DAYS, DAYS).map(lambda ends: Span(min(ends), max(ends)))
MOMENTS = DAYS.flatmap(
    lambda day: st.integers(0, 1439).map(
        lambda minute: datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minute)
    )
)
PEOPLE = st.integers(1, 5)
PARTS = st.lists(
    st.tuples(PEOPLE, st.sampled_from(("visitor", "met", "participant"))), max_size=4, unique=True
)


@st.composite
def rosters(draw):
    seats = draw(st.lists(st.tuples(PEOPLE, st.sampled_from("ab"), SPANS), max_size=6))
    standings = draw(st.lists(st.tuples(PEOPLE, st.sampled_from(("cpc", "masses")), SPANS), max_size=6))
    links = draw(st.lists(st.tuples(PEOPLE, PEOPLE, SPANS), max_size=4))
    return Roster(
        memberships={
            number: Membership(id=number, person=person, sector=sector, span=span)
            for number, (person, sector, span) in enumerate(seats, 1)
        },
        standings=tuple(
            Standing(person=person, affiliation=code, span=span) for person, code, span in standings
        ),
        links=tuple(
            Link(id=number, kind="party_to_nonparty", people=(holder,), person=target, span=span)
            for number, (holder, target, span) in enumerate(links, 1)
        ),
        party_codes=frozenset({"cpc"}),
    )


@st.composite
def ledgers(draw):
    """Rows in order of recording: back-dated ones, corrections of anything, voids, corrections of voids."""
    rows: list[Entry] = []
    for number, recorded in enumerate(sorted(draw(st.lists(MOMENTS, max_size=14))), 1):
        act = draw(st.sampled_from((Act.RECORD, Act.RECORD, Act.RECORD, Act.CORRECT, Act.VOID)))
        roots = [row.root for row in rows]
        if not roots:
            act = Act.RECORD
        root = number if act is Act.RECORD else draw(st.sampled_from(roots))
        last = next((row for row in reversed(rows) if row.root == root), None)
        same = act is Act.VOID and last is not None
        rows.append(
            Entry(
                id=number,
                root=root,
                act=act,
                kind=last.kind if same else draw(st.sampled_from(("visit", "forum", "donation"))),
                happened=last.happened if same else draw(DAYS),
                recorded=recorded,
                unit=draw(st.sampled_from((None, 7, 8))),
                base=draw(st.sampled_from((None, 9))),
                participants=tuple(draw(PARTS)),
                fields=draw(st.sampled_from(({}, {"review": "filed"}, {"review": "not_filed"}))),
                amounts=draw(
                    st.one_of(
                        st.just({}),
                        st.decimals("0", "1000000", places=4).map(lambda amount: {"money": amount}),
                    )
                ),
            )
        )
    return rows


@settings(max_examples=200)
@given(rosters(), ledgers(), SPANS, MOMENTS, st.integers(0, 14), st.sampled_from((0, 1, 64)))
def test_definition_index_and_recount_agree(roster, entries, period, as_of, cut, few):
    known = [row for row in entries if row.recorded <= as_of]
    plain = figures(INDICATORS, roster, entries, period, as_of, zone=CHINA)
    with mock.patch.object(table, "_FEW", few):  # rows are put in one by one, or sorted all at once
        book = open_book(INDICATORS, roster, CHINA).extended(known[:cut]).extended(known[cut:])
    recount = Recount(INDICATORS, roster, entries, period, as_of, CHINA)
    for mine, fast in zip(plain, book.figures(period), strict=True):
        slow = recount.of(mine.indicator)
        assert mine.value == fast.value == slow["value"], mine.indicator
        assert mine.count == fast.count == len(slow["records"])
        assert mine.reason == fast.reason
        if mine.trail is None:
            continue
        trail = book.trail(mine.indicator, period)
        assert list(mine.trail.records) == list(trail.records)
        assert set(trail.records) == slow["records"]
        assert list(mine.trail.excluded) == list(trail.excluded)
        if "excluded" in slow:
            assert {item.id: item.reason.value for item in trail.excluded} == slow["excluded"]


@settings(max_examples=100)
@given(rosters(), ledgers(), MOMENTS)
def test_forgetting_what_came_later_equals_never_having_known_it(roster, entries, as_of):
    known = [row for row in entries if row.recorded <= as_of]
    later = {row.root for row in entries if row.recorded > as_of}
    now = open_book(INDICATORS, roster, CHINA).extended(entries)
    then = now.without(later).extended([row for row in known if row.root in later])
    fresh = open_book(INDICATORS, roster, CHINA).extended(known)
    period = Span(date(2023, 11, 1), date(2024, 4, 30))
    assert then.figures(period) == fresh.figures(period)


@settings(max_examples=100)
@given(rosters(), ledgers(), SPANS, st.sampled_from(("month", "quarter", "unit", "sector", "member", "kind")))
def test_breakdowns_that_must_add_up_do(roster, entries, period, by):
    book = open_book(INDICATORS, roster, CHINA).extended(entries)
    for item in INDICATORS:
        if by not in book.dimensions(item.id):
            continue
        broken, whole = book.breakdown(item.id, by, period), book.figure(item.id, period)
        if broken.additive:
            assert sum((cell.value for cell in broken.cells), Decimal(0)) == whole.value, (item.id, by)


def test_no_floating_point_reaches_a_figure(pytestconfig: pytest.Config):
    folder = pytestconfig.rootpath / "src" / "tongxin" / "engine" / "figures"
    assert not [path.name for path in folder.glob("*.py") if "float" in path.read_text(encoding="utf-8")]
