"""What became of a paper, in a few words: each unit's class of reply, the class now, and the promise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongxin.engine.kernel.workdays import Calendar
from tongxin.engine.ledger.kinds import FieldSpec, FieldType
from tongxin.engine.proceedings.clocks import Deadline
from tongxin.engine.proceedings.following import given_up
from tongxin.engine.proceedings.rules import State, Workflow
from tongxin.engine.proceedings.standing import Made, standing
from tongxin.store.queries.proceedings import Part
from tongxin.web.proceeding_rows import answers, deadlines_of

PROMISES: dict[str, Promise] = {
    "done": _("promise looked into"),
    "late": _("promise overdue"),
    "open": _("promise not due yet"),
}
"""What is said of a promise, by the shape that it is shown with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one unit did with a paper.

    Attributes:
        unit: its name.
        state: where its part stands.
        said: the class of the reply, in words; empty while there is none.
        now: the class of today where it is another one.
        shape: shape of the promise: done, late or open; empty without one.
        promise: words for it.
        day: day that was promised, or on which it was looked into.
    """

    unit: str
    state: State | None = None
    said: str = ""
    now: str = ""
    shape: str = ""
    promise: Promise | str = ""
    day: date | None = None


def results(
    inner: Workflow | None, parts: Iterable[tuple[Part, Sequence[Made]]], calendar: Calendar, today: date
) -> list[Result]:
    """Return what each unit did that has a part in a paper and did not pass it on.

    Args:
        inner: workflow of the parts, if there is one.
        parts: the parts of units, each with its moves.
        calendar: which days are worked.
        today: the day for which promises are judged.
    """
    if inner is None:
        return []
    gone = given_up(inner)
    found = []
    for part, made in parts:
        if part.state not in gone:
            found.append(_result(inner, part, made, (calendar, today)))
    return found


def _result(inner: Workflow, part: Part, made: Sequence[Made], when: tuple[Calendar, date]) -> Result:
    replied, now = _classes(inner, standing(inner, made).in_force)
    state = inner.state(part.state)
    if not replied:
        return Result(unit=part.body.name, state=state)
    calendar, today = when
    promise = next((one for one in deadlines_of(calendar, inner, made) if one.clock.day_field), None)
    shape = _shape(promise, today)
    return Result(
        unit=part.body.name,
        state=state,
        said=replied,
        now=now if now != replied else "",
        shape=shape,
        promise=PROMISES.get(shape, ""),
        day=(promise.met or promise.due) if promise and shape else None,
    )


def _classes(inner: Workflow, held: Iterable[Made]) -> tuple[str, str]:
    """Return the choices that the latest reply made, in words, and what they are by now."""
    specs = _specs(inner)
    said: dict[str, object] = {}
    replied = ""
    for made in held:
        said |= {key: value for key, value in made.fields.items() if key in specs}
        move = inner.move(made.move)
        if move is not None and move.raises:
            replied = _words(specs, said)
    return replied, _words(specs, said)


def _specs(inner: Workflow) -> dict[str, FieldSpec]:
    """Return what a unit chooses with its reply, such as its class."""
    replying = (move for move in inner.moves if move.to and (move.only or move.raises))
    return {spec.id: spec for move in replying for spec in move.fields if spec.type is FieldType.CHOICE}


def _words(specs: dict[str, FieldSpec], said: dict[str, object]) -> str:
    return "；".join(words for _name, words in answers(list(specs.values()), said))


def _shape(promise: Deadline | None, today: date) -> str:
    if promise is None or promise.dropped:
        return ""
    if promise.met is not None:
        return "done"
    return "late" if promise.late(today) else "open"
