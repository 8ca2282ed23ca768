"""Complaints and suggestions about the system itself."""

from django.db.models import F, QuerySet

from tongxin.store.models import Complaint


def of_user(user_id: int) -> QuerySet[Complaint]:
    """Return what somebody wrote, newest first."""
    return Complaint.objects.filter(user=user_id).order_by("-at", "-pk")


def of_committee(committee_id: int) -> QuerySet[Complaint]:
    """Return what a committee's people wrote: what waits for an answer first, oldest first."""
    rows = Complaint.objects.filter(user__committee=committee_id).select_related("user")
    return rows.order_by(F("answered_at").desc(nulls_first=True), "at", "pk")
