"""Complaints and suggestions about the system itself, from the footer of every page."""

from django.conf import settings
from django.db import models


class Complaint(models.Model):
    """What somebody says about the system; the administrator answers it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="complaints")
    at = models.DateTimeField()
    page = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
