"""Suggested topics."""

from django.db.models import Count, F, Q, QuerySet

from tongxin.store.models import Topic

Suggested = Topic
"""A suggested topic, as pages see it."""


def topics_of(committee_id: int, workflow: str) -> QuerySet[Topic]:
    """Return the topics for a kind of papers, open ones before withdrawn ones, the newest first.

    Each has ``taken_up``, the number of papers that were handed in on it.
    """
    rows = Topic.objects.filter(committee=committee_id, workflow=workflow).select_related("body")
    counted = Count("papers", filter=Q(papers__submitted_at__isnull=False))
    return rows.annotate(taken_up=counted).order_by(
        F("withdrawn_at").asc(nulls_first=True), "-opened_at", "-pk"
    )


def topic_of(committee_id: int, pk: int) -> Topic | None:
    """Return a topic."""
    return Topic.objects.filter(committee=committee_id, pk=pk).first()
