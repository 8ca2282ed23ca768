"""People and their dated political affiliations."""

from django.db import models

from tongxin.store.models.committees import Committee
from tongxin.store.models.dated import Dated


class Person(models.Model):
    """Somebody a committee knows; what they are is said by dated rows elsewhere."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="people")
    name = models.CharField(max_length=60)
    pinyin = models.CharField(max_length=160, blank=True)
    sex = models.CharField(max_length=10, blank=True)
    ethnicity = models.CharField(max_length=40, blank=True)
    born = models.DateField(null=True, blank=True)
    education = models.CharField(max_length=40, blank=True)
    employer = models.CharField(max_length=160, blank=True)
    position = models.CharField(max_length=120, blank=True)
    profession = models.CharField(max_length=80, blank=True)
    township = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    id_number = models.CharField(max_length=24, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        """Found by name, sorted by pinyin."""

        indexes = [
            models.Index(fields=["committee", "pinyin"]),
            models.Index(fields=["committee", "name"]),
        ]

    def __str__(self) -> str:
        """The person's name."""
        return self.name


class PartyStanding(Dated):
    """A person's political affiliation (政治面貌) while it holds."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="standings")
    affiliation = models.CharField(max_length=40)

    class Meta(Dated.Meta):
        """Concrete table."""

        abstract = False
