"""What the office marked in the working-day calendar."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tongxin.store.models.committees import Committee


class CalendarDay(models.Model):
    """A day that the office made off, worked or again what the week says, or a year that it completed.

    A mark is withdrawn and never deleted, so that it can be told what the calendar said on an earlier day.
    """

    COMPLETE = "complete"

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="calendar_days")
    # A completed year stands on its last day.
    day = models.DateField()
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=60, blank=True)
    # Number of the document that decided it.
    decision = models.CharField(max_length=80)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        """A day has one mark that stands, a year is completed once."""

        constraints = [
            models.UniqueConstraint(
                fields=["committee", "day"],
                condition=Q(withdrawn_at=None) & ~Q(kind="complete"),
                name="calendar_day_once",
            ),
            models.UniqueConstraint(
                fields=["committee", "day"],
                condition=Q(withdrawn_at=None, kind="complete"),
                name="calendar_year_once",
            ),
        ]

    def __str__(self) -> str:
        """The day."""
        return self.day.isoformat()
