"""The form of a move, wherever it stands: filled in, kept by the server while it is written, sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.actions.acting import Refused
from tongxin.actions.drafts import discard_draft
from tongxin.actions.proceeding_desk import Step, Taken
from tongxin.engine.proceedings.judging import offered
from tongxin.engine.proceedings.rules import Move, Takes, Workflow
from tongxin.engine.roster.directory import by_pinyin
from tongxin.engine.roster.vocabulary import Family
from tongxin.store.queries import bulletins, drafts
from tongxin.store.queries import proceedings as queries
from tongxin.store.queries.drafts import Kept
from tongxin.store.queries.proceedings import Paper, Part
from tongxin.web import proceeding_rows as rows
from tongxin.web import wording
from tongxin.web.access import PageRequest
from tongxin.web.forms import sent
from tongxin.web.forms.proceeding import MoveForm, said
from tongxin.web.proceeding_signers import flat
from tongxin.web.similar_papers import SimilarPaper, offered_papers, weighed
from tongxin.web.standing_on import Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A move of a paper, or of a unit's part in it, that the visitor is about to make.

    Attributes:
        flow: workflow of the paper, or of the parts.
        paper: the paper.
        part: the part, for a move of one.
        move: the move.
    """

    flow: Workflow
    paper: Paper
    part: Part | None
    move: Move

    @property
    def key(self) -> str:
        """Key of what the server keeps of the form; a draft decides nothing."""
        pk, of = (self.paper.pk, "move") if self.part is None else (self.part.pk, "part-move")
        return f"{of}:{pk}:{self.move.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveSheet:
    """A move's form as a page shows it.

    Attributes:
        turn: the move and what it is made of.
        form: the form.
        alike: papers that say the same, where the move asks for them.
        key: key under which the server keeps what is typed; empty where it keeps nothing.
        kept: what it kept, for somebody who comes back to the form.
        done: whether the move was made.
    """

    turn: Turn
    form: MoveForm
    alike: tuple[SimilarPaper, ...]
    key: str
    kept: Kept | None
    done: bool


def move_or_404(request: PageRequest, flow: Workflow, paper: Paper, part: Part | None, code: str) -> Turn:
    """Return a move that is in the visitor's hands now; what stands against it is said when it is sent.

    Raises:
        Http404: it is not.
    """
    made = queries.moves_of(paper) if part is None else queries.moves_of_part(part)
    for offer in offered(flow, made, rows.moment_of(request.actor, paper, part)):
        if offer.move.id == code and (not offer.move.only or (part and part.role in offer.move.only)):
            return Turn(flow=flow, paper=paper, part=part, move=offer.move)
    raise Http404


def sheet(request: PageRequest, where: Ground, turn: Turn, act: Callable[[Step], object]) -> MoveSheet:
    """Return a move's form, and make the move if the form was sent and nothing stands against it.

    Args:
        request: the page's request.
        where: the committee.
        turn: the move.
        act: the verb.

    Raises:
        Http404: the visitor may not make it.
    """
    move = turn.move
    alike = weighed(request, where, turn.flow, turn.paper, move)
    key = turn.key if keeps(request, move) else ""
    kept = drafts.draft_of(request.actor.user, key) if key and request.method == "GET" else None
    form = MoveForm(
        request.POST if request.method == "POST" else None,
        move=move,
        choices=offered_papers(alike) if move.takes is Takes.SUPPORTED else _choices(where, turn),
        initial={**{name: request.GET[name] for name in request.GET}, **_typed(kept)},
    )
    if move.alike and not alike:
        del form.fields[f"field.{move.alike}"]

    def make(given: dict[str, object]) -> object:
        return act(Step(move=move.id, fields=said(form, move.fields), taken=_taken(turn, form, given)))

    try:
        done = sent(request, form, make) is not None
    except Refused as refusal:
        raise Http404 from refusal
    if done and key:
        discard_draft(request.actor, key)
    return MoveSheet(turn=turn, form=form, alike=alike, key=key, kept=kept, done=done)


def asks(move: Move) -> bool:
    """Tell whether something has to be filled in for a move."""
    return bool(move.fields) or move.takes is not Takes.NOTHING


def keeps(request: PageRequest, move: Move) -> bool:
    """Tell whether the server keeps what is typed for a move; what is hidden is kept nowhere else."""
    sensitive = any(spec.sensitive for spec in move.fields)
    return request.actor.scope("draft", "keep") is not None and asks(move) and not sensitive


def _typed(kept: Kept | None) -> Mapping[str, str]:
    return flat(kept.data.get("values", {})) if kept else {}


def _taken(turn: Turn, form: MoveForm, given: dict[str, object]) -> Taken:
    bulletin, series = form.bulletin([one.id for one in turn.flow.bulletins])
    return Taken(
        bulletin=bulletin,
        series=series,
        paper=given.get("paper") or given.get("supported"),  # type: ignore[arg-type]  # an id or None, as the form cleans it
        body=given.get("body"),  # type: ignore[arg-type]  # the same
        person=given.get("person"),  # type: ignore[arg-type]  # the same
        units=form.units() if form.move.takes is Takes.UNITS else (),
    )


def _choices(where: Ground, turn: Turn) -> list[tuple[int, str]]:
    """Return what a move may take: papers to be merged into, units, people, issues of bulletins."""
    move, paper = turn.move, turn.paper
    if move.takes is Takes.BULLETIN:
        return bulletin_choices(where.committee.pk, turn.flow, timezone.localdate())
    if move.takes is Takes.PAPER:
        others = queries.leads_for(where.committee.pk, paper)
        return [(one.pk, f"{rows.number_words(one)} {one.title}".strip()) for one in others]
    if move.takes in {Takes.UNITS, Takes.BODY}:
        own = turn.part.body_id if turn.part else None
        units = where.directory.of_family(Family.HANDLING_UNIT)
        wished = set(paper.wished.values_list("pk", flat=True))
        ordered = sorted(units, key=lambda unit: (unit.id not in wished, unit.code))
        return [(unit.id, unit.name) for unit in ordered if unit.id != own]
    if move.takes is Takes.PERSON:
        return _people(where)
    return []


def _people(where: Ground) -> list[tuple[int, str]]:
    """Return who may be named: members, and after them who stands for a unit, as leaders of government do."""
    roster = where.directory.roster
    units = {unit.id for unit in where.directory.of_family(Family.HANDLING_UNIT)}
    held = where.directory.posts_of.items()
    others = {person for person, posts in held if units.intersection(post.organisation for post in posts)}
    found = [
        sorted((roster.people[person] for person in people), key=by_pinyin)
        for people in (where.directory.seats, others.difference(where.directory.seats))
    ]
    return [(person.id, person.name) for people in found for person in people]


def bulletin_choices(committee: int, flow: Workflow, day: date) -> list[tuple[int, str]]:
    """Return the next issue of each series, the first as -1, and what is issued today."""
    begun = [
        (-place, _("%(name)s, the next number") % {"name": wording.label(series.label)})
        for place, series in enumerate(flow.bulletins, 1)
    ]
    today = bulletins.issued_on(committee, flow.id, day)
    return [*begun, *((row.pk, rows.bulletin_words(flow, row)) for row in today)]
