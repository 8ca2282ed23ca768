"""Papers of the office: written from a template, then issued and kept as they were read."""

from django.conf import settings
from django.db import models

from tongxin.store.models.committees import Committee
from tongxin.store.models.people import Person


class OfficialPaper(models.Model):
    """A paper of the office; once issued it does not change any more."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="papers")
    # Code and name of its template when it was begun, for a pack that drops it later.
    template = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    # The member whom it is about; none for the committee.
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="papers")
    title = models.CharField(max_length=200)
    addressee = models.CharField(max_length=200, blank=True)
    # Words and references to figures, as ``engine.papers.templates`` reads them.
    text = models.TextField()
    # Code of its period, and its days: the whole period, or as much of it as was known when it was begun.
    period = models.CharField(max_length=8)
    first = models.DateField()
    last = models.DateField()
    # Raised with each change, so that nobody overwrites what somebody else wrote meanwhile.
    revision = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Set aside: no longer wanted, and still there.
    dropped_at = models.DateTimeField(null=True)
    # From here on: set when it is issued. What it says, with its figures and their records, as
    # ``engine.papers.keeping`` keeps it.
    content = models.JSONField(null=True)
    findings = models.JSONField(default=list)
    # Why it was issued although the records contradict a typed figure.
    reason = models.TextField(blank=True)
    # Row, year and place of its document number; empty where it takes none.
    series = models.CharField(max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    # The number as it is printed, and the day under the signature.
    printed = models.CharField(max_length=60, blank=True)
    day = models.DateField(null=True)
    rule = models.CharField(max_length=80, blank=True)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        """Newest first; a document number once in its year; what is issued has its content."""

        ordering = ["-pk"]
        indexes = [models.Index(fields=["committee", "issued_at"], name="official_paper_of")]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "series", "year", "number"], name="paper_number_once"
            ),
            models.CheckConstraint(
                condition=models.Q(issued_at=None, content=None)
                | models.Q(issued_at__isnull=False, content__isnull=False),
                name="issued_paper_has_content",
            ),
        ]

    def __str__(self) -> str:
        """Its title."""
        return self.title


class PaperWording(models.Model):
    """The text that later papers of a kind begin with; the latest row counts, none is changed."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="paper_wordings")
    template = models.CharField(max_length=40)
    # Empty: the text of the pack again.
    text = models.TextField(blank=True)
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        """Newest first."""

        ordering = ["-pk"]

    def __str__(self) -> str:
        """Its kind of paper."""
        return self.template
