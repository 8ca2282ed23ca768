"""Numerals written as a draft writes them: Arabic or Chinese, with 万 and 亿, full-width, Traditional."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tongxin.engine.claims.numerals import ARABIC, MAGNITUDE, magnitude

MOST_DECIMALS = 4
"""Decimals beyond those that the draft has: amounts are kept no finer, and nobody reads more."""

_PARTS = re.compile(rf"({ARABIC})({MAGNITUDE})?")
_DIGITS = "零一二三四五六七八九"
_PLACES = (("千", 1000), ("百", 100), ("十", 10), ("", 1))
_GREAT = (("亿", 10**8), ("万", 10**4), ("", 1))
_FORMAL_SIGNS = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")
_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
_TRADITIONAL = str.maketrans("万亿两点贰陆", "萬億兩點貳陸")


@dataclass(frozen=True, slots=True)
class Hand:
    """How a draft writes a numeral.

    Attributes:
        number: the numeral as it is read, half-width and Simplified.
        wide: whether its digits are full-width.
        traditional: whether its characters are Traditional.
        rounds: whether it is rounded to the decimals written, as shares are; amounts lose nothing.
        counts: whether two is said 两.
        everything: what says that it is all of them, in the unit written.
    """

    number: str
    wide: bool = False
    traditional: bool = False
    rounds: bool = False
    counts: bool = True
    everything: int = 100

    @property
    def arabic(self) -> bool:
        """Tell whether it is written in figures."""
        return self.number[:1].isdigit()

    @property
    def decimals(self) -> int:
        """Return how many decimals it has."""
        _whole, point, rest = self.number.partition("." if self.arabic else "点")
        return len(re.sub("[十百千万亿]", "", rest)) if point else 0

    @property
    def factor(self) -> int:
        """Return what the 万 or 亿 after its last digit multiplies by; in Chinese, that after decimals."""
        if self.arabic:
            parts = _PARTS.findall(self.number)
            return magnitude(parts[-1][1]) if parts else 1
        ending = self.number[len(self.number.rstrip("万亿")) :]
        return magnitude(ending) if "点" in self.number else 1

    def writes(self, value: Fraction) -> Iterator[str]:
        """Yield how a value may be written in this hand, what is nearest to the draft first.

        Args:
            value: in the unit that the draft writes, zero or more.
        """
        if self.arabic:
            for text in self._figures(value):
                yield self._dressed(text.translate(_WIDE) if self.wide else text)
        else:
            yield from map(self._dressed, self._words(value))

    def _figures(self, value: Fraction) -> Iterator[str]:
        parts = _PARTS.findall(self.number)
        if len(parts) > 1:
            yield from _mixed(value, [great for _digits, great in parts])
        great = parts[0][1] if parts else ""
        scaled = value / magnitude(great)
        if great and (scaled >= 1 or self.number.startswith("0")):
            for whole, rest in self._decimal(scaled, self.decimals):
                yield f"{self._grouped(whole)}{'.' if rest else ''}{rest}{great}"
        decimals = 0 if great else self.decimals
        for whole, rest in self._decimal(value, decimals):
            yield f"{self._grouped(whole)}{'.' if rest else ''}{rest}"

    def _decimal(self, value: Fraction, decimals: int) -> Iterator[tuple[int, str]]:
        """Yield a value as its whole part and the digits after the point, as many as the draft has first.

        What is not rounded by custom is only where it does not come out, and the draft rounded it itself.
        """
        most = decimals + MOST_DECIMALS
        if not self.rounds:
            most = max(decimals, MOST_DECIMALS)
            exact = next((places for places in range(decimals, most + 1) if _comes_out(value, places)), None)
            if exact is not None:
                yield _at(value, exact)
            if exact is not None or not decimals:
                return
        for places in range(decimals, most + 1):
            rounded = Fraction(_half_up(value * 10**places), 10**places)
            # What is nearly nothing or nearly all is neither.
            if rounded == value or not (self.rounds and rounded in {0, self.everything}):
                yield _at(rounded, places)

    def _grouped(self, whole: int) -> str:
        return f"{whole:,}" if "," in self.number else str(whole)

    def _words(self, value: Fraction) -> Iterator[str]:
        in_places = set(self.number) <= set(_DIGITS) | {"〇"} and len(self.number) > 2
        if in_places and value >= 100 and value.denominator == 1:
            yield _digit_by_digit(str(value))
        great = self.number[len(self.number.rstrip("万亿")) :] if self.factor > 1 else ""
        if value < self.factor:
            great = ""
        scaled = value / magnitude(great)
        for whole, digits in self._decimal(scaled, self.decimals):
            rest = digits.rstrip("0")  # Nobody says 十三点零.
            yield f"{self._two(in_chinese(whole))}{'点' if rest else ''}{_digit_by_digit(rest)}{great}"
        if great and value.denominator == 1:
            yield self._two(in_chinese(int(value)))

    def _two(self, text: str) -> str:
        """Say 两 for two as the draft and the language do: 两件, 两千, but 二百 and 百分之二."""
        if not self.counts:
            return text
        if text == "二":
            return "两"
        before = "百千万亿" if "两百" in self.number else "千万亿"
        if re.search("二[千万亿]", self.number):
            return text
        return re.sub(rf"^二(?=[{before}])", "两", text)

    def _dressed(self, text: str) -> str:
        if _FORMAL_SIGNS & set(self.number):
            text = text.replace("两", "二").translate(_FORMAL)
        return text.translate(_TRADITIONAL) if self.traditional else text


def _mixed(value: Fraction, greats: list[str]) -> Iterator[str]:
    """Yield a value in the magnitudes of 2亿6千万, if it comes out even."""
    if value.denominator != 1:
        return
    rest, said = int(value), []
    for great in greats:
        count, rest = divmod(rest, magnitude(great))
        if count:
            said.append(f"{count}{great}")
    if said and not rest:
        yield "".join(said)


def _digit_by_digit(digits: str) -> str:
    return "".join(_DIGITS[int(digit)] for digit in digits)


def _comes_out(value: Fraction, places: int) -> bool:
    return int(10**places) % value.denominator == 0


def _half_up(value: Fraction) -> int:
    return int(value + Fraction(1, 2))


def _at(value: Fraction, places: int) -> tuple[int, str]:
    whole, rest = divmod(int(value * 10**places), 10**places)
    return whole, f"{rest:0{places}}" if places else ""


def in_chinese(number: int) -> str:
    """Write a whole number in Chinese: 一百七十八, 三亿零八百万, 十二."""
    if number >= 10**12:
        above, below = divmod(number, 10**8)
        rest = in_chinese(below) if below else ""
        return f"{in_chinese(above)}亿{'零' if rest and below < 10**7 else ''}{rest}"
    said, skipped = "", False
    for great, size in _GREAT:
        section = number // size % 10**4
        if section:
            gap = "零" if said and (skipped or section < 1000) else ""
            said += f"{gap}{_section(section)}{great}"
        skipped = not section
    return said.removeprefix("一") if said.startswith("一十") else said or "零"


def _section(number: int) -> str:
    said, skipped = "", False
    for name, size in _PLACES:
        digit = number // size % 10
        if digit:
            said += f"{'零' if said and skipped else ''}{_DIGITS[digit]}{name}"
        skipped = not digit
    return said
