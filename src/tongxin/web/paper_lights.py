"""The deadline that is due first of each paper in a list, its own or one of a unit's part in it."""

from collections.abc import Sequence

from tongxin.engine.proceedings.rules import Workflow
from tongxin.store.queries import proceedings as queries
from tongxin.store.queries.proceedings import Paper
from tongxin.store.queries.workdays import calendar_of
from tongxin.web.proceeding_rows import Due, deadlines_of, dues, part_flow
from tongxin.web.standing_on import Ground


def lights(where: Ground, flow: Workflow, papers: Sequence[Paper]) -> dict[int, Due]:
    """Return paper → the deadline that is due first; papers without one are left out."""
    inner = part_flow(where.mechanism, flow)
    calendar = calendar_of(where.committee.pk, where.mechanism)
    found: dict[int, list[Due]] = {}
    for (paper, part), made in queries.made_by_paper(papers).items():
        rules = flow if part is None else inner
        if rules is not None:
            running = deadlines_of(calendar, rules, made)
            found.setdefault(paper, []).extend(dues(calendar, running, where.day))
    return {paper: min(due, key=lambda one: one.day) for paper, due in found.items() if due}
