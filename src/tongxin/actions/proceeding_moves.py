"""Every move of a paper and of a unit's part in it: rules, record, number, state, and what follows."""

from dataclasses import replace

from django.db import transaction

from tongxin.actions import proceeding_records as records
from tongxin.actions.acting import Actor, Changes, Invalid, Refused
from tongxin.actions.audit import audit, wait_for_turn
from tongxin.actions.letters import issue_letters
from tongxin.actions.proceeding_bulletins import next_bulletin
from tongxin.actions.proceeding_checks import missing
from tongxin.actions.proceeding_desk import Desk, Step, Taken, concealed, hands_of, open_desk, subject_of
from tongxin.actions.proceeding_likeness import unweighed
from tongxin.actions.proceeding_offspring import offspring
from tongxin.actions.proceeding_search import index_paper
from tongxin.engine.kernel.issues import Issue
from tongxin.engine.proceedings.becoming import becomes
from tongxin.engine.proceedings.following import raised
from tongxin.engine.proceedings.judging import Moment, judge
from tongxin.engine.proceedings.leading import leader_of
from tongxin.engine.proceedings.rules import Hand, Move, Takes, hands_in
from tongxin.engine.proceedings.standing import standing
from tongxin.store.models import Proceeding, ProceedingMove, ProceedingPart
from tongxin.store.queries import proceedings as queries

LOGGED = 200
"""Characters of an answer that the log keeps; of longer ones it keeps the length."""


@transaction.atomic
def move_paper(actor: Actor, pk: int, step: Step) -> ProceedingMove:
    """Make a move of a paper.

    Raises:
        Refused: the actor does not see the paper.
        Invalid: the move may not be made now, or something is missing.
    """
    return _move(open_desk(actor, pk), None, step)


@transaction.atomic
def move_part(actor: Actor, pk: int, step: Step) -> ProceedingMove:
    """Make a move of a unit's part in a paper.

    Raises:
        Refused: the actor does not see the paper, or the part is another unit's.
        Invalid: the move may not be made now, or something is missing.
    """
    part = ProceedingPart.objects.filter(pk=pk).first()
    if part is None:
        raise Refused("read", "proceeding")
    desk = open_desk(actor, part.proceeding_id)
    # Read again under the lock of the paper: somebody may have been faster.
    part.refresh_from_db()
    return _move(desk, part, step)


def _move(desk: Desk, part: ProceedingPart | None, step: Step) -> ProceedingMove:
    actor, flow = desk.actor, desk.flow_of(part)
    hands = hands_of(actor, desk.paper, part)
    moment = Moment(at=actor.at, hands=hands, over=desk.over(part))
    issues = judge(flow, desk.made(part), step.move, step.fields, moment)
    move = flow.move(step.move)
    if move is None or issues:
        raise Invalid(issues or (Issue(code="move.not_yours", params={"move": step.move}),))
    hand = next(hand for hand in move.by if hand in hands)
    lacking = (*missing(desk, part, move, step), *unweighed(desk, move, step, hand))
    if lacking:
        raise Invalid(lacking)
    row = apply(desk, part, move, step, hand)
    if part is None and (hands_in(desk.flow, move) or concealed(desk.flow, desk.paper)):
        index_paper(desk.paper, desk.flow, desk.mechanism.time_zone)
    audit(actor, "proceeding.move", subject_of(desk.paper), Changes(after=_said(move, step, part)))
    return row


def apply(desk: Desk, part: ProceedingPart | None, move: Move, step: Step, hand: Hand) -> ProceedingMove:
    """Write a move and all that comes with it; rights and rules were checked."""
    before = standing(desk.flow_of(part), desk.made(part))
    earlier = records.latest(_rows(desk, part), before.in_force)
    if move.numbers and desk.paper.number is None:
        _number(desk)
    if move.takes is Takes.PAPER:
        desk.paper.lead_id = step.taken.paper
    if move.takes is Takes.BULLETIN and step.taken.bulletin is None:
        step = replace(step, taken=Taken(bulletin=next_bulletin(desk, step.taken.series).pk))
    row = _keep(desk, part, move, step, hand)
    _amend(desk, part, move, earlier)
    _settle(desk, part, move)
    issue_letters(desk, part, move, row)
    if move.takes is Takes.UNITS:
        _assign(desk, step)
    _follow(desk, part, move)
    return row


def _keep(desk: Desk, part: ProceedingPart | None, move: Move, step: Step, hand: Hand) -> ProceedingMove:
    return ProceedingMove.objects.create(
        proceeding=desk.paper,
        part=part,
        move=move.id,
        at=desk.actor.at,
        user_id=desk.actor.user,
        on_behalf_of_id=desk.actor.on_behalf_of,
        hand=hand.value,
        fields=dict(step.fields),
        other_id=step.taken.paper,
        body_id=step.taken.body,
        person_id=step.taken.person,
        bulletin_id=step.taken.bulletin,
        entry=records.write_record(desk, part, move, step),
    )


def _rows(desk: Desk, part: ProceedingPart | None) -> list[ProceedingMove]:
    return list(ProceedingMove.objects.filter(proceeding=desk.paper, part=part).order_by("pk"))


def _amend(desk: Desk, part: ProceedingPart | None, move: Move, earlier: dict[str, ProceedingMove]) -> None:
    """Bring the records of earlier moves into line: flags set, flags cleared, records declared void."""
    records.align(desk, part, move)
    if move.voids:
        records.void_record(desk, earlier, move.voids, move.label.zh_hans)
    undone = desk.flow_of(part).move(move.undoes) if move.undoes else None
    if undone is None:
        return
    if undone.takes is Takes.PAPER:
        desk.paper.lead_id = None
    records.void_record(desk, earlier, undone.id, move.label.zh_hans)


def _settle(desk: Desk, part: ProceedingPart | None, move: Move) -> None:
    """Keep the state that the moves fold to."""
    row: Proceeding | ProceedingPart = desk.paper if part is None else part
    now = standing(desk.flow_of(part), desk.made(part))
    if now.state != row.state:
        row.state, row.since = now.state, desk.actor.at
    if part is None:
        desk.paper.leader_id = leader_of(desk.flow, now.in_force)
    if part is None and desk.paper.submitted_at is None and hands_in(desk.flow, move):
        desk.paper.submitted_at = desk.actor.at
    row.save()


def _number(desk: Desk) -> None:
    """Give the next number of its row: gapless, because every giver waits for the one before."""
    wait_for_turn()
    desk.paper.series = queries.series_on(desk.actor.committee, desk.day, desk.flow.numbered)
    desk.paper.number = queries.last_number(desk.actor.committee, desk.flow.id, desk.paper.series) + 1


def _assign(desk: Desk, step: Step) -> None:
    """Give units their parts; a part begins with a move that nobody makes."""
    flow = desk.part_flow
    begin = next(move for move in flow.moves if flow.start in move.since and move.by == (Hand.NONE,))
    for body, role in step.taken.units:
        part = ProceedingPart.objects.create(
            proceeding=desk.paper,
            body_id=body,
            role=role,
            state=flow.start,
            since=desk.actor.at,
            begun_at=desk.actor.at,
        )
        apply(desk, part, begin, Step(move=begin.id), Hand.NONE)


def _follow(desk: Desk, part: ProceedingPart | None, move: Move) -> None:
    """Make the moves that follow: of the whole, of its parts, of the papers merged into it."""
    if part is not None:
        _raise(desk, move)
        return
    _become(desk, move)
    if move.pushes:
        _push(desk, move.pushes)
    if move.carries:
        for paper in desk.paper.merged.select_for_update():
            _none(replace(desk, paper=paper), None, move.carries)


def _become(desk: Desk, move: Move) -> None:
    """Let a paper go on as one of another kind; it is handed in there if it may be as it stands."""
    said: dict[str, object] = {}
    for made in standing(desk.flow, desk.made(None)).in_force:
        said |= made.fields
    code = becomes(move, said)
    if not code:
        return
    there = offspring(desk, code)
    handing_in = next(one for one in there.flow.moves if hands_in(there.flow, one))
    if not tuple(missing(there, None, handing_in, Step(move=handing_in.id))):
        apply(there, None, handing_in, Step(move=handing_in.id), Hand.NONE)
        index_paper(there.paper, there.flow, there.mechanism.time_zone)


def _raise(desk: Desk, move: Move) -> None:
    """The whole, and what was merged into it, is answered once every unit that answers has replied."""
    gone = {state.id for state in desk.part_flow.states if state.settled and not _replies(desk, state.id)}
    rows = desk.paper.parts.filter(role__in=queries.ANSWERING).exclude(state__in=gone)
    code = raised(desk.part_flow, move.id, [row.state for row in rows])
    if not code:
        return
    _none(desk, None, code)
    # A merged paper that was sent back has its reply even where the leading one rests.
    for paper in desk.paper.merged.select_for_update():
        _none(replace(desk, paper=paper), None, code)


def _replies(desk: Desk, state: str) -> bool:
    """Tell whether a settled state is one that a reply led to."""
    return any(move.to == state and move.raises for move in desk.part_flow.moves)


def _push(desk: Desk, code: str) -> None:
    """Reopen the parts that answered; for a merged paper those of the paper it was merged into."""
    lead = desk.paper.lead or desk.paper
    there = replace(desk, paper=lead)
    for part in lead.parts.filter(role__in=queries.ANSWERING):
        _none(there, part, code)


def _none(desk: Desk, part: ProceedingPart | None, code: str) -> None:
    """Make a move that follows from another one, where the state allows it."""
    flow = desk.flow_of(part)
    move = flow.move(code)
    now = standing(flow, desk.made(part))
    if move is not None and now.state in move.since:
        apply(desk, part, move, Step(move=code), Hand.NONE)


def _said(move: Move, step: Step, part: ProceedingPart | None) -> dict[str, object]:
    """Return what the log keeps of a move; of sensitive answers their length alone."""
    hidden = {spec.id for spec in move.fields if spec.sensitive}
    short = {
        key: len(value) if isinstance(value, str) and (len(value) > LOGGED or key in hidden) else value
        for key, value in step.fields.items()
    }
    facts = {
        "move": step.move,
        "part": part.pk if part else None,
        "fields": short,
        "paper": step.taken.paper,
        "body": step.taken.body,
        "person": step.taken.person,
        "units": [list(unit) for unit in step.taken.units],
        "bulletin": step.taken.bulletin or step.taken.series or None,
    }
    return {key: value for key, value in facts.items() if value not in (None, {}, [])}
