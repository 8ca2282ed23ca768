"""Suggested handling units from the stored papers: a whole batch in three queries, each with its papers."""

import pytest
from tests.engine.invented_assignments import assignments
from tests.store.towns import Town

from tongxin.engine.routing.suggesting import Ground
from tongxin.store.models import Proceeding, ProceedingPart

pytestmark = pytest.mark.django_db
KNOWN, NEW = 240, 20


@pytest.fixture
def town():
    return Town()


@pytest.fixture
def settled(town):
    """A town that handled papers for years, with new ones and who is in charge of each."""
    made = assignments(KNOWN + NEW, seed=5)
    town.settle(made[:KNOWN])
    new = {town.paper(one): one.right for one in made[KNOWN:]}
    town.index()
    return town, new


def test_a_batch_takes_three_queries_and_finds_most_units_in_charge(settled, django_assert_num_queries):
    town, new = settled
    with django_assert_num_queries(3):
        found = town.suggested(new)
    hits = sum(right in [town.places[one.unit] for one in found[paper.pk]] for paper, right in new.items())
    assert hits >= 0.6 * NEW
    with django_assert_num_queries(3):
        alone = town.suggested(list(new)[:1])
    assert alone.items() <= found.items(), "a paper is answered alone as in a batch"


def test_reasons_name_the_papers_that_the_unit_had(settled):
    town, new = settled
    for some in town.suggested(new).values():
        for one in some:
            for reason in one.reasons:
                held = ProceedingPart.objects.filter(body=one.unit, proceeding__in=reason.papers)
                back = reason.ground in {Ground.REFUSED, Ground.REFUSED_THEME}
                states = set(held.values_list("state", flat=True))
                assert not reason.papers or ("reassigned" in states) == back


def test_what_a_unit_gave_back_and_what_it_only_assisted_are_told_apart(town):
    [one] = assignments(1, seed=2)
    past = town.paper(one, state="closed")
    town.give(past, 1, state="reassigned")
    town.give(past, 2, role="lead")
    town.give(past, 3, role="assist", state="assisted")
    new = town.paper(one)
    Proceeding.objects.filter(pk=new.pk).update(fields={})
    new.wished.clear()
    town.index()
    assert town.best(new) == [2, 3]


def test_nothing_is_known_of_a_town_without_assignments_or_of_another_one(settled):
    _town, new = settled
    other = Town("other")
    [one] = assignments(1, seed=5)
    paper = other.paper(one)
    paper.wished.clear()
    other.index()
    assert other.best(paper) == []
    assert other.suggested(new) == {}


def test_no_unit_is_suggested_that_may_not_be_given_papers_now(settled):
    town, new = settled
    paper = next(iter(new))
    [first, *_others] = town.suggested([paper])[paper.pk]
    rest = [unit for unit in town.places if unit != first.unit]
    assert first.unit not in {one.unit for one in town.suggested([paper], rest)[paper.pk]}


def test_without_papers_nothing_is_asked(town, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert town.suggested([]) == {}
