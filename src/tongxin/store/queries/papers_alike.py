"""Papers that were handed in before and say the same as a text."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from tongxin.engine.similar.looking_up import Alike, alike
from tongxin.engine.similar.passages import reused
from tongxin.store.models import Proceeding, ProceedingMove, ProceedingPart, SearchText
from tongxin.store.queries.similar import StoredPostings, cleaned, compared_text

NOUN = "proceeding"
"""What papers are called in the search."""
MOST = 6
"""Papers that are told of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAlike:
    """A paper that a text is like.

    Attributes:
        paper: the paper.
        parts: the parts of units, each with its moves, oldest first.
        text: its title and text; passages count from the beginning.
        found: score, share and passages.
    """

    paper: Proceeding
    parts: tuple[tuple[ProceedingPart, list[ProceedingMove]], ...]
    text: str
    found: Alike


def papers_in_sight(committee_id: int, within: Q) -> QuerySet[Proceeding, Any]:
    """Return the ids of the papers that somebody may see, for the search."""
    return Proceeding.objects.filter(within, committee=committee_id).order_by().values("pk")


def papers_alike(
    committee_id: int, text: str, within: Q, *, apart: int | None = None, most: int = MOST
) -> list[PaperAlike]:
    """Return the papers that a text is like, the most alike first.

    Args:
        committee_id: the committee.
        text: title and text from ``compared_text``.
        within: papers that count.
        apart: the paper itself, if it was handed in.
        most: how many.
    """
    even = cleaned(text)
    if not even.text:
        return []
    among, itself = _documents(committee_id, within, apart)
    known = StoredPostings(committee_id)
    found = alike(even, known, most=most, apart=itself, among=among)
    rows = {known.rows[one.document].object_id: known.rows[one.document] for one in found}
    papers = Proceeding.objects.filter(committee=committee_id).in_bulk(list(rows)) if rows else {}
    parts = _parts(papers)
    told = [(known.rows[one.document], one) for one in found]
    return [
        PaperAlike(
            paper=papers[row.object_id],
            parts=tuple(parts.get(row.object_id, {}).values()),
            text=compared_text(row.title, row.body),
            found=one,
        )
        for row, one in told
        if row.object_id in papers
    ]


def _documents(committee_id: int, within: Q, apart: int | None) -> tuple[frozenset[int], frozenset[int]]:
    """Return the stored texts of the papers that count, and that of the paper itself."""
    # Not within alone: a condition that lets everything through would vanish beside the other one.
    counted = Q(within, committee=committee_id)
    papers = papers_in_sight(committee_id, counted | Q(pk=apart))
    rows = SearchText.objects.filter(committee=committee_id, noun=NOUN, object_id__in=papers)
    found = dict(rows.values_list("object_id", "pk"))
    itself = frozenset([found.pop(apart)]) if apart in found else frozenset[int]()
    return frozenset(found.values()), itself


def _parts(
    papers: Collection[int],
) -> dict[int, dict[int, tuple[ProceedingPart, list[ProceedingMove]]]]:
    """Return paper → the parts of units with their moves; a part begins with a move, so none is missed."""
    found: dict[int, dict[int, tuple[ProceedingPart, list[ProceedingMove]]]] = {}
    if papers:
        rows = ProceedingMove.objects.filter(proceeding__in=papers, part__isnull=False)
        for row in rows.select_related("part__body").order_by("part", "pk"):
            if row.part is not None:
                of_paper = found.setdefault(row.proceeding_id, {})
                of_paper.setdefault(row.part.pk, (row.part, []))[1].append(row)
    return found


def reused_share(text: str, found: list[PaperAlike]) -> float:
    """Return how much of a text stands in any of the papers that it is like, from 0 to 1."""
    return reused((passage for one in found for passage in one.found.passages), cleaned(text))
