"""Committees, their terms (届), plenary sessions (次) and sectors of a term."""

from django.db import models

from tongxin.store.models.dated import Dated


class Committee(models.Model):
    """A consultative committee and the pack whose mechanism it runs."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40, blank=True)
    division_code = models.CharField(max_length=12, blank=True)
    # Name of a shipped pack, or the folder of the committee's own.
    pack = models.CharField(max_length=400)
    places = models.PositiveIntegerField(default=0)
    demo = models.BooleanField(default=False)
    # Raised by every roster verb, so that look-ups kept in memory know when they are stale.
    roster_revision = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        """The committee's name."""
        return self.name


class Term(Dated):
    """A term of the committee, usually five years."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="terms")
    number = models.PositiveSmallIntegerField()

    class Meta(Dated.Meta):
        """One row a term."""

        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["committee", "number"], name="term_once"),
        ]


class PlenarySession(Dated):
    """A plenary session of a term (届次)."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField()

    class Meta(Dated.Meta):
        """One row a session."""

        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["term", "number"], name="plenary_session_once"),
        ]


class TermSector(models.Model):
    """A sector (界别) that a term has, with its places."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="sectors")
    code = models.CharField(max_length=40)
    places = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """A sector once a term."""

        constraints = [models.UniqueConstraint(fields=["term", "code"], name="term_sector_once")]
