"""Writes papers with their whole history as rows, in a handful of statements."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from tongxin.actions.acting import Changes
from tongxin.actions.audit import Act as Deed
from tongxin.actions.audit import audit_many
from tongxin.actions.demonstration.histories import Ground, History, Played
from tongxin.engine.kernel.issues import Subject
from tongxin.engine.proceedings.leading import leader_of
from tongxin.engine.proceedings.rules import hands_in
from tongxin.engine.proceedings.standing import Made, standing
from tongxin.store.models import (
    Proceeding,
    ProceedingEdition,
    ProceedingMove,
    ProceedingPart,
    ProceedingSigner,
    ProceedingText,
)
from tongxin.store.queries.proceedings import series_on

BATCH = 500


def write_papers(ground: Ground, histories: Sequence[History]) -> None:
    """Write papers, texts, signers, parts and moves of histories whose records are written."""
    papers = Proceeding.objects.bulk_create([_paper(ground, one) for one in histories], batch_size=BATCH)
    for history, paper in zip(histories, papers, strict=True):
        history.paper = paper.pk
    _number(ground, histories, papers)
    _link(histories, papers)
    Proceeding.objects.bulk_update(papers, ["series", "number", "lead", "origin"], batch_size=BATCH)
    ProceedingText.objects.bulk_create([_text(ground, one) for one in histories], batch_size=BATCH)
    ProceedingEdition.objects.bulk_create(list(_editions(ground, histories)), batch_size=BATCH)
    ProceedingSigner.objects.bulk_create(list(_signers(histories)), batch_size=BATCH)
    Proceeding.wished.through.objects.bulk_create(
        [
            Proceeding.wished.through(proceeding_id=one.paper, organisation_id=body)
            for one in histories
            for body in one.wished
        ],
        batch_size=BATCH,
    )
    parts = _write_parts(ground, histories)
    _write_moves(ground, histories, parts)


def _paper(ground: Ground, history: History) -> Proceeding:
    rows = history.of(None)
    now = standing(ground.flow, _made(rows))
    submitted = next((one.at for one in rows if hands_in(ground.flow, ground.move_of(one))), None)
    return Proceeding(
        committee_id=ground.actor.committee,
        workflow=ground.flow.id,
        state=now.state,
        since=now.since.at if now.since else history.created_at,
        form=history.form,
        title=history.draft.title,
        fields=dict(history.fields),
        declared=[one.id for one in ground.flow.submission.declarations] if ground.flow.submission else [],
        first_id=history.draft.participants[0][0],
        leader_id=leader_of(ground.flow, now.in_force),
        body_id=history.draft.organisation,
        created_at=history.created_at,
        created_by_id=ground.actor.user,
        submitted_at=submitted,
    )


def _made(rows: Sequence[Played]) -> list[Made]:
    return [
        Made(id=number, move=one.move, at=one.at, fields=one.fields, person=one.taken.person)
        for number, one in enumerate(rows)
    ]


def _number(ground: Ground, histories: Sequence[History], papers: Sequence[Proceeding]) -> None:
    """Give numbers in the order of filing, each row of numbers from one on."""
    filed = [
        (one.at, place)
        for place, history in enumerate(histories)
        for one in history.of(None)
        if ground.move_of(one).numbers
    ]
    last: dict[str, int] = {}
    for at, place in sorted(filed):
        series = series_on(ground.actor.committee, ground.day_of(at))
        last[series] = last.get(series, 0) + 1
        papers[place].series, papers[place].number = series, last[series]


def _link(histories: Sequence[History], papers: Sequence[Proceeding]) -> None:
    """Name the leading paper of each merged one."""
    for history, paper in zip(histories, papers, strict=True):
        into = next((one.other for one in history.played if one.other is not None), None)
        paper.lead_id = into.paper if into is not None else None
        paper.origin_id = history.origin.paper if history.origin is not None else None


def _text(ground: Ground, history: History) -> ProceedingText:
    return ProceedingText(
        proceeding_id=history.paper,
        version=1,
        title=history.draft.title,
        parts=dict(history.parts_of_text),
        written_at=history.created_at,
        written_by_id=ground.actor.user,
    )


def _editions(ground: Ground, histories: Sequence[History]) -> Iterator[ProceedingEdition]:
    for history in histories:
        if history.edited is not None:
            title, parts, at = history.edited
            yield ProceedingEdition(
                proceeding_id=history.paper,
                version=1,
                edited_from=1,
                title=title,
                parts=dict(parts),
                written_at=at,
                written_by_id=ground.actor.user,
            )


def _signers(histories: Sequence[History]) -> Iterator[ProceedingSigner]:
    for history in histories:
        for person, _role in history.draft.participants[1:]:
            yield ProceedingSigner(
                proceeding_id=history.paper,
                person_id=person,
                state="confirmed",
                asked_at=history.created_at,
                answered_at=history.created_at,
            )


def _write_parts(ground: Ground, histories: Sequence[History]) -> dict[tuple[int, int], ProceedingPart]:
    """Write the parts; return them by paper and place."""
    wanted = [(history, place) for history in histories for place in range(len(history.parts))]
    rows = ProceedingPart.objects.bulk_create(
        [_part(ground, history, place) for history, place in wanted], batch_size=BATCH
    )
    return {(history.paper, place): row for (history, place), row in zip(wanted, rows, strict=True)}


def _part(ground: Ground, history: History, place: int) -> ProceedingPart:
    plan = history.parts[place]
    now = standing(ground.part_flow, _made(history.of(place)))
    return ProceedingPart(
        proceeding_id=history.paper,
        body_id=plan.body,
        role=plan.role,
        state=now.state,
        since=now.since.at if now.since else plan.begun_at,
        begun_at=plan.begun_at,
    )


def _write_moves(
    ground: Ground, histories: Sequence[History], parts: dict[tuple[int, int], ProceedingPart]
) -> None:
    """Write all moves in the order of making, and put each on the log."""
    # The sort is stable: moves of one moment keep the order of their history.
    every = sorted(((one, history) for history in histories for one in history.played), key=_moment)
    ProceedingMove.objects.bulk_create(
        [_move(ground, one, history, parts) for one, history in every], batch_size=BATCH
    )
    audit_many(ground.actor, [_deed(one, history) for one, history in every])


def _moment(row: tuple[Played, History]) -> datetime:
    return row[0].at


def _move(
    ground: Ground, one: Played, history: History, parts: dict[tuple[int, int], ProceedingPart]
) -> ProceedingMove:
    part = parts[history.paper, one.part] if one.part is not None else None
    return ProceedingMove(
        proceeding_id=history.paper,
        part_id=part.pk if part else None,
        move=one.move,
        at=one.at,
        user_id=ground.actor.user,
        hand=ground.move_of(one).by[0].value,
        fields=dict(one.fields),
        other_id=one.other.paper if one.other else None,
        bulletin_id=one.taken.bulletin,
        body_id=one.taken.body,
        person_id=one.taken.person,
        entry=one.entry,
    )


def _deed(one: Played, history: History) -> Deed:
    subject = Subject(noun="proceeding", id=history.paper, name=history.draft.title)
    return Deed(verb="proceeding.move", subject=subject, changes=Changes(after={"move": one.move}), at=one.at)
