"""Further rows of many records at once, with the times at which they came to be known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from tongxin.actions.acting import Actor, Refused, require
from tongxin.actions.audit import Act as Deed
from tongxin.actions.audit import audit_many
from tongxin.actions.entry_rows import Recording, checked, difference, mechanism_at, names_of, summary, write
from tongxin.engine.kernel.issues import Subject
from tongxin.engine.kernel.rights import Scope
from tongxin.engine.ledger.drafts import EntryDraft
from tongxin.engine.ledger.entries import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A further row of a record, and what stood there before it."""

    recording: Recording
    before: EntryDraft


@transaction.atomic
def amend_many(actor: Actor, amendments: Sequence[Amendment]) -> None:
    """Correct or void many records, oldest first; what was recorded before stays on record.

    Args:
        actor: the installation itself; needs the right for the whole committee.
        amendments: further rows; each names the first row of its record.

    Raises:
        Refused: the actor may not correct for the whole committee.
        Invalid: a draft is wrong. Nothing is written.
    """
    if require(actor, "correct", "entry") is not Scope.COMMITTEE:
        raise Refused("correct", "entry")
    mechanism, day = mechanism_at(actor, actor.at)
    names = names_of(actor, [one.recording.draft for one in amendments])
    judged = [(one.recording, checked(one.recording.draft, mechanism, names, day)) for one in amendments]
    write(actor, judged, names)
    deeds: list[Deed] = []
    for one, (recording, kind) in zip(amendments, judged, strict=True):
        void = recording.act is Act.VOID
        subject = Subject(noun="entry", id=recording.root or 0, name=recording.draft.title)
        changes = difference(summary(one.before, kind), summary(recording.draft, kind))
        deeds.append(
            Deed(
                verb="entry.void" if void else "entry.correct",
                subject=subject,
                changes=replace(changes, after={"act": "void", "reason": recording.reason})
                if void
                else changes,
                at=recording.recorded_at,
            )
        )
    audit_many(actor, deeds)
