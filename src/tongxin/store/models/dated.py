"""What every dated fact has in common."""

from django.db import models
from django.db.models import F, Q

from tongxin.engine.kernel.spans import Span


class Dated(models.Model):
    """A fact that holds from a first to a last day; empty means open."""

    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)

    class Meta:
        """Shared constraint: a fact cannot end before it starts."""

        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=F("start")),
                name="%(class)s_ends_after_start",
            ),
        ]

    @property
    def span(self) -> Span:
        """The days on which the fact holds."""
        return Span(self.start, self.end)
