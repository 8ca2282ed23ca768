"""Drafts kept by the server, and filters somebody saved."""

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """An unfinished form; it survives time-outs, lost connections and restarts."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=80)
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        """One draft of a form a user."""

        constraints = [models.UniqueConstraint(fields=["user", "form"], name="draft_once")]


class SavedFilter(models.Model):
    """A named filter of a list."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters")
    page = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000)

    class Meta:
        """A name once a list."""

        constraints = [models.UniqueConstraint(fields=["user", "page", "name"], name="saved_filter_once")]
