"""Papers of the office as pages show them: their text with linked figures, and each figure then and now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.actions.paper_desk import PaperDesk
from tongxin.engine.kernel.periods import Period, containing
from tongxin.engine.papers.composing import Block, Bound, Composed, Kind, as_text
from tongxin.engine.papers.keeping import value_now
from tongxin.engine.papers.templates import About, PaperTemplate
from tongxin.store.queries.official_papers import Paper
from tongxin.web import wording
from tongxin.web.claim_issue_texts import REASONS
from tongxin.web.claim_rows import SHAPES, amount_words, verdict_words

_OFFERED = 8
"""Periods offered for a new paper."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of a paper: words, a figure with its place among all, or a typed figure that is wrong."""

    text: str
    figure: int | None = None
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A block of a paper on a page.

    Attributes:
        kind: what it is.
        pieces: its words and figures; of a table, the words of its headings.
        rows: lines of a table.
    """

    kind: str
    pieces: tuple[Shown, ...]
    rows: tuple[tuple[str, Shown], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A figure of a paper.

    Attributes:
        place: its place among the figures.
        label: name of its indicator, with the line of the table that it is.
        text: as the paper has it.
        days: the days counted.
        then: exact value when the paper was issued.
        now: value as it would be today.
        changed: whether it would be another one today.
        records: how many records stand behind it.
        address: its page.
    """

    place: int
    label: str
    text: str
    days: str
    then: str
    now: str
    changed: bool
    records: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A figure that was typed, or one that is easily read as another.

    Attributes:
        text: the figure.
        around: words before it.
        verdict: what the records say to it.
        words: the verdict in words.
        shape: its shape.
        why: why it cannot be checked.
        label: indicator that it was read as.
        actual: what the records say.
        address: the records behind that; empty for none.
    """

    text: str
    around: str
    verdict: str
    words: str
    shape: str
    why: str
    label: str
    actual: str
    address: str


def periods_for(kind: PaperTemplate, since: date, last: date) -> list[tuple[str, str]]:
    """Return the periods that a paper can be about, latest first: code and name."""
    latest = containing(last, kind.period)
    offered = (Period(kind.period, latest.number - back) for back in range(_OFFERED))
    return [(one.code, wording.period(one)) for one in offered if one.end >= since]


def people_for(kind: PaperTemplate, desk: PaperDesk) -> list[tuple[int, str]]:
    """Return the members whom a paper can be about, by pinyin; nobody for a paper about the committee."""
    if kind.about is not About.MEMBER:
        return []
    roster = desk.book.roster
    people = {one.person: roster.people[one.person] for one in roster.members(desk.claims.last)}
    return [(one.id, one.name) for one in sorted(people.values(), key=lambda one: (one.pinyin, one.name))]


def marks() -> list[tuple[str, str]]:
    """Return what may stand in braces besides the bare name of a figure: how it is written, what it means."""
    return [
        ("{visit.count}", _("over the paper's period, with its unit")),
        ("{visit.count | before}", _("over the whole period before it")),
        ("{visit.count | year_before}", _("over the same days a year earlier")),
        ("{visit.count | all}", _("since the mechanism began")),
        ("{visit.count | bare}", _("without its unit")),
        ("{donate.total | 万元}", _("a sum of money in 万元; 亿元 as well")),
        ("{visit.count | by unit}", _("alone on its line: a table")),
        (
            "{period} {from} {to} {since} {day}",
            _("the period, its first and last day, the mechanism's first day, the day of issue"),
        ),
        ("{committee} {year}", _("the committee, the year")),
        ("{member} {sector} {placed}", _("in a paper about a member: who, sector, units")),
    ]


def parts_of(composed: Composed, against: Sequence[dict[str, Any]] = ()) -> list[Part]:
    """Return a paper as a page shows it.

    Args:
        composed: the paper.
        against: the typed figures in its text that the records contradict.
    """
    numbers = iter(range(1_000_000))
    wrong = sorted((row["start"], row["end"]) for row in against)
    parts, start = [], 0
    for block in composed.blocks:
        parts.append(_part(block, numbers, [(first - start, last - start) for first, last in wrong]))
        start += len(block.text) + 1
    return parts


def _part(block: Block, numbers: Iterator[int], wrong: Sequence[tuple[int, int]]) -> Part:
    pieces: list[Shown] = []
    start = 0
    for piece in block.pieces:
        if isinstance(piece, str):
            own = [(first - start, last - start) for first, last in wrong]
            pieces += _marked(piece, own) if block.kind is not Kind.TABLE else [Shown(piece)]
        else:
            pieces.append(Shown(piece.text, next(numbers)))
        start += len(as_text(piece))
    rows = tuple((name, Shown(bound.text, next(numbers))) for name, bound in block.rows)
    return Part(str(block.kind), tuple(pieces), rows)


def _marked(words: str, wrong: Sequence[tuple[int, int]]) -> Iterator[Shown]:
    """Yield words with the stretches of them that are wrong apart."""
    done = 0
    for first, last in wrong:
        if done <= first < last <= len(words):
            yield from (Shown(words[done:first]), Shown(words[first:last], wrong=True))
            done = last
    yield Shown(words[done:])


def figure_rows(desk: PaperDesk, paper: Paper, composed: Composed) -> list[FigureRow]:
    """Return the figures of a paper in the order of its text."""
    return [figure_row(desk, paper, place, bound) for place, bound in enumerate(composed.figures())]


def figure_row(desk: PaperDesk, paper: Paper, place: int, bound: Bound) -> FigureRow:
    """Return a figure of a paper, then and now."""
    item = desk.mechanism.indicator(bound.indicator)
    unit = item.unit if item else ""
    now = value_now(desk.book, bound) if paper.issued_at else bound.value
    label = wording.label(item.label) if item else bound.indicator
    line = desk.named(bound.by, bound.key) if bound.by else ""
    return FigureRow(
        place=place,
        label=f"{label} · {line}" if line else label,
        text=bound.text,
        days=_days(bound),
        then=_amount(bound.value, unit),
        now=_amount(now, unit),
        changed=now != bound.value,
        records=len(bound.records),
        address=reverse("paper-figure", args=[paper.pk, place]),
    )


def _days(bound: Bound) -> str:
    last = wording.day(bound.last)
    if bound.first is None:
        return _("as at %(day)s") % {"day": last}
    return _("%(start)s to %(end)s") % {"start": wording.day(bound.first), "end": last}


def _amount(value: str | None, unit: str) -> str:
    return _("no value") if value is None else wording.amount(Decimal(value), unit)


def typed_figures(desk: PaperDesk, text: str, findings: Sequence[dict[str, Any]]) -> list[Typed]:
    """Return the figures that were typed, the contradicted ones first."""
    rows = [_typed(desk, text, row) for row in findings if not row["counted"]]
    return sorted(rows, key=lambda row: row.verdict != "contradicted")


def misread(desk: PaperDesk, text: str, findings: Sequence[dict[str, Any]]) -> list[Typed]:
    """Return the counted figures that the checker, and so perhaps a reader, takes for others."""
    return [
        _typed(desk, text, row) for row in findings if row["counted"] and row["verdict"] == "contradicted"
    ]


def _typed(desk: PaperDesk, text: str, row: dict[str, Any]) -> Typed:
    item = desk.mechanism.indicator(row["measure"]) if row.get("measure") else None
    return Typed(
        text=row["text"],
        around=text[max(0, row["start"] - 12) : row["start"]].rpartition("\n")[2],
        verdict=row["verdict"],
        words=verdict_words(row["verdict"]),
        shape=SHAPES[row["verdict"]],
        why=str(REASONS.get(row.get("reason", ""), "")),
        label=wording.label(item.label) if item else "",
        actual=amount_words(row["actual"], row, item.unit if item else ""),
        address=_records(row) if item and row["actual"] is not None and not row["derive"] else "",
    )


def _records(row: dict[str, Any]) -> str:
    address = reverse("figure", args=[row["measure"]])
    return f"{address}?from={row['first'] or row['last']}&to={row['last']}"
