"""Duty rules as a pack: cross-checked, shown as text, and added without a line of Python."""

import pytest
from tests.packs.writing import county_with, line_of

from tongxin.engine.duties.rules import Bound, Cadence
from tongxin.packs import registry
from tongxin.packs.problems import PackError
from tongxin.packs.versions import load_pack
from tongxin.web.mechanism_rows import groups

LONGAN = registry.pack("longan").versions[-1]
RULE = """    each: quarter
  - id: paper_each_december
    group: network
    label: {zh-hans: 每年十二月提交报告, en: A report in each December}
    about: {zh-hans: 每名党员委员每年提交一篇。, en: Every party-member member hands in one.}
    bound: member
    of: [party_member]
    counts: [paper]
    each: year
    months: [12]
"""


def test_the_four_ones_are_four_rules_with_their_own_periods():
    ones = [rule for rule in LONGAN.duties if rule.of == ("groups_to_enterprise",)]
    assert [(rule.id, rule.each) for rule in ones] == [
        ("enterprise_visit", Cadence.QUARTER),
        ("enterprise_talk", Cadence.HALF),
        ("enterprise_lecture", Cadence.YEAR),
        ("enterprise_problem", Cadence.YEAR),
    ]


def test_the_three_ones_are_owed_by_each_pair_of_organisations_each_year():
    ones = [rule for rule in LONGAN.duties if rule.of == ("organisation_to_enterprise",)]
    assert [rule.id for rule in ones] == ["joint_lecture", "joint_party_day", "joint_deed"]
    assert {rule.each for rule in ones} == {Cadence.YEAR}


def test_a_functional_branch_owes_other_things_than_a_statutory_one():
    owed = {
        rule.id: rule.each for rule in LONGAN.duties if {"functional_branch", "office_branch"} & {*rule.of}
    }
    assert owed == {
        "functional_branch_activity": Cadence.QUARTER,
        "statutory_branch_party_day": Cadence.MONTH,
    }


def test_a_room_owes_reports_and_those_of_its_members_count():
    rule = LONGAN.duty("room_reports")
    assert (rule.bound, rule.counts, rule.each, rule.least) == (
        Bound.ORGANISATION,
        ("opinion_report",),
        Cadence.YEAR,
        4,
    )
    assert LONGAN.workflow("opinion").submission.placed, "the record names the author's room"


def test_a_duty_is_added_to_the_file_and_stands_on_the_mechanisms_page(tmp_path):
    folder = county_with(tmp_path, ("duties.yaml", "    each: quarter\n", RULE))
    mechanism = load_pack(folder).versions[-1]
    rule = mechanism.duty("paper_each_december")
    assert (rule.bound, rule.months, rule.least) == (Bound.MEMBER, (12,), 1)
    [group] = groups(mechanism, "duties")
    assert "每年十二月提交报告" in [row.name for row in group.rows]
    assert "12" in group.rows[-1].cells[1]


@pytest.mark.parametrize(
    ("old", "new", "code", "near"),
    [
        ("counts: [group_event]", "counts: [group_evnt]", "pack.dangling", "group_event"),
        ("of: [activity_group]", "of: [activity_grp]", "pack.dangling", "activity_group"),
        ("each: quarter", "each: quater", "pack.unknown_value", "quarter"),
        ("bound: organisation", "bound: organization", "pack.unknown_value", "organisation"),
        ("each: quarter", "each: quarter\n    least: 0", "pack.too_small", None),
        ("each: quarter", "each: quarter\n    months: [1]", "duty.months_of_a_year", None),
        ("each: quarter", "each: year\n    months: [1, 12]", "duty.months_apart", None),
        ("each: quarter", "each: year\n    months: [13]", "pack.dangling", None),
        ("each: quarter", "each: year\n    late_percent: 101", "pack.percent", None),
        ("each: quarter", "each: year\n    quantity: money", "pack.dangling", None),
        ("each: quarter", "each: year\n    remind_days: [-1]", "pack.too_small", None),
        ("each: quarter", "each: quarter\n    every: day", "pack.unknown_key", None),
    ],
)
def test_a_mistake_in_a_rule_is_named_with_file_and_line(tmp_path, old, new, code, near):
    folder = county_with(tmp_path, ("duties.yaml", old, new))
    with pytest.raises(PackError) as error:
        load_pack(folder)
    [problem] = error.value.problems
    first = new.splitlines()[-1].strip()
    assert (problem.code, problem.place) == (code, f"duties.yaml:{line_of(folder, 'duties.yaml', first)}")
    if near:
        assert problem.params["near"] == near
