"""Templates of official papers: text with references to figures, written by the office and checked when read.

A template's text is Markdown as far as papers need it, a paragraph a line::

    # 一、heading
    ## （一）heading below it
    {committee}{period}走访企业{visit.enterprise}。
    {visit.count | by unit}
    === 附表标题

A line behind ``===`` begins an annex. Words in braces are filled in: a word of ``WORDS``, or an indicator,
whose figure is counted and never typed, with how it is meant behind bars.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from tongxin.engine.figures.indicators import Indicator, Source
from tongxin.engine.kernel.issues import Issue
from tongxin.engine.kernel.labels import Label
from tongxin.engine.kernel.periods import Grain

BRACED = re.compile(r"\{([^{}\n]*)\}")
COMMITTEE = "committee"
"""The one word that may stand in braces where senders and receivers are named."""
WORDS = (COMMITTEE, "day", "from", "period", "since", "to", "year")
MEMBER_WORDS = ("member", "placed", "sector")
UNITS = {"万元": 10**4, "亿元": 10**8}
"""Units that a sum of money may be written in, and how many 元 one of them is."""
LONGEST = 20_000
"""Characters of a paper's text."""


class About(StrEnum):
    """Whose figures a paper has: the committee's, or one member's."""

    COMMITTEE = "committee"
    MEMBER = "member"


class Style(StrEnum):
    """What a paper looks like.

    ``document`` has a red head, a document number and a signature; ``letter`` has them in the letter
    format, under the name of who sends it; ``bulletin`` has a masthead and the number of its issue;
    ``sheet`` neither.
    """

    DOCUMENT = "document"
    LETTER = "letter"
    BULLETIN = "bulletin"
    SHEET = "sheet"


class Over(StrEnum):
    """Which days a figure is counted over.

    ``period`` is the paper's; ``before`` the one of the same length before it; ``year_before`` the same days
    one year earlier; ``all`` begins with the mechanism.
    """

    PERIOD = "period"
    BEFORE = "before"
    YEAR_BEFORE = "year_before"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTemplate:
    """A kind of paper that the office issues.

    Attributes:
        id: stable code.
        label: its name in lists.
        title: its title, with words in braces.
        text: its text, see above; Chinese, as the papers are.
        period: length of the period that it is about.
        about: whose figures it has.
        style: what it looks like.
        head: the red head of a document, who sends a letter, the masthead of a bulletin.
        series: row of document numbers; empty for a paper without one.
        addressee: to whom it goes, with the colon; empty for nobody.
        signature: in whose name it goes out; empty for nobody.
        copies: who gets a copy.
    """

    id: str
    label: Label
    title: str
    text: str
    period: Grain = Grain.YEAR
    about: About = About.COMMITTEE
    style: Style = Style.SHEET
    head: str = ""
    series: str = ""
    addressee: str = ""
    signature: str = ""
    copies: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The words that it may have in braces."""
        return (*WORDS, *MEMBER_WORDS) if self.about is About.MEMBER else WORDS

    def named(self) -> Iterator[tuple[str, str]]:
        """Yield the way to every text that names who sends it or who gets it, and the text."""
        for key in ("head", "addressee", "signature"):
            yield key, getattr(self, key)
        for place, copy in enumerate(self.copies):
            yield f"copies/{place}", copy

    def signed(self, committee: str) -> "PaperTemplate":
        """Return it with the committee's name where senders and receivers are named."""
        hole = f"{{{COMMITTEE}}}"
        return replace(
            self,
            **{
                key: getattr(self, key).replace(hole, committee) for key in ("head", "addressee", "signature")
            },
            copies=tuple(copy.replace(hole, committee) for copy in self.copies),
        )


@dataclass(frozen=True, slots=True)
class Reference:
    """A figure as a template names it.

    Attributes:
        indicator: id of the indicator.
        over: which days.
        unit: unit to write a sum in; empty for the one in which nothing is lost.
        bare: whether it stands without its unit.
        by: the way it is broken down, a table; empty for one figure.
    """

    indicator: str
    over: Over = Over.PERIOD
    unit: str = ""
    bare: bool = False
    by: str = ""


def read_reference(braced: str) -> Reference | str:
    """Return a reference, or the part of it that says nothing that is known.

    Args:
        braced: what stands between the braces.
    """
    name, *marks = (part.strip() for part in braced.split("|"))
    values: dict[str, object] = {}
    for mark in marks:
        meant = _meant(mark)
        if meant is None or meant[0] in values:
            return mark
        values[meant[0]] = meant[1]
    return Reference(name, **values)  # type: ignore[arg-type]  # by name, each of the kind that _meant gives


def _meant(mark: str) -> tuple[str, object] | None:
    if mark in UNITS:
        return "unit", mark
    if mark == "bare":
        return "bare", True
    if mark in set(Over) - {Over.PERIOD}:
        return "over", Over(mark)
    by = re.fullmatch(r"by\s+([a-z]+)", mark)
    return ("by", by.group(1)) if by else None


def references(text: str, words: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield line, counted from one, and what is braced in it, but for words."""
    for number, line in enumerate(text.split("\n"), 1):
        for found in BRACED.finditer(line):
            if found.group(1).strip() not in words:
                yield number, found.group(1).strip()


def mistakes(
    template: PaperTemplate,
    text: str,
    indicators: Mapping[str, Indicator],
    ways: Mapping[str, Collection[str]],
) -> Iterator[Issue]:
    """Yield what is wrong with a text of a template; the place of each is its line, counted from one.

    Args:
        template: the template.
        text: the text, the template's own or as the office wrote it.
        indicators: id → indicator.
        ways: indicator → the ways that it may be broken down.
    """
    if not text.strip():
        yield Issue(code="paper.empty", place="1")
    if len(text) > LONGEST:
        yield Issue(code="paper.too_long", place="1", params={"length": len(text), "longest": LONGEST})
    for number, line in enumerate(text.split("\n"), 1):
        left = BRACED.sub("", line)
        if "{" in left or "}" in left:
            yield Issue(
                code="paper.loose_brace",
                place=str(number),
                params={"row": number, "found": line.strip()[:40]},
            )
        if line.startswith("===") and not line.strip("= "):
            yield Issue(code="paper.annex_without_title", place=str(number), params={"row": number})
    for number, braced in references(text, template.words):
        wrong = _wrong(template, braced, text.split("\n")[number - 1], indicators, ways)
        if wrong is not None:
            code, params = wrong
            yield Issue(code=code, place=str(number), params={"row": number, "found": braced, **params})


def _wrong(
    template: PaperTemplate,
    braced: str,
    line: str,
    indicators: Mapping[str, Indicator],
    ways: Mapping[str, Collection[str]],
) -> tuple[str, dict[str, str]] | None:
    """Return code and parameters of what is wrong with a reference, if anything is."""
    read = read_reference(braced)
    if isinstance(read, str):
        return "paper.unknown_mark", {"mark": read}
    item = indicators.get(read.indicator)
    if item is None:
        return "paper.unknown_name", {"found": read.indicator}
    if read.by:
        return _wrong_table(template, read, line, ways[item.id])
    if template.about is About.MEMBER and "member" not in ways[item.id]:
        return "paper.not_by_member", {}
    return _wrong_mark(read, item)


def _wrong_mark(read: Reference, item: Indicator) -> tuple[str, dict[str, str]] | None:
    if read.unit and item.unit != "元":
        return "paper.no_money", {"unit": item.unit}
    if read.over is Over.ALL and is_state(item):
        return "paper.state_over_all", {}
    return None


def _wrong_table(
    template: PaperTemplate, read: Reference, line: str, ways: Collection[str]
) -> tuple[str, dict[str, str]] | None:
    if BRACED.sub("", line).strip() or len(BRACED.findall(line)) != 1:
        return "paper.table_in_line", {}
    if template.about is About.MEMBER:
        return "paper.not_by_member", {}
    if read.by not in ways:
        return "paper.unknown_way", {"by": read.by, "near": ", ".join(sorted(ways))}
    if read.unit or read.bare:
        return "paper.unknown_mark", {"mark": read.unit or "bare"}
    return None


def is_state(item: Indicator) -> bool:
    """Tell whether an indicator says what is on a day, and not what happens over days."""
    return item.source in {Source.MEMBERS, Source.ORGANISATIONS, Source.LINKS}
