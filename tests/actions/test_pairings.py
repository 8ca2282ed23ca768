"""Pairings as acts: proposed, changed by hand, adopted in one go or not at all."""

from datetime import date

import pytest
from tests.actions.acting import acting

from tongxin.actions.acting import Invalid, Refused
from tongxin.actions.pairings import adopt_pairing, discard_pairing, edit_pairing, run_pairing
from tongxin.engine.pairing.judging import achieved, changes
from tongxin.engine.pairing.reading import read_problem
from tongxin.store.models import AuditEvent, Committee, Link, LinkHolder, Membership, PairingRun, User
from tongxin.store.queries.pairings import pairs_of, proposed_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
DAY = date(2024, 11, 1)
KIND = "party_to_nonparty"


@pytest.fixture
def actor():
    return acting(User.objects.get(username="party"))


def issue_of(problem):
    return problem.value.issues[0].code


def held(kind=KIND):
    rows = LinkHolder.objects.filter(link__kind=kind, link__end=None)
    return dict(rows.values_list("link__person", "person"))


def test_a_run_changes_no_link_and_keeps_what_it_was_made_of(actor):
    before = held()
    run = run_pairing(actor, KIND, DAY, {})
    assert held() == before
    assert (len(run.problems), run.results[0]["status"]) == (1, "optimal")
    assert len(run.problems[0]["linked"]) == 106
    loads = list(run.results[0]["loads"].values())
    assert (loads.count(2), loads.count(1)) == (34, 38)


def test_adopting_makes_the_links_hold_in_one_act(actor):
    run = run_pairing(actor, KIND, DAY, {})
    before, wanted = held(), proposed_of(run)[0]
    acts = AuditEvent.objects.count()
    changed = adopt_pairing(actor, run.pk)
    assert held() == wanted
    assert changed == sum(before[to] != by for to, by in wanted.items()) > 0
    assert AuditEvent.objects.count() == acts + 1
    event = AuditEvent.objects.latest("seq")
    assert (event.verb, len(event.changes["after"]["changed"])) == ("pairing.adopt", changed)
    assert Link.objects.filter(kind=KIND, end=date(2024, 10, 31)).count() == changed
    with pytest.raises(Invalid) as problem:
        adopt_pairing(actor, run.pk)
    assert issue_of(problem) == "pairing.not_open"


def test_run_again_after_adopting_nothing_changes(actor):
    adopt_pairing(actor, run_pairing(actor, KIND, DAY, {}).pk)
    again = run_pairing(actor, KIND, DAY, {})
    assert adopt_pairing(actor, again.pk) == 0


def test_a_change_by_hand_costs_what_it_says_and_is_adopted(actor):
    run = run_pairing(actor, KIND, DAY, {})
    problem, pairs = read_problem(run.problems[0]), proposed_of(run)[0]
    linked = next(iter(pairs))
    best = next(one for one in changes(problem, pairs, linked) if one.allowed)
    edit_pairing(actor, run.pk, 0, linked, best.linker)
    run.refresh_from_db()
    now = achieved(problem, pairs_of(run)[0])
    proven = run.results[0]["objective"]
    assert proven["total"] - now.total == best.cost
    assert now.imbalance - proven["imbalance"] == best.imbalance
    adopt_pairing(actor, run.pk)
    assert held()[linked] == best.linker


def test_changes_by_hand_are_fixed_in_the_next_run(actor):
    run = run_pairing(actor, KIND, DAY, {})
    linked, linker = next(iter(proposed_of(run)[0].items()))
    other = next(one.linker for one in changes(read_problem(run.problems[0]), proposed_of(run)[0], linked))
    assert other != linker
    again = run_pairing(actor, KIND, DAY, {0: {linked: other}})
    assert proposed_of(again)[0][linked] == other


@pytest.mark.parametrize(("part", "linked", "linker"), [(1, 0, 0), (0, 999999, 1), (0, 1, 999999)])
def test_a_pair_that_is_not_possible_is_refused(actor, part, linked, linker):
    run = run_pairing(actor, KIND, DAY, {})
    with pytest.raises(Invalid) as problem:
        edit_pairing(actor, run.pk, part, linked, linker)
    assert issue_of(problem) == "pairing.no_such_pair"


def test_when_somebody_left_meanwhile_the_pairing_is_run_again_and_not_adopted(actor):
    run = run_pairing(actor, KIND, DAY, {})
    gone = next(iter(proposed_of(run)[0]))
    Membership.objects.filter(person=gone, end=None).update(end=date(2024, 10, 30))
    Committee.objects.update(roster_revision=999)
    before = held()
    with pytest.raises(Invalid) as problem:
        adopt_pairing(actor, run.pk)
    assert issue_of(problem) == "pairing.stale"
    assert held() == before


def test_a_joint_link_takes_one_linker_from_each_of_two_bodies(actor):
    run = run_pairing(actor, "groups_to_enterprise", DAY, {})
    assert len(run.problems) == 2
    adopt_pairing(actor, run.pk)
    first, second = ({one["id"] for one in part["linkers"]} for part in run.problems)
    for link in Link.objects.filter(kind="groups_to_enterprise", end=None):
        holders = set(link.holders.values_list("person", flat=True))
        assert len(holders) == 2
        assert holders & first
        assert holders & second


def test_nobody_is_proposed_for_somebody_of_their_own_employer(actor):
    run = run_pairing(actor, KIND, DAY, {})
    people = dict(Membership.objects.values_list("person", "person__employer"))
    pairs = [(by, to) for by, to, _ in run.problems[0]["candidates"] if people[by]]
    assert not [pair for pair in pairs if people[pair[0]] == people[pair[1]]]


def test_links_between_organisations_are_not_paired(actor):
    with pytest.raises(Invalid) as problem:
        run_pairing(actor, "organisation_to_enterprise", DAY, {})
    assert issue_of(problem) == "pairing.by_hand"


def test_a_run_that_was_put_away_is_not_adopted(actor):
    run = run_pairing(actor, KIND, DAY, {})
    discard_pairing(actor, run.pk)
    assert AuditEvent.objects.latest("seq").verb == "pairing.discard"
    for act in (adopt_pairing, discard_pairing):
        with pytest.raises(Invalid):
            act(actor, run.pk)
    assert PairingRun.objects.get().state == "discarded"


def test_on_the_first_day_of_a_link_it_is_not_replaced(actor):
    adopt_pairing(actor, run_pairing(actor, KIND, DAY, {}).pk)
    run = run_pairing(actor, KIND, DAY, {})
    linked, linker = next(iter(proposed_of(run)[0].items()))
    new = Link.objects.filter(start=DAY).values_list("person", flat=True)
    linked = next(to for to in proposed_of(run)[0] if to in set(new))
    option = next(
        one for one in changes(read_problem(run.problems[0]), proposed_of(run)[0], linked) if one.allowed
    )
    assert linker
    edit_pairing(actor, run.pk, 0, linked, option.linker)
    with pytest.raises(Invalid) as problem:
        adopt_pairing(actor, run.pk)
    assert issue_of(problem) == "link.not_begun"


@pytest.mark.parametrize("username", ["member", "leader", "chair", "auditor", "admin", "unit"])
def test_others_may_not_run_or_adopt(actor, username):
    run = run_pairing(actor, KIND, DAY, {})
    other = acting(User.objects.get(username=username))
    with pytest.raises(Refused):
        run_pairing(other, KIND, DAY, {})
    with pytest.raises(Refused):
        adopt_pairing(other, run.pk)
