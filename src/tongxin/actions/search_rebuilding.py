"""Making anew what the search finds, from the records themselves."""

from collections.abc import Callable, Iterator, Sequence

from django.db import transaction

from tongxin.actions.entry_search import all_entries
from tongxin.actions.proceeding_search import all_papers
from tongxin.actions.searching import Findable, index_texts
from tongxin.store import statistics
from tongxin.store.models import Committee, Entry, SearchGram, SearchText
from tongxin.store.queries.papers_alike import NOUN
from tongxin.store.queries.proceedings import handed_in

SOURCES: tuple[Callable[[Committee], Iterator[Sequence[Findable]]], ...] = (all_entries, all_papers)
"""Whatever can be found, slice by slice; a noun that the search is to find adds its own here."""

Progress = Callable[[str, int], None]


def rebuild(progress: Progress, *, missing: bool = False) -> int:
    """Make the search anew for every committee, one transaction each.

    Args:
        progress: told the committee's name and how many texts of it can be found so far.
        missing: only where there is nothing yet: after an update, or after a restore from a copy.

    Returns:
        how many texts can be found now.
    """
    total = 0
    for committee in Committee.objects.order_by("pk"):
        if not missing or _is_missing(committee):
            total += _rebuild(committee, progress)
    if total:
        statistics.refresh()
    return total


def _is_missing(committee: Committee) -> bool:
    texts = SearchText.objects.filter(committee=committee)
    if not texts.exists():
        return Entry.objects.filter(committee=committee).exists()
    if not texts.filter(noun=NOUN).exists() and handed_in(committee.pk).exists():
        return True
    return (
        texts.filter(compared=True).exists()
        and not SearchGram.objects.filter(committee=committee.pk).exists()
    )


@transaction.atomic
def _rebuild(committee: Committee, progress: Progress) -> int:
    SearchText.objects.filter(committee=committee).delete()
    SearchGram.objects.filter(committee=committee.pk).delete()
    count = 0
    for source in SOURCES:
        for texts in source(committee):
            index_texts(texts)
            count += len(texts)
            progress(committee.name, count)
    return count
