"""Tracked changes in a Word document: what goes and what comes, to be accepted or rejected there."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from docx.document import Document as Paper
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.run import CT_R
from docx.oxml.xmlchemy import BaseOxmlElement

_UNDER_REVIEW = frozenset({qn("w:ins"), qn("w:moveTo")})


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who changes a document, and when.

    Attributes:
        name: the name that the word processor shows beside the changes.
        at: when, in the time of the place; word processors show it as it is written.
    """

    name: str
    at: datetime

    @property
    def moment(self) -> str:
        """The time as documents have it."""
        return f"{self.at:%Y-%m-%dT%H:%M:%S}Z"


class Changes:
    """The tracked changes of one document; each needs a number of its own."""

    def __init__(self, paper: Paper, reviewer: Reviewer) -> None:
        """Begin behind the numbers that the document has."""
        found = paper.element.body.xpath(".//@w:id")
        self._numbers = count(1 + max((int(number) for number in found if number.isdecimal()), default=0))
        self._reviewer = reviewer

    def replace(self, runs: Sequence[CT_R], words: str) -> None:
        """Put words in the place of runs.

        Args:
            runs: the runs, which say nothing else than what is replaced.
            words: the words instead; each part of them looks as what it replaces.
        """
        said = [run for run in runs if run.text]
        for group in _neighbours(list(zip(said, _parts([run.text for run in said], words), strict=True))):
            if any(run.text != part for run, part in group):
                self._replace(group)

    def _replace(self, group: Sequence[tuple[CT_R, str]]) -> None:
        gone, come = self._mark("w:del"), self._mark("w:ins")
        group[0][0].addprevious(gone)
        for run, part in group:
            if part:
                come.append(_like(run, part))
            gone.append(run)
            for text in run.findall(qn("w:t")):
                text.tag = qn("w:delText")
                text.set(qn("xml:space"), "preserve")
        around = gone.getparent()
        if around is not None and around.tag in _UNDER_REVIEW:
            # What another reviewer put in is theirs to the left and to the right; what comes is not.
            _cut_behind(around, gone, next(self._numbers))
            gone = around
        if len(come):
            gone.addnext(come)

    def _mark(self, tag: str) -> BaseOxmlElement:
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(next(self._numbers)))
        mark.set(qn("w:author"), self._reviewer.name)
        mark.set(qn("w:date"), self._reviewer.moment)
        return mark


def _like(run: CT_R, words: str) -> CT_R:
    """Return a run with the looks of another."""
    made = OxmlElement("w:r")
    looks = run.find(qn("w:rPr"))
    if looks is not None:
        made.append(deepcopy(looks))
        for earlier in made.findall(f"{qn('w:rPr')}/{qn('w:rPrChange')}"):
            earlier.getparent().remove(earlier)
    text = OxmlElement("w:t")
    text.text = words
    made.append(text)
    return made


def _cut_behind(around: BaseOxmlElement, last: BaseOxmlElement, number: int) -> None:
    """Cut a change in two behind one of its children; the second half has its attributes and a number."""
    rest = OxmlElement("w:ins")
    rest.tag = around.tag
    for name, value in around.attrib.items():
        rest.set(name, value)
    rest.set(qn("w:id"), str(number))
    rest.extend(list(last.itersiblings()))
    if len(rest):
        around.addnext(rest)


def _neighbours(runs: Sequence[tuple[CT_R, str]]) -> Iterator[list[tuple[CT_R, str]]]:
    """Yield runs in groups that stand side by side: a change may not reach over the end of a link."""
    group: list[tuple[CT_R, str]] = []
    for run, part in runs:
        if group and group[-1][0].getnext() is not run:
            yield group
            group = []
        group.append((run, part))
    if group:
        yield group


def _parts(before: Sequence[str], words: str) -> list[str]:
    """Divide words over the runs that they replace: what stays at either end stays where it was.

    12 in bold and 个 behind it become 11 in bold and 个 behind it.
    """
    parts = [""] * len(before)
    first, last = 0, len(before) - 1
    while first < last and words != before[last] and words.endswith(before[last]):
        parts[last] = before[last]
        words = words.removesuffix(before[last])
        last -= 1
    while first < last and words != before[first] and words.startswith(before[first]):
        parts[first] = before[first]
        words = words.removeprefix(before[first])
        first += 1
    parts[first] = words
    return parts
