"""Problems that enterprises raised: to whom they were handed, what was answered, what the enterprise said."""

from django.conf import settings
from django.db import models

from tongxin.store.models.committees import Committee
from tongxin.store.models.entries import Entry
from tongxin.store.models.organisations import Organisation


class ProblemCase(models.Model):
    """How a problem on record is followed; the problem itself is an entry."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="problems")
    # The record by which the problem was raised.
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="problem")
    # handed, answered, confirmed, refused or closed
    state = models.CharField(max_length=10, default="handed")
    handed_to = models.ForeignKey(Organisation, models.PROTECT, related_name="problems")
    handed_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # The one-time link by which the enterprise confirms; only its digest is kept.
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    said = models.TextField(blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    said_by = models.CharField(max_length=60, blank=True)
    solved_entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")
