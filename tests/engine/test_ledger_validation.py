"""What may be recorded: a draft is held against its kind, exactly and completely."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongxin.engine.kernel.issues import Issue
from tongxin.engine.kernel.labels import plain
from tongxin.engine.kernel.quantities import exceeds_precision
from tongxin.engine.ledger.drafts import EntryDraft
from tongxin.engine.ledger.kinds import Choice, EntryKind, FieldSpec, FieldType, QuantitySpec, RoleSpec
from tongxin.engine.ledger.validation import EARLIEST, LONGEST_TEXT, check

TODAY = date(2024, 10, 31)


def field(code, kind, *choices, required=False):
    return FieldSpec(
        id=code,
        label=plain(code),
        type=kind,
        required=required,
        choices=tuple(Choice(id=choice, label=plain(choice)) for choice in choices),
    )


KIND = EntryKind(
    id="aid",
    label=plain("aid"),
    verb=plain("aid"),
    group="service",
    unit="次",
    fields=(
        field("form", FieldType.CHOICE, "face", "phone", required=True),
        field("themes", FieldType.CHOICES, "economy", "culture"),
        field("joint", FieldType.FLAG),
        field("since", FieldType.DATE),
        field("gist", FieldType.TEXT),
    ),
    quantities=(
        QuantitySpec(id="money", label=plain("money"), unit="元", input_unit="万元", factor=10000),
        QuantitySpec(id="people", label=plain("people"), unit="人", whole=True, required=True),
    ),
    roles=(
        RoleSpec(id="helper", label=plain("helper"), required=True),
        RoleSpec(id="leader", label=plain("leader"), many=False),
    ),
)
GOOD = EntryDraft(
    kind="aid",
    happened_on=date(2024, 10, 8),
    participants=((1, "helper"),),
    fields={"form": "face", "themes": ["economy"], "joint": True, "since": "2023-02-28", "gist": "帮扶"},
    amounts={"money": Decimal("363100.5"), "people": Decimal(3)},
)


def found(**changes) -> list[tuple[str, str]]:
    return [(issue.code, issue.place) for issue in check(replace(GOOD, **changes), KIND, TODAY)]


def fields(**changes):
    return {"fields": {**GOOD.fields, **changes}}


def amounts(**changes):
    return {"amounts": {**GOOD.amounts, **changes}}


def test_a_complete_draft_has_nothing_wrong():
    assert found() == []
    assert found(happened_on=TODAY, happened_to=TODAY) == []


@pytest.mark.parametrize(
    ("changes", "code", "place"),
    [
        ({"happened_on": None}, "field.required", "happened_on"),
        ({"happened_on": TODAY + timedelta(1)}, "entry.in_future", "happened_on"),
        ({"happened_on": EARLIEST - timedelta(1)}, "entry.too_early", "happened_on"),
        ({"happened_to": date(2024, 10, 7)}, "entry.ends_before_start", "happened_to"),
        ({"happened_to": TODAY + timedelta(1)}, "entry.in_future", "happened_to"),
        ({"title": "长" * 201}, "field.too_long", "title"),
        ({"text": "长" * (LONGEST_TEXT + 1)}, "field.too_long", "text"),
        ({"place": "长" * 161}, "field.too_long", "place"),
        (fields(form=""), "field.required", "field.form"),
        (fields(form="letter"), "field.not_offered", "field.form"),
        (fields(form=["face"]), "field.not_offered", "field.form"),
        (fields(themes=["economy", "economy"]), "field.not_offered", "field.themes"),
        (fields(themes="economy"), "field.not_offered", "field.themes"),
        (fields(themes=[{}]), "field.not_offered", "field.themes"),
        (fields(joint="yes"), "field.not_offered", "field.joint"),
        (fields(since="2023-02-29"), "field.no_day", "field.since"),
        (fields(gist="长" * 501), "field.too_long", "field.gist"),
        (fields(level="city"), "field.unknown", "field.level"),
        (amounts(money=Decimal("0.00001")), "amount.not_exact", "amount.money"),
        (amounts(money=Decimal("NaN")), "amount.not_exact", "amount.money"),
        (amounts(money=Decimal(10) ** 14), "amount.not_exact", "amount.money"),
        (amounts(money=Decimal(-1)), "amount.negative", "amount.money"),
        (amounts(people=Decimal("2.5")), "amount.not_whole", "amount.people"),
        (amounts(jobs=Decimal(1)), "amount.unknown", "amount.jobs"),
        ({"amounts": {}}, "field.required", "amount.people"),
        ({"participants": ()}, "field.required", "role.helper"),
        ({"participants": ((1, "helper"), (1, "helper"))}, "participant.twice", "role.helper"),
        ({"participants": ((1, "helper"), (2, "guest"))}, "role.unknown", "role.guest"),
        (
            {"participants": ((1, "helper"), (2, "leader"), (3, "leader"))},
            "role.only_one",
            "role.leader",
        ),
        (
            {"participants": tuple((pk, "helper") for pk in range(1001))},
            "participants.too_many",
            "participants",
        ),
    ],
)
def test_each_fault_is_named_with_its_place_and_nothing_else(changes, code, place):
    assert found(**changes) == [(code, place)]


def test_one_person_may_have_two_roles():
    assert found(participants=((1, "helper"), (1, "leader"))) == []


def test_all_faults_are_named_at_once():
    codes = found(happened_on=None, **fields(form="letter"), participants=())
    assert codes == [
        ("field.required", "happened_on"),
        ("field.not_offered", "field.form"),
        ("field.required", "role.helper"),
    ]


anything = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.lists(st.text(max_size=3))
)
some_day = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(
    st.builds(
        EntryDraft,
        kind=st.just("aid"),
        happened_on=st.none() | some_day,
        happened_to=st.none() | some_day,
        participants=st.lists(
            st.tuples(st.integers(1, 4), st.sampled_from(["helper", "leader", "guest"])), max_size=5
        ).map(tuple),
        fields=st.dictionaries(
            st.sampled_from(["form", "themes", "joint", "since", "gist", "odd"]), anything
        ),
        amounts=st.dictionaries(
            st.sampled_from(["money", "people", "odd"]),
            st.decimals(allow_nan=True, allow_infinity=True),
        ),
    )
)
def test_whatever_is_typed_the_answer_is_issues_and_a_clean_draft_is_storable(draft):
    issues = check(draft, KIND, TODAY)
    assert all(isinstance(issue, Issue) and issue.place for issue in issues)
    if issues:
        return
    assert EARLIEST <= draft.happened_on <= (draft.happened_to or draft.happened_on) <= TODAY
    assert not any(exceeds_precision(amount) or amount < 0 for amount in draft.amounts.values())
    assert draft.amounts["people"] == draft.amounts["people"].to_integral_value()
    assert draft.fields["form"] in {"face", "phone"}
    assert set(draft.fields) <= {spec.id for spec in KIND.fields}
    assert len(set(draft.participants)) == len(draft.participants)
    assert any(role == "helper" for _, role in draft.participants)
