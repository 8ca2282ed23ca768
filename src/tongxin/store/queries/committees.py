"""Committees."""

from tongxin.store.models import Committee


def committee_of(pk: int) -> Committee:
    """Return a committee.

    Raises:
        Committee.DoesNotExist: there is none; accounts without a committee have no pages that ask.
    """
    return Committee.objects.get(pk=pk)
