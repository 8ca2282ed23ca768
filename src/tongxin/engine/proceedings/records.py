"""What the moves of a paper, or of a unit's part, make of its record."""

from collections.abc import Mapping, Sequence

from tongxin.engine.kernel.workdays import Calendar
from tongxin.engine.ledger.kinds import EntryKind
from tongxin.engine.proceedings.clocks import DayOf, deadlines
from tongxin.engine.proceedings.rules import Amend, Workflow
from tongxin.engine.proceedings.standing import Made


def amendable(flow: Workflow) -> frozenset[str]:
    """Return the fields of the record that moves fill; what was handed in fills the others."""
    return frozenset(amend.field for move in flow.moves for amend in move.amends)


def told(kind: EntryKind, known: Mapping[str, object]) -> dict[str, object]:
    """Return what a record says of what is known: fields that its kind has, values that they offer."""
    wanted = {spec.id: frozenset(choice.id for choice in spec.choices) for spec in kind.fields}
    return {
        key: value
        for key, value in known.items()
        if key in wanted and (not wanted[key] or value in wanted[key])
    }


def amended(flow: Workflow, held: Sequence[Made], calendar: Calendar, day_of: DayOf) -> dict[str, object]:
    """Return what the moves in force make of the record.

    Args:
        flow: the workflow.
        held: moves in force, oldest first.
        calendar: which days are worked.
        day_of: the day of a moment where the committee is.

    Returns:
        field → what it holds; flags are ``True``.
    """
    said: dict[str, object] = {}
    found: dict[str, object] = {}
    for place, made in enumerate(held):
        said |= made.fields
        move = flow.move(made.move)
        for amend in move.amends if move else ():
            if amend.once and amend.field in found:
                continue
            if _holds(amend, held[: place + 1]) and _missed(amend, flow, held[: place + 1], calendar, day_of):
                found[amend.field] = said.get(amend.said) if amend.said else _value(amend.value)
    return {key: value for key, value in found.items() if value is not None}


def spoken(
    flow: Workflow,
    held: Sequence[Made],
    *,
    paper: Mapping[str, object],
    role: str,
    filled: Mapping[str, object],
) -> dict[str, object]:
    """Return all that is known when a move writes a record.

    Args:
        flow: the workflow.
        held: moves in force, the writing one last.
        paper: what the paper itself says.
        role: what the unit does, for a part; empty for a paper.
        filled: what the moves in force make of the record.
    """
    *before, now = held
    move = flow.move(now.move)
    known: dict[str, object] = {**paper, **filled}
    if role or (move is not None and not move.fields):
        # A reply is sent as it was drafted; what was asked before is what is agreed to.
        for made in before:
            known |= made.fields
    return {**known, **({"part": role} if role else {}), **now.fields}


def _holds(amend: Amend, held: Sequence[Made]) -> bool:
    """Tell whether what the last move said, and what came before it, is as the amendment asks."""
    *before, made = held
    said = amend.when is None or str(made.fields.get(amend.when.field, "")) in amend.when.values
    return said and (not amend.after or any(one.move in amend.after for one in before))


def _missed(amend: Amend, flow: Workflow, held: Sequence[Made], calendar: Calendar, day_of: DayOf) -> bool:
    """Tell whether the last move came after the deadline that the amendment names."""
    if not amend.missed:
        return True
    day = day_of(held[-1].at)
    found = deadlines(flow, held, calendar, day_of)
    return any(one.clock.id == amend.missed and one.late(day) for one in found)


def _value(text: str) -> object:
    return True if text == "yes" else text
