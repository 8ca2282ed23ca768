"""Papers that go through states: proposals, opinion reports; their texts, signers, parts and moves."""

from django.conf import settings
from django.db import models

from tongxin.store.models.committees import Committee
from tongxin.store.models.organisations import Organisation
from tongxin.store.models.people import Person
from tongxin.store.models.topics import Topic


class Proceeding(models.Model):
    """One paper. Its state is what its moves fold to, kept beside them so that lists can ask for it."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="proceedings")
    workflow = models.CharField(max_length=40)
    state = models.CharField(max_length=40)
    # When the state was entered: who has had it how long.
    since = models.DateTimeField()
    form = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=200, blank=True)
    fields = models.JSONField(default=dict)
    declared = models.JSONField(default=list)
    # Who answers for it: the first signer, or who signs for a body.
    first = models.ForeignKey(Person, models.PROTECT, null=True, related_name="proceedings")
    body = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="proceedings")
    wished = models.ManyToManyField(Organisation, related_name="wished_for")
    # The row of numbers that its number belongs to: "11.3" for the third session of the eleventh term.
    series = models.CharField(max_length=20, blank=True)
    number = models.PositiveIntegerField(null=True)
    # The paper that it was merged into.
    lead = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    # Who leads it now, as a leader does a key proposal; what the moves fold to, like the state.
    leader = models.ForeignKey(Person, models.PROTECT, null=True, related_name="led_papers")
    # The paper that it came from, such as a proposal that became an opinion report.
    origin = models.ForeignKey("self", models.PROTECT, null=True, related_name="became")
    # The record that it came from, such as a research or what a room heard.
    source = models.BigIntegerField(null=True)
    # The suggested topic that it takes up.
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, related_name="papers")
    # Whether the office entered it for a member, and what the member said to that: confirmed or denied.
    on_behalf = models.BooleanField(default=False)
    stands = models.CharField(max_length=10, blank=True)
    stands_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        """A number once in its row; listed by state and age."""

        constraints = [
            models.UniqueConstraint(
                fields=["committee", "workflow", "series", "number"], name="proceeding_number_once"
            ),
        ]
        indexes = [
            models.Index(fields=["committee", "workflow", "state", "since"], name="proceeding_state"),
            models.Index(fields=["committee", "workflow", "-submitted_at"], name="proceeding_newest"),
        ]

    def __str__(self) -> str:
        """Its title."""
        return self.title


class ProceedingText(models.Model):
    """A version of a paper's text; rows are only ever added, so that no text is lost."""

    proceeding = models.ForeignKey(Proceeding, models.PROTECT, related_name="texts")
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200, blank=True)
    parts = models.JSONField(default=dict)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        """A version once."""

        constraints = [models.UniqueConstraint(fields=["proceeding", "version"], name="text_version_once")]


class ProceedingEdition(models.Model):
    """A version of the text as the office edited it, beside the author's; rows are only ever added."""

    proceeding = models.ForeignKey(Proceeding, models.PROTECT, related_name="editions")
    version = models.PositiveIntegerField()
    # The version of the author's text that it was made from.
    edited_from = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    parts = models.JSONField(default=dict)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        """A version once."""

        constraints = [models.UniqueConstraint(fields=["proceeding", "version"], name="edition_version_once")]


class ProceedingBulletin(models.Model):
    """An issue of a bulletin with its number; rows are only ever added, so that no number is used twice."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="bulletins")
    workflow = models.CharField(max_length=40)
    # Which bulletin, as the mechanism declares it, and the period in which it is numbered: "2024" or "11.3".
    series = models.CharField(max_length=40)
    period = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    issued_on = models.DateField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        """A number once in its period."""

        constraints = [
            models.UniqueConstraint(
                fields=["committee", "workflow", "series", "period", "number"], name="bulletin_number_once"
            ),
        ]


class ProceedingSigner(models.Model):
    """Somebody who was asked to sign a paper."""

    proceeding = models.ForeignKey(Proceeding, models.PROTECT, related_name="signers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="signed")
    # asked, confirmed or declined
    state = models.CharField(max_length=10, default="asked")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """Everybody once a paper, in the order of asking."""

        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["proceeding", "person"], name="signer_once")]


class ProceedingPart(models.Model):
    """A unit's part in handling a paper."""

    proceeding = models.ForeignKey(Proceeding, models.PROTECT, related_name="parts")
    body = models.ForeignKey(Organisation, models.PROTECT, related_name="parts")
    # sole, lead, assist or split
    role = models.CharField(max_length=10)
    state = models.CharField(max_length=40)
    since = models.DateTimeField()
    begun_at = models.DateTimeField()

    class Meta:
        """In the order of assigning."""

        ordering = ["pk"]
        indexes = [models.Index(fields=["body", "state"], name="part_of_body")]


class ProceedingMove(models.Model):
    """A move of a paper, or of a unit's part in it; rows are only ever added."""

    proceeding = models.ForeignKey(Proceeding, models.PROTECT, related_name="moves")
    part = models.ForeignKey(ProceedingPart, models.PROTECT, null=True, related_name="moves")
    move = models.CharField(max_length=40)
    at = models.DateTimeField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    # As whom it was made; "none" for a move that followed from another.
    hand = models.CharField(max_length=10)
    fields = models.JSONField(default=dict)
    # What it took: another paper, a unit, a person.
    other = models.ForeignKey(Proceeding, models.PROTECT, null=True, related_name="+")
    body = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    bulletin = models.ForeignKey(ProceedingBulletin, models.PROTECT, null=True, related_name="moves")
    # The happening that it recorded.
    entry = models.BigIntegerField(null=True)

    class Meta:
        """Folded in the order of making."""

        ordering = ["pk"]
        indexes = [models.Index(fields=["proceeding", "id"], name="moves_of_proceeding")]
