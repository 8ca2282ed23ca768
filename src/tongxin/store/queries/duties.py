"""Duties of a committee, reckoned from its roster and its ledger."""

from datetime import date, datetime

from tongxin.engine.duties.settling import Duty, RuleSet, Scene, duties, rule_sets
from tongxin.engine.duties.windows import TermDays
from tongxin.engine.kernel.spans import Span
from tongxin.engine.mechanism.values import Mechanism, Pack
from tongxin.store.models import Term
from tongxin.store.queries.ledger import entries_of
from tongxin.store.queries.roster import roster_of

_YEARS = 5
"""How long a term lasts whose end is not on record."""


def duties_of(committee_id: int, pack: Pack, asked: Span, as_of: date, known: datetime) -> list[Duty]:
    """Return the duties of the periods that share a day with a span.

    Args:
        committee_id: the committee.
        pack: its mechanism in all versions; each period is judged by the version in force when it began.
        asked: the span; both ends must be set.
        as_of: the day on which it is judged what is open and what is overdue.
        known: rows recorded later than this do not count.
    """
    mechanism = pack.in_force(as_of)
    scene = Scene(
        roster=roster_of(committee_id, mechanism.vocabulary.party_codes()),
        entries=tuple(entries_of(committee_id)),
        known=known,
        terms=_terms(committee_id),
    )
    return list(duties(_sets(pack.versions), scene, asked, as_of))


def _sets(versions: tuple[Mechanism, ...]) -> tuple[RuleSet, ...]:
    return rule_sets((one.version, one.effective, one.duties) for one in versions)


def _terms(committee_id: int) -> tuple[TermDays, ...]:
    rows = Term.objects.filter(committee=committee_id, start__isnull=False).order_by("start")
    return tuple(
        TermDays(number, start, end or start.replace(year=start.year + _YEARS, day=min(start.day, 28)))
        for number, start, end in rows.values_list("number", "start", "end")
        if start is not None
    )
