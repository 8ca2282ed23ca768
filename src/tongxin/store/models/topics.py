"""Topics that are suggested to members before a session."""

from django.conf import settings
from django.db import models

from tongxin.store.models.committees import Committee
from tongxin.store.models.organisations import Organisation


class Topic(models.Model):
    """Something that a unit, a department or the public would like a paper about; never deleted."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="topics")
    workflow = models.CharField(max_length=40)
    # The session that it is suggested for, as rows of numbers are named; see ``Proceeding.series``.
    series = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    # unit, agency, public or office
    source = models.CharField(max_length=20)
    # The body that proposed it, where one did.
    body = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="topics")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        """Listed by session, those that are open first."""

        indexes = [models.Index(fields=["committee", "workflow", "series"], name="topic_of_session")]

    def __str__(self) -> str:
        """Its title."""
        return self.title
