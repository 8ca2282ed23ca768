"""What stands around a figure: its sentence with every other figure blanked out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tongxin.engine.claims.found import Found
from tongxin.engine.claims.wording import BREAK, FIGURE, OTHER

ASIDE = "◇"
"""Where a date, a name, an ordinal or a code stands."""

CLAUSE_END = "，,；;。：:！？!?"
_SEPARATORS = re.compile(
    r"、|以及|(?<![参赋给])与(?!会)|(?<![总温饱调])和(?![谐平睦])|(?<![涉普提惠波])及(?!时)"
)
_STOP = re.compile(rf"[{re.escape(CLAUSE_END)}]")
_ROSE_TO = re.compile(rf"[由从]{OTHER}[^{OTHER}{FIGURE}，,。]{{0,6}}?[到至]{FIGURE}")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_RESPECTIVELY = re.compile(
    rf"(?P<nouns>[\u4e00-\u9fff]+(?:(?:、|以及|和|及|与)[\u4e00-\u9fff]+?)+)(?:分别|依次|各)(?:为|是|达|达到|有|占)?"
    rf"(?P<figures>[{FIGURE}{OTHER}](?:[、{BREAK}和与及][{FIGURE}{OTHER}])+)"
)
_NO_NOUN = re.compile(r"[的以占比被得已均都是为、，,。；]")


@dataclass(frozen=True, slots=True)
class Frame:
    """A sentence seen from one of its figures.

    Attributes:
        figure: the figure.
        text: the sentence, with ``#`` for it, ``○`` for other figures, ``◇`` for what says no amount.
        left: what stands before it in its clause, back to the figure before.
        right: what stands after it in its clause, up to the next figure.
        clause: its whole clause, marked in the same way.
        before: the sentence before its clause.
        written: the figure as it is written.
    """

    figure: Found
    text: str
    left: str
    right: str
    clause: str
    before: str
    written: str = ""

    @property
    def near(self) -> str:
        """Return what stands around it up to the figures beside it, within its clause."""
        return f"{self.left}{FIGURE}{self.right}"


def frame(text: str, figures: Sequence[Found], at: int) -> Frame:
    """Return what stands around a figure of a sentence.

    Args:
        text: the sentence, as a view.
        figures: all that was found in it, in order.
        at: which of them.
    """
    marked = _respectively(_marked(text, figures, at))
    place = marked.index(FIGURE)
    begin = max((marked.rfind(mark, 0, place) for mark in CLAUSE_END), default=-1) + 1
    ends = [end for mark in CLAUSE_END if (end := marked.find(mark, place)) >= 0]
    clause = marked[begin : min(ends, default=len(marked))]
    own = clause.index(FIGURE)
    left = re.split(rf"[{OTHER}{BREAK}]", clause[:own])[-1]
    right = re.split(rf"[{OTHER}{BREAK}]", clause[own + 1 :])[0]
    written = text[figures[at].start : figures[at].end]
    return Frame(figures[at], marked, left, right, clause, marked[:begin], written)


def _respectively(marked: str) -> str:
    """Give a figure of a list that is said with 分别 the noun that is its own, in the order of the nouns."""
    for found in _RESPECTIVELY.finditer(marked):
        if FIGURE not in found["figures"]:
            continue
        nouns = re.split(r"、|以及|和|及|与", found["nouns"])
        values = re.findall(rf"[{FIGURE}{OTHER}]", found["figures"])
        if len(nouns) != len(values):
            return marked
        noun = nouns[values.index(FIGURE)]
        return f"{marked[: found.start()]}{noun}为{FIGURE}{marked[found.end() :]}"
    return marked


def _marked(text: str, figures: Sequence[Found], at: int) -> str:
    pieces, end = [], 0
    for number, one in enumerate(figures):
        between = text[end : one.start]
        before = figures[number - 1] if number else None
        pieces.append(_divided(between) if before is not None and before.claims else between)
        pieces.append(FIGURE if number == at else OTHER if one.claims else ASIDE)
        end = one.end
    return _ROSE_TO.sub(FIGURE, "".join([*pieces, _closed(text[end:])]))


def _divided(between: str) -> str:
    """Break what stands between two figures where the noun of the first one ends.

    In 72名党员委员与106名党外委员 the noun follows its figure, so that 党员委员 is not the second one's.
    """
    if not between:
        return between
    if between[0] == "、":
        return BREAK + between[1:]
    if not _HAN.match(between[0]) or _NO_NOUN.match(between[0]):
        return between
    end = _STOP.search(between)
    found = _SEPARATORS.search(between, 0, end.start() if end else len(between))
    return between if found is None else between[: found.start()] + BREAK + between[found.end() :]


def _closed(rest: str) -> str:
    return BREAK + rest[1:] if rest[:1] == "、" else rest
