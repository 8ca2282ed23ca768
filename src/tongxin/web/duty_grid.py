"""The grid of the party office: who or what owes a group of duties, against the periods of a year."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tongxin.engine.duties.book import answerers
from tongxin.engine.duties.rules import Bound, DutyRule
from tongxin.engine.duties.settling import Duty, State
from tongxin.engine.duties.subjects import Subject
from tongxin.web import duty_rows, duty_words
from tongxin.web.duty_rows import Desk
from tongxin.web.link_rows import Named, people_named

LATE = (State.OVERDUE, State.OPEN)


@dataclass(frozen=True, slots=True)
class Head:
    """A column: a rule in a period."""

    rule: DutyRule
    code: str
    period: str


@dataclass(frozen=True, slots=True)
class Cell:
    """How one duty stands, in a word and a shape, with its page."""

    head: Head
    duty: Duty | None
    shape: str = ""
    word: str = ""
    address: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One subject: who answers for it, for whom, and its duties in the order of the columns."""

    subject: Subject
    target: Named
    holders: list[Named]
    cells: list[Cell]

    @property
    def states(self) -> set[State]:
        """How its duties stand."""
        return {cell.duty.state for cell in self.cells if cell.duty}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rules that are laid upon the same subjects.

    Attributes:
        id: what an address calls it: code of its first rule.
        rules: the rules.
        bound: what they are laid upon.
        counts: how many of its duties in the year stand how.
    """

    id: str
    rules: tuple[DutyRule, ...]
    bound: Bound
    counts: Counter[State]


def tables(here: Desk, group: str, year: int) -> list[Table]:
    """Return the tables of a group: its rules, those laid upon the same subjects together."""
    found: dict[tuple[Bound, tuple[str, ...]], list[DutyRule]] = {}
    for rule in here.where.mechanism.duties:
        if rule.group == group:
            found.setdefault((rule.bound, rule.of), []).append(rule)
    return [
        Table(
            id=rules[0].id,
            rules=tuple(rules),
            bound=bound,
            counts=Counter(duty.state for duty in of_year(here, rules, year)),
        )
        for (bound, _), rules in found.items()
    ]


def of_year(here: Desk, rules: Iterable[DutyRule], year: int) -> list[Duty]:
    """Return the duties of some rules in the periods of a year; a term's stand in every year of it."""
    codes = {rule.id for rule in rules}
    return [
        duty
        for duty in here.book.duties
        if duty.rule in codes and duty.window.first.year <= year <= duty.window.last.year
    ]


def heads(table: Table, found: Iterable[Duty]) -> list[Head]:
    """Return the columns: the rules in their order, each by period."""
    order = {rule.id: place for place, rule in enumerate(table.rules)}
    windows = {(order[duty.rule], duty.window) for duty in found}
    samples = {(duty.rule, duty.window.code): duty for duty in found}
    columns = []
    for place, window in sorted(windows):
        rule = table.rules[place]
        said = duty_words.period_in_year(samples[rule.id, window.code], rule.each)
        columns.append(Head(rule, window.code, said))
    return columns


def lines(here: Desk, found: list[Duty], columns: list[Head]) -> list[Line]:
    """Return a row for each subject."""
    by_subject: dict[int, dict[tuple[str, str], Duty]] = {}
    for duty in found:
        by_subject.setdefault(duty.subject.id, {})[duty.rule, duty.window.code] = duty
    return [_line(here, duties, columns) for duties in by_subject.values()]


def _line(here: Desk, duties: dict[tuple[str, str], Duty], columns: list[Head]) -> Line:
    subject = next(iter(duties.values())).subject
    people = answerers(subject, here.where.directory)
    cells = [_cell(here, head, duties.get((head.rule.id, head.code))) for head in columns]
    return Line(
        subject=subject,
        target=duty_rows.target(here.where, subject),
        holders=people_named(here.where, people),
        cells=cells,
    )


def _cell(here: Desk, head: Head, duty: Duty | None) -> Cell:
    if duty is None:
        return Cell(head, None)
    return Cell(
        head,
        duty,
        shape=duty_words.SHAPES[duty.state],
        word=str(duty_words.STATES[duty.state]),
        address=duty_rows.address(duty),
        why=duty_words.why(duty, here.where.day),
    )
