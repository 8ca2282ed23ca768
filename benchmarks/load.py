"""Invented load: one committee with as many members and entries as a measurement asks for."""

from datetime import UTC, date, datetime, timedelta
from random import Random

from django.db import transaction

from tongxin.store import statistics
from tongxin.store.models import (
    Committee,
    Entry,
    Membership,
    Organisation,
    Participation,
    PartyStanding,
    Person,
    Placement,
    RoleGrant,
    Term,
    User,
)

PASSWORD = "load-only-2024"  # noqa: S105 — of a throw-away site on loopback.
SECTORS = ("economy", "agriculture", "education", "health", "arts", "invited")
KINDS = ("unit_activity", "visit", "training", "talk", "reading")
EPOCH = date(2023, 1, 1)


@transaction.atomic
def fill(*, members: int, proposals: int, attendances: int, seed: int = 7) -> None:
    """Fill an empty database.

    Args:
        members: people with a seat.
        proposals: entries of kind ``proposal`` with three signers each.
        attendances: entries of other kinds with one participant each.
        seed: same seed, same rows.
    """
    random = Random(seed)
    committee = Committee.objects.create(code="load", name="负载测试县政协", pack="longan", places=members)
    term = Term.objects.create(committee=committee, number=1, start=date(2021, 10, 1))
    people = _people(committee, members)
    _seats(committee, term, people, random)
    clerk = User.objects.create_user(
        "load-clerk", password=PASSWORD, committee=committee, must_change_password=False
    )
    RoleGrant.objects.create(user=clerk, role="clerk")
    _entries(committee, clerk, people, [("proposal", 3)] * proposals, random)
    _entries(committee, clerk, people, [(random.choice(KINDS), 1) for _ in range(attendances)], random)
    statistics.refresh()


def _people(committee: Committee, count: int) -> list[Person]:
    now = datetime(2023, 1, 1, tzinfo=UTC)
    people = Person.objects.bulk_create(
        [
            Person(committee=committee, name=f"委员{n:04d}", pinyin=f"weiyuan{n:04d}", created_at=now)
            for n in range(count)
        ],
        batch_size=500,
    )
    PartyStanding.objects.bulk_create(
        [
            PartyStanding(person=person, affiliation="cpc" if n % 5 < 2 else "masses")
            for n, person in enumerate(people)
        ],
        batch_size=500,
    )
    return people


def _seats(committee: Committee, term: Term, people: list[Person], random: Random) -> None:
    units = Organisation.objects.bulk_create(
        [
            Organisation(
                committee=committee,
                family="liaison_unit",
                kind="township_room",
                code=f"u{n:03d}",
                name=f"第{n}联络室",
            )
            for n in range(1, 37)
        ]
    )
    seats = Membership.objects.bulk_create(
        [
            Membership(
                committee=committee,
                term=term,
                person=person,
                number=f"{n:04d}",
                sector=random.choice(SECTORS),
                start=date(2021, 10, 1),
            )
            for n, person in enumerate(people)
        ],
        batch_size=500,
    )
    Placement.objects.bulk_create(
        [Placement(membership=seat, unit=units[n % len(units)]) for n, seat in enumerate(seats)],
        batch_size=500,
    )


def _entries(
    committee: Committee, clerk: User, people: list[Person], wanted: list[tuple[str, int]], random: Random
) -> None:
    for start in range(0, len(wanted), 5000):
        part = wanted[start : start + 5000]
        rows = Entry.objects.bulk_create(
            [_entry(committee, clerk, kind, start + n, random) for n, (kind, _) in enumerate(part)],
            batch_size=500,
        )
        taking_part = [
            Participation(entry=row, person=person, role=_role(row.kind, place))
            for row, (_, count) in zip(rows, part, strict=True)
            for place, person in enumerate(random.sample(people, count))
        ]
        Participation.objects.bulk_create(taking_part, batch_size=2000)


def _entry(committee: Committee, clerk: User, kind: str, number: int, random: Random) -> Entry:
    day = EPOCH + timedelta(days=random.randrange(669))
    fields = {"form": "joint", "review": "filed", "theme": "society"} if kind == "proposal" else {}
    return Entry(
        committee=committee,
        kind=kind,
        happened_on=day,
        recorded_at=datetime.combine(day, datetime.min.time(), UTC) + timedelta(days=2),
        recorded_by=clerk,
        title=f"关于学校周边道路的第{number}号记录",
        tokens="关于 于学 学校 校周 周边 边道 道路 路",
        fields=fields,
    )


def _role(kind: str, place: int) -> str:
    if kind == "proposal":
        return "first_signer" if place == 0 else "signer"
    return {"visit": "visitor", "talk": "talker"}.get(kind, "participant")
