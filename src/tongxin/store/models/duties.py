"""What is kept about duties: decisions that free of them, calendar addresses, reminders sent.

Duties themselves are never stored: they are reckoned from rules, roster and ledger.
"""

from django.conf import settings
from django.db import models

from tongxin.store.models.committees import Committee
from tongxin.store.models.dated import Dated


class Exemption(Dated):
    """A decision that frees a link, a body or a seat from a duty on some days."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="exemptions")
    # Empty frees of every duty.
    rule = models.CharField(max_length=40, blank=True)
    bound = models.CharField(max_length=20)
    # Identity of the link, the organisation or the membership that ``bound`` names.
    subject = models.BigIntegerField()
    reason = models.CharField(max_length=200)
    decision = models.CharField(max_length=80, blank=True)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(Dated.Meta):
        """Read by committee."""

        abstract = False
        indexes = [models.Index(fields=["committee", "bound", "subject"])]


class CalendarFeed(models.Model):
    """The secret address of an account's calendar; only its digest is kept."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()


class Reminder(models.Model):
    """A digest that was sent to somebody, so that nobody gets the same twice."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminders")
    day = models.DateField()
    channel = models.CharField(max_length=20)
    duties = models.PositiveIntegerField()

    class Meta:
        """One a day and channel."""

        constraints = [models.UniqueConstraint(fields=["user", "day", "channel"], name="reminder_once")]
