"""The book of figures of a committee, kept in memory and brought up to date by new entries only.

Nothing here is a stored counter: the book is built from the ledger, follows it, and is thrown away when
the roster or the mechanism changes.
"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from tongxin.engine.figures.book import Book, open_book
from tongxin.engine.mechanism.values import Mechanism
from tongxin.store.queries.kept import Kept
from tongxin.store.queries.ledger import (
    Head,
    entries_changed_after,
    entries_of,
    happenings_changed_after,
    head_of,
)
from tongxin.store.queries.roster import roster_of


@dataclass(frozen=True, slots=True)
class _UpTo:
    """A book and how far it has read."""

    head: Head
    book: Book


_now: Kept[tuple[int, str, str], _UpTo] = Kept(size=8)
_then: Kept[tuple[int, str, str, datetime], _UpTo] = Kept(size=8)


def figure_book(committee_id: int, mechanism: Mechanism, as_of: datetime | None = None) -> Book:
    """Return the book of a committee's figures.

    Args:
        committee_id: the committee.
        mechanism: the version of the mechanism whose indicators are wanted.
        as_of: only what was recorded at or before this time counts; ``None`` for all that is known.

    Raises:
        Committee.DoesNotExist: there is no such committee.
    """
    key = (committee_id, f"{mechanism.id}@{mechanism.version}", mechanism.digest)
    now = _now.get(key, lambda known: _follow(known, head_of(committee_id), mechanism))
    if as_of is None:
        return now.book
    moment = as_of
    return _then.get((*key, moment), lambda known: _back(known, now, moment)).book


def _follow(known: _UpTo | None, head: Head, mechanism: Mechanism) -> _UpTo:
    """Bring a book up to the head of the ledger, from where it stands or from nothing."""
    if known is None or known.head.roster_revision != head.roster_revision:
        return _from_nothing(head, mechanism)
    if known.head == head:
        return known
    added = list(entries_of(head.committee, since_id=known.head.last, up_to_id=head.last))
    if known.head.count + len(added) != head.count:
        return _from_nothing(head, mechanism)
    return _UpTo(head, known.book.extended(added))


def _from_nothing(head: Head, mechanism: Mechanism) -> _UpTo:
    roster = roster_of(head.committee, mechanism.vocabulary.party_codes(), head.roster_revision)
    book = open_book(mechanism.indicators, roster, ZoneInfo(mechanism.time_zone))
    return _UpTo(head, book.extended(entries_of(head.committee, up_to_id=head.last)))


def _back(known: _UpTo | None, now: _UpTo, moment: datetime) -> _UpTo:
    """Go back from what is known now to what was known at a time."""
    if known is not None and known.head == now.head:
        return known
    later = happenings_changed_after(now.head.committee, moment)
    book = now.book.without(later).extended(entries_changed_after(now.head.committee, moment))
    return _UpTo(now.head, book)
