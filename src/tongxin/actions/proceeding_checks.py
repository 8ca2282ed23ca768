"""What must be true of a paper, and of what a move takes, before a move is made."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tongxin.actions.proceeding_desk import ROLES, Desk, Step, Taken
from tongxin.engine.kernel.issues import Issue
from tongxin.engine.proceedings.rules import Move, Takes, hands_in
from tongxin.engine.proceedings.submissions import Submission, submission_issues
from tongxin.engine.roster.vocabulary import Family
from tongxin.store.models import Organisation, Person, Proceeding, ProceedingPart
from tongxin.store.queries import proceedings as queries
from tongxin.store.queries.bulletins import issued_on, newest_edition
from tongxin.store.queries.proceeding_sources import seated


def missing(desk: Desk, part: ProceedingPart | None, move: Move, step: Step) -> Iterator[Issue]:
    """Yield what is missing from the paper, from what a move says or from what it takes."""
    yield from _paper(desk, part, move)
    if move.day_field:
        yield from _day(desk, move, step)
    yield from _taken(desk, part, move, step.taken)


def _paper(desk: Desk, part: ProceedingPart | None, move: Move) -> Iterator[Issue]:
    if part is None and hands_in(desk.flow, move):
        yield from _submission(desk)
    if part is None and desk.paper.stands == queries.DENIED and move.writes:
        yield Issue(code="proceeding.denied")
    if move.only and (part is None or part.role not in move.only):
        yield Issue(code="move.not_yours", params={"move": move.id})
    if move.edition and newest_edition(desk.paper) is None:
        yield Issue(code="proceeding.not_edited")


def _taken(desk: Desk, part: ProceedingPart | None, move: Move, taken: Taken) -> Iterator[Issue]:
    if move.takes is Takes.PAPER:
        yield from _merging(desk, taken)
    elif move.takes is Takes.BULLETIN and not _bulletin(desk, taken):
        yield Issue(code="field.required", place="bulletin")
    elif move.takes is Takes.UNITS:
        yield from _units(desk, part, taken)
    elif move.takes is Takes.BODY and not _bodies(desk, [taken.body or 0]):
        yield Issue(code="field.required", place="body")
    elif move.takes is Takes.PERSON and not _person(desk, taken.person):
        yield Issue(code="field.required", place="person")


def _day(desk: Desk, move: Move, step: Step) -> Iterator[Issue]:
    """What happened lies between the day on which the paper came in and today."""
    said = step.fields.get(move.day_field)
    if not said:
        return
    day = date.fromisoformat(str(said))
    came = desk.day_of(desk.paper.submitted_at) if desk.paper.submitted_at else None
    if day > desk.day:
        yield Issue(
            code="entry.in_future", params={"today": desk.day.isoformat()}, place=f"field.{move.day_field}"
        )
    elif came is not None and day < came:
        params = {"came": came.isoformat()}
        yield Issue(code="move.before_paper", params=params, place=f"field.{move.day_field}")


def _bulletin(desk: Desk, taken: Taken) -> bool:
    """Tell whether a report goes into the next issue of a series, or into one that is issued today."""
    if taken.bulletin is None:
        return desk.flow.series(taken.series) is not None
    open_today = issued_on(desk.actor.committee, desk.flow.id, desk.day)
    return taken.bulletin in {row.pk for row in open_today}


def _submission(desk: Desk) -> Iterator[Issue]:
    """A paper is handed in complete; whoever has not confirmed does not stand behind it."""
    rules, paper = desk.flow.submission, desk.paper
    if rules is None:
        return
    given = as_submission(paper)
    if paper.body is None:
        given = replace(given, seated=seated(desk.actor.committee, paper.first_id, desk.day))
    yield from submission_issues(given, rules, plenary=queries.in_plenary(desk.actor.committee, desk.day))


def as_submission(paper: Proceeding) -> Submission:
    """Return a paper as it would be handed in: its latest text, and those who confirmed that they sign."""
    text = queries.newest_text(paper)
    confirmed = paper.signers.filter(state="confirmed").values_list("person", flat=True)
    return Submission(
        form=paper.form,
        title=paper.title,
        parts=text.parts if text else {},
        fields=paper.fields,
        declared=frozenset(paper.declared),
        people=((paper.first_id,) if paper.first_id else ()) + tuple(confirmed),
        body=paper.body_id,
        body_kind=paper.body.kind if paper.body else "",
        units=tuple(paper.wished.values_list("pk", flat=True)),
        source=paper.source,
    )


def _merging(desk: Desk, taken: Taken) -> Iterator[Issue]:
    """A paper is merged into another of its kind that is itself merged into none."""
    rows = Proceeding.objects.filter(committee=desk.actor.committee, workflow=desk.flow.id)
    other = rows.filter(pk=taken.paper or 0, submitted_at__isnull=False).first()
    if other is None:
        yield Issue(code="field.required", place="paper")
    elif other.pk == desk.paper.pk or other.lead_id is not None or desk.paper.merged.exists():
        yield Issue(code="proceeding.no_lead", place="paper")


def _units(desk: Desk, part: ProceedingPart | None, taken: Taken) -> Iterator[Issue]:
    """Each unit once; one alone, one that leads with others that assist, or each separately."""
    bodies = [body for body, _role in taken.units]
    roles = [role for _body, role in taken.units]
    if not bodies:
        yield Issue(code="proceeding.units_needed", place="units")
    elif len(set(bodies)) < len(bodies) or _bodies(desk, bodies) < len(bodies) or set(roles) - set(ROLES):
        yield Issue(code="proceeding.units_wrong", place="units")
    elif part is not None and part.body_id in bodies:
        yield Issue(code="proceeding.same_unit", place="units")
    elif part is None and not _fits(roles):
        yield Issue(code="proceeding.roles_apart", place="units")


def _fits(roles: list[str]) -> bool:
    """One alone, one that leads with others that assist, or several that answer each for itself."""
    kinds = set(roles)
    if kinds == {"sole"}:
        return len(roles) == 1
    if kinds == {"split"}:
        return len(roles) > 1
    return kinds == {"lead", "assist"} and roles.count("lead") == 1


def _bodies(desk: Desk, bodies: list[int]) -> int:
    rows = Organisation.objects.filter(committee=desk.actor.committee, family=Family.HANDLING_UNIT.value)
    return rows.filter(pk__in=bodies).count()


def _person(desk: Desk, person: int | None) -> bool:
    return Person.objects.filter(committee=desk.actor.committee, pk=person or 0).exists()
