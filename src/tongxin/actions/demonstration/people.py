"""People: members who sit, join and leave, the office's staff, their posts and placements."""

from datetime import date, timedelta

from tongxin.actions.demonstration import names
from tongxin.actions.demonstration.world import (
    JOINED_NONPARTY,
    JOINED_PARTY,
    NONPARTY,
    PARTY,
    TERM_START,
    World,
)
from tongxin.actions.members import pinyin_of
from tongxin.store.models import Membership, Organisation, PartyStanding, Person, Placement, Post, TermSector

JOINED_ON = date(2024, 1, 10)
LEFT_ON = date(2024, 1, 5)
NEW_PARTY_MEMBER_ON = date(2023, 7, 1)
MOVED_SECTOR_ON = date(2023, 9, 1)
LEFT = 6
STAFF = ("办公室主任", "办公室副主任", "党务干部")

PARTY_SECTORS = (
    *("cpc",) * 14, *("agriculture",) * 8, *("economy",) * 7, *("education",) * 7, *("health",) * 5,
    *("sci_tech",) * 4, *("arts",) * 4, *("union",) * 3, *("women",) * 3, *("cyl",) * 3,
    *("science_assoc",) * 3,
    *("federation_of_industry",) * 3, *("ethnic",) * 3, *("overseas",) * 2, *("invited",) * 3,
)  # fmt: skip
NONPARTY_SECTORS = (
    *("federation_of_industry",) * 16, *("agriculture",) * 14, *("economy",) * 13, *("education",) * 10,
    *("health",) * 9, *("arts",) * 7, *("sci_tech",) * 6, *("nonaffiliated",) * 5, *("cdl",) * 5,
    *("ethnic",) * 5,
    *("women",) * 3, *("cyl",) * 2, *("overseas",) * 3, *("sports",) * 2, *("religion",) * 3,
    *("invited",) * 3,
)  # fmt: skip
AFFILIATIONS = (
    *("masses",) * 60, *("nonaffiliated",) * 22, *("cdl",) * 9, *("capd",) * 6, *("zhigong",) * 3,
    *("jiusan",) * 3, *("cyl",) * 3,
)  # fmt: skip


def make(world: World) -> None:
    """Make everybody, then give them seats, affiliations, posts and places."""
    wanted = PARTY + NONPARTY + LEFT + len(STAFF)
    everybody = _people(world, names.people(world.random, wanted))
    world.party = everybody[:PARTY]
    world.nonparty = everybody[PARTY : PARTY + NONPARTY]
    world.gone = everybody[PARTY + NONPARTY : PARTY + NONPARTY + LEFT]
    world.staff = everybody[-len(STAFF) :]
    _standings(world)
    _seats(world)
    _sectors(world)
    _committee_posts(world)
    _party_posts(world)
    _place(world)
    _other_posts(world)


def _people(world: World, wanted: list[str]) -> list[Person]:
    random = world.random
    made = [
        Person(
            committee=world.committee,
            name=name,
            pinyin=pinyin_of(name),
            sex="女" if random.random() < 0.34 else "男",
            ethnicity=random.choice(names.ETHNICITIES),
            born=date(1962, 1, 1) + timedelta(days=random.randrange(365 * 33)),
            education=random.choice(names.EDUCATION),
            employer=random.choice([*(f"县{part}" for part in names.DEPARTMENTS), *names.FIRMS]),
            position=random.choice(("主任", "副局长", "经理", "教师", "主治医师", "负责人", "工程师")),
            profession=random.choice(names.PROFESSIONS),
            township=random.choice(names.TOWNSHIPS),
            # The area of numbers that no operator gives out.
            phone=f"100{random.randrange(10**8):08d}",
            created_at=world.actor.at,
        )
        for name in wanted
    ]
    return Person.objects.bulk_create(made)


def _standings(world: World) -> None:
    rows = [PartyStanding(person=person, affiliation="cpc") for person in world.party[: -JOINED_PARTY - 1]]
    late = world.party[-JOINED_PARTY - 1]
    rows += [
        PartyStanding(person=late, affiliation="masses", end=NEW_PARTY_MEMBER_ON - timedelta(days=1)),
        PartyStanding(person=late, affiliation="cpc_probationary", start=NEW_PARTY_MEMBER_ON),
    ]
    rows += [PartyStanding(person=person, affiliation="cpc") for person in world.party[-JOINED_PARTY:]]
    rows += [
        PartyStanding(person=person, affiliation=code)
        for person, code in zip(world.nonparty, AFFILIATIONS, strict=True)
    ]
    # Somebody who belongs to two parties counts as a party member.
    rows.append(PartyStanding(person=world.party[30], affiliation="cdl"))
    rows += [
        PartyStanding(person=person, affiliation="cpc" if number < LEFT // 2 else "masses")
        for number, person in enumerate(world.gone)
    ]
    rows += [PartyStanding(person=person, affiliation="cpc") for person in world.staff]
    PartyStanding.objects.bulk_create(rows)


def _seats(world: World) -> None:
    rows: list[Membership] = []
    groups = ((world.party, PARTY_SECTORS, JOINED_PARTY), (world.nonparty, NONPARTY_SECTORS, JOINED_NONPARTY))
    for people, sectors, joined in groups:
        late = len(people) - joined
        for place, (person, sector) in enumerate(zip(people, sectors, strict=True)):
            added = place >= late
            rows.append(
                _seat(world, person, sector, len(rows) + 1, JOINED_ON if added else TERM_START, added=added)
            )
    mover = rows[40]
    for number, person in enumerate(world.gone, len(rows) + 1):
        left = _seat(world, person, "economy", number, TERM_START, added=False)
        left.end, left.left_by, left.note = LEFT_ON, "resigned", "工作变动"
        rows.append(left)
    moved = _seat(world, mover.person, "science_assoc", 41, MOVED_SECTOR_ON, added=False)
    moved.joined_by = "transfer"
    mover.end, mover.left_by = MOVED_SECTOR_ON - timedelta(days=1), "transfer"
    for seat in Membership.objects.bulk_create([*rows, moved]):
        world.seats[seat.person_id] = seat


def _seat(world: World, person: Person, sector: str, number: int, start: date, *, added: bool) -> Membership:
    return Membership(
        committee=world.committee,
        term=world.term,
        person=person,
        number=f"{number:03d}",
        sector=sector,
        start=start,
        joined_by="added" if added else "elected",
    )


def _sectors(world: World) -> None:
    places: dict[str, int] = {}
    for seat in world.seats.values():
        places[seat.sector] = places.get(seat.sector, 0) + (seat.end is None)
    # Two places are held back for later: places are not members.
    places["invited"] += 2
    TermSector.objects.bulk_create(
        [TermSector(term=world.term, code=code, places=count) for code, count in sorted(places.items())]
    )


def _post(world: World, person: Person, role: str, body: Organisation | None = None) -> Post:
    since = (
        max(TERM_START, world.seats[person.pk].start or TERM_START)
        if person.pk in world.seats
        else TERM_START
    )
    return Post(committee=world.committee, person=person, role=role, organisation=body, start=since)


def _committee_posts(world: World) -> None:
    party, nonparty = world.party, world.nonparty
    rows = [_post(world, party[0], "chair")]
    rows += [_post(world, person, "vice_chair") for person in (*party[1:3], *nonparty[:3])]
    # 11 + 22: the norm of 65 % non-party members is kept among the standing members.
    rows += [_post(world, person, "standing_member") for person in (*party[3:11], *nonparty[3:22])]
    Post.objects.bulk_create(rows)


def _party_posts(world: World) -> None:
    committee, office = world.bodies["PG1"], world.bodies["PG2"]
    rows = [_post(world, world.party[0], "party_group_secretary", committee)]
    rows += [_post(world, person, "party_group_member", committee) for person in world.party[1:7]]
    rows.append(_post(world, world.party[3], "party_group_secretary", office))
    rows += [_post(world, person, "party_group_member", office) for person in (world.party[7], *world.staff)]
    rows.append(_post(world, world.staff[2], "branch_secretary", world.bodies["PB0"]))
    rows += [
        _post(world, world.party[7 + n], "branch_secretary", world.bodies[f"PB{n}"]) for n in range(1, 5)
    ]
    for branch, person in zip(world.branches.values(), world.party[50:], strict=False):
        rows.append(_post(world, person, "branch_secretary", branch))
    Post.objects.bulk_create(rows)


def _place(world: World) -> None:
    """Head each unit by a party member, then spread everybody else; rooms and groups take most."""
    heads = world.party[12 : 12 + len(world.units)]
    Post.objects.bulk_create(
        [_post(world, head, "unit_head", unit) for head, unit in zip(heads, world.units, strict=True)]
    )
    rest = [person for person in world.members if person not in heads]
    world.random.shuffle(rest)
    weights = {"township_room": 8, "department_group": 8, "community_station": 2, "consultation_room": 1}
    targets = [unit for unit in world.units for _ in range(weights[unit.kind])]
    chosen = [*zip(heads, world.units, strict=True)]
    chosen += [(person, targets[place % len(targets)]) for place, person in enumerate(rest)]
    rows = [_placement(world, person, unit, primary=True) for person, unit in chosen]
    for person, unit in chosen:
        world.members_of.setdefault(unit.pk, []).append(person)
    stations = [unit for unit in world.units if unit.kind == "community_station"]
    rows += [
        _placement(world, person, stations[place % 14], primary=False)
        for place, person in enumerate(rest[:28])
        if stations[place % 14] != dict(chosen)[person]
    ]
    rows += [
        Placement(
            membership=world.seats[person.pk],
            unit=world.units[number],
            start=TERM_START,
            end=LEFT_ON,
        )
        for number, person in enumerate(world.gone)
    ]
    Placement.objects.bulk_create(rows)


def _placement(world: World, person: Person, unit: Organisation, *, primary: bool) -> Placement:
    seat = world.seats[person.pk]
    return Placement(membership=seat, unit=unit, primary=primary, start=seat.start)


def _other_posts(world: World) -> None:
    rows: list[Post] = []
    for number in range(1, 7):
        body = world.bodies[f"SC{number}"]
        rows.append(_post(world, world.party[number + 4], "special_committee_chair", body))
        crew = world.random.sample(world.steady, 8)
        rows += [_post(world, person, "special_committee_member", body) for person in crew]
    for firm, person in zip(world.enterprises, world.nonparty[30:], strict=False):
        rows.append(_post(world, person, "enterprise_principal", firm))
        person.employer, person.position = firm.name, "董事长"
        person.save(update_fields=["employer", "position"])
        world.principals[firm.pk] = person
    Post.objects.bulk_create(rows)
