"""Rows of a batch: papers or parts that a move is open for, filled in with what was wished or suggested."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict
from django.utils import timezone

from tongxin.engine.proceedings.clocks import Deadline
from tongxin.engine.proceedings.rules import Hand, Move, Takes, Workflow
from tongxin.store.queries import proceedings as queries
from tongxin.store.queries.proceedings import Paper, Part
from tongxin.store.queries.workdays import calendar_of
from tongxin.web.proceeding_rows import Due, deadlines_of, dues, number_words
from tongxin.web.standing_on import Ground
from tongxin.web.suggested_units import UnitShown, units_for

MOST = 50
"""Rows on one page."""
BESIDE = 2
"""Units that may stand beside the first one in a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was put into a row: the unit in charge, others, whether each answers for itself."""

    main: int | None = None
    beside: tuple[int, ...] = ()
    split: bool = False

    @property
    def units(self) -> tuple[tuple[int, str], ...]:
        """The units with the parts they play: one alone, one that leads others, or each separately."""
        if self.main is None:
            return ()
        bodies = tuple(dict.fromkeys((self.main, *self.beside)))
        if self.split:
            return tuple((body, "split") for body in bodies)
        if len(bodies) == 1:
            return ((self.main, "sole"),)
        return ((self.main, "lead"), *((body, "assist") for body in bodies[1:]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A paper, or a unit's part in one, that a move is open for.

    Attributes:
        id: of the paper or the part, as the form sends it back.
        paper: the paper.
        number: its number in words.
        unit: name of the unit, for a part.
        days: days that it has been waiting.
        due: the deadline that runs out first.
        given: what is filled in.
        suggested: units that it may go to, with reasons.
        picked: whether it is picked to begin with.
    """

    id: int
    paper: Paper
    number: str
    days: int
    unit: str = ""
    due: Due | None = None
    given: Given = Given()
    suggested: tuple[UnitShown, ...] = ()
    picked: bool = False


def possible(move: Move, *, part: bool) -> bool:
    """Tell whether a move can be made for many at once: the office's own, asking for nothing or for units.

    What decides over a text, such as filing it or sending a reply, is done with the text in sight.
    """
    by_office = bool(move.by) and {Hand.OFFICE, Hand.DISPATCH}.issuperset(move.by)
    asks = any(spec.required for spec in move.fields) or move.undoes or move.letter or move.numbers
    takes = {Takes.NOTHING} if part else {Takes.NOTHING, Takes.UNITS}
    return by_office and not asks and move.takes in takes


def of_papers(where: Ground, flow: Workflow, move: Move, *, fill: bool) -> list[Row]:
    """Return the papers that a move is open for, those that wait longest first.

    Args:
        where: the committee.
        flow: the kind of papers.
        move: the move.
        fill: whether units are filled in: those wished for, else those suggested.
    """
    papers = queries.waiting_in(where.committee.pk, flow.id, move.since)[:MOST]
    suggested = units_for(where, flow, [one.pk for one in papers]) if fill else {}
    return [
        Row(
            id=paper.pk,
            paper=paper,
            number=number_words(paper),
            days=_days(where, paper),
            given=_filled(paper, suggested.get(paper.pk, [])) if fill else Given(),
            suggested=tuple(suggested.get(paper.pk, [])),
        )
        for paper in papers
    ]


def _filled(paper: Paper, suggested: list[UnitShown]) -> Given:
    wished = [body.pk for body in paper.wished.all()]
    if wished:
        return Given(main=wished[0], beside=tuple(wished[1:]))
    return Given(main=suggested[0].id) if suggested else Given()


def of_parts(where: Ground, flow: Workflow, inner: Workflow, move: Move) -> list[Row]:
    """Return the parts of units that a move is open for, the most overdue first and picked."""
    parts = list(queries.parts_in(where.committee.pk, flow.id, move.since)[:MOST])
    calendar = calendar_of(where.committee.pk, where.mechanism)
    made = queries.made_by_part(parts)
    found = []
    for part in parts:
        running = deadlines_of(calendar, inner, made.get(part.pk, []))
        due = next(iter(dues(calendar, running, where.day)), None)
        found.append(_part_row(where, part, due, running))
    return sorted(found, key=lambda row: (row.due is None, row.due.day if row.due else None, row.id))


def _part_row(where: Ground, part: Part, due: Due | None, running: tuple[Deadline, ...]) -> Row:
    late = any(one.runs and one.late(where.day) for one in running)
    return Row(
        id=part.pk,
        paper=part.proceeding,
        number=number_words(part.proceeding),
        days=max(0, (where.day - timezone.localdate(part.since)).days),
        unit=part.body.name,
        due=due,
        picked=late,
    )


def _days(where: Ground, paper: Paper) -> int:
    return max(0, (where.day - timezone.localdate(paper.since)).days)


def read(sent: QueryDict, *, units: bool) -> dict[int, Given]:
    """Return what was put into the rows that are picked, or that have a unit where units are asked for."""
    return dict(_read(sent, units=units))


def _read(sent: QueryDict, *, units: bool) -> Iterator[tuple[int, Given]]:
    if not units:
        yield from ((int(pk), Given()) for pk in sent.getlist("pick") if pk.isdecimal())
        return
    for name in sent:
        pk = name.removeprefix("main.")
        main = sent.get(name, "")
        if name == pk or not pk.isdecimal() or not main.isdecimal():
            continue
        beside = [sent.get(f"beside{place}.{pk}", "") for place in range(1, BESIDE + 1)]
        yield (
            int(pk),
            Given(
                main=int(main),
                beside=tuple(int(one) for one in beside if one.isdecimal()),
                split=f"split.{pk}" in sent,
            ),
        )
