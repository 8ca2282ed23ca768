"""Cross-checks of a mechanism: pure functions from a mechanism to issues with their places."""

from dataclasses import replace
from datetime import date

import pytest

from tongxin.engine.figures.indicators import Condition, Indicator, IndicatorGroup, Measure, Source
from tongxin.engine.kernel.labels import plain
from tongxin.engine.kernel.rights import Right, Role, Scope
from tongxin.engine.ledger.kinds import EntryGroup, EntryKind, FieldSpec, FieldType, QuantitySpec, RoleSpec
from tongxin.engine.mechanism.names import nearest
from tongxin.engine.mechanism.validation import check
from tongxin.engine.mechanism.values import Chapter, Mechanism, Pack
from tongxin.engine.roster.vocabulary import (
    Affiliation,
    Family,
    LinkKind,
    Norm,
    OrganisationKind,
    Party,
    PostRole,
    Sector,
    Vocabulary,
)

GIFT = EntryKind(
    id="gift",
    label=plain("捐赠"),
    verb=plain("登记捐赠"),
    group="work",
    unit="笔",
    fields=(FieldSpec(id="paid", label=plain("到账"), type=FieldType.FLAG),),
    quantities=(QuantitySpec(id="money", label=plain("金额"), unit="元"),),
    roles=(RoleSpec(id="giver", label=plain("捐赠人")),),
    about=("enterprise",),
)
VISIT = EntryKind(id="visit", label=plain("走访"), verb=plain("记录走访"), group="work", unit="次")
PAIR = LinkKind(
    id="pair",
    label=plain("结对"),
    about=plain("结对"),
    linker=Party.PARTY_MEMBER,
    linked=Party.NON_PARTY_MEMBER,
)


def indicator(name="gift.count", **more):
    given = {"source": Source.ENTRIES, "kinds": ("gift",), "unit": "笔", "group": "all", **more}
    return Indicator(id=name, label=plain(name), counts=plain(name), **given)


WORDS = Vocabulary(
    organisation_kinds=(
        OrganisationKind(id="room", family=Family.LIAISON_UNIT, label=plain("联络室"), head_role="head"),
        OrganisationKind(id="branch", family=Family.PARTY_ORGANISATION, label=plain("党支部")),
    ),
    affiliations=(Affiliation(id="cpc", label=plain("党员"), party=True),),
    sectors=(Sector(id="farming", label=plain("农业")),),
    posts=(
        PostRole(id="chair", label=plain("主席"), of="committee"),
        PostRole(id="head", label=plain("负责人"), of="liaison_unit"),
    ),
    links=(PAIR,),
    norms=(Norm(id="n60", label=plain("六成"), share_percent=60, among="members"),),
)
WHOLE = Mechanism(
    id="m",
    version="1",
    effective=date(2023, 1, 1),
    label=plain("机制"),
    committee=plain("某政协"),
    time_zone="Asia/Shanghai",
    vocabulary=WORDS,
    entry_groups=(EntryGroup(id="work", label=plain("履职")),),
    entry_kinds=(GIFT, VISIT),
    indicator_groups=(IndicatorGroup(id="all", label=plain("全部")),),
    indicators=(indicator(),),
    roles=(
        Role(
            id="office",
            label=plain("办公室"),
            home="clerk",
            rights=(Right(nouns=frozenset({"entry"}), verbs=frozenset({"read"}), scope=Scope.COMMITTEE),),
        ),
    ),
    chapters=(Chapter(id="one", title=plain("总则"), text=plain("总则"), shows="links"),),
)


def found(mechanism):
    """Return (code, place) of every issue."""
    return [(issue.code, issue.place) for issue in check(mechanism)]


def with_words(**more):
    return replace(WHOLE, vocabulary=replace(WORDS, **more))


def test_a_whole_mechanism_has_no_issue():
    assert found(WHOLE) == []


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (Condition(on="field:paid", values=("yes",)), None),
        (Condition(on="participant:giver", values=("party_member",)), None),
        (Condition(on="sector", values=("farming",), negated=True), None),
        (Condition(on="kind", values=("gift",)), None),
        (Condition(on="unit_kind", values=("room",)), None),
        (Condition(on="field:paid", values=("maybe",)), "where/0/values/maybe"),
        (Condition(on="field:given", values=("yes",)), "where/0/on"),
        (Condition(on="participant:donor", values=("member",)), "where/0/on"),
        (Condition(on="participant", values=("chair",)), "where/0/values/chair"),
        (Condition(on="post", values=("king",)), "where/0/values/king"),
        (Condition(on="affiliation", values=("masses",)), "where/0/values/masses"),
        (Condition(on="family", values=("base",)), "where/0/on"),
        (Condition(on="nonsense", values=("x",)), "where/0/on"),
    ],
)
def test_a_condition_may_ask_only_what_can_be_asked(where, value):
    expected = [] if value is None else [("pack.dangling", f"indicators.yaml/indicators/gift.count/{value}")]
    assert found(replace(WHOLE, indicators=(indicator(where=(where,)),))) == expected


@pytest.mark.parametrize(
    ("more", "issue"),
    [
        ({"measure": Measure.SUM, "quantity": "money", "unit": "元"}, None),
        ({"measure": Measure.SUM, "quantity": "mony", "unit": "元"}, ("pack.dangling", "quantity")),
        ({"measure": Measure.SUM, "unit": "元"}, ("pack.dangling", "measure")),
        ({"measure": Measure.SUM, "quantity": "money", "unit": "万元"}, ("pack.sum_unit", "unit")),
        ({"quantity": "money"}, ("pack.no_sum", "quantity")),
        ({"measure": Measure.LINKED}, ("pack.dangling", "measure")),
        ({"roles": ("donor",)}, ("pack.dangling", "roles/donor")),
        ({"per": ("month", "weekday")}, ("pack.dangling", "per/weekday")),
        ({"group": "some"}, ("pack.dangling", "group")),
        ({"numerator": "gift.count"}, ("pack.no_ratio", "numerator")),
        ({"source": Source.LINKS, "kinds": ("gift",)}, ("pack.dangling", "kinds/gift")),
        ({"source": Source.MEMBERS, "kinds": ("room",)}, ("pack.dangling", "kinds/room")),
    ],
)
def test_an_indicator_names_only_what_is_declared_and_can_be_counted(more, issue):
    expected = [] if issue is None else [(issue[0], f"indicators.yaml/indicators/gift.count/{issue[1]}")]
    assert found(replace(WHOLE, indicators=(indicator(**more),))) == expected


def test_a_sum_over_several_kinds_needs_the_amount_in_each_of_them():
    wide = indicator(kinds=("gift", "visit"), measure=Measure.SUM, quantity="money", unit="元")
    assert found(replace(WHOLE, indicators=(wide,))) == [
        ("pack.dangling", "indicators.yaml/indicators/gift.count/quantity")
    ]


def ratio(name, numerator, denominator):
    return indicator(
        name, source=Source.RATIO, kinds=(), numerator=numerator, denominator=denominator, unit="%"
    )


def test_ratios_divide_counted_indicators_so_that_none_runs_in_a_circle():
    fine = (indicator(), ratio("share", "gift.count", "gift.count"))
    assert found(replace(WHOLE, indicators=fine)) == []
    circle = (indicator(), ratio("a", "b", "gift.count"), ratio("b", "gift.count", "a"))
    assert found(replace(WHOLE, indicators=circle)) == [
        ("pack.ratio_part", "indicators.yaml/indicators/a/numerator"),
        ("pack.ratio_part", "indicators.yaml/indicators/b/denominator"),
    ]


def test_a_head_must_hold_a_post_of_the_kinds_own_family():
    room = replace(WORDS.organisation_kinds[0], head_role="chair")
    assert found(with_words(organisation_kinds=(room,))) == [
        ("pack.dangling", "roster.yaml/organisation_kinds/room/head_role")
    ]


@pytest.mark.parametrize(
    ("more", "issues"),
    [
        ({"linkers": 2, "bodies": ("branch", "branch")}, []),
        ({"linkers": 2, "bodies": ("branch",)}, [("pack.linkers_bodies", "linkers")]),
        ({"bodies": ("room",)}, [("pack.dangling", "bodies/room")]),
        ({"linkers": 0}, [("pack.too_small", "linkers")]),
        ({"max_load": -1}, [("pack.too_small", "max_load")]),
    ],
)
def test_a_joint_link_takes_one_linker_from_each_of_its_party_organisations(more, issues):
    expected = [(code, f"links.yaml/links/pair/{place}") for code, place in issues]
    assert found(with_words(links=(replace(PAIR, **more),))) == expected


@pytest.mark.parametrize(
    ("norm", "key"),
    [
        ({"share_percent": 0}, "share_percent"),
        ({"share_percent": 101}, "share_percent"),
        ({"among": "all"}, "among"),
    ],
)
def test_a_norm_is_a_share_among_members_or_the_standing_committee(norm, key):
    assert [place for _, place in found(with_words(norms=(replace(WORDS.norms[0], **norm),)))] == [
        f"roster.yaml/norms/n60/{key}"
    ]


@pytest.mark.parametrize(
    ("nouns", "verbs", "place"),
    [
        ({"entry", "figure"}, {"read", "export"}, None),
        ({"entries"}, {"read"}, "nouns/entries"),
        ({"figure"}, {"void"}, "verbs/void"),
        ({"entry", "figure"}, {"record"}, "verbs/record"),
    ],
)
def test_a_right_uses_known_nouns_and_each_verb_must_fit_each_noun(nouns, verbs, place):
    right = Right(nouns=frozenset(nouns), verbs=frozenset(verbs), scope=Scope.OWN)
    role = replace(WHOLE.roles[0], rights=(right,))
    expected = [] if place is None else [f"roles.yaml/roles/office/rights/0/{place}"]
    assert [where for _, where in found(replace(WHOLE, roles=(role,)))] == expected


def test_choices_belong_to_choice_fields_and_factors_to_input_units():
    odd = replace(
        GIFT,
        fields=(FieldSpec(id="way", label=plain("方式"), type=FieldType.CHOICE),),
        quantities=(QuantitySpec(id="money", label=plain("金额"), unit="元", factor=10000),),
        about=("village",),
    )
    assert found(replace(WHOLE, entry_kinds=(odd, VISIT))) == [
        ("pack.dangling", "entries.yaml/kinds/gift/about/village"),
        ("pack.choices", "entries.yaml/kinds/gift/fields/way"),
        ("pack.factor", "entries.yaml/kinds/gift/quantities/money"),
    ]


def test_a_part_is_shown_by_one_chapter_only():
    twice = (*WHOLE.chapters, replace(WHOLE.chapters[0], id="two"))
    assert found(replace(WHOLE, chapters=twice)) == [
        ("pack.shown_twice", "mechanism.yaml/chapters/two/shows")
    ]


def test_the_nearest_name_is_offered_and_else_the_first_few():
    assert nearest("vist", ["visit", "talk"]) == "visit"
    assert nearest("捐款", ["visit", "talk"]) == "talk, visit"
    assert nearest("x", []) == "–"


def test_before_its_first_version_a_pack_is_judged_by_the_first():
    later = replace(WHOLE, version="2", effective=date(2024, 7, 1))
    pack = Pack(id="m", versions=(WHOLE, later))
    days = [date(2020, 1, 1), date(2024, 6, 30), date(2024, 7, 1)]
    assert [pack.in_force(day).version for day in days] == ["1", "1", "2"]
