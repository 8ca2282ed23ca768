"""Memberships, posts and placements."""

from django.db import models
from django.db.models import Q

from tongxin.store.models.committees import Committee, Term
from tongxin.store.models.dated import Dated
from tongxin.store.models.organisations import Organisation
from tongxin.store.models.people import Person


class Membership(Dated):
    """A person's seat in a term, in one sector; a change of sector ends one row and starts another."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="memberships")
    term = models.ForeignKey(Term, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    number = models.CharField(max_length=20)
    sector = models.CharField(max_length=40)
    joined_by = models.CharField(max_length=30, default="elected")
    left_by = models.CharField(max_length=30, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta(Dated.Meta):
        """A seat number may pass to a successor, but nobody has it twice from the same day."""

        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["term", "number", "start"], name="membership_number_once"),
        ]
        indexes = [models.Index(fields=["committee", "sector"])]


class Post(Dated):
    """A post in the committee (no organisation) or in an organisation."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="posts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=40)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="posts"
    )

    class Meta(Dated.Meta):
        """Looked up by organisation and by role."""

        abstract = False
        indexes = [models.Index(fields=["committee", "role"])]


class Placement(Dated):
    """A member's place in a liaison unit (编入)."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="placements")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="placements")
    primary = models.BooleanField(default=True)

    class Meta(Dated.Meta):
        """At most one open primary placement a member."""

        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["membership"],
                condition=Q(primary=True, end__isnull=True),
                name="placement_one_open_primary",
            ),
        ]
