"""Papers and their moves, read for folding and for pages."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery, Value

from tongxin.engine.proceedings.numbering import Per
from tongxin.engine.proceedings.standing import Made
from tongxin.store.models import (
    PaperFile,
    PlenarySession,
    Proceeding,
    ProceedingMove,
    ProceedingPart,
    ProceedingSigner,
    ProceedingText,
)

Paper = Proceeding
"""A paper, as pages see it."""
Text = ProceedingText
"""A version of a paper's text, as pages see it."""
Part = ProceedingPart
"""A unit's part in a paper, as pages see it."""

Row = ProceedingMove
"""A move, as the time line shows it."""

ANSWERING = ("sole", "lead", "split")
"""Parts that reply; an assisting unit gives its opinion to the leading one."""


def made(moves: Iterable[ProceedingMove]) -> list[Made]:
    """Return moves as the engine folds them."""
    return [
        Made(id=row.pk, move=row.move, at=row.at, fields=row.fields, person=row.person_id) for row in moves
    ]


def moves_of(paper: Proceeding) -> list[Made]:
    """Return the moves of a paper itself, without those of its parts."""
    return made(paper.moves.filter(part=None).order_by("pk"))


def moves_of_part(part: ProceedingPart) -> list[Made]:
    """Return the moves of a unit's part."""
    return made(part.moves.order_by("pk"))


def paper_of(committee_id: int, pk: int) -> Proceeding | None:
    """Return a paper with whom and what it refers to, and its latest text (see ``text_beside``)."""
    texts = ProceedingText.objects.filter(proceeding=OuterRef("pk")).order_by("-version")
    whole = Proceeding.objects.select_related("first", "body", "lead", "origin", "topic")
    files = PaperFile.objects.filter(proceeding=OuterRef("pk"), taken_off_at=None)
    rows = whole.filter(committee=committee_id, pk=pk).annotate(
        text_version=Subquery(texts.values("version")[:1]),
        text_parts=Subquery(texts.values("parts")[:1]),
        has_files=Exists(files),
    )
    signers = Prefetch("signers", ProceedingSigner.objects.select_related("person"))
    parts = Prefetch("parts", ProceedingPart.objects.select_related("body"))
    return rows.prefetch_related(signers, "wished", parts).first()


def text_beside(paper: Proceeding) -> tuple[int, dict[str, str]]:
    """Return the number of the latest version of a paper's text, 0 without one, and its parts.

    Args:
        paper: a paper as ``paper_of`` read it.
    """
    return getattr(paper, "text_version", None) or 0, getattr(paper, "text_parts", None) or {}


def text_of(committee_id: int, pk: int) -> ProceedingText | None:
    """Return the newest text of a paper, with the paper, in one statement."""
    rows = ProceedingText.objects.filter(proceeding__committee=committee_id, proceeding=pk)
    return rows.select_related("proceeding").order_by("-version").first()


def papers_of(committee_id: int, workflow: str) -> QuerySet[Proceeding]:
    """Return the papers of a workflow: those not handed in yet, then the newest first."""
    rows = Proceeding.objects.filter(committee=committee_id, workflow=workflow)
    parts = Prefetch("parts", ProceedingPart.objects.select_related("body"))
    return (
        rows.select_related("first", "body")
        .prefetch_related(parts)
        .order_by(F("submitted_at").desc(nulls_first=True), "-pk")
    )


def handed_in(committee_id: int) -> QuerySet[Proceeding]:
    """Return the papers that were handed in, oldest first, with whom they name and their texts."""
    rows = Proceeding.objects.filter(committee=committee_id, submitted_at__isnull=False)
    return rows.select_related("first", "body").prefetch_related("signers__person", "texts").order_by("pk")


def within_own(person: int | None) -> Q:
    """Return the condition that somebody hands a paper in, is asked to sign it, or leads it."""
    if person is None:
        return Q(pk__in=())
    return Q(first=person) | Q(signers__person=person) | Q(leader=person)


def within_units(bodies: Iterable[int]) -> Q:
    """Return the condition that a unit has a part in a paper."""
    return Q(parts__body__in=list(bodies))


def newest_text(paper: Proceeding) -> ProceedingText | None:
    """Return the latest version of a paper's text."""
    return paper.texts.order_by("-version").first()


def series_on(committee_id: int, day: date, per: Per = Per.SESSION) -> str:
    """Return the row of numbers of a day: its year, or the plenary session that began last, if any did."""
    if per is Per.YEAR:
        return str(day.year)
    session = (
        PlenarySession.objects.filter(term__committee=committee_id, start__lte=day)
        .select_related("term")
        .order_by("-start")
        .first()
    )
    return f"{session.term.number}.{session.number}" if session else str(day.year)


def last_number(committee_id: int, workflow: str, series: str) -> int:
    """Return the highest number given so far in a row of numbers."""
    rows = Proceeding.objects.filter(committee=committee_id, workflow=workflow, series=series)
    return int(rows.aggregate(last=Max("number"))["last"] or 0)


def in_plenary(committee_id: int, day: date) -> bool:
    """Tell whether a plenary session is held on a day."""
    rows = PlenarySession.objects.filter(term__committee=committee_id, start__lte=day, end__gte=day)
    return rows.exists()


def plenary_sessions(committee_id: int) -> list[tuple[date, date]]:
    """Return the first and last day of every plenary session whose days are known."""
    rows = PlenarySession.objects.filter(term__committee=committee_id).order_by("start")
    return [(start, end) for start, end in rows.values_list("start", "end") if start and end]


def titles_of(committee_id: int, papers: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return paper → its number as it is quoted, empty without one, and its title."""
    rows = Proceeding.objects.filter(committee=committee_id, pk__in=list(papers))
    return {
        pk: (f"{number:03}" if number is not None else "", title)
        for pk, number, title in rows.values_list("pk", "number", "title")
    }


def joined_to(paper: Proceeding, supporting: Iterable[tuple[str, str]]) -> list[Proceeding]:
    """Return the papers that were merged into one, the drafts set aside to support it, and what it became.

    Args:
        paper: the paper.
        supporting: moves by which another one is supported, each with the state that it leads to.
    """
    wanted = Q(lead=paper) | Q(origin=paper)
    for move, state in supporting:
        wanted |= Q(state=state, moves__move=move, moves__other=paper)
    rows = Proceeding.objects.filter(wanted, committee=paper.committee_id).select_related("first", "body")
    return list(rows.distinct().order_by("number", "pk"))


def timeline(paper: Proceeding) -> list[ProceedingMove]:
    """Return all moves of a paper and of its parts, oldest first."""
    rows = paper.moves.select_related("user", "part__body", "other", "body", "person", "bulletin")
    return list(rows.order_by("pk"))


def part_of(committee_id: int, pk: int) -> ProceedingPart | None:
    """Return a unit's part in a paper."""
    rows = ProceedingPart.objects.filter(proceeding__committee=committee_id, pk=pk)
    return rows.select_related("proceeding", "body").first()


def parts_of_bodies(committee_id: int, bodies: Iterable[int]) -> QuerySet[ProceedingPart]:
    """Return the parts that some units have, newest first."""
    rows = ProceedingPart.objects.filter(proceeding__committee=committee_id, body__in=list(bodies))
    return rows.select_related("proceeding", "body").order_by("-pk")


def count_by_state(committee_id: int, workflow: str, within: Q) -> dict[str, int]:
    """Return how many papers are in each state."""
    rows = Proceeding.objects.filter(within, committee=committee_id, workflow=workflow)
    return dict(rows.values_list("state").annotate(n=Count("pk", distinct=True)).order_by("state"))


def to_sign(committee_id: int, person: int | None) -> list[Proceeding]:
    """Return the papers that somebody is asked to sign and has not answered."""
    if person is None:
        return []
    rows = Proceeding.objects.filter(committee=committee_id, signers__person=person, signers__state="asked")
    return list(rows.exclude(submitted_at__isnull=False).select_related("first").order_by("pk"))


def papers_in_states(committee_id: int, workflow: str, states: Iterable[str]) -> list[Proceeding]:
    """Return the papers in some states, those that entered theirs first before the others."""
    rows = Proceeding.objects.filter(committee=committee_id, workflow=workflow, state__in=list(states))
    return list(rows.select_related("first", "body").order_by("since", "pk"))


def leads_for(committee_id: int, paper: Proceeding) -> list[Proceeding]:
    """Return the papers that one may be merged into: merged into none, and of its kind and row of numbers.

    One that bears no number may be joined to any that was handed in.
    """
    rows = Proceeding.objects.filter(committee=committee_id, workflow=paper.workflow, lead=None)
    rows = rows.exclude(pk=paper.pk)
    if paper.number is None:
        return list(rows.filter(submitted_at__isnull=False).order_by("-submitted_at", "-pk"))
    return list(rows.filter(series=paper.series, number__isnull=False).order_by("number"))


def in_own_hands(committee_id: int, person: int, states: Iterable[tuple[str, str]]) -> list[Proceeding]:
    """Return the papers that somebody should sign, confirm, or that are back in the first signer's hands.

    Args:
        committee_id: the committee.
        person: whose.
        states: workflows and their states in which papers are in the proposer's hands.
    """
    asked = Q(signers__person=person, signers__state="asked", submitted_at=None)
    own = Q(pk__in=())
    for workflow, state in states:
        own |= Q(first=person, workflow=workflow, state=state)
    entered = Q(first=person, on_behalf=True, stands="")
    rows = Proceeding.objects.filter(asked | own | entered, committee=committee_id).distinct()
    return list(rows.order_by("since", "pk"))


DENIED = "denied"
"""Stands for a state: papers that were entered for members who do not stand by them."""


def counts_of_states(committee_id: int) -> tuple[dict[tuple[str, str], int], dict[tuple[str, str], int]]:
    """Return how many papers, and how many parts of units, are in each state of a workflow of papers.

    Papers that their members deny are counted once more, under ``DENIED``.
    """
    papers = Proceeding.objects.filter(committee=committee_id).annotate(of=Value("paper"))
    parts = ProceedingPart.objects.filter(proceeding__committee=committee_id).annotate(of=Value("part"))
    counted = papers.values_list("of", "workflow", "state").annotate(n=Count("pk")).order_by()
    denied = papers.filter(on_behalf=True, stands=DENIED).values_list("of", "workflow", "stands")
    in_parts = parts.values_list("of", "proceeding__workflow", "state").annotate(n=Count("pk")).order_by()
    found: dict[str, dict[tuple[str, str], int]] = {"paper": {}, "part": {}}
    further = denied.annotate(n=Count("pk")).order_by()
    for of, workflow, state, count in counted.union(in_parts, further, all=True):
        found[of][workflow, state] = count
    return found["paper"], found["part"]


def handed_over(committee_id: int, workflow: str, condition: Q) -> list[ProceedingPart]:
    """Return the parts that units were given in papers of a workflow, unit by unit, with their moves.

    Args:
        committee_id: the committee.
        workflow: the workflow of the papers.
        condition: which parts, such as those of some units or those begun on a day.
    """
    of_kind = Q(proceeding__committee=committee_id, proceeding__workflow=workflow)
    rows = ProceedingPart.objects.filter(of_kind, condition)
    others = Prefetch("proceeding__parts", ProceedingPart.objects.select_related("body"))
    moves = Prefetch("moves", ProceedingMove.objects.order_by("pk"))
    named = rows.select_related("body", "proceeding__first", "proceeding__body")
    ordered = named.order_by("body__code", "proceeding__series", "proceeding__number", "pk")
    return list(ordered.prefetch_related(others, moves))


def newest_texts(papers: Iterable[int]) -> dict[int, dict[str, str]]:
    """Return the latest text of each of some papers, by the code of the part."""
    rows = ProceedingText.objects.filter(proceeding__in=list(papers)).order_by("version")
    return dict(rows.values_list("proceeding", "parts"))


def waiting_in(committee_id: int, workflow: str, states: Iterable[str]) -> QuerySet[Proceeding]:
    """Return the papers that are in some states, those that wait longest first, with units wished for."""
    rows = Proceeding.objects.filter(committee=committee_id, workflow=workflow, state__in=list(states))
    return rows.select_related("first", "body").prefetch_related("wished").order_by("since", "pk")


def parts_in(committee_id: int, workflow: str, states: Iterable[str]) -> QuerySet[ProceedingPart]:
    """Return the units' parts that are in some states, those that wait longest first."""
    rows = ProceedingPart.objects.filter(proceeding__committee=committee_id, proceeding__workflow=workflow)
    found = rows.filter(state__in=list(states)).select_related("proceeding", "body")
    return found.order_by("since", "pk")


def made_by_part(parts: Iterable[ProceedingPart]) -> dict[int, list[Made]]:
    """Return the moves of many parts, oldest first."""
    found: dict[int, list[Made]] = {}
    rows = ProceedingMove.objects.filter(part__in=[part.pk for part in parts]).order_by("pk")
    for row in rows:
        found.setdefault(row.part_id or 0, []).extend(made([row]))
    return found


def made_by_paper(papers: Iterable[Proceeding]) -> dict[tuple[int, int | None], list[Made]]:
    """Return (paper, part of a unit) → its moves, oldest first; ``None`` for moves of the paper itself."""
    found: dict[tuple[int, int | None], list[Made]] = {}
    rows = ProceedingMove.objects.filter(proceeding__in=[paper.pk for paper in papers])
    for row in rows.order_by("pk"):
        found.setdefault((row.proceeding_id, row.part_id), []).extend(made([row]))
    return found


def to_review(committee_id: int, pk: int) -> Proceeding | None:
    """Return a paper as whoever decides over it reads it: who stands behind it, whom they wish for."""
    rows = Proceeding.objects.filter(committee=committee_id, pk=pk).select_related("first", "body", "lead")
    signers = Prefetch("signers", ProceedingSigner.objects.select_related("person"))
    return rows.prefetch_related(signers, "wished").first()


def parts_answered_to(person: int | None) -> Q:
    """Return the condition that a part is of a paper that somebody answers for."""
    return Q(proceeding__first=person) if person is not None else Q(pk__in=())
