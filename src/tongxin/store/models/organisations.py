"""Organisations of every family: units, party organisations, enterprises, bases, handling units."""

from django.db import models

from tongxin.store.models.committees import Committee
from tongxin.store.models.dated import Dated
from tongxin.store.models.people import Person


class Organisation(Dated):
    """A body with a kind from the pack; ``host`` is the body it belongs to or stands at."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="organisations")
    family = models.CharField(max_length=30)
    kind = models.CharField(max_length=40)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    host = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="hosted")
    township = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=200, blank=True)
    division_code = models.CharField(max_length=12, blank=True)
    credit_code = models.CharField(max_length=24, blank=True)
    # The reason why a code that fails its checksum was kept; some valid early codes do fail.
    credit_code_note = models.CharField(max_length=200, blank=True)
    contact_name = models.CharField(max_length=60, blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    about = models.TextField(blank=True)

    class Meta(Dated.Meta):
        """Listed by family and kind; codes are unique in a committee."""

        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["committee", "code"], name="organisation_code_once"),
        ]
        indexes = [models.Index(fields=["committee", "family", "kind", "code"])]

    def __str__(self) -> str:
        """The organisation's name."""
        return self.name


class BasePartner(Dated):
    """A partner of a joint base: a party organisation or a member (党组+委员+基地)."""

    base = models.ForeignKey(Organisation, models.PROTECT, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="partner_of"
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="partner_of")

    class Meta(Dated.Meta):
        """Concrete table."""

        abstract = False
