"""The queue of papers that the office decides over: filtered, in an order, one after another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.engine.proceedings.places import review_states
from tongxin.engine.proceedings.rules import State, Workflow
from tongxin.store.queries import proceedings as queries
from tongxin.store.queries.proceedings import Paper
from tongxin.store.queries.workdays import calendar_of
from tongxin.web import wording
from tongxin.web.proceeding_rows import Due, deadlines_of, dues
from tongxin.web.standing_on import Ground

WAITING, NEWEST = "waiting", "newest"
"""Orders of the queue: who waits longest first, or what came last first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a queue is narrowed to.

    Attributes:
        state: a state in which the office decides; empty for all.
        theme: a theme; empty for all.
        form: a form in which papers are handed in; empty for all.
        order: in which order.
    """

    state: str = ""
    theme: str = ""
    form: str = ""
    order: str = WAITING

    @classmethod
    def read(cls, asked: QueryDict) -> "Filters":
        """Return what an address asks for."""
        order = NEWEST if asked.get("order") == NEWEST else WAITING
        return cls(
            state=asked.get("state", ""),
            theme=asked.get("theme", ""),
            form=asked.get("form", ""),
            order=order,
        )

    @property
    def query(self) -> dict[str, str]:
        """What stands in the address, so that the queue is the same on the next page."""
        named = {"state": self.state, "theme": self.theme, "form": self.form}
        kept = {key: value for key, value in named.items() if value}
        return kept if self.order == WAITING else {**kept, "order": self.order}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paper in the queue: where it stands, how long it waits, by when it is due."""

    paper: Paper
    state: State | None
    days: int
    due: Due | None


def queue(where: Ground, flow: Workflow, filters: Filters) -> QuerySet[Paper]:
    """Return the papers that wait for a decision of the office."""
    states = {state.id for state in review_states(flow)}
    wanted = states & {filters.state} if filters.state else states
    found = queries.waiting_in(where.committee.pk, flow.id, wanted)
    if filters.theme and flow.submission and flow.submission.theme:
        found = found.filter(**{f"fields__{flow.submission.theme}": filters.theme})
    if filters.form:
        found = found.filter(form=filters.form)
    return found.order_by("-submitted_at", "-pk") if filters.order == NEWEST else found


def lines(where: Ground, flow: Workflow, papers: Sequence[Paper], today: date) -> list[Line]:
    """Return papers as lines of the queue."""
    made = queries.made_by_paper(papers)
    calendar = calendar_of(where.committee.pk, where.mechanism)
    found = []
    for paper in papers:
        running = dues(calendar, deadlines_of(calendar, flow, made.get((paper.pk, None), [])), today)
        found.append(
            Line(
                paper=paper,
                state=flow.state(paper.state),
                days=waited(paper, today),
                due=next(iter(running), None),
            )
        )
    return found


def waited(paper: Paper, today: date) -> int:
    """Return for how many days a paper has been where it is."""
    return max(0, (today - timezone.localdate(paper.since)).days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """Where a paper stands in the queue.

    Attributes:
        place: its place, from one; 0 when it is no longer in it.
        total: how many papers the queue has.
        before: the paper before it, if any.
        after: the paper after it, if any.
    """

    place: int
    total: int
    before: int | None
    after: int | None


def neighbours(found: QuerySet[Paper], pk: int) -> Neighbours:
    """Return what stands before and after a paper in the queue."""
    ids = list(found.values_list("pk", flat=True))
    if pk not in ids:
        return Neighbours(place=0, total=len(ids), before=None, after=next(iter(ids), None))
    at = ids.index(pk)
    return Neighbours(
        place=at + 1,
        total=len(ids),
        before=ids[at - 1] if at else None,
        after=ids[at + 1] if at + 1 < len(ids) else None,
    )


def options(flow: Workflow) -> dict[str, list[tuple[str, str]]]:
    """Return what the filters offer, each with all in front."""
    rules = flow.submission
    specs = rules.fields if rules else ()
    theme = next((spec for spec in specs if rules and spec.id == rules.theme), None)
    everything = [("", _("All"))]
    return {
        "state": everything + [(one.id, wording.label(one.label)) for one in review_states(flow)],
        "theme": everything + [(one.id, wording.label(one.label)) for one in theme.choices] if theme else [],
        "form": everything + [(one.id, wording.label(one.label)) for one in (rules.forms if rules else ())],
        "order": [(WAITING, _("Waiting longest first")), (NEWEST, _("Last handed in first"))],
    }
