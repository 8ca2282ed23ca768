"""Rounds of reviews, their items, comments and tasks; and the material that records give."""

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Count, Prefetch, Q, QuerySet

from tongxin.engine.duties.rules import DutyRule
from tongxin.engine.duties.subjects import Subject, subjects
from tongxin.engine.duties.windows import windows
from tongxin.engine.kernel.spans import Span
from tongxin.engine.ledger.entries import Entry
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.reviews.material import Ground, Material, about, material
from tongxin.engine.reviews.rules import ReviewKind
from tongxin.engine.roster.values import Roster
from tongxin.store.models import ReviewComment, ReviewItem, ReviewRound, ReviewTask
from tongxin.store.queries.ledger import entries_in_force
from tongxin.store.queries.roster import roster_of

Round = ReviewRound
Item = ReviewItem
Task = ReviewTask
"""A round, an item and a task as pages see them."""


def rounds_of(committee_id: int) -> QuerySet[ReviewRound]:
    """Return a committee's rounds, the newest first, with how many are reviewed and concluded."""
    rows = ReviewRound.objects.filter(committee=committee_id)
    said = Count("items", filter=~Q(items__conclusion=""))
    return rows.annotate(total=Count("items"), said=said).order_by("-year", "-pk")


def round_of(committee_id: int, pk: int) -> ReviewRound | None:
    """Return a round with its items, without their material, and how many comments and tasks each has."""
    items = ReviewItem.objects.defer("material").annotate(
        remarks=Count("comments", distinct=True), open_tasks=Count("tasks", distinct=True)
    )
    rows = ReviewRound.objects.filter(committee=committee_id, pk=pk)
    return rows.prefetch_related(Prefetch("items", items.order_by("place"))).first()


def item_of(committee_id: int, pk: int) -> ReviewItem | None:
    """Return one who is reviewed, with the round, all comments and tasks."""
    comments = ReviewComment.objects.select_related("reviewer").order_by("written_at")
    tasks = ReviewTask.objects.select_related("person")
    rows = ReviewItem.objects.filter(round__committee=committee_id, pk=pk).select_related("round")
    return rows.prefetch_related(Prefetch("comments", comments), Prefetch("tasks", tasks)).first()


def items_of(committee_id: int, pk: int) -> list[ReviewItem]:
    """Return all items of a round with material, comments and tasks."""
    comments = ReviewComment.objects.select_related("reviewer").order_by("written_at")
    tasks = ReviewTask.objects.select_related("person")
    rows = ReviewItem.objects.filter(round__committee=committee_id, round=pk).order_by("place")
    return list(rows.prefetch_related(Prefetch("comments", comments), Prefetch("tasks", tasks)))


def tasks_of(committee_id: int, person: int | None = None) -> QuerySet[ReviewTask]:
    """Return the tasks of a committee that are not done, or those of one person."""
    rows = ReviewTask.objects.filter(item__round__committee=committee_id, done_on=None)
    rows = rows if person is None else rows.filter(person=person)
    return rows.select_related("item__round", "person").order_by("due", "pk")


def reviewed(mechanism: Mechanism, kind: ReviewKind, roster: Roster, year: int) -> list[Subject]:
    """Return who is reviewed in a year: whoever owes the duty that the review settles in its month."""
    rule = mechanism.duty(kind.settles)
    if rule is None:
        return []
    days = _window(rule, year)
    return [one for one in subjects(rule, roster) if one.span.overlaps(days)]


def _window(rule: DutyRule, year: int) -> Span:
    found = list(windows(rule, date(year, 1, 1), date(year, 12, 31)))
    return Span(found[0].opens, found[-1].closes) if found else Span(date(year, 1, 1), date(year, 12, 31))


def materials(
    committee_id: int,
    mechanism: Mechanism,
    kind: ReviewKind,
    days: tuple[date, date],
    chosen: Iterable[Subject],
) -> dict[int, tuple[Material, list[Entry]]]:
    """Return for each one reviewed the material that the records give now, and the records.

    Args:
        committee_id: the committee.
        mechanism: its mechanism.
        kind: the kind of review.
        days: the first and the last day looked at.
        chosen: who is reviewed.
    """
    roster = roster_of(committee_id, mechanism.vocabulary.party_codes())
    kinds, span = [one.id for one in mechanism.entry_kinds], Span(*days)
    entries = list(entries_in_force(committee_id, kinds, span))
    ground = Ground(
        indicators={item.id: item for item in mechanism.indicators},
        roster=roster,
        span=span,
        zone=ZoneInfo(mechanism.time_zone),
    )
    found = {}
    for subject in chosen:
        mine = about(subject, entries)
        found[subject.id] = (material(kind.criteria, mine, ground), mine)
    return found
