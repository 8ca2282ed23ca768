"""What stands around the numeral of a figure: words that bound it, its unit, how the numeral is written."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from tongxin.engine.claims import measures
from tongxin.engine.claims.amounts import AMOUNT, unit_of
from tongxin.engine.claims.coins import COIN_WORTH, COINS
from tongxin.engine.claims.found import Found, Kind
from tongxin.engine.claims.numeral_spelling import Hand
from tongxin.engine.claims.numerals import read_numeral
from tongxin.engine.claims.shares import PARTS, TENTHS
from tongxin.engine.claims.view import View

_HUNDRED = 100
_ROUNDED = frozenset({Kind.RATIO, Kind.POINTS})
_LOOSE = ("more", "second_more", "trail", "half", "beyond", "after")
"""Words behind a numeral that make it a rough one."""

_SHARES = ("half", "most", "doubling", "slash", "all", "tenths_range")
_IN_WORDS = frozenset(
    (*(f"ratio.{rule}" for rule in _SHARES), *(f"count.{rule}" for rule in ("none", "few", "half", "pair")))
)
"""Rules that read figures without a numeral of their own, such as 过半, 翻一番, 零投诉."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mould:
    """A figure without its number.

    Attributes:
        hand: how its number is written.
        unit: what one of the unit written is in the canonical one.
        before: words before it that bound it, as the draft has them.
        sign: a minus.
        head: words before the number that stay, such as 百分之.
        within: 余 or 多 inside the number: 3000多万.
        great: the magnitude behind that.
        tail: what stands behind the number.
        plain: the same without words that make it a rough one.
    """

    hand: Hand
    unit: Fraction = Fraction(1)
    before: str = ""
    sign: str = ""
    head: str = ""
    within: str = ""
    great: str = ""
    tail: str = ""
    plain: str = ""

    def exactly(self, number: str, *, negative: bool = False) -> str:
        """Return the figure with a number that says all."""
        return f"{self.sign if negative else ''}{self.head}{number}{self.plain}"

    def roughly(self, number: str) -> str:
        """Return the figure with a number that the words around it bound; empty where they do not fit it."""
        if self.within and self.great:
            size = len(self.great)
            if read_numeral(f"1{self.great}") is None or not _ends_with(number, self.great):
                return ""
            number = f"{number[:-size]}{self.within}{number[-size:]}"
        else:
            number += self.within
        return f"{self.before}{self.head}{number}{self.tail}"


def _ends_with(number: str, great: str) -> bool:
    return number.replace("萬", "万").replace("億", "亿").endswith(great)


@dataclass(frozen=True, slots=True)
class Written:
    """A figure where it stands.

    Attributes:
        sentence: the sentence as the draft has it.
        view: the same as it is read.
        found: the figure.
        traditional: whether the draft is in Traditional script.
    """

    sentence: str
    view: View
    found: Found
    traditional: bool

    def piece(self, start: int, end: int) -> str:
        """Return a part of the view as the draft has it."""
        return "".join(self.sentence[place] for place in self.view.places[start:end])

    def hand(self, number: str, *, counts: bool = True, everything: int = _HUNDRED) -> Hand:
        """Return how a numeral of the figure is written."""
        written = self.piece(self.found.start, self.found.end)
        return Hand(
            number=number,
            wide=any("０" <= character <= "９" for character in written),
            traditional=self.traditional,
            rounds=self.found.kind in _ROUNDED,
            counts=counts,
            everything=everything,
        )


def moulds_of(written: Written) -> Iterator[Mould]:
    """Yield what a figure may be written anew in, what is nearest to the draft first."""
    found = written.found
    if found.rule == "money.coins":
        yield from _coins(written)
    elif found.rule == "ratio.parts":
        yield from _parts(written)
    elif found.rule == "ratio.tenths":
        yield from _tenths(written)
    elif found.rule not in _IN_WORDS:
        match = AMOUNT.match(written.view.text, found.start)
        if match:
            yield _amount(written, match)
        return
    if found.unit == "%":
        yield _per_cent(written)


def _amount(written: Written, match: "re.Match[str]") -> Mould:
    """Return what stands around the numeral of a count, a sum, a percentage."""
    found = written.found
    _kind, _unit, unit = unit_of(match)
    core = max(match.end(name) for name in ("number", "great", "second") if match[name])
    if match["within"] and core == match.end("number"):
        core = match.end("within")
    number = match["number"].lstrip("几数") + (match["great"] or "")
    first = match.start("minus") if match["minus"] else match.start("number")
    loose = [match.span(name) for name in (*_LOOSE, "point_more") if match[name]]
    return Mould(
        hand=written.hand(number, counts=not match["share"], everything=_whole(match)),
        unit=unit,
        before=written.piece(found.start, min(first, match.start("number"))),
        sign=match["minus"] or "",
        within=written.piece(*match.span("within")) if match["within"] and not match["second"] else "",
        great=match["great"] or "" if match["within"] else "",
        tail=written.piece(core, found.end),
        plain=_without(written, core, loose),
    )


def _whole(match: "re.Match[str]") -> int:
    return measures.PER_CENT[match["share"]] if match["share"] else _HUNDRED


def _without(written: Written, start: int, loose: Iterable[tuple[int, int]]) -> str:
    """Return what stands behind a number, without some of it."""
    left = [place for place in range(start, written.found.end) if not any(a <= place < b for a, b in loose)]
    return "".join(written.piece(place, place + 1) for place in left)


def _parts(written: Written) -> Iterator[Mould]:
    """Yield what stands around 百分之九十一点八; thirds and the like become percentages."""
    found = written.found
    match = PARTS.match(written.view.text, found.start)
    under = read_numeral(match["under"]) if match else None
    if match is None or under is None or under.low not in {_HUNDRED, 1000, 10000}:
        return
    core = match.end("second") if match["second"] else match.end("over")
    yield Mould(
        hand=written.hand(match["over"], counts=False, everything=int(under.low)),
        unit=1 / under.low,
        before=written.piece(found.start, match.start("under")),
        head=written.piece(match.start("under"), match.start("over")),
        tail=written.piece(core, found.end),
    )


def _tenths(written: Written) -> Iterator[Mould]:
    """Yield what stands around 七成; 八成二 is said in hundredths."""
    found = written.found
    match = TENTHS.match(written.view.text, found.start)
    if match is None or match["half"] or match["rest"]:
        return
    sign = match.end("whole")
    yield Mould(
        hand=written.hand(match["whole"], everything=10),
        unit=Fraction(1, 10),
        before=written.piece(found.start, match.start("whole")),
        tail=written.piece(sign, found.end),
        plain=written.piece(sign, sign + 1),
    )


def _coins(written: Written) -> Iterator[Mould]:
    """Yield what stands around 两万块; 三块六 becomes 元 with decimals."""
    found = written.found
    match = COINS.match(written.view.text, found.start)
    if match is None:
        return
    hand = written.hand(match["number"])
    if match["small"]:
        yield Mould(hand=hand, plain="元")
        return
    coin = match.start("coin")
    loose = [match.span("after")] if match["after"] else []
    yield Mould(
        hand=hand,
        unit=COIN_WORTH[match["coin"]],
        before=written.piece(found.start, match.start("number")),
        tail=written.piece(match.end("number"), found.end),
        plain=_without(written, coin, loose),
    )


def _per_cent(written: Written) -> Mould:
    """Return a percentage, for shares in words that are said otherwise no more: 过半, 三分之二."""
    found = written.found
    if re.search(r"\d", written.view.text[found.start : found.end]):
        return Mould(hand=written.hand("1"), unit=Fraction(1, _HUNDRED), plain="%")
    return Mould(hand=written.hand("一", counts=False), unit=Fraction(1, _HUNDRED), head="百分之")
