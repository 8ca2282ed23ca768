"""Roster imports in two steps: an upload becomes a preview; a confirmed preview is applied in slices.

Each slice is one transaction, so a stop half-way loses nothing: the import goes on where it was.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from tongxin.actions.acting import Actor, Changes, Invalid, require
from tongxin.actions.audit import audit
from tongxin.actions.members import admit, change_affiliation, change_person, change_sector, move_to_unit
from tongxin.engine.kernel.issues import Issue, Subject
from tongxin.engine.roster.sheets import PERSON_FIELDS, Outcome, Row, Words, judge_sheet
from tongxin.packs import registry
from tongxin.store import statistics
from tongxin.store.models import Committee, Membership, RosterImport, Term
from tongxin.store.queries import imports as queries

SLICE = 200
"""Rows in one transaction: long enough to be quick, short enough to let others write in between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """An uploaded sheet: its name, a digest of its bytes, and its cells as text, headings first."""

    file_name: str
    content: bytes
    lines: Sequence[Sequence[str]]


def words_of(committee: Committee, day: date) -> Words:
    """Return the words that rows may use: labels in all languages and codes."""
    vocabulary = registry.pack(committee.pack).in_force(day).vocabulary
    return Words(
        affiliations=_words([(item.id, item.label) for item in vocabulary.affiliations]),
        sectors=_words([(item.id, item.label) for item in vocabulary.sectors]),
        units={word: pk for name, code, pk in queries.units_on(committee.pk, day) for word in (code, name)},
    )


def _words(items: Sequence[tuple[str, object]]) -> dict[str, str]:
    words: dict[str, str] = {}
    for code, label in items:
        for name in (getattr(label, "zh_hans", ""), getattr(label, "zh_hant", ""), getattr(label, "en", "")):
            words.setdefault(name, code)
            words.setdefault(name.removesuffix("界"), code)
    return words | {code: code for code, _ in items}


def export_words(actor: Actor) -> dict[str, dict[str, str]]:
    """Return field → code → word, so that an exported sheet reads as people write and imports again.

    Raises:
        Refused: the actor may not export members.
    """
    require(actor, "export", "member")
    return row_words(actor)


def row_words(actor: Actor) -> dict[str, dict[str, str]]:
    """Return field → code → word of the actor's committee, for previews and exports."""
    committee = Committee.objects.get(pk=actor.committee)
    vocabulary = registry.pack(committee.pack).in_force(actor.at.date()).vocabulary
    return {
        "affiliation": {item.id: item.label.zh_hans for item in vocabulary.affiliations},
        "sector": {item.id: item.label.zh_hans for item in vocabulary.sectors},
        "unit": {pk: name for name, _, pk in queries.units_on(committee.pk, actor.at.date())},
    }


@transaction.atomic
def preview_roster(actor: Actor, sheet: Sheet) -> RosterImport:
    """Judge every row of a sheet against the roster; nothing of the roster changes.

    Raises:
        Refused: the actor may not import.
        Invalid: the actor has no committee.
    """
    require(actor, "run", "import")
    committee = Committee.objects.get(pk=actor.committee)
    day = actor.at.date()
    rows = judge_sheet(sheet.lines, words_of(committee, day), queries.known_members(committee.pk, day))
    counts = {outcome.value: sum(row.outcome is outcome for row in rows) for outcome in Outcome}
    made = RosterImport.objects.create(
        committee=committee,
        user_id=actor.user,
        file_name=sheet.file_name[:160],
        sha256=hashlib.sha256(sheet.content).hexdigest(),
        uploaded_at=actor.at,
        state="preview",
        total=counts[Outcome.NEW] + counts[Outcome.CHANGED],
        counts=counts,
        preview={"rows": [_stored(row) for row in rows], "lines": [list(line) for line in sheet.lines]},
    )
    audit(actor, "import.preview", _subject(made), Changes(after=counts))
    return made


def _stored(row: Row) -> dict[str, object]:
    return {
        "line": row.line,
        "outcome": row.outcome.value,
        "values": dict(row.values),
        "changes": {name: list(pair) for name, pair in row.changes.items()},
        "membership": row.membership,
        "issues": [
            {"code": issue.code, "params": dict(issue.params), "place": issue.place} for issue in row.issues
        ],
    }


def _subject(made: RosterImport) -> Subject:
    return Subject(noun="import", id=made.pk, name=made.file_name)


@transaction.atomic
def confirm_import(actor: Actor, import_id: int) -> RosterImport:
    """Release a preview without errors to be applied.

    Raises:
        Refused: the actor may not import.
        Invalid: there is no such preview, or it holds errors.
    """
    require(actor, "run", "import")
    made = _locked(actor, import_id)
    if made.state != "preview":
        raise Invalid((Issue(code="import.not_open"),))
    if made.counts.get(Outcome.ERROR.value):
        raise Invalid((Issue(code="import.has_errors", params={"count": made.counts[Outcome.ERROR.value]}),))
    made.state = "running" if made.total else "done"
    made.confirmed_at = actor.at
    made.save(update_fields=["state", "confirmed_at"])
    audit(actor, "import.confirm", _subject(made), Changes(after={"rows": made.total}))
    return made


@transaction.atomic
def discard_import(actor: Actor, import_id: int) -> RosterImport:
    """Put a preview away without applying it.

    Raises:
        Refused: the actor may not import.
        Invalid: there is no such preview.
    """
    require(actor, "run", "import")
    made = _locked(actor, import_id)
    if made.state != "preview":
        raise Invalid((Issue(code="import.not_open"),))
    made.state = "discarded"
    made.save(update_fields=["state"])
    audit(actor, "import.discard", _subject(made))
    return made


def _locked(actor: Actor, import_id: int) -> RosterImport:
    made = RosterImport.objects.select_for_update().filter(committee_id=actor.committee, pk=import_id).first()
    if made is None:
        raise Invalid((Issue(code="import.unknown"),))
    return made


@transaction.atomic
def apply_slice(actor: Actor, import_id: int, size: int = SLICE) -> RosterImport:
    """Apply the next rows of a confirmed import; each row is audited like a single change.

    Raises:
        Refused: the actor may not import.
        Invalid: the import is not running, or the roster changed so that a row no longer fits.
    """
    require(actor, "run", "import")
    made = _locked(actor, import_id)
    if made.state != "running":
        raise Invalid((Issue(code="import.not_open"),))
    work = [row for row in made.preview["rows"] if row["outcome"] in (Outcome.NEW, Outcome.CHANGED)]
    term = Term.objects.filter(committee_id=made.committee_id).order_by("-number").first()
    if term is None:
        raise Invalid((Issue(code="import.no_term"),))
    for row in work[made.done : made.done + size]:
        if row["outcome"] == Outcome.NEW:
            admit(actor, term, row["values"])
        else:
            _change(actor, row)
    made.done = min(made.done + size, len(work))
    if made.done >= len(work):
        made.state = "done"
        statistics.refresh()
        audit(actor, "import.done", _subject(made), Changes(after={"rows": made.done}))
    made.save(update_fields=["done", "state"])
    return made


def _change(actor: Actor, row: Mapping[str, Any]) -> None:
    """Apply a changed row: facts of the person at once, dated facts from the day of change on."""
    seat = Membership.objects.select_related("person").get(pk=row["membership"], committee_id=actor.committee)
    changes = {name: pair[1] for name, pair in row["changes"].items()}
    given = row["values"].get("changed_on")
    day = date.fromisoformat(given) if given else actor.at.date()
    person = {name: changes[name] for name in PERSON_FIELDS if name in changes}
    if person or changes.keys() & {"number", "start"}:
        change_person(
            actor, seat, person, {key: changes[key] for key in ("number", "start") if key in changes}
        )
    if "affiliation" in changes:
        change_affiliation(actor, seat, changes["affiliation"], day)
    if "unit" in changes:
        move_to_unit(actor, seat, int(changes["unit"]), day)
    if "sector" in changes:
        change_sector(actor, seat, changes["sector"], day)
