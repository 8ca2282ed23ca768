"""Duties: in each period by itself, settled by entries, judged as of a day with what was known."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from tests.engine.duty_book import (
    EFFECTIVE,
    END,
    FIRM,
    OTHER,
    YEAR,
    A,
    B,
    judged,
    link,
    roster,
    rule,
    states,
    visit,
)

from tongxin.engine.duties.rules import Bound, Cadence, Presence
from tongxin.engine.duties.settling import Exemption, Scene, Why, duties, rule_sets
from tongxin.engine.duties.windows import TermDays
from tongxin.engine.kernel.spans import Span
from tongxin.engine.ledger.entries import Act
from tongxin.engine.roster.values import Membership, Organisation, Post, Roster, Standing
from tongxin.engine.roster.vocabulary import Family


def test_four_visits_in_one_quarter_settle_one_quarter():
    found = judged(rule(), *(visit(n, f"2024-02-0{n}") for n in range(1, 5)))
    assert states(found) == {"2024Q1": "met", "2024Q2": "overdue", "2024Q3": "overdue", "2024Q4": "open"}
    assert found[0].settled_by == (1, 2, 3, 4)
    assert [duty.missing for duty in found] == [0, 1, 1, 1]


def test_one_visit_in_each_quarter_settles_the_year():
    found = judged(rule(), *(visit(n, f"2024-{3 * n:02d}-30") for n in range(1, 5)))
    assert set(states(found).values()) == {"met"}


@pytest.mark.parametrize(
    ("day", "code"), [("2024-02-29", "2024Q1"), ("2024-03-31", "2024Q1"), ("2024-04-01", "2024Q2")]
)
def test_the_last_day_of_a_period_belongs_to_it(day, code):
    found = judged(rule(), visit(1, day))
    assert [duty.window.code for duty in found if duty.state == "met"] == [code]


def test_as_of_a_day_what_came_later_is_not_yet_due_and_what_runs_is_open():
    found = judged(rule(), visit(1, "2024-02-01"), visit(2, "2024-08-01"), as_of=date(2024, 5, 15))
    assert states(found) == {"2024Q1": "met", "2024Q2": "open", "2024Q3": "not_yet", "2024Q4": "not_yet"}
    assert [duty.why for duty in found] == [Why.ENOUGH, Why.TIME_LEFT, Why.BEFORE_WINDOW, Why.BEFORE_WINDOW]


def test_days_of_grace_are_for_the_record_and_not_for_the_visit():
    early = rule(grace_days=10)
    assert states(judged(early, as_of=date(2024, 4, 10)))["2024Q1"] == "open"
    assert states(judged(early, as_of=date(2024, 4, 11)))["2024Q1"] == "overdue"
    late_visit = judged(early, visit(1, "2024-04-05"))
    assert states(late_visit)["2024Q1"] == "overdue"
    assert states(late_visit)["2024Q2"] == "met"


def test_a_record_written_late_moves_the_answer_only_for_who_knows_it():
    written = visit(1, "2024-03-20", recorded=datetime(2024, 5, 2, tzinfo=UTC))
    before = judged(rule(), written, known=datetime(2024, 5, 1, tzinfo=UTC))
    after = judged(rule(), written, known=datetime(2024, 5, 3, tzinfo=UTC))
    assert (states(before)["2024Q1"], states(after)["2024Q1"]) == ("overdue", "met")


def test_a_correction_to_another_quarter_and_a_void_take_the_settling_away():
    first = visit(1, "2024-03-20")
    moved = visit(2, "2024-04-02", root=1, act=Act.CORRECT)
    assert states(judged(rule(), first, moved)) | {} == {
        "2024Q1": "overdue",
        "2024Q2": "met",
        "2024Q3": "overdue",
        "2024Q4": "open",
    }
    void = visit(3, "2024-04-02", root=1, act=Act.VOID)
    assert states(judged(rule(), first, moved, void))["2024Q2"] == "overdue"


def test_either_of_two_who_link_jointly_may_do_it_and_nobody_else():
    assert states(judged(rule(), visit(1, "2024-02-01", B)))["2024Q1"] == "met"
    assert states(judged(rule(), visit(1, "2024-02-01", OTHER)))["2024Q1"] == "overdue"


def test_where_both_must_be_there_one_is_not_enough():
    both = rule(holders=Presence.ALL)
    assert states(judged(both, visit(1, "2024-02-01", A)))["2024Q1"] == "overdue"
    assert states(judged(both, visit(1, "2024-02-01", A, B)))["2024Q1"] == "met"


def test_a_visit_to_another_enterprise_settles_nothing():
    assert states(judged(rule(), visit(1, "2024-02-01", enterprise=99)))["2024Q1"] == "overdue"


def test_an_amount_is_added_up_exactly():
    jobs = rule("jobs", Cadence.YEAR, quantity="jobs", least=3)
    entries = [visit(n, f"2024-0{n}-01", amounts={"jobs": Decimal("1.5")}) for n in (1, 2)]
    [duty] = judged(jobs, *entries)
    assert (duty.state, duty.done) == ("met", Decimal("3.0"))


def test_who_comes_after_half_of_a_period_is_free_of_it():
    found = judged(rule(), links=[link(start=date(2024, 5, 20))])
    assert states(found) == {"2024Q2": "exempt", "2024Q3": "overdue", "2024Q4": "open"}
    assert found[0].why is Why.JOINED_LATE
    assert states(judged(rule(), links=[link(start=date(2024, 5, 10))]))["2024Q2"] == "overdue"


def test_who_need_not_but_did_has_met_it():
    found = judged(rule(), visit(1, "2024-06-01"), links=[link(start=date(2024, 5, 20))])
    assert states(found)["2024Q2"] == "met"


def test_a_link_that_ended_owes_nothing_for_the_broken_period():
    old, new = (
        link(start=date(2023, 1, 1), end=date(2024, 5, 9)),
        link(101, start=date(2024, 5, 10), people=(OTHER,)),
    )
    found = judged(rule(), visit(1, "2024-04-02"), visit(2, "2024-05-20", OTHER), links=[old, new])
    assert states([duty for duty in found if duty.subject.id == 100]) == {
        "2024Q1": "overdue",
        "2024Q2": "met",
    }
    assert states([duty for duty in found if duty.subject.id == 101])["2024Q2"] == "met"
    handed_over = judged(rule(), links=[old])
    assert [(duty.state, duty.why) for duty in handed_over][-1] == ("exempt", Why.ENDED)


def test_a_decision_frees_of_the_periods_it_touches():
    leave = Exemption(
        rule="visit",
        bound=Bound.LINK,
        subject=100,
        span=Span(date(2024, 2, 1), date(2024, 4, 1)),
        reason="外派学习",
    )
    found = judged(rule(), exemptions=(leave,))
    assert states(found) == {"2024Q1": "exempt", "2024Q2": "exempt", "2024Q3": "overdue", "2024Q4": "open"}
    assert found[0].reason == "外派学习"


def test_a_review_each_january_can_be_done_in_january_alone():
    january = rule("review", Cadence.YEAR, months=(1,), counts=("visit",))
    assert states(judged(january, visit(1, "2024-03-01"), as_of=date(2024, 3, 2))) == {"2024": "overdue"}
    [duty] = judged(january, visit(1, "2024-01-31"))
    assert (duty.state, duty.due) == ("met", date(2024, 1, 31))


def test_a_report_each_december_is_not_due_before():
    december = rule("report", Cadence.YEAR, months=(12,))
    assert states(judged(december, as_of=date(2024, 11, 30))) == {"2024": "not_yet"}
    assert states(judged(december, as_of=date(2024, 12, 1))) == {"2024": "open"}


def test_a_duty_of_the_term_is_owed_once_in_it():
    once = rule("once", Cadence.TERM)
    terms = (TermDays(11, date(2021, 10, 15), date(2026, 10, 14)),)
    [duty] = judged(once, visit(1, "2023-05-05"), terms=terms)
    assert (duty.window.code, duty.state) == ("T11", "met")


def test_an_entry_about_several_settles_each_unless_the_rule_says_one_to_one():
    two = [link(100), link(101)]
    together = visit(1, "2024-02-01")
    both = judged(rule(), together, links=two)
    assert [duty.state for duty in both if duty.window.code == "2024Q1"] == ["met", "met"]
    apart = judged(rule(one_to_one=True), together, links=two)
    assert [duty.state for duty in apart if duty.window.code == "2024Q1"] == ["overdue", "overdue"]


def test_a_unit_owes_an_activity_each_quarter():
    unit = Organisation(id=7, family=Family.LIAISON_UNIT, kind="room", name="某镇联络室")
    activity = rule("activity", bound=Bound.ORGANISATION, of=("room",))
    scene = Scene(
        roster=Roster(organisations={7: unit}),
        entries=(visit(1, "2024-02-01", unit=7), visit(2, "2024-05-01", unit=8)),
        known=datetime(2030, 1, 1, tzinfo=UTC),
    )
    found = list(duties(rule_sets([("1", EFFECTIVE, (activity,))]), scene, YEAR, END))
    assert states(found)["2024Q1"] == "met"
    assert states(found)["2024Q2"] == "overdue"


def test_a_rule_for_party_members_or_a_post_binds_only_them_and_only_while_they_are():
    who = Roster(
        memberships={
            1: Membership(id=1, person=1, sector="x", span=Span(date(2023, 1, 1))),
            2: Membership(id=2, person=2, sector="x", span=Span(date(2023, 1, 1))),
        },
        standings=(
            Standing(person=1, affiliation="cpc"),
            Standing(person=2, affiliation="none"),
        ),
        posts=(Post(person=2, role="standing_member", organisation=None, span=Span(date(2024, 7, 1))),),
        party_codes=frozenset({"cpc"}),
    )
    scene = Scene(roster=who, entries=(), known=datetime(2030, 1, 1, tzinfo=UTC))

    def bound(*of):
        one = rule(bound=Bound.MEMBER, of=of)
        found = duties(rule_sets([("1", EFFECTIVE, (one,))]), scene, YEAR, END)
        return [(duty.subject.id, duty.window.code) for duty in found]

    assert {pk for pk, _ in bound("party_member")} == {1}
    assert {pk for pk, _ in bound("non_party_member")} == {2}
    assert bound("standing_member") == [(2, "2024Q3"), (2, "2024Q4")]
    assert len(bound("all")) == 8


def test_each_period_is_judged_by_the_version_in_force_when_it_began():
    old, new = rule(least=1), rule(least=2)
    sets = rule_sets([("2", date(2024, 5, 1), (new,)), ("1", EFFECTIVE, (old,))])
    scene = Scene(roster=roster(), entries=(), known=datetime(2030, 1, 1, tzinfo=UTC))
    found = list(duties(sets, scene, YEAR, END))
    assert sorted((duty.window.code, duty.version, duty.least) for duty in found) == [
        ("2024Q1", "1", 1),
        ("2024Q2", "1", 1),
        ("2024Q3", "2", 2),
        ("2024Q4", "2", 2),
    ]


def test_before_the_first_version_nothing_was_owed_and_its_first_broken_period_only_if_most_was_left():
    scene = Scene(roster=roster(), entries=(), known=datetime(2030, 1, 1, tzinfo=UTC))
    sets = rule_sets([("1", date(2024, 5, 20), (rule(),))])
    assert states(duties(sets, scene, YEAR, END)) == {
        "2024Q2": "exempt",
        "2024Q3": "overdue",
        "2024Q4": "open",
    }


def test_the_enterprise_itself_or_its_branch_may_be_named():
    branch = visit(1, "2024-02-01", enterprise=None, organisation=21)
    assert states(judged(rule(), branch))["2024Q1"] == "met"
    assert FIRM in judged(rule())[0].subject.target_bodies


def two_rules(*entries, shared):
    """Return rule → states of two rules that count the same kind."""
    rules = (rule("first"), rule("second", shared=shared))
    scene = Scene(roster=roster(), entries=entries, known=datetime(2030, 1, 1, tzinfo=UTC))
    found = duties(rule_sets([("1", EFFECTIVE, rules)]), scene, YEAR, END)
    return [(duty.rule, duty.settled_by) for duty in found if duty.settled_by]


def test_one_record_counts_for_two_duties_only_if_the_rule_says_so():
    once = visit(1, "2024-02-01")
    assert two_rules(once, shared=False) == [("first", (1,))]
    assert two_rules(once, shared=True) == [("first", (1,)), ("second", (1,))]
