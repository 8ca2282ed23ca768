"""A mechanism: all that one committee may decide, from one date on."""

from dataclasses import dataclass, field
from datetime import date

from tongxin.engine.duties.rules import DutyGroup, DutyRule
from tongxin.engine.figures.indicators import Indicator, IndicatorGroup
from tongxin.engine.figures.tallies import Tally
from tongxin.engine.kernel.holidays import Holiday
from tongxin.engine.kernel.labels import Label
from tongxin.engine.kernel.rights import Role
from tongxin.engine.kernel.workdays import Calendar
from tongxin.engine.ledger.kinds import EntryGroup, EntryKind
from tongxin.engine.pairing.rules import PairingRules
from tongxin.engine.papers.templates import PaperTemplate
from tongxin.engine.proceedings.letters import Letter, LetterSeries
from tongxin.engine.proceedings.rules import Workflow
from tongxin.engine.reviews.rules import Aim, ReviewKind
from tongxin.engine.roster.vocabulary import Vocabulary

SHOWS = (
    "organisation_kinds",
    "affiliations",
    "sectors",
    "posts",
    "norms",
    "links",
    "duties",
    "entry_kinds",
    "indicators",
    "tallies",
    "workflows",
    "holidays",
    "roles",
)
"""The declared parts that a chapter may list below its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter of the mechanism's readable text: a heading and what it says, as paragraphs.

    Attributes:
        id: stable code, the anchor on the page.
        title: its heading.
        text: what it says; an empty line parts paragraphs.
        shows: which declared part is listed below it, one of ``SHOWS``, or nothing.
    """

    id: str
    title: Label
    text: Label
    shows: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mechanism:
    """One version of a mechanism.

    Attributes:
        id: the pack's code.
        version: the version's code, printed on every trail.
        effective: first day on which it binds.
        label: the mechanism's name.
        committee: name of the committee it was written for.
        time_zone: IANA name; calendar periods are cut in it.
        vocabulary: words of the roster.
        entry_groups: headings of entry kinds.
        entry_kinds: kinds of entries.
        indicator_groups: headings of indicators.
        indicators: indicators.
        tallies: tables of figures that are handed up each month or quarter.
        roles: roles and their rights.
        duty_groups: headings of duties.
        duties: what is owed, by whom, in which periods.
        pairing: what makes people fit, for pairing.
        reviews: kinds of reviews.
        aims: the mechanism's aims with the figures that show them.
        workflows: how papers go from draft to kept promise.
        letter_series: rows of document numbers.
        letters: letters that go out with moves, and what is attached to them.
        papers: kinds of papers that the office issues.
        holidays: days off and the weekend days worked in return.
        chapters: the readable text of the mechanism page.
        digest: SHA-256 of the files it was read from, in hexadecimal.
    """

    id: str
    version: str
    effective: date
    label: Label
    committee: Label
    time_zone: str
    vocabulary: Vocabulary
    entry_groups: tuple[EntryGroup, ...]
    entry_kinds: tuple[EntryKind, ...]
    indicator_groups: tuple[IndicatorGroup, ...]
    indicators: tuple[Indicator, ...]
    roles: tuple[Role, ...]
    tallies: tuple[Tally, ...] = ()
    duty_groups: tuple[DutyGroup, ...] = ()
    duties: tuple[DutyRule, ...] = ()
    pairing: PairingRules = field(default_factory=PairingRules)
    reviews: tuple[ReviewKind, ...] = ()
    aims: tuple[Aim, ...] = ()
    workflows: tuple[Workflow, ...] = ()
    letter_series: tuple[LetterSeries, ...] = ()
    letters: tuple[Letter, ...] = ()
    papers: tuple[PaperTemplate, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    digest: str = ""

    def review(self, code: str) -> ReviewKind | None:
        """Return the kind of review with a code, if it is declared."""
        return next((kind for kind in self.reviews if kind.id == code), None)

    def calendar(self) -> Calendar:
        """Return which days are worked by the notices; what the office marked is not in it."""
        return Calendar.of(self.holidays)

    def workflow(self, code: str) -> Workflow | None:
        """Return the workflow with a code, if it is declared."""
        return next((flow for flow in self.workflows if flow.id == code), None)

    def letter(self, code: str) -> Letter | None:
        """Return the letter with a code, if it is declared."""
        return next((letter for letter in self.letters if letter.id == code), None)

    def paper(self, code: str) -> PaperTemplate | None:
        """Return the kind of paper with a code, if it is declared."""
        return next((paper for paper in self.papers if paper.id == code), None)

    def kinds_of_moves(self) -> frozenset[str]:
        """Return the kinds of records that moves of papers write, and nobody's hand."""
        return frozenset(move.writes for flow in self.workflows for move in flow.moves if move.writes)

    def entry_kind(self, code: str) -> EntryKind | None:
        """Return the entry kind with a code, if it is declared."""
        return next((kind for kind in self.entry_kinds if kind.id == code), None)

    def indicator(self, code: str) -> Indicator | None:
        """Return the indicator with a code, if it is declared."""
        return next((item for item in self.indicators if item.id == code), None)

    def tally(self, code: str) -> Tally | None:
        """Return the tally with a code, if it is declared."""
        return next((tally for tally in self.tallies if tally.id == code), None)

    def duty(self, code: str) -> DutyRule | None:
        """Return the duty rule with a code, if it is declared."""
        return next((rule for rule in self.duties if rule.id == code), None)

    def role(self, code: str) -> Role | None:
        """Return the role with a code, if it is declared."""
        return next((role for role in self.roles if role.id == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """All versions of one committee's mechanism, oldest first."""

    id: str
    versions: tuple[Mechanism, ...]

    def in_force(self, day: date) -> Mechanism:
        """Return the version that binds on a day; before the first, the first stands in."""
        bound = [version for version in self.versions if version.effective <= day]
        return bound[-1] if bound else self.versions[0]
