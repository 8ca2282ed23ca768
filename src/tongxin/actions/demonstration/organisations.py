"""Units, party organisations, special committees, handling units, enterprises and bases."""

from datetime import date
from typing import Any

from tongxin.actions.demonstration import names
from tongxin.actions.demonstration.world import World
from tongxin.engine.kernel.credit_codes import check_character
from tongxin.engine.roster.vocabulary import Family
from tongxin.store.models import Organisation

SPECIAL_COMMITTEES = (
    "提案委员会",
    "经济和农业委员会",
    "教科卫体委员会",
    "社会法制委员会",
    "文化文史和学习委员会",
    "民族宗教和联谊委员会",
)
BRANCHES = ("经济界", "农业农村界", "教科文卫界", "社会法制界")
EARLY_CODE = "91450123M0001AB1C5"
LINKED_ENTERPRISES = 10


def make(world: World) -> None:
    """Make every organisation; heads and placements come with the people."""
    _units(world)
    _party(world)
    _special(world)
    _handling(world)
    _enterprises(world)
    _bases(world)


def _add(world: World, family: Family, kind: str, code: str, name: str, **more: Any) -> Organisation:  # noqa: ANN401 — columns of the table, checked by it.
    since = more.pop("start", world.term.start)
    made = Organisation.objects.create(
        committee=world.committee, family=family, kind=kind, code=code, name=name, start=since, **more
    )
    world.bodies[code] = made
    return made


def _units(world: World) -> None:
    rows = [
        *(("township_room", f"R{n:02d}", f"{name}委员联络室", name) for n, name in enumerate(names.ROOMS, 1)),
        *(
            ("department_group", f"G{n:02d}", f"{name}委员联络组", "")
            for n, name in enumerate(names.GROUPS, 1)
        ),
        *(
            ("community_station", f"S{n:02d}", f"{name}委员联络站", "城厢镇")
            for n, name in enumerate(names.STATIONS, 1)
        ),
        *(
            ("consultation_room", f"C{n:02d}", f"{name}协商议事室", "城厢镇")
            for n, name in enumerate(names.CONSULTATION_ROOMS, 1)
        ),
    ]
    for kind, code, name, township in rows:
        unit = _add(world, Family.LIAISON_UNIT, kind, code, name, township=township, division_code="450123")
        world.units.append(unit)


def _party(world: World) -> None:
    short = world.committee.short_name
    _add(world, Family.PARTY_ORGANISATION, "committee_party_group", "PG1", f"{short}党组")
    _add(world, Family.PARTY_ORGANISATION, "office_party_group", "PG2", f"{short}机关党组")
    _add(
        world,
        Family.PARTY_ORGANISATION,
        "office_branch",
        "PB0",
        f"{short}机关党支部",
        parent=world.bodies["PG2"],
    )
    for number, name in enumerate(BRANCHES, 1):
        code, full = f"PB{number}", f"{name}委员功能型党支部"
        _add(world, Family.PARTY_ORGANISATION, "functional_branch", code, full, parent=world.bodies["PG1"])


def _special(world: World) -> None:
    for number, name in enumerate(SPECIAL_COMMITTEES, 1):
        _add(world, Family.SPECIAL_COMMITTEE, "special_committee", f"SC{number}", name)


def _handling(world: World) -> None:
    office = _add(world, Family.HANDLING_UNIT, "department", "H00", "县人民政府办公室")
    contacts = names.people(world.random, 40)
    rows = [
        *(("department", f"县{name}") for name in names.DEPARTMENTS),
        *(("township_government", f"{name}人民政府") for name in names.TOWNSHIPS),
        ("other_body", "县总工会"),
    ]
    for number, (kind, name) in enumerate(rows, 1):
        _add(
            world,
            Family.HANDLING_UNIT,
            kind,
            f"H{number:02d}",
            name,
            parent=office,
            contact_name=contacts[number],
            contact_phone=f"0771-65{number:05d}",
        )


def _credit_code(number: int) -> str:
    body = f"91450123MA5DEM{number:02d}X"
    return body + check_character(body)


def _enterprises(world: World) -> None:
    for number, name in enumerate(names.FIRMS, 1):
        early = number == len(names.FIRMS)
        firm = _add(
            world,
            Family.ENTERPRISE,
            "enterprise",
            f"E{number:02d}",
            f"演示{name}有限公司",
            credit_code=EARLY_CODE if early else _credit_code(number),
            credit_code_note="早期赋码，已核对营业执照" if early else "",
            township=names.TOWNSHIPS[number % len(names.TOWNSHIPS)],
        )
        world.enterprises.append(firm)
        if number <= LINKED_ENTERPRISES:
            world.branches[firm.pk] = _add(
                world,
                Family.PARTY_ORGANISATION,
                "enterprise_branch",
                f"EB{number:02d}",
                f"演示{name}有限公司党支部",
                host=firm,
            )


def _bases(world: World) -> None:
    for number, (kind, name) in enumerate(names.BASES, 1):
        hosted = kind in {"rural_revitalisation", "employment"}
        base = _add(
            world,
            Family.BASE,
            kind,
            f"B{number:02d}",
            f"{name}委员联建基地",
            host=world.enterprises[number - 1] if hosted else None,
            start=date(2022, 3 + number % 9, 10),
        )
        world.bases.append(base)
