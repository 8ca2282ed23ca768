"""The four links, those that ended with those who left, and the partners of the bases."""

from datetime import date, timedelta

from tongxin.actions.demonstration.people import JOINED_ON, LEFT_ON
from tongxin.actions.demonstration.world import FIRST, World
from tongxin.store.models import BasePartner, Link, LinkHolder, Organisation, Person

HANDED_OVER, HANDED_ON = 17, date(2024, 2, 29)
"""Which party member's link changed hands, and the last day of the one who had it before."""

TWICE = 34
"""Party members who link two: 34 × 2 + 38 × 1 = 106."""


def make(world: World) -> None:
    """Make all links."""
    _group_to_party(world)
    _party_to_nonparty(world)
    _enterprises(world)
    _organisations(world)
    _partners(world)


def _link(  # noqa: PLR0917 — kind, holders, target, start, end: the sentence of a link.
    world: World,
    kind: str,
    holders: list[Person | Organisation],
    target: Person | Organisation,
    start: date,
    end: date | None = None,
) -> Link:
    link = Link.objects.create(
        committee=world.committee,
        kind=kind,
        person=target if isinstance(target, Person) else None,
        organisation=target if isinstance(target, Organisation) else None,
        start=start,
        end=end,
        reason="" if end is None else "分工调整" if end == HANDED_ON else "委员届中离任",
    )
    LinkHolder.objects.bulk_create(
        [
            LinkHolder(
                link=link,
                person=holder if isinstance(holder, Person) else None,
                organisation=holder if isinstance(holder, Organisation) else None,
            )
            for holder in holders
        ]
    )
    return link


def _since(world: World, person: Person) -> date:
    started = world.seats[person.pk].start or FIRST
    return max(FIRST, started)


def _group_members(world: World) -> tuple[list[Person], list[Person]]:
    """Members of the committee's party group, and those only in the office's."""
    return world.party[:7], [world.party[7], *world.staff]


def _group_to_party(world: World) -> None:
    first, second = _group_members(world)
    linkers = first + second
    for place, person in enumerate(world.party):
        linker = linkers[place % len(linkers)]
        if linker == person:
            linker = linkers[(place + 1) % len(linkers)]
        since = _since(world, person)
        if place == HANDED_OVER:
            # One link changed hands, so that its history has two holders.
            _link(world, "group_to_party", [linkers[place % len(linkers) - 1]], person, since, HANDED_ON)
            since = HANDED_ON + timedelta(days=1)
        _link(world, "group_to_party", [linker], person, since)
        world.group_pairs.append((linker, person))


def _party_to_nonparty(world: World) -> None:
    order = list(world.party)
    world.random.shuffle(order)
    linkers = [person for place, person in enumerate(order) for _ in range(2 if place < TWICE else 1)]
    for linker, linked in zip(linkers, world.nonparty, strict=True):
        start = max(_since(world, linked), _since(world, linker))
        _link(world, "party_to_nonparty", [linker], linked, start)
        if start == JOINED_ON and _since(world, linked) == FIRST:
            # Somebody who left had linked this member before.
            _link(world, "party_to_nonparty", [world.gone[0]], linked, FIRST, LEFT_ON)
        world.pairs.append((linker, linked))
    for person in world.gone[3:]:
        _link(world, "party_to_nonparty", [world.party[5]], person, FIRST, LEFT_ON)


def _enterprises(world: World) -> None:
    first, second = _group_members(world)
    for place, (firm_id, branch) in enumerate(world.branches.items()):
        pair = (first[place % len(first)], second[place % len(second)])
        link = _link(world, "groups_to_enterprise", [*pair], branch, FIRST)
        firm = next(item for item in world.enterprises if item.pk == firm_id)
        world.joint.append((link, *pair, firm))


def _organisations(world: World) -> None:
    ours = [world.bodies[code] for code in ("PB0", "PB1", "PB2", "PB3")]
    for body, branch in zip(ours, list(world.branches.values())[:4], strict=True):
        _link(world, "organisation_to_enterprise", [body], branch, FIRST)
        world.organised.append((body, next(firm for firm in world.enterprises if firm.pk == branch.host_id)))


def _partners(world: World) -> None:
    rows: list[BasePartner] = []
    for place, base in enumerate(world.bases):
        group = world.bodies["PG1"] if place % 2 == 0 else world.bodies[f"PB{1 + place % 4}"]
        rows.append(BasePartner(base=base, organisation=group, start=base.start))
        host = world.principals.get(base.host_id or 0)
        people = [host] if host else []
        people += world.random.sample(world.steady, 2)
        rows += [BasePartner(base=base, person=person, start=base.start) for person in dict.fromkeys(people)]
    BasePartner.objects.bulk_create(rows)
