"""What entries of the ledger say, written in the one way that their seals are computed from."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC

from django.db.models import Q

from tongxin.engine.kernel.chain import entry_digest
from tongxin.engine.kernel.quantities import plain_text
from tongxin.store.models import AuditEvent, Entry, EntryAmount, Evidence, PaperFile, Participation

SLICE = 1000
"""Entries read at a time; a ledger of a nation does not fit into memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What vouches for a row of the ledger.

    Attributes:
        digest: over the row, its participants and its amounts.
        evidence: SHA-256 of its evidence files, sorted.
    """

    digest: str
    evidence: tuple[str, ...] = ()


def unsealed(happenings: Collection[int]) -> dict[int, dict[int, Seal]]:
    """Return the seals of rows that the audit log does not vouch for yet: happening → row → seal.

    Rows are read back from the tables, so that a seal covers what was stored.

    Args:
        happenings: ids of first rows.
    """
    found: dict[int, dict[int, Seal]] = {}
    ids = sorted(happenings)
    for first in range(0, len(ids), SLICE):
        found.update(_unsealed(ids[first : first + SLICE]))
    return found


def _unsealed(roots: list[int]) -> dict[int, dict[int, Seal]]:
    known = AuditEvent.objects.filter(noun="entry", object_id__in=roots, changes__has_key="seals")
    sealed = {int(row) for seals in known.values_list("changes__seals", flat=True) for row in seals}
    rows = Entry.objects.filter(Q(pk__in=roots) | Q(root__in=roots)).values_list("pk", "root")
    root_of = {row: root or row for row, root in rows if row not in sealed}
    found: dict[int, dict[int, Seal]] = defaultdict(dict)
    for row, seal in _seals(Q(pk__in=root_of), "default").items():
        found[root_of[row]][row] = seal
    return found


def all_seals(database: str = "default") -> Iterator[tuple[int, Seal]]:
    """Yield id and seal of every row of the ledger as it stands now, in the order of the ids."""
    after = 0
    rows = Entry.objects.using(database).order_by("pk").values_list("pk", flat=True)
    while ids := list(rows.filter(pk__gt=after)[:SLICE]):
        yield from _seals(Q(pk__gt=after, pk__lte=ids[-1]), database).items()
        after = ids[-1]


def sealed_by_now(row: int, database: str = "default") -> bool:
    """Tell whether the log vouches for a row after all; it may have been written a moment ago."""
    entry = Entry.objects.using(database).get(pk=row)
    events = AuditEvent.objects.using(database).filter(noun="entry", object_id=entry.root_id or entry.pk)
    return events.filter(changes__seals__has_key=str(row)).exists()


def evidence_digests(database: str = "default") -> list[str]:
    """Return the SHA-256 of every file that records or papers name, each once."""
    files = Evidence.objects.using(database).order_by().values_list("sha256", flat=True)
    papers = PaperFile.objects.using(database).order_by().values_list("sha256", flat=True)
    return sorted(files.union(papers))


def _seals(wanted: Q, database: str) -> dict[int, Seal]:
    entries = Entry.objects.using(database).filter(wanted).order_by("pk")
    ids = entries.values("pk")
    people: dict[int, list[list[object]]] = defaultdict(list)
    rows = Participation.objects.using(database).filter(entry__in=ids)
    for entry, person, role in rows.order_by("person", "role").values_list("entry", "person", "role"):
        people[entry].append([person, role])
    amounts: dict[int, list[list[str]]] = defaultdict(list)
    sums = EntryAmount.objects.using(database).filter(entry__in=ids).order_by("name")
    for entry, name, amount, unit in sums.values_list("entry", "name", "amount", "unit"):
        amounts[entry].append([name, plain_text(amount), unit])
    files: dict[int, set[str]] = defaultdict(set)
    for entry, sha256 in (
        Evidence.objects.using(database).filter(entry__in=ids).values_list("entry", "sha256")
    ):
        files[entry].add(sha256)
    return {
        entry.pk: Seal(
            digest=entry_digest(
                {**_content(entry), "participations": people[entry.pk], "amounts": amounts[entry.pk]}
            ),
            evidence=tuple(sorted(files[entry.pk])),
        )
        for entry in entries
    }


def _content(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.pk,
        "committee": entry.committee_id,
        "root": entry.root_id,
        "act": entry.act,
        "kind": entry.kind,
        "happened_on": entry.happened_on.isoformat(),
        "happened_to": entry.happened_to.isoformat() if entry.happened_to else None,
        "recorded_at": entry.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "recorded_by": entry.recorded_by_id,
        "on_behalf_of": entry.on_behalf_of_id,
        "title": entry.title,
        "text": entry.text,
        "place": entry.place,
        "organisation": entry.organisation_id,
        "unit": entry.unit_id,
        "base": entry.base_id,
        "enterprise": entry.enterprise_id,
        "fields": entry.fields,
        "reason": entry.reason,
    }
