"""Letters that the moves of histories would have sent, written in the order of sending."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tongxin.actions.acting import Changes
from tongxin.actions.audit import Act as Deed
from tongxin.actions.audit import audit_many
from tongxin.actions.demonstration.histories import Ground, History
from tongxin.actions.letter_values import Sending
from tongxin.actions.letters import filled, told
from tongxin.actions.proceeding_desk import subject_of
from tongxin.engine.proceedings.lettering import told_with
from tongxin.engine.proceedings.letters import Letter
from tongxin.engine.proceedings.rules import Move
from tongxin.engine.proceedings.standing import standing
from tongxin.store.models import IssuedLetter, Proceeding, ProceedingMove
from tongxin.store.queries.letters import as_addressed
from tongxin.store.queries.proceedings import made, series_on

BATCH = 500


@dataclass(frozen=True, slots=True)
class _Sent:
    """A letter that a move sent, and to which paper's proposer."""

    letter: Letter
    move: Move
    row: ProceedingMove
    paper: Proceeding


def write_letters(ground: Ground, histories: Sequence[History]) -> None:
    """Write the letters of histories whose papers and moves are written."""
    papers = {paper.pk: paper for paper in as_addressed(one.paper for one in histories)}
    moves: dict[int, list[ProceedingMove]] = {pk: [] for pk in papers}
    for row in (
        ProceedingMove.objects.filter(proceeding__in=papers).select_related("part__body").order_by("pk")
    ):
        moves[row.proceeding_id].append(row)
    sent = sorted(_all_sent(ground, papers, moves), key=lambda one: (one.row.pk, one.paper.pk))
    last: dict[tuple[str, int], int] = {}
    letters = []
    for one in sent:
        key = one.letter.series, ground.day_of(one.row.at).year
        last[key] = last.get(key, 0) + (1 if one.letter.series else 0)
        letters.append(_letter(ground, one, moves[one.row.proceeding_id], last[key]))
    IssuedLetter.objects.bulk_create(letters, batch_size=BATCH)
    audit_many(ground.actor, [_deed(issued, papers[issued.proceeding_id]) for issued in letters])


def _all_sent(
    ground: Ground, papers: dict[int, Proceeding], moves: dict[int, list[ProceedingMove]]
) -> Iterator[_Sent]:
    for pk, rows in moves.items():
        for row in rows:
            move = ground.flow_of(row.part_id).move(row.move)
            letter = ground.mechanism.letter(move.letter) if move else None
            if move is not None and letter is not None:
                for paper in _addressed(ground, papers, moves, row, move):
                    yield _Sent(letter, move, row, papers.get(paper, papers[pk]))


def _addressed(
    ground: Ground,
    papers: dict[int, Proceeding],
    moves: dict[int, list[ProceedingMove]],
    row: ProceedingMove,
    move: Move,
) -> list[int]:
    """Return to whose proposers a letter went: of those handled together, the ones that waited for it."""
    if row.part_id is None:
        return [row.proceeding_id]
    answers = ground.flow.move(move.raises) if move.raises else None
    together = [row.proceeding_id, *(other.pk for other in papers[row.proceeding_id].merged.all())]

    def state(paper: int) -> str:
        before = (one for one in moves[paper] if one.part_id is None and one.pk < row.pk)
        return standing(ground.flow, made(before)).state

    waiting = [paper for paper in together if answers and state(paper) in answers.since]
    return waiting or [row.proceeding_id]


def _letter(ground: Ground, one: _Sent, rows: Sequence[ProceedingMove], order: int) -> IssuedLetter:
    flow, day = ground.flow_of(one.row.part_id), ground.day_of(one.row.at)
    own = [row for row in rows if row.part_id == one.row.part_id and row.pk <= one.row.pk]
    submitted = one.paper.submitted_at
    sending = Sending(
        flow=ground.flow,
        moving=flow,
        said=told_with(flow, one.move, standing(flow, made(own)).in_force),
        part=one.row.part,
        day=day,
        handed_in=ground.day_of(submitted) if submitted else None,
        series=series_on(ground.actor.committee, day),
    )
    return filled(ground.mechanism, one.letter, one.paper, sending, row=one.row, order=order)


def _deed(issued: IssuedLetter, paper: Proceeding) -> Deed:
    changes = Changes(after=told(issued))
    return Deed(verb="proceeding.letter", subject=subject_of(paper), changes=changes, at=issued.issued_at)
