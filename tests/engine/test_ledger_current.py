"""What was known at a time: corrections and voids add to the ledger and never rewrite its past."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tongxin.engine.ledger.entries import Act, Entry, current

START = datetime(2024, 1, 1, tzinfo=UTC)


def entry(number, root, minutes, act=Act.RECORD):
    return Entry(
        id=number,
        root=root,
        act=act,
        kind="visit",
        happened=date(2024, 1, 1),
        recorded=START + timedelta(minutes=minutes),
    )


@st.composite
def ledgers(draw):
    """Rows recorded in order, each a first record or a later row of an earlier happening."""
    rows, minutes = [], 0
    for number in range(1, draw(st.integers(1, 25)) + 1):
        minutes += draw(st.integers(0, 3))
        first = [row.id for row in rows if row.root == row.id]
        root = draw(st.sampled_from([number, *first]))
        act = Act.RECORD if root == number else draw(st.sampled_from([Act.CORRECT, Act.VOID]))
        rows.append(entry(number, root, minutes, act))
    return rows


def test_a_correction_counts_from_the_moment_it_was_recorded():
    first, second = entry(1, 1, 0), entry(2, 1, 10, Act.CORRECT)
    assert current([first, second], START + timedelta(minutes=9)) == {1: first}
    assert current([second, first], START + timedelta(minutes=10)) == {1: second}


def test_a_void_row_is_in_force_so_that_it_can_be_shown():
    first, gone = entry(1, 1, 0), entry(2, 1, 5, Act.VOID)
    assert current([first, gone], START + timedelta(hours=1)) == {1: gone}


@given(ledgers(), st.integers(0, 80), st.integers(1, 30))
def test_later_rows_never_change_what_was_known_before_them(rows, minutes, later):
    as_of = START + timedelta(minutes=minutes)
    known = current(rows, as_of)
    last = max(rows, key=lambda row: row.id)
    for act in (Act.CORRECT, Act.VOID):
        further = replace(
            last, id=last.id + 1, act=act, recorded=max(last.recorded, as_of) + timedelta(minutes=later)
        )
        assert current([*rows, further], as_of) == known


@given(ledgers(), st.randoms())
def test_the_order_in_which_rows_are_read_does_not_matter(rows, random):
    as_of = START + timedelta(days=1)
    mixed = rows.copy()
    random.shuffle(mixed)
    assert current(mixed, as_of) == current(rows, as_of)


@given(ledgers(), st.integers(0, 80))
def test_each_happening_known_at_a_time_has_exactly_its_newest_row_of_that_time(rows, minutes):
    as_of = START + timedelta(minutes=minutes)
    seen = [row for row in rows if row.recorded <= as_of]
    known = current(rows, as_of)
    assert set(known) == {row.root for row in seen}
    assert all(row.id == max(other.id for other in seen if other.root == root) for root, row in known.items())
