"""Links (联系、结对) and who holds them."""

from django.db import models
from django.db.models import Q

from tongxin.store.models.committees import Committee
from tongxin.store.models.dated import Dated
from tongxin.store.models.organisations import Organisation
from tongxin.store.models.people import Person


class Link(Dated):
    """A dated link to one person or one organisation."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="links")
    kind = models.CharField(max_length=40)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="linked_by")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="linked_by"
    )
    reason = models.CharField(max_length=200, blank=True)

    class Meta(Dated.Meta):
        """A link has exactly one target."""

        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(organisation__isnull=True), name="link_one_target"
            ),
        ]
        indexes = [models.Index(fields=["committee", "kind"])]


class LinkHolder(models.Model):
    """One holder of a link; the joint link to an enterprise has two."""

    link = models.ForeignKey(Link, models.PROTECT, related_name="holders")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="holds")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="holds"
    )

    class Meta:
        """A holder is a person or an organisation."""

        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(organisation__isnull=True), name="link_holder_one"
            ),
        ]
