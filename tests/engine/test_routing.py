"""Suggested handling units: explained, learnt from what was, silent where there is nothing; and how good."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.invented_assignments import UNITS, Assigned, Author, assignments, written

from tongxin.engine.routing.experience import Experience, Handled
from tongxin.engine.routing.suggesting import MOST, SHOWN, Asked, Ground, suggestions
from tongxin.engine.similar.cleaning import clean
from tongxin.engine.similar.grams import COMMON, grams
from tongxin.engine.similar.keeping import KeptPostings
from tongxin.engine.similar.looking_up import nearness

KNOWN, NEW = 600, 200
RECALL = {True: (0.93, 0.82), False: (0.9, 0.78)}
"""Wishes known or not → the unit in charge must be so often among three, and so often the first."""

few_units = st.frozensets(st.integers(1, 5), max_size=2)
papers = st.builds(
    Handled,
    paper=st.integers(1, 40),
    theme=st.sampled_from(["", "roads", "schools"]),
    answered=few_units,
    assisted=few_units,
    refused=few_units,
)
pasts = st.lists(papers, max_size=12, unique_by=lambda one: one.paper)
asks = st.builds(
    Asked,
    near=st.dictionaries(st.integers(1, 40), st.floats(0, 60), max_size=12),
    theme=st.sampled_from(["", "roads", "schools"]),
    wished=few_units,
)
OPEN = range(1, 6)


def suggested(asked, past, units=OPEN, most=9):
    return suggestions(asked, Experience(past), units, most=most)


def weight(found, unit):
    return next((one.weight for one in found if one.unit == unit), 0)


@given(asks, pasts)
def test_every_suggestion_is_explained_by_reasons_that_add_up(asked, past):
    known = {one.paper: one for one in past}
    for one in suggested(asked, past):
        assert one.weight == sum(reason.weight for reason in one.reasons) > 0
        for reason in one.reasons:
            assert len(reason.papers) == min(reason.count, SHOWN)
            for paper in reason.papers:
                handled = known[paper]
                back = reason.ground in {Ground.REFUSED, Ground.REFUSED_THEME}
                assert one.unit in (handled.refused if back else handled.answered | handled.assisted)
            assert (reason.weight < 0) == (reason.ground in {Ground.REFUSED, Ground.REFUSED_THEME})


@given(asks, pasts, st.randoms(use_true_random=False))
def test_the_order_in_which_papers_are_known_makes_no_difference(asked, past, random):
    mixed = random.sample(past, len(past))
    near = dict(random.sample(sorted(asked.near.items()), len(asked.near)))
    again = Asked(near=near, theme=asked.theme, wished=asked.wished)
    assert suggested(asked, past) == suggested(again, mixed)


@given(asks, pasts)
def test_only_units_that_may_be_given_papers_are_suggested_and_each_once(asked, past):
    found = suggested(asked, past, [2, 3, 3])
    assert {one.unit for one in found} <= {2, 3}
    assert len({one.unit for one in found}) == len(found)
    assert [one.weight for one in found] == sorted((one.weight for one in found), reverse=True)
    assert len(suggested(asked, past, most=1)) <= 1


@given(asks, pasts, st.integers(1, 5), st.floats(1, 60))
def test_one_more_similar_paper_that_a_unit_answered_never_speaks_against_it(asked, past, unit, likeness):
    before = weight(suggested(asked, past), unit)
    more = Asked(near={**asked.near, 99: likeness}, theme=asked.theme, wished=asked.wished)
    after = weight(suggested(more, [*past, Handled(paper=99, answered=frozenset({unit}))]), unit)
    assert after >= before


@given(asks, pasts, st.integers(1, 5), st.floats(0, 60), st.sampled_from(["", "roads"]))
def test_one_more_refusal_by_a_unit_never_speaks_for_it(asked, past, unit, likeness, theme):
    before = weight(suggested(asked, past), unit)
    more = Asked(near={**asked.near, 99: likeness}, theme=asked.theme, wished=asked.wished)
    back = Handled(paper=99, theme=theme, refused=frozenset({unit}))
    assert weight(suggested(more, [*past, back]), unit) <= before


@given(asks, pasts, st.integers(1, 5))
def test_a_wish_never_speaks_against_a_unit(asked, past, unit):
    wished = Asked(near=asked.near, theme=asked.theme, wished=asked.wished | {unit})
    assert weight(suggested(wished, past), unit) >= weight(suggested(asked, past), unit)


@given(pasts, st.dictionaries(st.integers(1, 40), st.floats(0, 0.99), max_size=12))
def test_without_a_paper_like_it_a_theme_or_a_wish_nothing_is_suggested(past, near):
    assert suggested(Asked(near=near), past) == ()
    assert suggested(Asked(near=near, theme="never seen"), past) == ()
    assert suggested(Asked(theme="roads", wished=frozenset({9})), []) == ()


def test_a_unit_that_answered_a_similar_paper_comes_before_one_that_assisted():
    past = [Handled(paper=1, answered=frozenset({2}), assisted=frozenset({3}))]
    found = suggested(Asked(near={1: 20.0}), past)
    assert [one.unit for one in found] == [2, 3]
    assert [reason.ground for one in found for reason in one.reasons] == [Ground.SIMILAR, Ground.ASSISTED]
    assert found[0].reasons[0].papers == (1,)


def test_a_unit_that_gave_a_similar_paper_back_is_not_suggested_for_its_theme():
    past = [Handled(paper=one, theme="roads", answered=frozenset({2})) for one in range(1, 6)]
    past.append(Handled(paper=9, theme="roads", answered=frozenset({3}), refused=frozenset({2})))
    assert [one.unit for one in suggested(Asked(theme="roads"), past)] == [2]
    assert [one.unit for one in suggested(Asked(near={9: 20.0}, theme="roads"), past)] == [3]


def test_a_wish_for_a_unit_that_always_gives_such_papers_back_loses_to_the_one_that_takes_them():
    past = [Handled(paper=one, answered=frozenset({4}), refused=frozenset({2})) for one in range(1, 4)]
    found = suggested(Asked(near={1: 20.0, 2: 9.0, 3: 5.0}, wished=frozenset({2})), past)
    assert [one.unit for one in found] == [4]


@dataclass(frozen=True)
class Committee:
    """What a committee had, and what is new to it."""

    made: list[Assigned]
    postings: KeptPostings
    past: Experience

    def near(self, text):
        even = clean(text, {}).text
        return nearness(even, self.postings.having(grams(even), COMMON))

    def asked(self, one, *, wishes=True):
        return Asked(near=self.near(one.text), theme=one.theme, wished=one.wished if wishes else frozenset())


@pytest.fixture(scope="module")
def committee():
    made = assignments(KNOWN + NEW, seed=7)
    return Committee(
        made=made[KNOWN:],
        postings=KeptPostings((place, clean(one.text, {})) for place, one in enumerate(made[:KNOWN])),
        past=Experience(
            Handled(paper=place, theme=one.theme, answered=one.units, refused=one.refused)
            for place, one in enumerate(made[:KNOWN])
        ),
    )


@pytest.mark.parametrize("wishes", [True, False])
def test_the_unit_in_charge_is_among_three_suggested(committee, wishes):
    hits = firsts = 0
    for one in committee.made:
        found = suggestions(committee.asked(one, wishes=wishes), committee.past, range(UNITS))
        units = [suggestion.unit for suggestion in found]
        hits += one.right in units
        firsts += units[:1] == [one.right]
        assert len(units) <= MOST
    among, first = RECALL[wishes]
    assert hits / NEW >= among
    assert firsts / NEW >= first


def test_the_theme_alone_would_not_do(committee):
    hits = 0
    for one in committee.made:
        found = suggestions(Asked(theme=one.theme), committee.past, range(UNITS))
        hits += one.right in {suggestion.unit for suggestion in found}
    assert hits / NEW < 0.6


def test_papers_about_something_else_are_met_with_silence(committee):
    stranger = Author(99)
    for _ in range(50):
        near = committee.near(written(stranger.paper()))
        assert suggestions(Asked(near=near), committee.past, range(UNITS)) == ()
