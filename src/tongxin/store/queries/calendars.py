"""Calendars: whose address it is, and since when there is one."""

from datetime import datetime

from tongxin.store.models import CalendarFeed, User


def owner_of(digest: str) -> User | None:
    """Return the account whose calendar's secret has a digest; none for a closed account."""
    row = CalendarFeed.objects.select_related("user__committee").filter(digest=digest).first()
    return row.user if row is not None and row.user.is_active else None


def made_at(user_id: int) -> datetime | None:
    """Return when an account's calendar got its address, if it has one."""
    return CalendarFeed.objects.filter(user=user_id).values_list("made_at", flat=True).first()
