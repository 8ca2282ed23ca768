"""Numbers of bulletins: the next issue of a series, without gaps, however many issue at once."""

from tongxin.actions.audit import wait_for_turn
from tongxin.actions.proceeding_desk import Desk
from tongxin.store.models import ProceedingBulletin
from tongxin.store.queries import bulletins
from tongxin.store.queries import proceedings as queries


def next_bulletin(desk: Desk, code: str) -> ProceedingBulletin:
    """Begin the next issue of a series; that it is declared was checked."""
    committee, flow = desk.actor.committee, desk.flow
    series = flow.series(code)
    if series is None:
        raise LookupError(code)
    wait_for_turn()
    period = queries.series_on(committee, desk.day, series.per)
    return ProceedingBulletin.objects.create(
        committee_id=committee,
        workflow=flow.id,
        series=series.id,
        period=period,
        number=bulletins.last_bulletin(committee, flow.id, series.id, period) + 1,
        issued_on=desk.day,
        created_at=desk.actor.at,
        created_by_id=desk.actor.user,
    )
