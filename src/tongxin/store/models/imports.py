"""Roster imports: an uploaded sheet, its preview, and what became of each row."""

from django.conf import settings
from django.db import models

from tongxin.store.models.committees import Committee


class RosterImport(models.Model):
    """One upload; it changes nothing until somebody confirms its preview."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="imports")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="imports")
    file_name = models.CharField(max_length=160)
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    state = models.CharField(max_length=12, default="uploaded")
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    preview = models.JSONField(default=list)
    problem = models.JSONField(default=dict)
    confirmed_at = models.DateTimeField(null=True, blank=True)
