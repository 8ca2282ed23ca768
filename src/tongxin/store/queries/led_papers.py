"""Papers that a leader took up or that were chosen, with all their moves, in one statement."""

from collections.abc import Iterable

from django.db.models import Q

from tongxin.store.models import Proceeding, ProceedingMove
from tongxin.store.queries.part_tracks import in_order


def moves_of_led(committee_id: int, person: int, workflows: Iterable[str]) -> list[ProceedingMove]:
    """Return the moves, oldest first, of the papers that somebody leads, each with its paper and unit."""
    wanted = Q(proceeding__leader=person, proceeding__workflow__in=list(workflows))
    return _moves(wanted & Q(proceeding__committee=committee_id))


def moves_of_chosen(committee_id: int, workflow: str, move: str, within: Q) -> list[ProceedingMove]:
    """Return the moves of the papers that a move was ever made for, oldest first.

    Args:
        committee_id: the committee.
        workflow: kind of the papers.
        move: the move; whether it still holds is for the fold to say.
        within: condition on the papers.
    """
    papers = Proceeding.objects.filter(within, committee=committee_id, workflow=workflow, moves__move=move)
    return _moves(Q(proceeding__in=papers.values("pk")))


def _moves(wanted: Q) -> list[ProceedingMove]:
    rows = ProceedingMove.objects.filter(wanted)
    named = rows.select_related("proceeding__first", "proceeding__body", "part__body", "person")
    return list(named.order_by("pk"))


def sessions_of_chosen(committee_id: int, workflow: str, move: str) -> list[str]:
    """Return the rows of numbers of the papers that a move was ever made for, the latest first."""
    rows = Proceeding.objects.filter(committee=committee_id, workflow=workflow, moves__move=move)
    return in_order(rows.exclude(series="").order_by().values_list("series", flat=True).distinct())
