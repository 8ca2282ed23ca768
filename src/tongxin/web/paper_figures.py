"""The records behind a figure of a paper, as the pages of figures list them."""

from collections.abc import Sequence

from tongxin.actions.paper_desk import PaperDesk
from tongxin.engine.figures.indicators import Indicator, Source
from tongxin.engine.kernel.rights import Scope
from tongxin.store.queries.ledger import lines_of, visible_among
from tongxin.web import figure_rows
from tongxin.web.access import PageRequest
from tongxin.web.entry_desk import within
from tongxin.web.figure_desk import Desk
from tongxin.web.figure_query import Asked
from tongxin.web.figure_rows import Record


def records_of(request: PageRequest, desk: PaperDesk, item: Indicator, ids: Sequence[int]) -> list[Record]:
    """Return records by their ids.

    Args:
        request: the visit; records outside what the visitor may read are told by day, kind and unit only.
        desk: what the paper stands on.
        item: the indicator whose records they are.
        ids: rows of the ledger, or memberships, organisations or links.
    """
    here = Desk(
        committee=request.actor.committee,
        mechanism=desk.mechanism,
        asked=Asked(start=desk.claims.since, end=desk.claims.last),
        book=desk.book,
        today=desk.claims.last,
        since=desk.claims.since,
    )
    if item.source is not Source.ENTRIES:
        return figure_rows.stock_records(here, item, ids)
    scope = request.actor.scope("entry", "read")
    whole = scope is Scope.COMMITTEE
    visible = ids if whole or scope is None else visible_among(within(request.actor, scope), ids)
    return figure_rows.entry_records(here, lines_of(here.committee, ids), {}, visible if scope else ())
