"""The office's own version of a paper's text, beside the author's, which nobody but the author changes."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from tongxin.actions.acting import Actor, Changes, Invalid, Refused
from tongxin.actions.audit import audit
from tongxin.actions.proceeding_desk import hands_of, open_desk, subject_of
from tongxin.engine.kernel.issues import Issue
from tongxin.engine.ledger.validation import LONGEST_TEXT
from tongxin.engine.proceedings.rules import Hand
from tongxin.store.models import ProceedingEdition
from tongxin.store.queries import proceedings as queries
from tongxin.store.queries.bulletins import newest_edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A text as the office edited it.

    Attributes:
        title: its heading.
        parts: texts by the code of the part.
        seen: the version of the office that was before the editor; 0 for none.
    """

    title: str
    parts: Mapping[str, str]
    seen: int = 0


@transaction.atomic
def edit_paper(actor: Actor, pk: int, given: Edited) -> ProceedingEdition:
    """Keep a new version of the office; the ones before it and the author's text stay as they are.

    Raises:
        Refused: the actor does not see the paper, or has no hand in editing it.
        Invalid: it is not being edited, something is missing, or somebody else was faster.
    """
    desk = open_desk(actor, pk)
    if Hand.OFFICE not in hands_of(actor, desk.paper):
        raise Refused("review", "proceeding")
    state = desk.flow.state(desk.paper.state)
    rules = desk.flow.submission
    if state is None or not state.edited or rules is None:
        raise Invalid((Issue(code="proceeding.not_in_editing"),))
    last = newest_edition(desk.paper)
    if (last.version if last else 0) != given.seen:
        raise Invalid((Issue(code="proceeding.edited_meanwhile"),))
    parts = {part.id: given.parts.get(part.id, "").strip() for part in rules.parts}
    _complete(given.title, parts)
    text = queries.newest_text(desk.paper)
    row = ProceedingEdition.objects.create(
        proceeding=desk.paper,
        version=given.seen + 1,
        edited_from=text.version if text else 0,
        title=given.title.strip(),
        parts={key: words for key, words in parts.items() if words},
        written_at=actor.at,
        written_by_id=actor.user,
    )
    audit(actor, "proceeding.edit", subject_of(desk.paper), Changes(after={"version": row.version}))
    return row


def _complete(title: str, parts: Mapping[str, str]) -> None:
    if not title.strip():
        raise Invalid((Issue(code="field.required", place="title"),))
    if not any(parts.values()):
        raise Invalid((Issue(code="proceeding.nothing_edited"),))
    for key, words in parts.items():
        if len(words) > LONGEST_TEXT:
            params = {"length": len(words), "longest": LONGEST_TEXT}
            raise Invalid((Issue(code="field.too_long", params=params, place=f"part.{key}"),))
