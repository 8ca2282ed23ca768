"""Letters that were issued, and the last number of a row."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from tongxin.store.models import IssuedLetter, Proceeding, ProceedingSigner

Letter = IssuedLetter
"""A letter that was issued, as pages see it."""


def letters_of(paper: Proceeding) -> list[IssuedLetter]:
    """Return the letters of a paper, the latest first."""
    return list(paper.letters.select_related("part__body").order_by("-pk"))


def letter_of(committee_id: int, pk: int) -> IssuedLetter | None:
    """Return a letter with its paper."""
    rows = IssuedLetter.objects.filter(committee=committee_id, pk=pk)
    return rows.select_related("proceeding", "part__body").first()


def as_addressed(papers: Iterable[int]) -> QuerySet[Proceeding]:
    """Return papers with everybody whom a letter can name.

    Args:
        papers: ids of the papers.
    """
    signers = Prefetch("signers", ProceedingSigner.objects.select_related("person"))
    merged = Prefetch("merged", Proceeding.objects.select_related("first", "body"))
    rows = Proceeding.objects.filter(pk__in=list(papers)).select_related("first", "body", "committee")
    leads = rows.select_related("lead__first", "lead__body", "first", "body", "committee")
    return leads.prefetch_related(signers, merged, "lead__merged__first", "lead__merged__body", "parts__body")
