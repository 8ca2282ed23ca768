"""The ledger: append-only entries with participants, amounts and evidence."""

from django.conf import settings
from django.db import models

from tongxin.store.models.committees import Committee
from tongxin.store.models.organisations import Organisation
from tongxin.store.models.people import Person


class Entry(models.Model):
    """One row of the ledger; database triggers refuse every change and deletion.

    A correction or void is a further row with the same ``root``.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="entries")
    root = models.ForeignKey("self", models.PROTECT, null=True, related_name="versions")
    act = models.CharField(max_length=10, default="record")
    kind = models.CharField(max_length=40)
    happened_on = models.DateField()
    happened_to = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="recorded")
    on_behalf_of = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="recorded_for"
    )
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    # Two-character tokens of title and text, separated by spaces; see store/queries/search.py.
    tokens = models.TextField(blank=True)
    place = models.CharField(max_length=160, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="entries_organised"
    )
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="entries_of_unit"
    )
    base = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="entries_of_base"
    )
    enterprise = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="entries_of_enterprise"
    )
    fields = models.JSONField(default=dict)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        """Listed newest first, filtered by kind, unit, base and enterprise."""

        indexes = [
            models.Index(fields=["committee", "-happened_on", "-id"], name="entry_newest"),
            models.Index(fields=["committee", "kind", "-happened_on", "-id"], name="entry_kind_newest"),
            models.Index(fields=["committee", "id"], name="entry_head"),
            # Corrections and voids are few; lists read them all to leave out what they overtook.
            models.Index(
                fields=["committee", "root", "id"], condition=models.Q(root__isnull=False), name="entry_later"
            ),
        ]

    def __str__(self) -> str:
        """The entry's title."""
        return self.title


class Participation(models.Model):
    """A person's part in an entry."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="participations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="participations")
    role = models.CharField(max_length=40)

    class Meta:
        """A person once a role."""

        constraints = [
            models.UniqueConstraint(fields=["entry", "person", "role"], name="participation_once"),
        ]


class EntryAmount(models.Model):
    """An exact amount of an entry, in the canonical unit of its kind."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="amounts")
    name = models.CharField(max_length=40)
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    unit = models.CharField(max_length=20)

    class Meta:
        """An amount once a name."""

        constraints = [models.UniqueConstraint(fields=["entry", "name"], name="entry_amount_once")]


class Evidence(models.Model):
    """A file that supports an entry; it lies outside the web root under its SHA-256."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="evidence")
    name = models.CharField(max_length=160)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()
