"""Duties in columns say what the definition says."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.duty_book import BRANCH, EFFECTIVE, A, judged, link, rule, visit

from tongxin.engine.duties.columns import NEVER, STATES, Asked, Events, Spans, states
from tongxin.engine.duties.rules import Cadence
from tongxin.engine.ledger.entries import Act

DAYS = st.dates(date(2022, 10, 1), date(2025, 3, 31))
ALONE = dict.fromkeys(["counts"], ("visit",))


def moment(at):
    return int(at.timestamp())


@st.composite
def scenes(draw):
    """Draw links, and visits to them, some corrected to another day or declared void later."""
    links = []
    for number in range(draw(st.integers(1, 4))):
        start = draw(st.none() | DAYS)
        end = draw(st.none() | DAYS)
        if start and end and end < start:
            start, end = end, start
        links.append(link(100 + number, start=start, end=end, people=(A,)))
    rows, root = [], 0
    for _ in range(draw(st.integers(0, 12))):
        root += 1
        day, recorded = draw(DAYS), draw(DAYS)
        at = datetime.combine(recorded, datetime.min.time(), UTC)
        rows.append((root, root, day, at, Act.RECORD))
        if draw(st.booleans()):
            act = draw(st.sampled_from([Act.CORRECT, Act.VOID]))
            later = at + timedelta(days=draw(st.integers(1, 200)))
            root += 1
            rows.append((root, root - 1, draw(DAYS), later, act))
    return links, rows


@st.composite
def rules(draw):
    each = draw(st.sampled_from([Cadence.MONTH, Cadence.QUARTER, Cadence.HALF, Cadence.YEAR]))
    months = draw(st.sampled_from([(), (1,), (12,), (6, 7)])) if each is Cadence.YEAR else ()
    return rule(
        each=each,
        months=months,
        least=draw(st.integers(1, 3)),
        grace_days=draw(st.sampled_from([0, 7])),
        late_percent=draw(st.sampled_from([0, 50, 100])),
        since=draw(st.none() | DAYS),
    )


@settings(max_examples=300)
@given(scenes(), rules(), DAYS, DAYS)
def test_columns_agree_with_the_definition(scene, one, as_of, known_day):
    links, rows = scene
    known = datetime.combine(known_day, datetime.min.time(), UTC)
    entries = [
        visit(number, day.isoformat(), A, root=root, act=act, recorded=at)
        for number, root, day, at, act in rows
    ]
    asked = judged(one, *entries, as_of=as_of, known=known, links=links)
    expected = {(duty.subject.id, duty.window.code): duty.state for duty in asked}

    later = {root: at for number, root, _, at, _ in rows if number != root}
    events = [
        (place, day, at, later.get(number) if number == root else None)
        for number, root, day, at, act in rows
        if act is not Act.VOID
        for place, held in enumerate(links)
    ]
    begin = [held.span.start.toordinal() if held.span.start else -NEVER for held in links]
    ends = [held.span.end.toordinal() if held.span.end else NEVER for held in links]
    periods, found = states(
        one,
        max(EFFECTIVE, one.since or EFFECTIVE),
        Spans(start=np.array(begin, np.int64), end=np.array(ends, np.int64)),
        Events(
            subject=np.array([place for place, *_ in events], np.int64),
            day=np.array([day.toordinal() for _, day, _, _ in events], np.int64),
            recorded=np.array([moment(at) for _, _, at, _ in events], np.int64),
            replaced=np.array([moment(at) if at else NEVER for *_, at in events], np.int64),
        ),
        Asked(first=date(2024, 1, 1), last=date(2024, 12, 31), as_of=as_of, known=moment(known)),
    )
    got = {
        (held.id, window.code): STATES[found[place, column]]
        for place, held in enumerate(links)
        for column, window in enumerate(periods)
        if found[place, column] >= 0
    }
    assert got == expected
    assert BRANCH


def test_amounts_are_added_up():
    spans = Spans(start=np.array([-NEVER]), end=np.array([NEVER]))
    day = np.array([date(2024, 2, 1).toordinal(), date(2024, 3, 1).toordinal()])
    known = np.array([0, 0])
    events = Events(
        subject=np.array([0, 0]), day=day, recorded=known, replaced=known + NEVER, amount=np.array([3, 4])
    )
    asked = Asked(first=date(2024, 1, 1), last=date(2024, 6, 30), as_of=date(2024, 7, 1), known=1)
    _, found = states(rule(least=7, quantity="hours"), EFFECTIVE, spans, events, asked)
    assert [STATES[code].value for code in found[0]] == ["met", "overdue"]


def test_a_rule_owed_once_a_term_has_no_columns():
    empty = np.array([], np.int64)
    asked = Asked(first=date(2024, 1, 1), last=date(2024, 6, 30), as_of=date(2024, 7, 1), known=1)
    with pytest.raises(ValueError, match="term"):
        states(
            rule(each=Cadence.TERM),
            EFFECTIVE,
            Spans(start=empty, end=empty),
            Events(subject=empty, day=empty, recorded=empty, replaced=empty),
            asked,
        )
