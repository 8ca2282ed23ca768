"""Letters that went out, each kept as it was read by whom it was sent to."""

from django.conf import settings
from django.db import models

from tongxin.store.models.committees import Committee
from tongxin.store.models.proceedings import Proceeding, ProceedingMove, ProceedingPart


class IssuedLetter(models.Model):
    """A letter of a paper that was issued; rows are only ever added.

    What it says is kept, and not the file: a name in it stays what it was when somebody leaves, and the page
    can be set anew in a better font.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="letters")
    proceeding = models.ForeignKey(Proceeding, models.PROTECT, related_name="letters")
    # The part whose unit sends it; none for a letter of the committee.
    part = models.ForeignKey(ProceedingPart, models.PROTECT, null=True, related_name="letters")
    move = models.ForeignKey(ProceedingMove, models.PROTECT, related_name="letters")
    letter = models.CharField(max_length=40)
    # Name of the letter when it went out, for a pack that drops it later.
    name = models.CharField(max_length=60)
    content = models.JSONField()
    # Row, year and place of the committee's document number; empty where it takes none.
    series = models.CharField(max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        """A document number once in its year."""

        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "series", "year", "number"], name="letter_number_once"
            ),
        ]

    def __str__(self) -> str:
        """Its name."""
        return self.name
