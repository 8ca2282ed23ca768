"""Papers that were handed in before and say the same as a text."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

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
        paper: the paper with the parts of units and their moves.
        text: its title and text; passages count from the beginning.
        found: score, share and passages.
    """

    paper: Proceeding
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
    papers = {paper.pk: paper for paper in _with_parts(committee_id, list(rows))} if rows else {}
    told = [(known.rows[one.document], one) for one in found]
    return [
        PaperAlike(paper=papers[row.object_id], text=compared_text(row.title, row.body), found=one)
        for row, one in told
        if row.object_id in papers
    ]


def _documents(committee_id: int, within: Q, apart: int | None) -> tuple[frozenset[int], frozenset[int]]:
    """Return the stored texts of the papers that count, and that of the paper itself."""
    papers = papers_in_sight(committee_id, within | Q(pk=apart))
    rows = SearchText.objects.filter(committee=committee_id, noun=NOUN, object_id__in=papers)
    found = dict(rows.values_list("object_id", "pk"))
    itself = frozenset([found.pop(apart)]) if apart in found else frozenset[int]()
    return frozenset(found.values()), itself


def _with_parts(committee_id: int, papers: list[int]) -> list[Proceeding]:
    """Return papers with the parts of units and their moves; whom it names is asked for where it matters."""
    moves = Prefetch("moves", ProceedingMove.objects.order_by("pk"))
    parts = Prefetch("parts", ProceedingPart.objects.select_related("body").prefetch_related(moves))
    return list(Proceeding.objects.filter(committee=committee_id, pk__in=papers).prefetch_related(parts))


def reused_share(text: str, found: list[PaperAlike]) -> float:
    """Return how much of a text stands in any of the papers that it is like, from 0 to 1."""
    return reused((passage for one in found for passage in one.found.passages), cleaned(text))
