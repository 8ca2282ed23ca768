"""Duties on random ledgers: a slow recount that walks day by day agrees, and settling only ever grows."""

import itertools
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.duty_book import (
    EFFECTIVE,
    FIRM,
    LATER,
    OTHER,
    YEAR,
    A,
    B,
    judged,
    link,
    rule,
    states,
    visit,
)

from tongxin.engine.duties.rules import Cadence, Presence
from tongxin.engine.duties.windows import windows
from tongxin.engine.ledger.entries import Act

MONTHS = {Cadence.MONTH: 1, Cadence.QUARTER: 3, Cadence.HALF: 6, Cadence.YEAR: 12}
DAYS = st.dates(date(2023, 6, 1), date(2025, 6, 30))
PEOPLE = st.lists(st.sampled_from([A, B, OTHER]), min_size=1, max_size=3, unique=True)


@st.composite
def ledgers(draw):
    """Return rows: first records, each with a later correction or void now and then."""
    rows = []
    for _ in range(draw(st.integers(0, 12))):
        day, people = draw(DAYS), draw(PEOPLE)
        recorded = datetime.combine(day, datetime.min.time(), UTC) + timedelta(days=draw(st.integers(0, 90)))
        number = len(rows) + 1
        firm = draw(st.sampled_from([FIRM, FIRM, 99]))
        rows.append(visit(number, day.isoformat(), *people, recorded=recorded, enterprise=firm))
        act = draw(st.sampled_from([None, None, Act.CORRECT, Act.VOID]))
        if act:
            later = recorded + timedelta(days=draw(st.integers(0, 60)))
            moved = draw(DAYS)
            rows.append(visit(number + 1, moved.isoformat(), *people, root=number, act=act, recorded=later))
    return rows


@st.composite
def rules(draw):
    return rule(
        each=draw(st.sampled_from(list(MONTHS))),
        least=draw(st.integers(1, 3)),
        holders=draw(st.sampled_from(list(Presence))),
        grace_days=draw(st.integers(0, 20)),
        late_percent=draw(st.integers(0, 100)),
    )


@st.composite
def links(draw):
    start = draw(DAYS)
    return link(start=start, end=draw(st.none() | st.dates(start, date(2025, 12, 31))))


def recount(one, held, rows, as_of, known):
    """Return period → state, by walking all days of the year and asking every row on each."""
    rows = [row for row in rows if row.recorded <= known]
    current = [
        max((row for row in rows if row.root == root), key=lambda row: row.id)
        for root in {r.root for r in rows}
    ]
    length = MONTHS[one.each]
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(366)]
    periods = {}
    for day in days:
        periods.setdefault((day.month - 1) // length, []).append(day)
    found = {}
    for place, whole in periods.items():
        alive = [day for day in whole if held.span.covers(day) and day >= EFFECTIVE]
        if not alive:
            continue
        done = sum(
            1
            for day in alive
            for row in current
            if row.happened == day and day <= as_of and row.act is not Act.VOID and row.enterprise == FIRM
            if enough(one, held, {person for person, _ in row.participants})
        )
        found[place] = state(one, held, whole, done, as_of)
    return found


def enough(one, held, present):
    if one.holders is Presence.ALL:
        return present >= set(held.people)
    return one.holders is Presence.NONE or bool(present & set(held.people))


def state(one, held, whole, done, as_of):
    begun = max(held.span.start, EFFECTIVE)
    missed = len([day for day in whole if day < begun])
    if done >= one.least:
        return "met"
    if missed * 100 > one.late_percent * len(whole):
        return "exempt"
    if held.span.end is not None and held.span.end < whole[-1] and held.span.end <= as_of:
        return "exempt"
    if as_of < whole[0]:
        return "not_yet"
    return "open" if (as_of - whole[-1]).days <= one.grace_days else "overdue"


@settings(max_examples=150)
@given(rules(), links(), ledgers(), DAYS, DAYS)
def test_the_slow_recount_agrees(one, held, rows, as_of, known):
    moment = datetime.combine(known, datetime.min.time(), UTC)
    found = judged(one, *rows, links=[held], as_of=as_of, known=moment)
    assert [duty.state.value for duty in found] == list(recount(one, held, rows, as_of, moment).values())


@given(rules(), links(), ledgers(), DAYS, DAYS, PEOPLE)
def test_one_more_record_never_takes_a_settled_duty_away(one, held, rows, as_of, day, people):
    before = judged(one, *rows, links=[held], as_of=as_of)
    more = visit(1000, day.isoformat(), *people)
    after = judged(one, *rows, more, links=[held], as_of=as_of)
    for old, new in zip(before, after, strict=True):
        assert new.done >= old.done
        assert old.state != "met" or new.state == "met"
        assert set(old.settled_by) <= set(new.settled_by)


@given(rules(), st.dates(date(2000, 1, 1), date(2040, 12, 31)), st.integers(0, 1500))
def test_the_windows_of_a_rule_tile_time(one, first, length):
    last = first + timedelta(days=length)
    found = list(windows(one, first, last))
    assert found[0].first <= first <= found[0].last
    assert found[-1].first <= last <= found[-1].last
    for window, following in itertools.pairwise(found):
        assert following.first == window.last + timedelta(days=1)
    assert len({window.code for window in found}) == len(found)


@given(st.lists(st.dates(date(2024, 1, 1), date(2024, 12, 31)), min_size=4, max_size=8))
def test_one_in_each_quarter_is_not_four_a_year(days):
    entries = [visit(number, day.isoformat()) for number, day in enumerate(days, 1)]
    quarters = {(day.month - 1) // 3 for day in days}
    found = judged(rule(), *entries)
    assert sum(one == "met" for one in states(found).values()) == len(quarters)
    [year] = judged(rule(each=Cadence.YEAR, least=4), *entries)
    assert year.state == "met"


@given(ledgers(), DAYS)
def test_what_becomes_known_later_leaves_the_earlier_answer_alone(rows, known):
    moment = datetime.combine(known, datetime.min.time(), UTC)
    early = [row for row in rows if row.recorded <= moment]
    assert judged(rule(), *rows, known=moment) == judged(rule(), *early, known=LATER)
    assert judged(rule(), *rows, asked=YEAR) == judged(rule(), *reversed(rows), asked=YEAR)
