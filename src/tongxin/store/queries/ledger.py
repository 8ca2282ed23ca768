"""The ledger as engine values, read in three queries whatever its size."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tongxin.engine.kernel.spans import Span
from tongxin.engine.ledger.entries import Act, Entry
from tongxin.store import models
from tongxin.store.queries.entries import latest

_CHUNK = 5000
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Head:
    """How far a committee's ledger reaches.

    Attributes:
        committee: the committee.
        roster_revision: revision of its roster.
        last: id of its newest entry, 0 for none.
        count: how many entries it has; on PostgreSQL two writers may commit out of the order of ids,
            which the newest id alone would not show.
    """

    committee: int
    roster_revision: int
    last: int
    count: int


def head_of(committee_id: int) -> Head:
    """Return how far a ledger reaches, in one query.

    Raises:
        Committee.DoesNotExist: there is no such committee.
    """
    entries = models.Entry.objects.filter(committee=OuterRef("pk")).order_by()
    revision, last, count = (
        models.Committee.objects.annotate(
            last=Subquery(entries.order_by("-id").values("id")[:1]),
            count=Subquery(entries.values("committee").annotate(count=Count("*")).values("count")),
        )
        .values_list("roster_revision", "last", "count")
        .get(pk=committee_id)
    )
    return Head(committee_id, revision, last or 0, count or 0)


def entries_of(committee_id: int, *, since_id: int = 0, up_to_id: int | None = None) -> Iterator[Entry]:
    """Yield a committee's entries in rising order of their ids.

    Args:
        committee_id: the committee.
        since_id: only entries with a higher id, to read on where one stopped before.
        up_to_id: only entries with at most this id, so that nothing is read twice.
    """
    chosen = Q(committee=committee_id, id__gt=since_id)
    chosen = chosen if up_to_id is None else chosen & Q(id__lte=up_to_id)
    return _read(models.Entry.objects.filter(chosen))


def entries_in_force(committee_id: int, kinds: Collection[str], span: Span) -> Iterator[Entry]:
    """Yield what is now known of the happenings of some kinds in a span, one row each, void ones left out.

    Args:
        committee_id: the committee.
        kinds: codes of kinds of entries.
        span: the days; both ends must be set.
    """
    rows = latest(committee_id).filter(kind__in=list(kinds)).exclude(act=Act.VOID.value)
    return _read(rows.filter(happened_on__range=(span.start, span.end)))


def entries_changed_after(committee_id: int, moment: datetime) -> Iterator[Entry]:
    """Yield what was known at a time of the happenings that were corrected or voided later.

    Returns:
        rows recorded at or before ``moment`` whose happening has a row recorded after it.
    """
    changed = models.Entry.objects.filter(
        committee=committee_id, root__isnull=False, recorded_at__gt=moment
    ).values("root")
    known = Q(committee=committee_id, recorded_at__lte=moment)
    return _read(models.Entry.objects.filter(known & (Q(id__in=changed) | Q(root__in=changed))))


def happenings_changed_after(committee_id: int, moment: datetime) -> Iterator[int]:
    """Yield the ids of happenings that have a row recorded after a time."""
    rows = models.Entry.objects.filter(committee=committee_id, recorded_at__gt=moment)
    return rows.values_list(Coalesce(F("root"), F("id")), flat=True).iterator(_CHUNK)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the ledger as a trail lists it.

    Attributes:
        id: the row.
        happening: id of the first record of the same happening; pages are addressed by it.
        kind: code of its kind.
        title: its title.
        happened: first day of the happening.
        unit: name of the liaison unit, or empty.
    """

    id: int
    happening: int
    kind: str
    title: str
    happened: date
    unit: str


def lines_of(committee_id: int, ids: Collection[int]) -> list[Line]:
    """Return some rows of a committee's ledger in the order of their ids as given, in one query.

    Args:
        committee_id: the committee.
        ids: at most some hundreds, such as those of one page.
    """
    found = {line.id: line for line in _lines(Q(committee=committee_id, id__in=list(ids)))}
    return [found[number] for number in ids if number in found]


def visible_among(within: Q, ids: Collection[int]) -> frozenset[int]:
    """Return those of some rows that lie within a condition from ``entries.reach``."""
    return frozenset(models.Entry.objects.filter(within, id__in=list(ids)).values_list("id", flat=True))


def lines_of_kinds(committee_id: int, kinds: Collection[str]) -> Iterator[Line]:
    """Yield all rows of a committee's ledger of some kinds, or of all where none is named, in one query."""
    chosen = Q(committee=committee_id)
    return _lines(chosen & Q(kind__in=list(kinds)) if kinds else chosen)


def _lines(chosen: Q) -> Iterator[Line]:
    rows = models.Entry.objects.filter(chosen).values_list(
        "id", "root_id", "kind", "title", "happened_on", "unit__name"
    )
    for number, root, kind, title, happened, unit in rows.iterator(_CHUNK):
        yield Line(number, root or number, kind, title, happened, unit or "")


def _read(entries: QuerySet[models.Entry]) -> Iterator[Entry]:
    participants = _Alongside(
        models.Participation.objects.filter(entry__in=entries)
        .order_by("entry_id", "id")
        .values_list("entry_id", "person_id", "role")
        .iterator(_CHUNK)
    )
    amounts = _Alongside(
        models.EntryAmount.objects.filter(entry__in=entries)
        .order_by("entry_id", "id")
        .values_list("entry_id", "name", "amount")
        .iterator(_CHUNK)
    )
    rows: Any = entries.order_by("id").values_list(
        *("id", "root_id", "act", "kind", "happened_on", "happened_to", "recorded_at"),
        *("unit_id", "organisation_id", "base_id", "enterprise_id", "fields"),
    )
    for row in rows.iterator(_CHUNK):
        yield _entry(row, participants.of(row[0]), amounts.of(row[0]))


def _entry(row: tuple[Any, ...], participants: list[Any], amounts: list[Any]) -> Entry:
    number, root, act, kind, happened, until, recorded, unit, organisation, base, enterprise, fields = row
    return Entry(
        id=number,
        root=root or number,
        act=Act(act),
        kind=kind,
        happened=happened,
        until=until,
        recorded=recorded,
        unit=unit,
        organisation=organisation,
        base=base,
        enterprise=enterprise,
        participants=tuple(participants),
        fields=fields or _NOTHING,
        amounts=dict(amounts) if amounts else _NOTHING,
    )


class _Alongside:
    """Rows of another table that are read alongside the entries, both in rising order of the entry."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def of(self, entry: int) -> list[tuple[Any, ...]]:
        """Return an entry's rows without the entry's id; call it with rising ids."""
        found = []
        while self._next is not None and self._next[0] <= entry:
            if self._next[0] == entry:
                found.append(self._next[1:])
            self._next = next(self._rows, None)
        return found
