"""When the two ends of links met, by one grouped query for persons and one for organisations."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Max, Q, QuerySet

from tongxin.engine.kernel.spans import ALWAYS, Span
from tongxin.engine.roster.values import Link, Roster
from tongxin.store.models import Entry, Participation
from tongxin.store.models import Link as LinkRow
from tongxin.store.queries.entries import latest
from tongxin.store.queries.happenings import within


@dataclass(frozen=True, slots=True)
class Contact:
    """How often the two ends of a link met in a span, and when last."""

    times: int
    last: date


def places_of(roster: Roster, link: Link) -> tuple[int, ...]:
    """Return where a linked organisation is met: itself, and the enterprise it stands in."""
    target = roster.organisations.get(link.organisation or 0)
    if target is None:
        return ()
    return (target.id,) if target.host is None else (target.id, target.host)


def contacts(
    committee_id: int, roster: Roster, links: Iterable[Link], span: Span = ALWAYS
) -> Mapping[int, Contact]:
    """Return the contacts of links in a span, in at most two queries; links without any are left out.

    A link to a person has contact when a holder and that person take part in one record in different
    roles, such as talker and talked with: sitting in the same meeting is none. A link to an organisation
    has contact when a holder takes part in something there; where the holder is itself an organisation,
    when anything happens there.

    Args:
        committee_id: the committee.
        roster: its roster.
        links: the links asked for.
        span: what happened in it counts; open ends set no limit.

    Returns:
        id of the link → its contacts.
    """
    chosen = list(links)
    rows = latest(committee_id).filter(within(span)).exclude(act="void")
    to_people = [link for link in chosen if link.person is not None]
    to_bodies = [link for link in chosen if link.organisation is not None]
    return {**_with_people(rows, to_people), **_with_bodies(rows, roster, to_bodies)}


def _with_people(rows: QuerySet[Entry], links: list[Link]) -> dict[int, Contact]:
    if not links:
        return {}
    parts = (
        Participation.objects.filter(person__in={link.person for link in links}, entry__in=rows.values("pk"))
        .annotate(keeper=F("entry__participations__person"), keeps_as=F("entry__participations__role"))
        .filter(keeper__in={holder for link in links for holder in link.people})
        .exclude(role=F("keeps_as"))
        .order_by()
        .values_list("keeper", "person")
        .annotate(times=Count("entry", distinct=True), last=Max("entry__happened_on"))
    )
    met = {(keeper, person): Contact(times, last) for keeper, person, times, last in parts}
    found = {}
    for link in links:
        each = [met[holder, link.person] for holder in link.people if (holder, link.person) in met]
        if each:
            found[link.id] = Contact(sum(one.times for one in each), max(one.last for one in each))
    return found


def _with_bodies(rows: QuerySet[Entry], roster: Roster, links: list[Link]) -> dict[int, Contact]:
    places = {link.id: places_of(roster, link) for link in links}
    wanted = {place for of_link in places.values() for place in of_link}
    if not wanted:
        return {}
    happened = _at(rows, wanted)
    found = {}
    for link in links:
        holders = frozenset(link.people)
        days = {
            entry: day
            for place in places[link.id]
            for entry, (day, people) in happened.get(place, {}).items()
            if link.organisations or people & holders
        }
        if days:
            found[link.id] = Contact(len(days), max(days.values()))
    return found


def _at(rows: QuerySet[Entry], places: Collection[int]) -> dict[int, dict[int, tuple[date, frozenset[int]]]]:
    """Return place → entry → (day, who took part)."""
    there = rows.filter(Q(enterprise__in=places) | Q(organisation__in=places)).order_by()
    people: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    days: dict[int, date] = {}
    for entry, day, enterprise, organisation, person in there.values_list(
        "id", "happened_on", "enterprise", "organisation", "participations__person"
    ):
        days[entry] = day
        for place in {enterprise, organisation} & set(places):
            people[place, entry].add(person or 0)
    found: defaultdict[int, dict[int, tuple[date, frozenset[int]]]] = defaultdict(dict)
    for (place, entry), who in people.items():
        found[place][entry] = (days[entry], frozenset(who))
    return found


def between(roster: Roster, link: Link) -> Q:
    """Return the condition that a record shows the two ends of a link meeting."""
    if link.person is not None:
        pairs = Participation.objects.filter(
            person=link.person, entry__participations__person__in=link.people
        ).exclude(role=F("entry__participations__role"))
        return Q(pk__in=pairs.values("entry"))
    places = places_of(roster, link)
    there = Q(enterprise__in=places) | Q(organisation__in=places)
    if link.organisations:
        return there
    return there & Q(pk__in=Participation.objects.filter(person__in=link.people).values("entry"))


def reasons(link_ids: Iterable[int]) -> dict[int, str]:
    """Return the reasons that were noted when links ended."""
    rows = LinkRow.objects.filter(pk__in=list(link_ids)).exclude(reason="")
    return dict(rows.values_list("id", "reason"))
