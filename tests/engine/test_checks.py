"""Each check finds what it is for, and keeps quiet where there is nothing to find."""

from dataclasses import replace
from datetime import date

import pytest

from tongxin.engine import checks
from tongxin.engine.checks import Scene
from tongxin.engine.kernel.issues import Severity
from tongxin.engine.kernel.labels import plain
from tongxin.engine.kernel.spans import Span
from tongxin.engine.roster.values import (
    Link,
    Membership,
    Organisation,
    Person,
    Placement,
    Post,
    Roster,
    Standing,
)
from tongxin.engine.roster.vocabulary import Family, LinkKind, Norm, OrganisationKind, Party, Vocabulary

DAY = date(2024, 10, 31)
SINCE = Span(date(2021, 10, 1))
WORDS = Vocabulary(
    organisation_kinds=(
        OrganisationKind(
            id="room",
            family=Family.LIAISON_UNIT,
            label=plain("联络室"),
            head_role="head",
            head_party_member=True,
            places_members=True,
        ),
    ),
    affiliations=(),
    sectors=(),
    posts=(),
    links=(
        LinkKind(
            id="pair",
            label=plain("结对"),
            about=plain(""),
            linker=Party.PARTY_MEMBER,
            linked=Party.NON_PARTY_MEMBER,
            covers_all=True,
        ),
    ),
    norms=(Norm(id="n60", label=plain("60%"), share_percent=60, among="members"),),
)


def whole() -> Roster:
    """One party member who heads the room and links two non-party members: nothing to find."""
    return Roster(
        people={n: Person(id=n, name=name) for n, name in ((1, "甲"), (2, "乙"), (3, "丙"))},
        standings=(Standing(person=1, affiliation="cpc"),),
        memberships={n: Membership(id=n, person=n, sector="x", span=SINCE) for n in (1, 2, 3)},
        organisations={10: Organisation(id=10, family=Family.LIAISON_UNIT, kind="room", name="城厢")},
        posts=(Post(person=1, role="head", organisation=10),),
        placements=tuple(Placement(membership=n, unit=10, primary=True) for n in (1, 2, 3)),
        links=(
            Link(id=1, kind="pair", people=(1,), person=2),
            Link(id=2, kind="pair", people=(1,), person=3),
        ),
        party_codes=frozenset({"cpc"}),
    )


def found(roster: Roster, **more: object) -> list[str]:
    """Codes of all issues on the day."""
    scene = Scene(roster=roster, vocabulary=WORDS, day=DAY, **more)
    return [issue.code for issues in checks.run(scene).values() for issue in issues]


def test_a_whole_roster_has_no_issue() -> None:
    assert found(whole()) == []


def test_a_member_without_a_primary_placement_is_found() -> None:
    roster = whole()
    assert found(replace(roster, placements=roster.placements[:2])) == ["placement.missing"]


def test_a_secondary_placement_does_not_place_a_member() -> None:
    roster = whole()
    second = Placement(membership=3, unit=10, primary=False)
    assert found(replace(roster, placements=(*roster.placements[:2], second))) == ["placement.missing"]


def test_two_primary_placements_are_found() -> None:
    roster = whole()
    assert found(replace(roster, placements=(*roster.placements, roster.placements[0]))) == [
        "placement.double"
    ]


def test_a_unit_without_a_head_is_found_and_a_past_head_does_not_count() -> None:
    past = Post(person=1, role="head", organisation=10, span=Span(None, date(2024, 1, 1)))
    assert found(replace(whole(), posts=(past,))) == ["unit_head.missing"]


def test_a_head_who_is_no_party_member_is_found() -> None:
    assert found(replace(whole(), posts=(Post(person=2, role="head", organisation=10),))) == [
        "unit_head.not_party"
    ]


def test_a_non_party_member_whose_link_ended_is_found() -> None:
    roster = whole()
    ended = replace(roster.links[1], span=Span(None, date(2024, 10, 30)))
    assert found(replace(roster, links=(roster.links[0], ended))) == ["link.nonparty_unlinked"]


def test_a_link_to_somebody_who_left_is_found() -> None:
    roster = whole()
    left = replace(roster.memberships[3], span=Span(SINCE.start, date(2024, 6, 30)))
    assert "link.departed" in found(replace(roster, memberships={**roster.memberships, 3: left}))


def test_somebody_who_never_was_a_member_may_hold_a_link() -> None:
    roster = whole()
    outsider = {**roster.people, 9: Person(id=9, name="丁")}
    links = (replace(roster.links[0], people=(9,)), roster.links[1])
    assert found(replace(roster, people=outsider, links=links)) == []


def test_namesakes_are_a_duplicate_only_when_something_else_agrees() -> None:
    roster = whole()
    one, other = Person(id=1, name="甲", employer="一中"), Person(id=9, name="甲", employer="二中")
    assert found(replace(roster, people={**roster.people, 1: one, 9: other})) == []
    same = replace(other, employer="一中")
    assert found(replace(roster, people={**roster.people, 1: one, 9: same})) == ["person.duplicate"]


@pytest.mark.parametrize(("code", "wrong"), [("91350100M000100Y43", False), ("91350100M000100Y44", True)])
def test_a_failing_credit_code_warns_unless_somebody_kept_it(code: str, wrong: bool) -> None:
    roster = whole()
    firm = Organisation(id=11, family=Family.ENTERPRISE, kind="enterprise", name="某公司", credit_code=code)
    roster = replace(roster, organisations={**roster.organisations, 11: firm})
    assert found(roster) == (["credit_code.implausible"] if wrong else [])
    assert found(roster, excused_codes=frozenset({11})) == []


def test_106_of_178_misses_the_60_percent_norm_and_is_a_warning() -> None:
    people = {n: Person(id=n, name=f"委员{n}") for n in range(178)}
    roster = Roster(
        people=people,
        standings=tuple(Standing(person=n, affiliation="cpc") for n in range(72)),
        memberships={n: Membership(id=n, person=n, sector="x", span=SINCE) for n in people},
        party_codes=frozenset({"cpc"}),
    )
    issues = checks.run(Scene(roster=roster, vocabulary=WORDS, day=DAY))["party_norm"]
    assert [(issue.severity, dict(issue.params)) for issue in issues] == [
        (Severity.WARNING, {"norm": "n60", "nonparty": 106, "total": 178, "percent": 60})
    ]
