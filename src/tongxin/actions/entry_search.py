"""Records of the ledger as the search finds them: those in force, under the id of their happening."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tongxin.actions.searching import Findable, drop_text, index_texts
from tongxin.engine.ledger.entries import Act
from tongxin.engine.ledger.kinds import EntryKind, FieldType
from tongxin.packs import registry
from tongxin.store.models import Committee, Entry
from tongxin.store.queries.entries import EntryRow, latest, rows_of

NOUN = "entry"
_SLICE = 500


def field_texts(fields: Mapping[str, object], kind: EntryKind | None) -> list[str]:
    """Return what was written into the text fields of a record; sensitive ones stay out.

    Args:
        fields: code → value.
        kind: the kind of the record; of an unknown kind nothing is known to be harmless.
    """
    specs = kind.fields if kind else ()
    written = (spec for spec in specs if spec.type is FieldType.TEXT and not spec.sensitive)
    return [text for spec in written if (text := str(fields.get(spec.id) or ""))]


def index_entries(rows: Sequence[tuple[Entry, EntryKind, Sequence[str]]]) -> None:
    """Let records that were just written be found, and void ones no more.

    Args:
        rows: each row of the ledger with its kind and the names of people and bodies that go with it.
    """
    # Of several rows of one happening the last one stands.
    last = {entry.root_id or entry.pk: (entry, kind, names) for entry, kind, names in rows}
    index_texts([_findable(*row) for row in last.values() if row[0].act != Act.VOID])
    for entry, _, _ in last.values():
        if entry.act == Act.VOID:
            drop_text(entry.committee_id, NOUN, entry.root_id or entry.pk)


def _findable(entry: Entry, kind: EntryKind, names: Sequence[str]) -> Findable:
    return Findable(
        committee=entry.committee_id,
        noun=NOUN,
        object_id=entry.root_id or entry.pk,
        day=entry.happened_on,
        title=entry.title,
        body="\n".join(filter(None, [entry.text, *field_texts(entry.fields, kind)])),
        code=entry.kind,
        about="、".join(dict.fromkeys(filter(None, [entry.place, *names]))),
        compared=kind.compared,
        tokens=entry.tokens,
    )


def all_entries(committee: Committee) -> Iterator[Sequence[Findable]]:
    """Yield everything that can be found in a committee's ledger, slice by slice."""
    versions = registry.pack(committee.pack).versions
    kinds = {kind.id: kind for version in versions for kind in version.entry_kinds}
    rows = latest(committee.pk).exclude(act=Act.VOID).order_by("pk")
    last = 0
    while found := list(rows.filter(pk__gt=last).values_list("pk", flat=True)[:_SLICE]):
        last = found[-1]
        yield [
            _from_row(committee.pk, row, kinds.get(row.kind))
            for row in rows_of(Entry.objects.filter(pk__in=found).order_by("pk"), with_evidence=False)
        ]


def _from_row(committee_id: int, row: EntryRow, kind: EntryKind | None) -> Findable:
    names: Iterable[str] = (*(part.name for part in row.parts), *(body.name for body in row.bodies.values()))
    return Findable(
        committee=committee_id,
        noun=NOUN,
        object_id=row.happening,
        day=row.happened_on,
        title=row.title,
        body="\n".join(filter(None, [row.text, *field_texts(row.fields, kind)])),
        code=row.kind,
        about="、".join(dict.fromkeys(filter(None, [row.place, *names]))),
        compared=kind is not None and kind.compared,
    )
