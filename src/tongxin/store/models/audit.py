"""The audit log: who did what, chained by hashes."""

from django.conf import settings
from django.db import models

from tongxin.store.models.committees import Committee
from tongxin.store.models.people import Person


class AuditEvent(models.Model):
    """One act; triggers refuse every change and deletion, and ``tongxin verify`` proves it."""

    seq = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    committee = models.ForeignKey(Committee, models.PROTECT, null=True, related_name="audit_events")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="audit_events"
    )
    actor_name = models.CharField(max_length=80, blank=True)
    on_behalf_of = models.ForeignKey(Person, models.PROTECT, null=True, related_name="audit_events")
    verb = models.CharField(max_length=60)
    noun = models.CharField(max_length=40)
    object_id = models.BigIntegerField(null=True)
    object_name = models.CharField(max_length=200, blank=True)
    changes = models.JSONField(default=dict)
    request_id = models.CharField(max_length=40, blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        """Read by object and newest first."""

        indexes = [
            models.Index(fields=["committee", "-seq"], name="audit_newest"),
            models.Index(fields=["noun", "object_id", "-seq"], name="audit_of_object"),
        ]


class AuditHead(models.Model):
    """The one row that writers lock to append in order."""

    seq = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)
