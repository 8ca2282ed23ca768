"""Duties as of a day: what is met, open, overdue, exempt or not yet due, by which entries, and why.

This is the definition, in plain Python. A duty is identified by its rule, its subject and its period. What
was recorded later, or corrected later, moves the answer only for later moments of knowledge.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from tongxin.engine.duties.rules import Bound, DutyRule
from tongxin.engine.duties.subjects import Index, Subject, subjects
from tongxin.engine.duties.windows import TermDays, Window, windows
from tongxin.engine.kernel.spans import Span
from tongxin.engine.ledger.entries import Act, Entry, current
from tongxin.engine.roster.values import Roster


class State(StrEnum):
    """How a duty stands."""

    MET = "met"
    OPEN = "open"
    OVERDUE = "overdue"
    EXEMPT = "exempt"
    NOT_YET = "not_yet"


class Why(StrEnum):
    """The reason of a state, from which pages make a sentence."""

    ENOUGH = "enough"
    TOO_FEW = "too_few"
    TIME_LEFT = "time_left"
    BEFORE_WINDOW = "before_window"
    JOINED_LATE = "joined_late"
    ENDED = "ended"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """A decision that frees a subject of a rule on some days.

    Attributes:
        rule: code of the rule; empty frees of every rule.
        bound: what kind of subject.
        subject: its identity.
        span: the days.
        reason: code or words of the decision, shown with the duty.
    """

    rule: str
    bound: Bound
    subject: int
    span: Span
    reason: str = ""


class Settled(NamedTuple):
    """One happening that counts for a duty: its id, its day, and how much it counts."""

    happening: int
    day: date
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One duty as of a day.

    Attributes:
        rule: code of the rule.
        version: code of the mechanism's version that it stands in.
        subject: what it is laid upon.
        window: its period.
        state: how it stands.
        why: the reason.
        done: what counts so far, in entries or in the rule's quantity.
        least: what the period asks for.
        due: last day on which a record may come in before it is overdue.
        parts: the happenings that count, in the order in which they happened.
        reason: words of the decision, for an exemption by decision.
    """

    rule: str
    version: str
    subject: Subject
    window: Window
    state: State
    why: Why
    done: Decimal
    least: int
    due: date
    parts: tuple[Settled, ...] = ()
    reason: str = ""

    @property
    def settled_by(self) -> tuple[int, ...]:
        """The ids of the happenings that count."""
        return tuple(part.happening for part in self.parts)

    @property
    def key(self) -> tuple[str, int, str]:
        """What the duty is known by: its rule, its subject, its period."""
        return self.rule, self.subject.id, self.window.code

    @property
    def missing(self) -> Decimal:
        """What is still to be done, never below nothing."""
        return max(Decimal(self.least) - self.done, Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What duties are reckoned from.

    Attributes:
        roster: who and what there is.
        entries: the ledger, rows in any order.
        known: rows recorded later than this do not count.
        terms: the committee's terms.
        exemptions: decisions that free of duties.
    """

    roster: Roster
    entries: tuple[Entry, ...]
    known: datetime
    terms: tuple[TermDays, ...] = ()
    exemptions: tuple[Exemption, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """The rules of one version of a mechanism.

    Attributes:
        version: its code.
        effective: first day on which it binds.
        until: last day, when a later version follows.
        rules: the rules.
        first: whether no version was in force before it.
    """

    version: str
    effective: date
    until: date | None = None
    rules: tuple[DutyRule, ...] = ()
    first: bool = True

    def judges(self, window: Window) -> bool:
        """Tell whether a period is judged by this version: it bound when the period began.

        A period in which the first version of all came into force is judged by that one.
        """
        if not self.first and window.first < self.effective:
            return False
        begins = max(window.first, self.effective)
        return begins <= window.last and (self.until is None or begins <= self.until)

    def since(self, rule: DutyRule) -> date | None:
        """Return the day from which a rule binds, where a period may have begun before it."""
        if not self.first:
            return rule.since
        return max(self.effective, rule.since or self.effective)


def rule_sets(versions: Iterable[tuple[str, date, tuple[DutyRule, ...]]]) -> tuple[RuleSet, ...]:
    """Return the rule sets of a mechanism's versions (code, effective day, rules), each until the next.

    A later version begins with the first period that begins under it, so no period is judged twice.
    """
    ordered = sorted(versions, key=lambda one: one[1])
    ends = [one[1] - timedelta(days=1) for one in ordered[1:]]
    return tuple(
        RuleSet(version=code, effective=effective, until=until, rules=rules, first=code == ordered[0][0])
        for (code, effective, rules), until in zip(ordered, [*ends, None], strict=True)
    )


def duties(sets: Iterable[RuleSet], scene: Scene, asked: Span, as_of: date) -> Iterator[Duty]:
    """Yield the duties of all periods that share a day with a span, by version, rule, subject and period.

    An entry that counts for one rule counts for a later one of the same version only if that one says so.

    Args:
        sets: the rules of a mechanism's versions, from :func:`rule_sets`.
        scene: roster, ledger and decisions.
        asked: the span; both ends must be set.
        as_of: the day on which it is judged what is open and what is overdue.
    """
    by_kind = _happened(scene, as_of)
    for one in sets:
        claimed: set[int] = set()
        for rule in one.rules:
            happened = [
                entry
                for kind in rule.counts
                for entry in by_kind.get(kind, ())
                if rule.shared or entry.root not in claimed
            ]
            happened.sort(key=attrgetter("happened", "root"))
            bound = list(subjects(rule, scene.roster))
            settling = _settling(rule, bound, happened)
            claimed.update(part.happening for parts in settling.values() for part in parts)
            since, periods = one.since(rule), _Windows(rule, one, asked, scene.terms)
            for subject in bound:
                parts = settling[subject.id]
                days = [part.day for part in parts]
                for window in periods.of(subject):
                    taken = parts[bisect_left(days, window.opens) : bisect_right(days, window.closes)]
                    facts = Facts(rule=rule, subject=subject, window=window, taken=tuple(taken), since=since)
                    yield _judged(facts, one.version, scene.exemptions, as_of)


_ONE = Decimal(1)


def _worth(rule: DutyRule, entry: Entry) -> Decimal:
    """Return how much an entry counts: one, or its amount of the rule's quantity."""
    return entry.amounts.get(rule.quantity, Decimal(0)) if rule.quantity else _ONE


def _happened(scene: Scene, as_of: date) -> dict[str, list[Entry]]:
    """Return kind → entries in force that had happened by a day."""
    found: dict[str, list[Entry]] = {}
    for entry in current(scene.entries, scene.known).values():
        if entry.act is not Act.VOID and entry.happened <= as_of:
            found.setdefault(entry.kind, []).append(entry)
    return found


def _settling(rule: DutyRule, bound: list[Subject], happened: list[Entry]) -> dict[int, list[Settled]]:
    """Return subject → what counts for it, by day; under one-to-one, nothing that is about several."""
    found: dict[int, list[Settled]] = {subject.id: [] for subject in bound}
    index = Index(rule, bound)
    for entry in happened:
        about = index.about(entry)
        if rule.one_to_one and len(about) > 1:
            continue
        if about:
            part = Settled(entry.root, entry.happened, _worth(rule, entry))
            for one in about:
                found[one.id].append(part)
    return found


class _Windows:
    """The periods in which a rule binds, made once for all subjects that are there on the same days."""

    def __init__(self, rule: DutyRule, version: RuleSet, asked: Span, terms: tuple[TermDays, ...]) -> None:
        self._rule, self._version, self._asked, self._terms = rule, version, asked, terms
        self._made: dict[tuple[date, date], list[Window]] = {}

    def of(self, subject: Subject) -> list[Window]:
        """Return the periods asked about in which the rule binds a subject and the version judges."""
        starts = (self._asked.start, subject.span.start, self._version.since(self._rule))
        begins = [day for day in starts if day is not None]
        ends = [day for day in (self._asked.end, subject.span.end) if day is not None]
        if not begins or not ends:
            return []
        days = max(begins), min(ends)
        if days not in self._made:
            found = windows(self._rule, *days, self._terms)
            self._made[days] = [window for window in found if self._version.judges(window)]
        return self._made[days]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What one duty is judged from: its rule, subject and period, what was done, and since when it binds."""

    rule: DutyRule
    subject: Subject
    window: Window
    taken: tuple[Settled, ...]
    since: date | None

    @property
    def done(self) -> Decimal:
        """What was done, in entries or in the rule's quantity."""
        if not self.rule.quantity:
            return Decimal(len(self.taken))
        return sum((part.amount for part in self.taken), Decimal(0))

    @property
    def due(self) -> date:
        """Last day on which a record may come in before the duty is overdue."""
        return self.window.closes + timedelta(days=self.rule.grace_days)

    @property
    def came_late(self) -> bool:
        """Whether more than the stated share of the window was over when the subject, or the rule, began."""
        starts = [day for day in (self.subject.span.start, self.since) if day is not None]
        if not starts:
            return False
        over = (max(starts) - self.window.opens).days
        whole = (self.window.closes - self.window.opens).days + 1
        return over * 100 > self.rule.late_percent * whole

    def ended(self, as_of: date) -> bool:
        """Tell whether the subject was gone by a day and before the window closed."""
        end = self.subject.span.end
        return end is not None and end < self.window.closes and end <= as_of


def _judged(facts: Facts, version: str, exemptions: tuple[Exemption, ...], as_of: date) -> Duty:
    decided, done = _decided(facts, exemptions), facts.done
    state, why = _state(facts, done, decided, as_of)
    return Duty(
        rule=facts.rule.id,
        version=version,
        subject=facts.subject,
        window=facts.window,
        state=state,
        why=why,
        done=done,
        least=facts.rule.least,
        due=facts.due,
        parts=facts.taken,
        reason=decided.reason if decided and why is Why.DECIDED else "",
    )


def _decided(facts: Facts, exemptions: tuple[Exemption, ...]) -> Exemption | None:
    days, subject = Span(facts.window.opens, facts.window.closes), facts.subject
    for one in exemptions:
        same = one.bound is subject.bound and one.subject == subject.id
        if same and one.rule in {"", facts.rule.id} and one.span.overlaps(days):
            return one
    return None


def _state(facts: Facts, done: Decimal, decided: Exemption | None, as_of: date) -> tuple[State, Why]:
    """Return how a duty stands and why; what was done counts even for those who need not do it."""
    if done >= facts.rule.least:
        return State.MET, Why.ENOUGH
    if decided:
        return State.EXEMPT, Why.DECIDED
    if facts.came_late or facts.ended(as_of):
        return State.EXEMPT, Why.JOINED_LATE if facts.came_late else Why.ENDED
    if as_of < facts.window.opens:
        return State.NOT_YET, Why.BEFORE_WINDOW
    late = as_of > facts.due
    return (State.OVERDUE, Why.TOO_FEW) if late else (State.OPEN, Why.TIME_LEFT)
