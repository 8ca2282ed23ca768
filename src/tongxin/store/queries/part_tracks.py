"""Units' parts with their moves, many at once, for monitors and lists."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q

from tongxin.engine.proceedings.monitoring import PartTrack
from tongxin.engine.proceedings.standing import Made
from tongxin.store.models import Proceeding, ProceedingMove, ProceedingPart


def tracks_of(committee_id: int, workflow: str, ratings: Collection[str], wanted: Q) -> list[PartTrack]:
    """Return units' parts with their moves, oldest first.

    Args:
        committee_id: the committee.
        workflow: kind of the papers.
        ratings: moves of the paper by which its proposer rates the reply.
        wanted: condition on the parts.
    """
    rows = ProceedingPart.objects.filter(
        wanted, proceeding__committee=committee_id, proceeding__workflow=workflow
    )
    parts = list(rows.order_by("pk").values_list("pk", "body", "proceeding"))
    papers = {part: paper for part, _body, paper in parts}
    made, rated = _moves(committee_id, workflow, ratings, papers)
    return [
        PartTrack(id=part, body=body, made=tuple(made[part]), rated=paper in rated)
        for part, body, paper in parts
    ]


def _moves(
    committee_id: int, workflow: str, ratings: Collection[str], papers: dict[int, int]
) -> tuple[dict[int, list[Made]], set[int]]:
    """Return the moves of parts, and the papers that were rated."""
    rows = ProceedingMove.objects.filter(
        Q(part__isnull=False) | Q(move__in=ratings),
        proceeding__committee=committee_id,
        proceeding__workflow=workflow,
    )
    made, rated = defaultdict[int, list[Made]](list), set[int]()
    named = ("pk", "part", "proceeding", "move", "at", "fields")
    for pk, part, paper, move, at, fields in rows.order_by("pk").values_list(*named).iterator():
        if part is None:
            rated.add(paper)
        elif part in papers:
            made[part].append(Made(id=pk, move=move, at=at, fields=fields))
    return made, rated


def parts_by_id(committee_id: int, ids: Iterable[int]) -> dict[int, ProceedingPart]:
    """Return parts with their papers and units."""
    rows = ProceedingPart.objects.filter(proceeding__committee=committee_id, pk__in=list(ids))
    return {
        row.pk: row
        for row in rows.select_related("proceeding", "body").prefetch_related("proceeding__signers")
    }


def series_of(committee_id: int, workflow: str) -> list[str]:
    """Return the rows of numbers in which there are papers, the latest first."""
    rows = Proceeding.objects.filter(committee=committee_id, workflow=workflow).exclude(series="")
    return in_order(rows.order_by().values_list("series", flat=True).distinct())


def in_order(series: Iterable[str]) -> list[str]:
    """Return rows of numbers, the latest first."""
    return sorted(series, key=_numbers, reverse=True)


def _numbers(series: str) -> list[int]:
    return [int(part) if part.isdecimal() else 0 for part in series.split(".")]


def entered(
    committee_id: int, workflow: str, states: Collection[str], part_states: Collection[str]
) -> tuple[list[tuple[str, datetime]], list[tuple[str, datetime]]]:
    """Return state and moment of entering it, of papers and of units' parts, for the states asked for."""
    papers = Proceeding.objects.filter(committee=committee_id, workflow=workflow, state__in=states)
    parts = ProceedingPart.objects.filter(
        proceeding__committee=committee_id, proceeding__workflow=workflow, state__in=part_states
    )
    return list(papers.values_list("state", "since")), list(parts.values_list("state", "since"))
