"""Papers that say the same, as pages show them: with passages side by side to those who may see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.actions.proceeding_desk import hands_of, sees
from tongxin.actions.proceeding_likeness import alike_to, compared_paper, shows_text
from tongxin.actions.proceeding_search import body_of
from tongxin.engine.kernel.rights import Scope
from tongxin.engine.kernel.workdays import Calendar
from tongxin.engine.proceedings.following import given_up
from tongxin.engine.proceedings.rules import Move, State, Takes, Workflow, hands_in
from tongxin.engine.similar.passages import Passage
from tongxin.store.queries import proceedings as queries
from tongxin.store.queries.papers_alike import PaperAlike, reused_share
from tongxin.store.queries.proceedings import Paper
from tongxin.store.queries.similar import compared_text
from tongxin.web.access import PageRequest
from tongxin.web.paper_results import Result, results
from tongxin.web.proceeding_rows import number_words, part_flow, shape_of
from tongxin.web.search_rows import Piece, pieces
from tongxin.web.standing_on import Ground

AROUND = 12
"""Characters that are shown before and after what coincides."""
MOST_PASSAGES = 6
"""Passages of one paper that are shown: the longest of them, in the order of the text."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One passage, as it stands here and there."""

    here: list[Piece]
    there: list[Piece]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What only those are shown who may see passages of a paper.

    Attributes:
        share: how much of the text at hand coincides with it, in hundredths.
        passages: what coincides.
        more: passages that are not shown.
        results: what each unit did with it.
    """

    share: int
    passages: tuple[Beside, ...]
    more: int
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarPaper:
    """A paper that says the same.

    Attributes:
        paper: the paper.
        address: its page; empty for those who may not read it.
        number: its number; empty before it has one, and for those who are told no more.
        session: its session, in words; empty as the number is.
        flow: what kind of paper it is.
        state: where it stands.
        shape: shape that the state is shown with.
        units: who handles it.
        opened: everything else; ``None`` for those who are told no more.
    """

    paper: Paper
    address: str
    number: str
    session: str
    flow: Workflow | None
    state: State | None
    shape: str
    units: tuple[str, ...]
    opened: Opened | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What is like a text.

    Attributes:
        papers: the most alike first.
        share: how much of the text stands in those whose passages are shown, in hundredths.
    """

    papers: tuple[SimilarPaper, ...] = ()
    share: int = 0


@dataclass(frozen=True)
class _Reader:
    """Who looks, from where, at which text."""

    request: PageRequest
    where: Ground
    text: str

    @property
    def today(self) -> date:
        """The day for which promises are judged."""
        return timezone.localdate(self.request.actor.at)

    @cached_property
    def calendar(self) -> Calendar:
        """Which days are worked; the day that a promise names is not moved by what the office marked."""
        return Calendar.of(self.where.mechanism.holidays)


def likeness(
    request: PageRequest, where: Ground, text: str, *, apart: int | None = None, workflow: str = ""
) -> Likeness:
    """Return the papers that a text is like, as far as the visitor may be told of them.

    Args:
        request: the page's request.
        where: the committee and its mechanism.
        text: title and text.
        apart: the paper itself.
        workflow: only papers of this workflow; empty for all.
    """
    found = alike_to(request.actor, where.mechanism, text, apart=apart, workflow=workflow)
    if not found:
        return Likeness()
    reader = _Reader(request, where, text)
    shown = tuple(_shown(reader, one) for one in found)
    told = [one for one, row in zip(found, shown, strict=True) if row.opened]
    return Likeness(papers=shown, share=_hundredths(reused_share(text, told)))


def _shown(reader: _Reader, one: PaperAlike) -> SimilarPaper:
    actor, mechanism, paper = reader.request.actor, reader.where.mechanism, one.paper
    flow = mechanism.workflow(paper.workflow)
    inner = part_flow(mechanism, flow) if flow else None
    gone = given_up(inner) if inner else frozenset[str]()
    state = flow.state(paper.state) if flow else None
    reads = sees(actor, actor.scope("proceeding", "read") or Scope.OWN, paper)
    opened = _opened(reader, inner, one) if shows_text(actor, flow, paper) else None
    return SimilarPaper(
        paper=paper,
        address=reverse("proceeding", args=[paper.pk]) if reads else "",
        number=number_words(paper) if opened else "",
        session=session_words(paper.series) if opened else "",
        flow=flow,
        state=state,
        shape=shape_of(flow, state) if flow else "none",
        units=tuple(part.body.name for part, _moves in one.parts if part.state not in gone),
        opened=opened,
    )


def _opened(reader: _Reader, inner: Workflow | None, one: PaperAlike) -> Opened:
    longest = sorted(one.found.passages, key=lambda passage: -passage.length)[:MOST_PASSAGES]
    parts = [(part, queries.made(rows)) for part, rows in one.parts]
    became = results(inner, parts, reader.calendar, reader.today)
    return Opened(
        share=_hundredths(one.found.share),
        passages=tuple(_beside(reader.text, one.text, passage) for passage in sorted(longest)),
        more=len(one.found.passages) - len(longest),
        results=tuple(became),
    )


def _beside(here: str, there: str, passage: Passage) -> Beside:
    return Beside(
        _around(here, passage.start, passage.end), _around(there, passage.there_start, passage.there_end)
    )


def _around(text: str, start: int, end: int) -> list[Piece]:
    """Return a passage, marked, with a few characters before and after it."""
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    before, after = "…" if first else "", "…" if last < len(text) else ""
    found = [Piece(before), *pieces(text, [(start, end)], first, last), Piece(after)]
    return [piece for piece in found if piece.text]


def _hundredths(share: float) -> int:
    return round(share * 100)


def session_words(series: str) -> str:
    """Return the session that a row of numbers belongs to: of a term, or of a year."""
    term, _dot, session = series.partition(".")
    if not session:
        return series
    return _("session %(session)s of term %(term)s") % {"session": session, "term": term}


def text_typed(values: Mapping[str, Sequence[str]], flow: Workflow) -> str:
    """Return what is compared of what was typed into the form of a paper: title and text."""
    declared = flow.submission.parts if flow.submission else ()
    said = {name: texts[-1].strip() for name, texts in values.items() if texts}
    parts = {part.id: said.get(f"part.{part.id}", "") for part in declared}
    return compared_text(said.get("title", ""), body_of(parts, flow))


def likeness_typed(request: PageRequest, where: Ground, flow: Workflow, paper: Paper | None) -> Likeness:
    """Return what says the same as what the visitor just sent from the form of a paper."""
    text = text_typed(dict(request.POST.lists()), flow)
    return likeness(request, where, text, apart=paper.pk if paper else None, workflow=flow.id)


def weighed(
    request: PageRequest, where: Ground, flow: Workflow, paper: Paper, move: Move
) -> tuple[SimilarPaper, ...]:
    """Return the papers that a proposer weighs before a move: handing in, or supporting one of them."""
    asks = bool(move.alike) and paper.submitted_at is None and hands_in(flow, move)
    if not asks and move.takes is not Takes.SUPPORTED:
        return ()
    text = compared_paper(paper, flow)
    return likeness(request, where, text, apart=paper.pk, workflow=flow.id).papers


def offered_papers(found: Sequence[SimilarPaper]) -> list[tuple[int, str]]:
    """Return papers as choices of a form."""
    return [(one.paper.pk, f"{one.number} {one.paper.title}".strip()) for one in found]


def support_of(request: PageRequest, flow: Workflow, paper: Paper) -> str:
    """Return the move by which the visitor may support another paper instead, or nothing."""
    hands = hands_of(request.actor, paper)
    free = (
        move.id
        for move in flow.moves
        if move.takes is Takes.SUPPORTED and paper.state in move.since and hands.intersection(move.by)
    )
    return next(free, "")
