"""From checked drafts to rows of the ledger; every way of recording goes through here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tongxin.actions.acting import Actor, Changes, Invalid
from tongxin.actions.entry_search import field_texts, index_entries
from tongxin.actions.evidence import is_kept
from tongxin.engine.kernel.issues import Issue
from tongxin.engine.kernel.quantities import plain_text
from tongxin.engine.ledger.drafts import EntryDraft
from tongxin.engine.ledger.entries import Act
from tongxin.engine.ledger.files import MOST_FILES
from tongxin.engine.ledger.kinds import EntryKind
from tongxin.engine.ledger.validation import check
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.roster.vocabulary import Family
from tongxin.packs import registry
from tongxin.store.models import (
    Committee,
    Entry,
    EntryAmount,
    Evidence,
    Organisation,
    Participation,
    Person,
)
from tongxin.store.queries.search import tokens

BATCH = 500
"""Rows written in one statement."""

_FAMILIES = {"unit": Family.LIAISON_UNIT, "base": Family.BASE, "enterprise": Family.ENTERPRISE}
_NAMES_IN_TITLE = 2
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A draft with the time at which it came to be known, and the account that wrote it.

    Attributes:
        draft: what happened.
        recorded_at: when the row came to be known.
        recorded_by: the account.
        act: record, correct or void.
        root: first record of the happening; ``None`` for a first record.
        reason: why it is corrected or void.
    """

    draft: EntryDraft
    recorded_at: datetime
    recorded_by: int
    act: Act = Act.RECORD
    root: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names of the people and organisations that drafts refer to, as far as the committee has them."""

    people: Mapping[int, str] = field(default_factory=dict)
    bodies: Mapping[int, tuple[str, str]] = field(default_factory=dict)


def mechanism_at(actor: Actor, at: datetime) -> tuple[Mechanism, date]:
    """Return the mechanism in force when something is recorded, and that day where the committee is."""
    name = Committee.objects.values_list("pack", flat=True).get(pk=actor.committee)
    pack = registry.pack(name)
    day = at.astimezone(ZoneInfo(pack.versions[-1].time_zone)).date()
    return pack.in_force(day), day


def names_of(actor: Actor, drafts: Iterable[EntryDraft]) -> Names:
    """Return the names that drafts refer to, in two queries; what another committee has is missing."""
    people: set[int] = set()
    bodies: set[int] = set()
    for draft in drafts:
        people |= draft.people()
        if draft.on_behalf_of is not None:
            people.add(draft.on_behalf_of)
        bodies.update(draft.bodies().values())
    found = Person.objects.filter(committee=actor.committee, pk__in=people).values_list("pk", "name")
    rows = Organisation.objects.filter(committee=actor.committee, pk__in=bodies)
    return Names(
        people=dict(found),
        bodies={pk: (family, name) for pk, family, name in rows.values_list("pk", "family", "name")},
    )


def checked(draft: EntryDraft, mechanism: Mechanism, names: Names, day: date) -> EntryKind:
    """Return the kind of a draft that may be recorded.

    Args:
        draft: what somebody wants to record.
        mechanism: the mechanism in force.
        names: names of whom and what it refers to.
        day: the day of recording.

    Raises:
        Invalid: something is wrong with it.
    """
    kind = mechanism.entry_kind(draft.kind)
    if kind is None:
        raise Invalid((Issue(code="kind.unknown", place="kind", params={"name": draft.kind}),))
    issues = (*check(draft, kind, day), *_strangers(draft, names), *_files(draft))
    if issues:
        raise Invalid(issues)
    return kind


def _strangers(draft: EntryDraft, names: Names) -> list[Issue]:
    issues = [
        Issue(code="person.unknown", place=f"role.{role}", params={"person": person})
        for person, role in draft.participants
        if person not in names.people
    ]
    if draft.on_behalf_of is not None and draft.on_behalf_of not in names.people:
        params = {"person": draft.on_behalf_of}
        issues.append(Issue(code="person.unknown", place="on_behalf_of", params=params))
    for part, body in draft.bodies().items():
        family, _ = names.bodies.get(body, ("", ""))
        if not family or (part in _FAMILIES and family != _FAMILIES[part]):
            issues.append(Issue(code="organisation.unknown", place=part, params={"organisation": body}))
    return issues


def _files(draft: EntryDraft) -> list[Issue]:
    issues = [
        Issue(code="evidence.missing", place="evidence", params={"name": file.name})
        for file in draft.evidence
        if not is_kept(file)
    ]
    if len(draft.evidence) > MOST_FILES:
        issues.append(Issue(code="evidence.too_many", place="evidence", params={"most": MOST_FILES}))
    return issues


def title_of(draft: EntryDraft, kind: EntryKind, names: Names) -> str:
    """Return a draft's title, or compose one: the kind, and where it was or with whom."""
    if draft.title.strip():
        return draft.title.strip()
    about = _body_names((draft.enterprise, draft.base), names)
    if not about and len(kind.roles) > 1:
        others = [names.people[person] for person, role in draft.participants if role != kind.roles[0].id]
        about = ["、".join(others[:_NAMES_IN_TITLE])] if others else []
    if not about:
        about = _body_names((draft.unit, draft.organisation), names)
    return " · ".join([kind.label.zh_hans, *about[:1]])[:_LONGEST_TITLE]


def settled(draft: EntryDraft, kind: EntryKind, names: Names) -> EntryDraft:
    """Return a checked draft as it will stand on record: titled, trimmed, without empty fields."""
    return replace(
        draft,
        title=title_of(draft, kind, names),
        text=draft.text.strip(),
        place=draft.place.strip(),
        happened_to=draft.happened_to if draft.happened_to != draft.happened_on else None,
        fields={key: value for key, value in draft.fields.items() if value not in (None, "", [], ())},
    )


def _body_names(bodies: Iterable[int | None], names: Names) -> list[str]:
    return [names.bodies[body][1] for body in bodies if body is not None and body in names.bodies]


def _searchable(draft: EntryDraft, kind: EntryKind, names: Names) -> str:
    """Return the tokens of an entry; sensitive fields stay out, or a search would tell what they hold."""
    texts = field_texts(draft.fields, kind)
    return tokens("\n".join([draft.title, draft.text, draft.place, *texts, *_named(draft, names)]))


def _named(draft: EntryDraft, names: Names) -> list[str]:
    """Return the names of people and bodies that go with an entry."""
    people = [names.people[person] for person in dict.fromkeys(person for person, _ in draft.participants)]
    bodies = [names.bodies[body][1] for body in dict.fromkeys(draft.bodies().values())]
    return [*people, *bodies]


def write(actor: Actor, recordings: Sequence[tuple[Recording, EntryKind]], names: Names) -> list[Entry]:
    """Write checked drafts as rows with all that belongs to them, in the order given; they can be found."""
    entries = Entry.objects.bulk_create(
        [_entry(actor, recording, kind, names) for recording, kind in recordings], batch_size=BATCH
    )
    written = list(zip(entries, recordings, strict=True))
    Participation.objects.bulk_create(
        [
            Participation(entry=entry, person_id=person, role=role)
            for entry, (recording, _) in written
            for person, role in recording.draft.participants
        ],
        batch_size=BATCH,
    )
    EntryAmount.objects.bulk_create(
        [
            EntryAmount(entry=entry, name=spec.id, amount=amount, unit=spec.unit)
            for entry, (recording, kind) in written
            for spec in kind.quantities
            if (amount := recording.draft.amounts.get(spec.id)) is not None
        ],
        batch_size=BATCH,
    )
    Evidence.objects.bulk_create(
        [
            Evidence(
                entry=entry,
                name=file.name,
                media_type=file.media_type,
                size=file.size,
                sha256=file.sha256,
                added_at=entry.recorded_at,
            )
            for entry, (recording, _) in written
            for file in recording.draft.evidence
        ],
        batch_size=BATCH,
    )
    index_entries([(entry, kind, _named(recording.draft, names)) for entry, (recording, kind) in written])
    return entries


def _entry(actor: Actor, recording: Recording, kind: EntryKind, names: Names) -> Entry:
    draft = settled(recording.draft, kind, names)
    if draft.happened_on is None:
        raise Invalid((Issue(code="field.required", place="happened_on"),))
    return Entry(
        committee_id=actor.committee,
        root_id=recording.root,
        act=recording.act,
        kind=kind.id,
        happened_on=draft.happened_on,
        happened_to=draft.happened_to,
        recorded_at=recording.recorded_at,
        recorded_by_id=recording.recorded_by,
        on_behalf_of_id=draft.on_behalf_of,
        title=draft.title,
        text=draft.text,
        tokens=_searchable(draft, kind, names),
        place=draft.place,
        organisation_id=draft.organisation,
        unit_id=draft.unit,
        base_id=draft.base,
        enterprise_id=draft.enterprise,
        fields=dict(draft.fields),
        reason=recording.reason,
    )


def summary(draft: EntryDraft, kind: EntryKind) -> dict[str, object]:
    """Return what the log keeps of an entry's content: codes, days, amounts and ids, no sensitive text."""
    hidden = {spec.id for spec in kind.fields if spec.sensitive}
    facts: dict[str, object] = {
        "kind": draft.kind,
        "happened_on": draft.happened_on,
        "happened_to": draft.happened_to,
        "title": draft.title,
        "place": draft.place,
        "text": len(draft.text),
        "participants": [[person, role] for person, role in draft.participants],
        "fields": {key: "***" if key in hidden else value for key, value in draft.fields.items()},
        "amounts": {key: plain_text(amount) for key, amount in draft.amounts.items()},
        "evidence": [file.sha256 for file in draft.evidence],
        **draft.bodies(),
    }
    return {key: value for key, value in facts.items() if value not in (None, "", [], {}, 0)}


def difference(before: Mapping[str, object], after: Mapping[str, object]) -> Changes:
    """Return only the facts that differ."""
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return Changes(
        before={key: before[key] for key in keys if key in before},
        after={key: after[key] for key in keys if key in after},
    )
