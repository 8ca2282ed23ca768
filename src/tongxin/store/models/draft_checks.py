"""Drafts that were checked against the records, and wordings that the office taught the checker."""

from django.conf import settings
from django.db import models

from tongxin.store.models.committees import Committee


class DraftCheck(models.Model):
    """A draft and what the records said to its figures; checked again, never overwritten."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="draft_checks")
    title = models.CharField(max_length=200)
    text = models.TextField()
    # The file that it came from, kept under its SHA-256; empty for pasted text.
    file_name = models.CharField(max_length=160, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    # The draft's own date, and the period that it reports on.
    day = models.DateField()
    first = models.DateField()
    last = models.DateField()
    # The check before it of the same draft, if it was checked again.
    before = models.ForeignKey("self", models.PROTECT, null=True, related_name="after")
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # What the office decided about single figures: place of the figure → measure and days.
    choices = models.JSONField(default=dict)
    # What was found, in the order of the text; see ``actions.draft_checking``.
    findings = models.JSONField(default=list)
    discords = models.JSONField(default=list)
    # Version of the mechanism whose indicators the figures were held against.
    rule = models.CharField(max_length=80)

    class Meta:
        """Newest first."""

        ordering = ["-pk"]
        indexes = [models.Index(fields=["committee", "checked_at"], name="draft_check_of")]

    def __str__(self) -> str:
        """Its title."""
        return self.title


class TaughtWording(models.Model):
    """A wording that the office taught the checker; withdrawn, never deleted."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="taught_wordings")
    # said, never, or name
    use = models.CharField(max_length=10)
    # The measure that it says or rules out; empty for a name.
    measure = models.CharField(max_length=80, blank=True)
    phrase = models.CharField(max_length=120)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        """Newest first; a wording in force stands once."""

        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "use", "measure", "phrase"],
                condition=models.Q(withdrawn_at=None),
                name="wording_once",
            ),
        ]

    def __str__(self) -> str:
        """The phrase."""
        return self.phrase
