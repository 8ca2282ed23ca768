"""The ledger as its pages read it: what somebody may see, the list, one record with its history."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol, TypeVar

from django.db.models import BooleanField, Case, F, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from tongxin.engine.kernel.rights import Scope
from tongxin.store.models import Entry, EntryAmount, Evidence, Membership, Participation
from tongxin.store.queries.ties import Ties


class Viewer(Protocol):
    """Somebody who looks; an actor is one."""

    @property
    def committee_id(self) -> int | None:
        """Their committee."""

    @property
    def user_id(self) -> int | None:
        """Their account."""

    @property
    def person_id(self) -> int | None:
        """The person behind the account."""

    @property
    def unit_ids(self) -> frozenset[int]:
        """Bodies they act for."""


def reach(viewer: Viewer, scope: Scope, ties: Ties | None = None) -> Q:
    """Return the condition that an entry lies within a scope.

    Args:
        viewer: who looks or acts.
        scope: how far their right reaches.
        ties: their links; needed from the scope ``links`` on.
    """
    condition = Q(committee=viewer.committee_id)
    if scope is Scope.COMMITTEE:
        return condition
    linked = ties or Ties()
    people = {viewer.person_id} - {None}
    rows = Entry.objects.all()
    # Each part is found by an index of its own; asked as one long "or", the whole ledger would be read.
    parts = [rows.filter(recorded_by=viewer.user_id), rows.filter(on_behalf_of__in=people)]
    if scope >= Scope.LINKS:
        people |= linked.people
        parts += [rows.filter(**{f"{part}__in": linked.organisations}) for part in _PLACES]
    if scope >= Scope.UNIT:
        parts += [rows.filter(unit__in=viewer.unit_ids), rows.filter(organisation__in=viewer.unit_ids)]
    taking_part = Participation.objects.filter(person__in=people).values_list("entry")
    return condition & Q(pk__in=taking_part.union(*(part.values_list("pk") for part in parts), all=True))


def latest(committee_id: int) -> QuerySet[Entry]:
    """Return the row in force of each happening, void ones included.

    Later rows are few, so their short list is read first and each entry held against it.
    """
    later = Entry.objects.filter(committee=committee_id, root__isnull=False)
    overtaken = later.filter(root__versions__pk__gt=F("pk")).values("pk")
    return (
        Entry.objects.filter(committee=committee_id)
        .exclude(pk__in=later.values("root"))
        .exclude(pk__in=overtaken)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An exact amount as stored, in the canonical unit."""

    name: str
    amount: Decimal
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Somebody's part in an entry."""

    person: int
    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An organisation that an entry names."""

    id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that supports an entry."""

    id: int
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """One row of the ledger with all that belongs to it.

    Attributes:
        id: the row's identity.
        happening: id of the first record of the same happening; pages are addressed by it.
        bodies: part (``unit``, ``base``, ``enterprise``, ``organisation``) → organisation.
        recorded_by: name of the account that wrote the row.
        on_behalf_of: name of the person it was written for, or empty.
    """

    id: int
    happening: int
    act: str
    kind: str
    title: str
    happened_on: date
    happened_to: date | None
    recorded_at: datetime
    recorded_by: str
    recorded_by_id: int
    on_behalf_of: str
    on_behalf_of_id: int | None
    text: str
    place: str
    reason: str
    bodies: Mapping[str, Body] = field(default_factory=dict)
    fields: Mapping[str, object] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    amounts: tuple[Amount, ...] = ()
    evidence: tuple[File, ...] = ()


_PLACES = ("base", "enterprise", "organisation")
_BODIES = ("unit", "organisation", "enterprise", "base")
_READ = (
    *("root", "act", "kind", "title", "happened_on", "happened_to", "recorded_at", "text", "place"),
    *("reason", "fields", "recorded_by__display_name", "recorded_by__username", "on_behalf_of__name"),
    *(f"{part}__name" for part in _BODIES),
)
"""The columns that a row needs; accounts and people have others that no list has a use for."""
_Belonging = TypeVar("_Belonging", Participation, EntryAmount, Evidence)


def page_of(entries: QuerySet[Entry], first: int, count: int) -> list[EntryRow]:
    """Return some rows of a list with all they need but evidence, in three queries whatever their number.

    Args:
        entries: the whole list in its order.
        first: how many rows come before.
        count: how many are wanted.
    """
    # The order is found on identities alone; otherwise all texts of a long list would be sorted with it.
    chosen = entries.values("pk")[first : first + count]
    rows = Entry.objects.filter(pk__in=chosen).order_by(*entries.query.order_by)
    return rows_of(rows, with_evidence=False)


def rows_of(entries: QuerySet[Entry], *, with_evidence: bool = True) -> list[EntryRow]:
    """Return entries with participants, amounts and evidence, in four queries whatever their number.

    Args:
        entries: which, in the order wanted.
        with_evidence: lists leave the files out and save a query.
    """
    found = list(entries.select_related(*_BODIES, "recorded_by", "on_behalf_of").only(*_READ))
    ids = [entry.pk for entry in found]
    parts = _by_entry(
        Participation.objects.filter(entry__in=ids)
        .order_by("pk")
        .select_related("person")
        .only("entry", "role", "person__name")
    )
    amounts = _by_entry(EntryAmount.objects.filter(entry__in=ids).order_by("pk"))
    files = _by_entry(Evidence.objects.filter(entry__in=ids).order_by("pk") if with_evidence else ())
    return [
        _row(entry, parts.get(entry.pk, []), amounts.get(entry.pk, []), files.get(entry.pk, []))
        for entry in found
    ]


def rows_in_order(ids: Sequence[int]) -> list[EntryRow]:
    """Return rows by identity, in the order given."""
    found = {row.id: row for row in rows_of(Entry.objects.filter(pk__in=ids))}
    return [found[pk] for pk in ids if pk in found]


def _by_entry(rows: Iterable[_Belonging]) -> dict[int, list[_Belonging]]:
    found: dict[int, list[_Belonging]] = {}
    for row in rows:
        found.setdefault(row.entry_id, []).append(row)
    return found


def _row(
    entry: Entry, parts: list[Participation], amounts: list[EntryAmount], files: list[Evidence]
) -> EntryRow:
    bodies = {part: getattr(entry, part) for part in _BODIES}
    author = entry.recorded_by
    return EntryRow(
        id=entry.pk,
        happening=entry.root_id or entry.pk,
        act=entry.act,
        kind=entry.kind,
        title=entry.title,
        happened_on=entry.happened_on,
        happened_to=entry.happened_to,
        recorded_at=entry.recorded_at,
        recorded_by=author.display_name or author.username,
        recorded_by_id=author.pk,
        on_behalf_of=entry.on_behalf_of.name if entry.on_behalf_of else "",
        on_behalf_of_id=entry.on_behalf_of_id,
        text=entry.text,
        place=entry.place,
        reason=entry.reason,
        bodies={part: Body(id=body.pk, name=body.name) for part, body in bodies.items() if body},
        fields=entry.fields,
        parts=tuple(Part(person=row.person_id, name=row.person.name, role=row.role) for row in parts),
        amounts=tuple(Amount(name=row.name, amount=row.amount, unit=row.unit) for row in amounts),
        evidence=tuple(
            File(id=row.pk, name=row.name, media_type=row.media_type, size=row.size, sha256=row.sha256)
            for row in files
        ),
    )


def versions(happening: int) -> list[EntryRow]:
    """Return the rows of a happening in the order of recording, in four queries."""
    return rows_of(Entry.objects.filter(Q(pk=happening) | Q(root=happening)).order_by("pk"))


def standing_of(entry_id: int, conditions: Mapping[str, Q]) -> tuple[int, dict[str, bool]] | None:
    """Return a happening and which conditions its row in force meets, in one query.

    Args:
        entry_id: any row of the happening.
        conditions: name → condition, such as what somebody may see or correct, from ``reach``.

    Returns:
        id of the happening and name → whether the condition holds; ``None`` if there is no such entry.
    """
    root = Subquery(Entry.objects.filter(pk=entry_id).values(happening=Coalesce("root", "pk"))[:1])
    holds = {
        f"may_{name}": Case(When(condition, then=True), default=False, output_field=BooleanField())
        for name, condition in conditions.items()
    }
    row = (
        Entry.objects.filter(Q(pk=root) | Q(root=root))
        .annotate(happening=Coalesce("root", "pk"), **holds)
        .order_by("-pk")
        .values("happening", *holds)
        .first()
    )
    if row is None:
        return None
    return row["happening"], {name: row[f"may_{name}"] for name in conditions}


def evidence_within(within: Q, evidence_id: int) -> File | None:
    """Return a file of an entry that lies within a condition."""
    row = Evidence.objects.filter(pk=evidence_id).select_related("entry").first()
    standing = standing_of(row.entry_id, {"read": within}) if row else None
    if row is None or standing is None or not standing[1]["read"]:
        return None
    return File(id=row.pk, name=row.name, media_type=row.media_type, size=row.size, sha256=row.sha256)


def seats_of(people: Collection[int]) -> dict[int, int]:
    """Return person → their latest membership, by which a member's page is addressed."""
    rows = Membership.objects.filter(person__in=people).order_by(F("start").asc(nulls_first=True), "pk")
    return dict(rows.values_list("person", "pk"))
