"""Reminders: whom they may go to, and when the last one went."""

from datetime import date

from django.db.models import Max

from tongxin.store.models import Reminder, User


def people_to_remind(committee_id: int) -> list[User]:
    """Return the open accounts of a committee that belong to a person, with their role grants."""
    rows = User.objects.filter(committee=committee_id, is_active=True, person__isnull=False)
    return list(rows.select_related("committee").prefetch_related("grants").order_by("pk"))


def last_reminders(committee_id: int, channel: str) -> dict[int, date]:
    """Return account → the last day on which a channel reminded it."""
    rows = Reminder.objects.filter(user__committee=committee_id, channel=channel)
    return dict(rows.order_by().values_list("user").annotate(day=Max("day")))
