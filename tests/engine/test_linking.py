"""Who may hold a link, and what speaks against it."""

from datetime import date

from tongxin.engine.kernel.labels import plain
from tongxin.engine.kernel.spans import ALWAYS
from tongxin.engine.roster.directory import directory
from tongxin.engine.roster.linking import against_holding, candidates
from tongxin.engine.roster.values import Link, Membership, Organisation, Person, Post, Roster, Standing
from tongxin.engine.roster.vocabulary import (
    Affiliation,
    Family,
    LinkKind,
    OrganisationKind,
    Party,
    Vocabulary,
)

DAY = date(2024, 10, 31)
PAIR = LinkKind(
    id="pair",
    label=plain("结对"),
    about=plain(""),
    linker=Party.PARTY_MEMBER,
    linked=Party.NON_PARTY_MEMBER,
    max_load=1,
)
JOINT = LinkKind(
    id="joint",
    label=plain("共同联系"),
    about=plain(""),
    linker=Party.PARTY_GROUP_MEMBER,
    linked=Party.ENTERPRISE_BRANCH,
    linkers=2,
    bodies=("committee_group", "office_group"),
)
BODIES = LinkKind(
    id="bodies",
    label=plain("联建"),
    about=plain(""),
    linker=Party.PARTY_ORGANISATION,
    linked=Party.ENTERPRISE_BRANCH,
)
WORDS = Vocabulary(
    organisation_kinds=tuple(
        OrganisationKind(id=code, family=Family.PARTY_ORGANISATION, label=plain(code))
        for code in ("committee_group", "office_group", "branch")
    ),
    affiliations=(
        Affiliation(id="cpc", label=plain("中共党员"), party=True),
        Affiliation(id="none", label=plain("群众")),
    ),
    sectors=(),
    posts=(),
    links=(PAIR, JOINT, BODIES),
)
LINK = Link(id=1, kind="pair", people=(1,), person=3)


def body(pk, kind, name, **more):
    return Organisation(id=pk, family=Family.PARTY_ORGANISATION, kind=kind, name=name, **more)


def book(*more):
    """Two party-member members (1, 2), two non-party (3, 4), one of the office without a seat (5)."""
    return directory(
        Roster(
            people={pk: Person(id=pk, name=f"甲{pk}") for pk in range(1, 6)},
            standings=tuple(
                Standing(person=pk, affiliation="cpc" if pk in {1, 2, 5} else "none") for pk in range(1, 6)
            ),
            memberships={pk: Membership(id=pk, person=pk, sector="x", span=ALWAYS) for pk in range(1, 5)},
            organisations={
                10: Organisation(
                    id=10, family=Family.PARTY_ORGANISATION, kind="committee_group", name="党组"
                ),
                11: Organisation(
                    id=11, family=Family.PARTY_ORGANISATION, kind="office_group", name="机关党组"
                ),
                12: Organisation(
                    id=12, family=Family.PARTY_ORGANISATION, kind="branch", name="企业支部", host=99
                ),
            },
            posts=(
                Post(person=1, role="m", organisation=10),
                Post(person=5, role="m", organisation=11),
            ),
            links=(LINK, *more),
            party_codes=frozenset({"cpc"}),
        ),
        WORDS,
        DAY,
    )


def codes(issues):
    return [issue.code for issue in issues]


def test_only_sitting_party_members_link_non_party_members():
    assert candidates(book(), PAIR) == (frozenset({1, 2}),)


def test_a_joint_link_takes_one_from_each_party_group():
    assert candidates(book(), JOINT) == (frozenset({1}), frozenset({5}))


def test_an_enterprise_branch_does_not_pair_with_another():
    assert candidates(book(), BODIES) == (frozenset({10, 11}),)


def test_a_party_member_may_take_a_link_over():
    assert against_holding(book(), PAIR, LINK, [2]) == ()


def test_a_non_party_member_may_not():
    assert codes(against_holding(book(), PAIR, LINK, [4])) == ["link.may_not_hold"]


def test_who_holds_it_already_takes_nothing_over():
    assert codes(against_holding(book(), PAIR, LINK, [1])) == ["link.same_holders"]


def test_nobody_takes_more_than_the_mechanism_allows():
    full = book(Link(id=2, kind="pair", people=(2,), person=4))
    [issue] = against_holding(full, PAIR, LINK, [2])
    assert (issue.code, issue.params["name"], issue.params["most"]) == ("link.full", "甲2", 1)


def test_nobody_links_themselves():
    odd = Link(id=2, kind="pair", people=(1,), person=2)
    assert codes(against_holding(book(odd), PAIR, odd, [2])) == ["link.self"]


def test_a_joint_link_needs_two_different_holders():
    link = Link(id=3, kind="joint", people=(1, 5), organisation=12)
    for holders in ([1], [1, 1], [1, 5, 2]):
        assert codes(against_holding(book(link), JOINT, link, holders)) == ["link.holders_needed"]
