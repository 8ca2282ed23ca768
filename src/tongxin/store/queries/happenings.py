"""Records as the pages of people and organisations list them, and counts over them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Max, Q, Sum
from django.db.models.functions import Coalesce

from tongxin.engine.kernel.spans import Span
from tongxin.store.models import Entry, EntryAmount, Participation
from tongxin.store.queries.entries import latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A record in one line of a list.

    Attributes:
        id: the happening, by which its page is addressed.
        kind: code of the entry kind.
        title: its title.
        day: when it happened.
        place: the body or place where it happened, or empty.
        fields: its coded fields.
    """

    id: int
    kind: str
    title: str
    day: date
    place: str
    fields: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A reported amount added up: of one measure of one kind.

    Attributes:
        kind: code of the entry kind.
        name: code of the measure.
        unit: canonical unit.
        amount: exact sum.
        records: how many records it was added up from.
    """

    kind: str
    name: str
    unit: str
    amount: Decimal
    records: int


def newest_day(committee_id: int) -> date | None:
    """Return the day of a committee's latest happening on record."""
    rows = Entry.objects.filter(committee=committee_id).order_by("-happened_on")
    return rows.values_list("happened_on", flat=True).first()


def about(part: str, bodies: Iterable[int]) -> Q:
    """Return the condition that a record concerns bodies.

    Args:
        part: ``unit``, ``base``, ``enterprise`` or ``organisation``.
        bodies: their ids.
    """
    return Q(**{f"{part}__in": list(bodies)})


def taken_part(person: int, *, roles: Iterable[str] = ()) -> Q:
    """Return the condition that somebody takes part in a record, in any role or in some."""
    parts = Participation.objects.filter(person=person)
    wanted = list(roles)
    return Q(pk__in=(parts.filter(role__in=wanted) if wanted else parts).values("entry"))


def of_ids(happenings: Iterable[int]) -> Q:
    """Return the condition that a record is of one of some happenings, whichever of its rows is in force."""
    wanted = list(happenings)
    return Q(pk__in=wanted) | Q(root__in=wanted)


def of_kinds(kinds: Iterable[str]) -> Q:
    """Return the condition that a record is of one of some kinds."""
    return Q(kind__in=list(kinds))


def within(span: Span) -> Q:
    """Return the condition that a record began in a span; open ends set no limit."""
    condition = Q()
    if span.start is not None:
        condition &= Q(happened_on__gte=span.start)
    if span.end is not None:
        condition &= Q(happened_on__lte=span.end)
    return condition


def happenings(committee_id: int, condition: Q, *, limit: int) -> list[Happening]:
    """Return the latest records in force that meet a condition, newest first, in one query."""
    rows = latest(committee_id).filter(condition).exclude(act="void").order_by("-happened_on", "-id")
    found = rows.values_list(
        *("id", "root_id", "kind", "title", "happened_on"),
        Coalesce("unit__name", "enterprise__name", "base__name", "organisation__name", "place"),
        "fields",
    )
    return [
        Happening(id=root or number, kind=kind, title=title, day=day, place=place or "", fields=fields)
        for number, root, kind, title, day, place, fields in found[:limit]
    ]


def counts(committee_id: int, part: str, *spans: Span) -> dict[int, tuple[int, ...]]:
    """Return how many records in force concern each body in each of some spans, in one query.

    Args:
        committee_id: the committee.
        part: ``unit``, ``base``, ``enterprise`` or ``organisation``.
        spans: the spans.

    Returns:
        body → a count a span; bodies without any are left out.
    """
    widest = Q()
    for span in spans:
        widest |= within(span)
    rows = latest(committee_id).filter(widest, **{f"{part}__isnull": False}).exclude(act="void")
    named = {f"n{place}": Count("pk", filter=within(span)) for place, span in enumerate(spans)}
    return {body: tuple(found) for body, *found in rows.order_by().values_list(part).annotate(**named)}


def last_days(committee_id: int, part: str, kinds: Iterable[str], until: date) -> dict[int, date]:
    """Return when something of some kinds last happened at each body, in one query."""
    rows = (
        latest(committee_id)
        .filter(kind__in=list(kinds), happened_on__lte=until, **{f"{part}__isnull": False})
        .exclude(act="void")
    )
    return dict(rows.order_by().values_list(part).annotate(last=Max("happened_on")))


def totals(committee_id: int, condition: Q) -> list[Total]:
    """Return the amounts of the records in force that meet a condition, added up by kind and measure."""
    entries = latest(committee_id).filter(condition).exclude(act="void").values("pk")
    rows = (
        EntryAmount.objects.filter(entry__in=entries)
        .order_by()
        .values_list("entry__kind", "name", "unit")
        .annotate(total=Sum("amount"), records=Count("entry", distinct=True))
    )
    return [
        Total(kind=kind, name=name, unit=unit, amount=total or Decimal(0), records=records)
        for kind, name, unit, total, records in sorted(rows)
    ]


def totals_by_year(committee_id: int, condition: Q) -> dict[int, list[Total]]:
    """Return such amounts year by year, in one query."""
    entries = latest(committee_id).filter(condition).exclude(act="void").values("pk")
    rows = (
        EntryAmount.objects.filter(entry__in=entries)
        .order_by()
        .values_list("entry__happened_on__year", "entry__kind", "name", "unit")
        .annotate(total=Sum("amount"), records=Count("entry", distinct=True))
    )
    found: dict[int, list[Total]] = {}
    for year, kind, name, unit, total, records in sorted(rows):
        item = Total(kind=kind, name=name, unit=unit, amount=total or Decimal(0), records=records)
        found.setdefault(year, []).append(item)
    return found


def amounts_by(committee_id: int, part: str, kinds: Iterable[str], until: date) -> dict[int, list[Total]]:
    """Return the amounts of records of some kinds for each body, in one query.

    Args:
        committee_id: the committee.
        part: ``base`` or ``enterprise``.
        kinds: codes of entry kinds.
        until: last day that counts.
    """
    chosen = of_kinds(kinds) & within(Span(None, until)) & Q(**{f"{part}__isnull": False})
    entries = latest(committee_id).filter(chosen).exclude(act="void").values("pk")
    rows = (
        EntryAmount.objects.filter(entry__in=entries)
        .order_by()
        .annotate(body=F(f"entry__{part}"))
        .values_list("body", "entry__kind", "name", "unit")
        .annotate(total=Sum("amount"), records=Count("entry", distinct=True))
    )
    found: dict[int, list[Total]] = {}
    for body, kind, name, unit, total, records in sorted(rows):
        item = Total(kind=kind, name=name, unit=unit, amount=total or Decimal(0), records=records)
        found.setdefault(body, []).append(item)
    return found
