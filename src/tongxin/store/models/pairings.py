"""Runs of the pairing: what was asked, what was proposed, what was changed by hand, what became of it."""

from django.conf import settings
from django.db import models

from tongxin.store.models.committees import Committee


class PairingRun(models.Model):
    """One run; its problem and result are kept as they were, so that it can be understood years later."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="pairings")
    kind = models.CharField(max_length=40)
    day = models.DateField()
    # proposed, adopted or put away
    state = models.CharField(max_length=10, default="proposed")
    version = models.CharField(max_length=40)
    # One problem, and one result, for each holder that the kind of link needs.
    problems = models.JSONField()
    results = models.JSONField()
    # "part:linked" → linker, as changed by hand.
    edits = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Listed newest first."""

        indexes = [models.Index(fields=["committee", "-id"])]
