"""What the checker of drafts stands on: a committee's figures, how they are said, and what it was taught."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tongxin.engine.claims.checking import Checked, Checker, Knowledge
from tongxin.engine.claims.dates import Told
from tongxin.engine.claims.explaining import Explanation, explain
from tongxin.engine.claims.lexicon import Lexicon
from tongxin.engine.claims.own_records import OwnRecords
from tongxin.engine.claims.scope_values import Scope
from tongxin.engine.claims.titled import judged_by_name, titled
from tongxin.engine.claims.verdicts import Measure, Said, judge, unchecked
from tongxin.engine.claims.wording import Phrasebook, Wording
from tongxin.engine.figures.indicators import Indicator
from tongxin.engine.mechanism.values import Mechanism
from tongxin.packs import registry
from tongxin.packs.wording import shipped_lexicon, shipped_wordings
from tongxin.store.characters import simpler
from tongxin.store.queries.committees import committee_of
from tongxin.store.queries.draft_checks import taught
from tongxin.store.queries.entry_titles import holdings
from tongxin.store.queries.figures import figure_book

_BRACKETED = re.compile(r"[（(][^）)]*[）)]")
_TELLING = 4
"""Characters of a name that is told apart even when words stand between it and the figure."""
_QUOTED = re.compile(r"“([^”]+)”")


@dataclass(frozen=True, slots=True)
class ClaimDesk:
    """The checker of one committee's drafts.

    Attributes:
        body: the committee, as drafts name it.
        mechanism: whose indicators figures are held against.
        records: the committee's figures.
        knowledge: how figures are said.
        last: the last day that the records know; today, and in a demonstration the day of its latest record.
        since: the first day for which they are complete.
        committee: whose records are looked up by name.
        as_of: only what was recorded by then counts; ``None`` for all that is known.
    """

    body: str
    mechanism: Mechanism
    records: OwnRecords
    knowledge: Knowledge
    last: date
    since: date
    committee: int
    as_of: datetime | None = None

    @property
    def ratios(self) -> dict[str, tuple[str, str]]:
        """Return which indicators are ratios of which two."""
        items = self.mechanism.indicators
        return {item.id: (item.numerator, item.denominator) for item in items if item.numerator}

    def check(self, text: str, told: Told, choices: Mapping[str, Any] | None = None) -> list[Checked]:
        """Check a draft, with what the office decided about single figures."""
        found = self._by_name(text, Checker(self.body, told, self.knowledge, self.records).text(text))
        return [self._chosen(one, (choices or {}).get(str(one.start)), told) for one in found]

    def _by_name(self, text: str, found: list[Checked]) -> list[Checked]:
        """Judge figures of those who hold what is named, such as an honour, by the records of that name."""
        named = titled(text, found, self.knowledge.simpler)
        if not named:
            return found
        held = holdings(self.committee, {name for one in named for name in one.names}, self.as_of)
        judged = {one.at: judged_by_name(found[one.at], one, held) for one in named}
        return [judged.get(at, one) for at, one in enumerate(found)]

    def _chosen(self, one: Checked, choice: Mapping[str, Any] | None, told: Told) -> Checked:
        """Judge a figure anew as the office says that it is meant."""
        if choice is None or one.link is None or one.scope is None:
            return one
        measure = choice["measure"] or None
        days = [date.fromisoformat(day) for day in choice["days"] or ()]
        scope = replace(one.scope, narrower="", one_day=False, known=True)
        scope = replace(scope, first=days[0], last=days[1], dated=True) if days else scope
        link = replace(one.link, measure=measure, part="", phrase="", met="")
        chosen = replace(one, link=link, scope=scope)
        said = _said(chosen)
        judged = judge(said, self.records, told.day) if said else unchecked("claim.no_measure")
        return replace(chosen, judged=judged)

    def explained(self, one: Checked) -> Explanation | None:
        """Return the nearest explanation of a contradiction."""
        said = _said(one)
        if said is None or one.judged.actual is None or one.link is None:
            return None
        figure = one.found
        matched = self.knowledge.book.matches(
            one.link.frame.text, one.link.frame.near, figure.kind, figure.unit
        )
        others = [other.measure for other in matched]
        return explain(said, one.judged.actual, self.records, others)

    def shown(self, measure: str | None, scope: Scope, told: Told) -> Scope:
        """Return the days that a figure was read over."""
        stock = measure is not None and self.records.measure(measure) is Measure.STOCK
        return scope.standing(told.day) if stock else scope


def _said(one: Checked) -> Said | None:
    link, scope, bounds = one.link, one.scope, one.found.bounds
    if link is None or scope is None or bounds is None or link.measure is None:
        return None
    return Said(one.found.kind, one.found.unit, bounds, link.measure, link.derive, link.change, scope)


def claim_desk(committee_id: int, at: datetime, as_of: datetime | None = None) -> ClaimDesk:
    """Return the checker of a committee's drafts.

    Args:
        committee_id: the committee.
        at: now.
        as_of: only what was recorded at or before this time counts; ``None`` for all that is known.
    """
    committee = committee_of(committee_id)
    pack = registry.pack(committee.pack)
    today = at.astimezone(ZoneInfo(pack.versions[-1].time_zone)).date()
    mechanism = pack.in_force(today)
    book = figure_book(committee_id, mechanism, as_of)
    if committee.demo:
        whole = book if as_of is None else figure_book(committee_id, mechanism)
        today = whole.last_day() or today
        if pack.in_force(today) is not mechanism:
            mechanism = pack.in_force(today)
            book = figure_book(committee_id, mechanism, as_of)
    body = _BRACKETED.sub("", committee.short_name or committee.name)
    since = min(version.effective for version in pack.versions)
    records = OwnRecords(book, body, since, today)
    knowledge = _knowledge(committee_id, mechanism, body)
    return ClaimDesk(body, mechanism, records, knowledge, today, since, committee_id, as_of)


def _knowledge(committee_id: int, mechanism: Mechanism, body: str) -> Knowledge:
    """Return what ships with the product, with what the mechanism is called and the office taught."""
    added = list(taught(committee_id))
    known = frozenset(item.id for item in mechanism.indicators)
    by_name = {item.id: one for item in mechanism.indicators if (one := _by_name(item))}
    extra: dict[str, dict[str, list[str]]] = {}
    for row in added:
        extra.setdefault(row.measure, {}).setdefault(row.use, []).append(_plain(row.phrase))
    shipped = {one.id: one for one in shipped_wordings() if one.id in known}
    # Where two phrases tell as much, the mechanism's own name of an indicator comes before what ships.
    wordings = [one for code, one in by_name.items() if code not in shipped]
    wordings += [_called(one, by_name.get(one.id)) for one in shipped.values()]
    unsaid = known - {one.id for one in wordings}
    wordings += [Wording(id=code, said=()) for code in extra if code in unsaid]
    wordings = [_widened(one, extra.get(one.id, {})) for one in wordings]
    base = shipped_lexicon()
    own = (*_own_names(mechanism), *(_plain(row.phrase) for row in added if row.use == "name"))
    lexicon = Lexicon((*base.names, *own), base.words)
    return Knowledge(simpler(), Phrasebook(tuple(wordings)), lexicon, frozenset({body}))


def _plain(phrase: str) -> str:
    """Return a phrase in the characters in which drafts are read, whichever it was typed in."""
    return phrase.translate(simpler())


def _by_name(item: Indicator) -> Wording | None:
    """Return an indicator said by its own name; ``None`` for one that is qualified, as others bear it too."""
    name = item.label.zh_hans
    if _BRACKETED.search(name):
        return None
    kind = {"元": "money", "%": "ratio points"}.get(item.unit, "count")
    units = f"{item.unit} {item.unit.removesuffix('次')}".strip() if kind == "count" else ""
    said = (f"{name}…#", f"#…{name}") if len(name) >= _TELLING else (f"{name}#", f"{name}共#", f"#{name}")
    return Wording(id=item.id, kind=kind, units=units, said=said)


def _called(shipped: Wording, by_name: Wording | None) -> Wording:
    """Return a wording that ships, widened by the name that the mechanism gives the indicator."""
    return replace(shipped, said=(*shipped.said, *by_name.said)) if by_name else shipped


def _widened(one: Wording, uses: Mapping[str, list[str]]) -> Wording:
    if not uses:
        return one
    return replace(one, said=(*one.said, *uses.get("said", ())), never=(*one.never, *uses.get("never", ())))


def _own_names(mechanism: Mechanism) -> list[str]:
    """Return what the mechanism and its groups of duties are called."""
    label = mechanism.label.zh_hans
    return [*_QUOTED.findall(label), label, *(group.label.zh_hans for group in mechanism.duty_groups)]
