"""Issuing letters: what a move sends is filled in once and kept as it was read."""

from tongxin.actions.acting import Actor, Changes
from tongxin.actions.audit import audit, wait_for_turn
from tongxin.actions.letter_values import Sending, values_of
from tongxin.actions.proceeding_desk import Desk, subject_of
from tongxin.engine.kernel.official_words import document_number
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.proceedings.lettering import as_plain, told_with, write_letter
from tongxin.engine.proceedings.letters import Letter
from tongxin.engine.proceedings.rules import Move
from tongxin.engine.proceedings.standing import standing
from tongxin.store.models import IssuedLetter, Proceeding, ProceedingMove, ProceedingPart
from tongxin.store.queries import letters as queries
from tongxin.store.queries.official_papers import last_order
from tongxin.store.queries.proceedings import series_on


def may_take(actor: Actor, paper: Proceeding, issued: IssuedLetter, *, whole: bool) -> bool:
    """Tell whether somebody may take a letter: whoever sees all papers, its signers, the unit that sent it.

    Args:
        actor: who asks.
        paper: the paper that it is about.
        issued: the letter.
        whole: whether they may read all papers of the committee.
    """
    if whole or (issued.part is not None and issued.part.body_id in actor.unit_ids):
        return True
    if actor.person_id is None:
        return False
    signed = {row.person_id for row in paper.signers.all() if row.state == "confirmed"}
    return actor.person_id == paper.first_id or actor.person_id in signed


def issue_letters(desk: Desk, part: ProceedingPart | None, move: Move, row: ProceedingMove) -> None:
    """Issue what a move sends: one letter for the paper, and one for each merged paper that waits for it.

    Args:
        desk: the paper, after the move.
        part: the part whose move it is.
        move: the move.
        row: the move as it was made.
    """
    letter = desk.mechanism.letter(move.letter) if move.letter else None
    if letter is None:
        return
    flow = desk.flow_of(part)
    said = told_with(flow, move, standing(flow, desk.made(part)).in_force)
    for paper in queries.as_addressed(_addressed(desk, part, move)).order_by("pk"):
        sending = Sending(
            flow=desk.flow,
            moving=flow,
            said=said,
            part=part,
            day=desk.day,
            handed_in=desk.day_of(paper.submitted_at) if paper.submitted_at else None,
            series=series_on(desk.actor.committee, desk.day),
        )
        _issue(desk, paper, letter, sending, row)


def _addressed(desk: Desk, part: ProceedingPart | None, move: Move) -> list[int]:
    """Return to whose proposers letters go: of those handled together, the ones that wait for it."""
    if part is None:
        return [desk.paper.pk]
    answers = desk.flow.move(move.raises) if move.raises else None
    together = [desk.paper, *desk.paper.merged.all()]
    waiting = [paper.pk for paper in together if answers and paper.state in answers.since]
    return waiting or [desk.paper.pk]


def _issue(desk: Desk, paper: Proceeding, letter: Letter, sending: Sending, row: ProceedingMove) -> None:
    order = _next(desk, letter, sending.day.year)
    issued = filled(desk.mechanism, letter, paper, sending, row=row, order=order)
    issued.save()
    audit(desk.actor, "proceeding.letter", subject_of(paper), Changes(after=told(issued)))


def _next(desk: Desk, letter: Letter, year: int) -> int:
    """Return the next document number: gapless, because every giver waits for the one before; 0 for none."""
    if not letter.series:
        return 0
    wait_for_turn()
    return last_order(desk.actor.committee, letter.series, year) + 1


def filled(
    mechanism: Mechanism,
    letter: Letter,
    paper: Proceeding,
    sending: Sending,
    *,
    row: ProceedingMove,
    order: int,
) -> IssuedLetter:
    """Return a letter filled in, with the form that it attaches, to be written.

    Args:
        mechanism: the mechanism in force.
        letter: the letter.
        paper: the paper whose proposer gets it.
        sending: the moment of sending.
        row: the move that sends it.
        order: its place in its row of document numbers; 0 where it takes none.
    """
    series = next((one for one in mechanism.letter_series if one.id == letter.series), None)
    number = document_number(series.code, sending.day.year, order) if series and order else ""
    values = values_of(paper, sending)
    form, flow, of_body = mechanism.letter(letter.attaches), sending.flow, paper.body_id is not None
    attached = write_letter(form, values, of_body=of_body, flow=flow) if form else None
    written = write_letter(letter, values, of_body=of_body, flow=flow, number=number, attached=attached)
    return IssuedLetter(
        committee_id=paper.committee_id,
        proceeding=paper,
        part=sending.part,
        move=row,
        letter=letter.id,
        name=letter.label.zh_hans,
        content=as_plain(written),
        series=letter.series,
        year=sending.day.year if order else None,
        number=order or None,
        issued_at=row.at,
        issued_by_id=row.user_id,
    )


def told(issued: IssuedLetter) -> dict[str, object]:
    """Return what the log keeps of a letter that was issued."""
    content = issued.content
    return {"letter": issued.letter, "number": content["number"], "to": content["addressee"]}
