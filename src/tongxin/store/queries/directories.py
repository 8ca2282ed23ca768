"""The directory of a committee on a day."""

from datetime import date

from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.roster.directory import Directory, directory
from tongxin.store.models import Committee
from tongxin.store.queries.kept import Kept
from tongxin.store.queries.roster import roster_of

_kept: Kept[tuple[int, int, str, date], Directory] = Kept(size=16)


def directory_of(committee: Committee, mechanism: Mechanism, day: date) -> Directory:
    """Return a committee's directory on a day, kept in memory until the roster changes."""
    key = (committee.pk, committee.roster_revision, mechanism.digest, day)
    codes = mechanism.vocabulary.party_codes()
    return _kept.get(
        key,
        lambda known: (
            known
            or directory(roster_of(committee.pk, codes, committee.roster_revision), mechanism.vocabulary, day)
        ),
    )
