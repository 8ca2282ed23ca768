"""Roster imports: preview first, one path for new and known members, history kept, each row audited."""

from datetime import UTC, date, datetime

import pytest

from tongxin.actions.acting import Actor, Invalid, Refused
from tongxin.actions.imports import Sheet, apply_slice, confirm_import, preview_roster
from tongxin.engine.kernel.labels import plain
from tongxin.engine.kernel.rights import Right, Role, Scope
from tongxin.store.models import (
    AuditEvent,
    Committee,
    Membership,
    Organisation,
    PartyStanding,
    Person,
    Placement,
    Term,
    User,
)

pytestmark = pytest.mark.django_db
AT = datetime(2024, 10, 31, 2, 0, tzinfo=UTC)
HEAD = ["委员编号", "姓名", "政治面貌", "界别", "联络单位", "手机号码", "变更日期"]
IMPORTER = Role(
    id="clerk",
    label=plain("办公室"),
    home="clerk",
    rights=(
        Right(nouns=frozenset({"import"}), verbs=frozenset({"run"}), scope=Scope.COMMITTEE),
        Right(nouns=frozenset({"member"}), verbs=frozenset({"change"}), scope=Scope.COMMITTEE),
    ),
)


@pytest.fixture
def committee() -> Committee:
    made = Committee.objects.create(code="x", name="某县政协", pack="longan")
    Term.objects.create(committee=made, number=1, start=date(2021, 10, 1))
    for code, name in (("R1", "城厢镇委员联络室"), ("R2", "南圩镇委员联络室")):
        Organisation.objects.create(
            committee=made, family="liaison_unit", kind="township_room", code=code, name=name
        )
    return made


@pytest.fixture
def clerk(committee: Committee) -> Actor:
    user = User.objects.create(username="c", committee=committee)
    return Actor(user_id=user.pk, name="办公室", committee_id=committee.pk, at=AT, roles=(IMPORTER,))


def sheet(*lines: list[str]) -> Sheet:
    return Sheet(file_name="委员.xlsx", content=repr(lines).encode(), lines=[HEAD, *lines])


def run(actor: Actor, *lines: list[str]) -> dict[str, int]:
    """Preview, confirm and apply a sheet; return what its rows were."""
    made = preview_roster(actor, sheet(*lines))
    made = confirm_import(actor, made.pk)
    while made.state == "running":
        made = apply_slice(actor, made.pk, size=2)
    return made.counts


LINE = ["001", "韦一", "中共党员", "农业界", "城厢镇委员联络室", "10012345678", ""]


def test_a_preview_changes_nothing(clerk: Actor) -> None:
    made = preview_roster(clerk, sheet(LINE))
    assert made.counts == {"new": 1, "changed": 0, "unchanged": 0, "error": 0}
    assert not Person.objects.exists()


def test_a_confirmed_sheet_admits_members_and_puts_each_on_the_audit_log(clerk: Actor) -> None:
    run(
        clerk, LINE, ["002", "黄二", "群众", "教育界", "R2", "", ""], ["", "陆三", "群众", "教育", "", "", ""]
    )
    seats = Membership.objects.order_by("number")
    assert [(seat.number, seat.person.name, seat.sector) for seat in seats] == [
        ("001", "韦一", "agriculture"),
        ("002", "黄二", "education"),
        ("003", "陆三", "education"),
    ]
    assert seats[0].placements.get().unit.name == "城厢镇委员联络室"
    assert AuditEvent.objects.filter(verb="member.admit").count() == 3
    assert AuditEvent.objects.filter(verb="member.admit").first().changes["after"]["phone"] == "*********78"


def test_the_same_file_a_second_time_changes_nothing(clerk: Actor) -> None:
    run(clerk, LINE)
    logged = AuditEvent.objects.filter(noun="member").count()
    assert run(clerk, LINE) == {"new": 0, "changed": 0, "unchanged": 1, "error": 0}
    assert AuditEvent.objects.filter(noun="member").count() == logged


def test_a_change_of_unit_sector_and_affiliation_keeps_the_history(clerk: Actor) -> None:
    run(clerk, ["001", "黄二", "群众", "农业界", "城厢镇委员联络室", "", ""])
    Membership.objects.update(start=date(2021, 10, 1))
    Placement.objects.update(start=date(2021, 10, 1))
    run(clerk, ["001", "黄二", "中共党员", "教育界", "南圩镇委员联络室", "", "2024-07-01"])
    standings = PartyStanding.objects.order_by("pk").values_list("affiliation", "start", "end")
    assert list(standings) == [
        ("masses", None, date(2024, 6, 30)),
        ("cpc", date(2024, 7, 1), None),
    ]
    seats = Membership.objects.order_by("pk").values_list("sector", "end", "left_by")
    assert list(seats) == [("agriculture", date(2024, 6, 30), "transfer"), ("education", None, "")]
    open_places = Placement.objects.filter(end__isnull=True)
    assert [place.unit.code for place in open_places] == ["R2"]


def test_a_sheet_with_an_error_cannot_be_confirmed_and_nothing_is_written(clerk: Actor) -> None:
    made = preview_roster(clerk, sheet(LINE, ["002", "黄二", "群众", "农叶界", "", "", ""]))
    assert made.counts["error"] == 1
    with pytest.raises(Invalid):
        confirm_import(clerk, made.pk)
    assert not Person.objects.exists()


def test_an_import_that_stopped_half_way_goes_on_where_it_was(clerk: Actor) -> None:
    made = preview_roster(
        clerk, sheet(*([f"{n:03d}", f"甲{n}", "群众", "农业界", "", "", ""] for n in range(1, 6)))
    )
    confirm_import(clerk, made.pk)
    assert (apply_slice(clerk, made.pk, size=2).done, Person.objects.count()) == (2, 2)
    assert apply_slice(clerk, made.pk, size=9).state == "done"
    assert Person.objects.count() == 5
    with pytest.raises(Invalid):
        apply_slice(clerk, made.pk)


def test_somebody_without_the_right_cannot_even_preview(clerk: Actor) -> None:
    stranger = Actor(user_id=clerk.user_id, name="x", committee_id=clerk.committee_id, at=AT)
    with pytest.raises(Refused):
        preview_roster(stranger, sheet(LINE))


def test_another_committees_import_is_not_there(clerk: Actor) -> None:
    made = preview_roster(clerk, sheet(LINE))
    other = Committee.objects.create(code="y", name="另县政协", pack="longan")
    stranger = Actor(user_id=clerk.user_id, name="x", committee_id=other.pk, at=AT, roles=(IMPORTER,))
    with pytest.raises(Invalid):
        confirm_import(stranger, made.pk)
