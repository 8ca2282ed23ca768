"""Duties of a committee, reckoned from its roster and its ledger."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from tongxin.engine.duties.book import DutyBook, duty_book
from tongxin.engine.duties.rules import Bound
from tongxin.engine.duties.settling import Duty, Exemption, RuleSet, Scene, duties, rule_sets
from tongxin.engine.duties.windows import TermDays
from tongxin.engine.kernel.spans import Span
from tongxin.engine.mechanism.values import Mechanism, Pack
from tongxin.store import models
from tongxin.store.models import Committee, Term
from tongxin.store.queries.directories import directory_of
from tongxin.store.queries.kept import Kept
from tongxin.store.queries.ledger import Head, entries_in_force, entries_of, head_of
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
        exemptions=exemptions_of(committee_id),
    )
    return list(duties(_sets(pack.versions), scene, asked, as_of))


_kept: Kept[tuple[int, str, date], tuple[Head, DutyBook]] = Kept(size=16)


def duty_book_of(committee: Committee, pack: Pack, day: date) -> DutyBook:
    """Return the duties of a day's year and of the year before, as now known; kept until something changes.

    Args:
        committee: the committee.
        pack: its mechanism in all versions.
        day: the day as of which they are judged.
    """
    head = head_of(committee.pk)
    key = (committee.pk, pack.in_force(day).digest, day)

    def follow(known: tuple[Head, DutyBook] | None) -> tuple[Head, DutyBook]:
        return known if known is not None and known[0] == head else (head, _read(committee, pack, day))

    return _kept.get(key, follow)[1]


def _read(committee: Committee, pack: Pack, day: date) -> DutyBook:
    mechanism = pack.in_force(day)
    asked = Span(date(day.year - 1, 1, 1), date(day.year, 12, 31))
    terms = _terms(committee.pk)
    # A duty of a term is settled by what happened anywhere in it.
    first = min([asked.start or day, *(term.first for term in terms if term.last >= day)])
    kinds = {kind for version in pack.versions for rule in version.duties for kind in rule.counts}
    scene = Scene(
        roster=roster_of(committee.pk, mechanism.vocabulary.party_codes()),
        entries=tuple(entries_in_force(committee.pk, kinds, Span(first, day))),
        known=datetime.max.replace(tzinfo=UTC),
        terms=terms,
        exemptions=exemptions_of(committee.pk),
    )
    found = duties(_sets(pack.versions), scene, asked, day)
    return duty_book(found, directory_of(committee, mechanism, day))


def exemptions_of(committee_id: int) -> tuple[Exemption, ...]:
    """Return the decisions of a committee that free of duties and were not withdrawn."""
    rows = models.Exemption.objects.filter(committee=committee_id, withdrawn_at=None).order_by("pk")
    return tuple(
        Exemption(
            rule=row.rule,
            bound=Bound(row.bound),
            subject=row.subject,
            span=row.span,
            reason="，".join(part for part in (row.reason, row.decision) if part),
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionRow:
    """A decision as its page lists it.

    Attributes:
        id: its identity.
        rule: code of the duty it frees of; empty for all.
        bound: what kind of subject.
        subject: its identity.
        span: the days.
        reason: why.
        decision: number of the decision.
        granted_at: when it was put on record.
        granted_by: by whom.
        withdrawn_at: when it was withdrawn, if it was.
    """

    id: int
    rule: str
    bound: Bound
    subject: int
    span: Span
    reason: str
    decision: str
    granted_at: datetime
    granted_by: str
    withdrawn_at: datetime | None


def exemption_rows(committee_id: int) -> list[ExemptionRow]:
    """Return all decisions of a committee, the newest first, withdrawn ones included."""
    rows = models.Exemption.objects.filter(committee=committee_id).order_by("-pk")
    return [
        ExemptionRow(
            id=row.pk,
            rule=row.rule,
            bound=Bound(row.bound),
            subject=row.subject,
            span=row.span,
            reason=row.reason,
            decision=row.decision,
            granted_at=row.granted_at,
            granted_by=row.granted_by.display_name if row.granted_by else "",
            withdrawn_at=row.withdrawn_at,
        )
        for row in rows.select_related("granted_by")
    ]


def _sets(versions: tuple[Mechanism, ...]) -> tuple[RuleSet, ...]:
    return rule_sets((one.version, one.effective, one.duties) for one in versions)


def _terms(committee_id: int) -> tuple[TermDays, ...]:
    rows = Term.objects.filter(committee=committee_id, start__isnull=False).order_by("start")
    return tuple(
        TermDays(number, start, end or start.replace(year=start.year + _YEARS, day=min(start.day, 28)))
        for number, start, end in rows.values_list("number", "start", "end")
        if start is not None
    )
