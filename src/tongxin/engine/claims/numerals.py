"""Numerals as Chinese texts write them: Arabic, Chinese, mixed; exact values, never floating point."""

import re
from dataclasses import dataclass
from fractions import Fraction

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
TENS = {"十": 10, "百": 100, "千": 1000}
GREAT = {"万": 10**4, "亿": 10**8}

_SAME = {"〇": "零", "两": "二", "廿": "二十", "卅": "三十"} | dict(
    zip("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千", strict=True)
)
_SAME_TABLE = str.maketrans(_SAME)

ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:\.\d+)?"
_FORMAL = "廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
CHINESE = rf"[〇零一二两三四五六七八九十百千万亿{_FORMAL}]+(?:点[〇零一二三四五六七八九]+)?[万亿]*"
MAGNITUDE = r"[十百千]?万亿|[十百千]?亿|[十百千]?万|千|百"

_PAIR = re.compile(r"([一二三四五六七八九])([一二三四五六七八九])(?!零)")
_SECTION = re.compile(
    r"(?:([一-九])千)?(零)?(?:([一-九])百)?(零)?(?:([一-九])?(十))?(零)?([一-九])?".replace(
        "一-九", "一二三四五六七八九"
    )
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """What a numeral says.

    Attributes:
        low: its value, or the smaller end where it says two, as 三四十 does.
        high: the greater end; the same as ``low`` where it says one value.
        step: one in the last digit written (1 for 178, 10,000 for 3.08亿 → 10**6): what rounding may hide.
    """

    low: Fraction
    high: Fraction
    step: Fraction = Fraction(1)

    @property
    def single(self) -> bool:
        """Tell whether it says one value."""
        return self.low == self.high

    def times(self, factor: Fraction | int) -> "Numeral":
        """Return it in a greater or smaller unit."""
        if factor == 1:
            return self
        return Numeral(self.low * factor, self.high * factor, self.step * factor)


def read_numeral(text: str) -> Numeral | None:
    """Read an Arabic, a Chinese or a mixed numeral such as ``1,260``, ``一百七十八``, ``2亿6千万``.

    Returns:
        what it says; ``None`` where it is no numeral of the language.
    """
    return _read_mixed(text) if text[:1].isdigit() else read_chinese(text)


def _read_mixed(text: str) -> Numeral | None:
    """Read Arabic figures with magnitudes; several are added up, as in 2亿6千万."""
    parts = re.findall(rf"({ARABIC})({MAGNITUDE})?", text)
    if not parts or "".join(number + great for number, great in parts) != text:
        return None
    total, step, last = Fraction(0), Fraction(1), None
    for number, great in parts:
        factor = magnitude(great)
        if last is not None and factor >= last:
            return None
        total += Fraction(number.replace(",", "")) * factor
        step, last = _step(number) * factor, factor
    return Numeral(total, total, step)


def magnitude(text: str) -> int:
    """Return what a magnitude such as ``千万`` multiplies by; 1 for none."""
    factor = 1
    for character in text:
        factor *= TENS.get(character) or GREAT[character]
    return factor


def _step(number: str) -> Fraction:
    decimals = len(number.partition(".")[2])
    return Fraction(1, 10**decimals)


def read_chinese(text: str) -> Numeral | None:
    """Read a Chinese numeral: 一百七十八, 五点六亿, 二〇二四, 一千五六百 (two values), 一万二 (12,000)."""
    plain = text.translate(_SAME_TABLE)
    if "点" in plain:
        return _read_decimal(plain)
    pairs = _PAIR.findall(plain) if not set(plain) <= set(DIGITS) or len(plain) == 2 else []
    if len(pairs) == 1:
        return _read_pair(plain)
    value = _whole(plain)
    if value is None:
        return None
    return Numeral(Fraction(value), Fraction(value), Fraction(_last_great(plain)))


def _read_pair(plain: str) -> Numeral | None:
    """Read a numeral with two neighbouring digits as its two ends: 三四十 is thirty to forty."""
    low, high = _whole(_PAIR.sub(r"\1", plain)), _whole(_PAIR.sub(r"\2", plain))
    if low is None or high is None or not _neighbours(plain):
        return None
    return Numeral(Fraction(low), Fraction(high))


def _neighbours(plain: str) -> bool:
    """Tell whether two digits side by side may be two values: neighbours such as 三四, and 三五 by custom."""
    pair = _PAIR.search(plain)
    if pair is None:
        return False
    first, second = (DIGITS[digit] for digit in pair.groups())
    return second == first + 1 or (first, second) == (3, 5)


def _read_decimal(plain: str) -> Numeral | None:
    whole, _, rest = plain.partition("点")
    digits = rest.rstrip("万亿")
    if not whole or not digits or not set(digits) <= set(DIGITS):
        return None
    number, factor = _whole(whole), magnitude(rest[len(digits) :])
    if number is None:
        return None
    decimals = Fraction(int("".join(str(DIGITS[digit]) for digit in digits)), 10 ** len(digits))
    value = (number + decimals) * factor
    return Numeral(value, value, Fraction(factor, 10 ** len(digits)))


def _last_great(plain: str) -> int:
    """Return the magnitude that a numeral ends with; digits below it were not written."""
    written = plain.rstrip("万亿")
    return magnitude(plain[len(written) :])


def _whole(plain: str) -> int | None:
    """Read a whole number; ``None`` for what is none, such as 九三."""
    if set(plain) <= set(DIGITS):
        return _positions(plain)
    head, great, tail = plain.rpartition("亿")
    if great:
        return _joined(head, tail, GREAT["亿"])
    head, great, tail = plain.partition("万")
    return _joined(head, tail, GREAT["万"]) if great else _section(plain.removeprefix("零"))


def _joined(head: str, tail: str, great: int) -> int | None:
    """Read what stands before and after 万 or 亿; a single digit after it is of the place below."""
    above = _whole(head) if head else 1
    if len(tail) == 1 and tail in DIGITS and tail != "零":
        below: int | None = DIGITS[tail] * great // 10
    else:
        below = _whole(tail) if tail else 0
    return None if above is None or below is None else above * great + below


def _positions(plain: str) -> int | None:
    """Read digits side by side: one digit, or three and more as in 二〇二四; two are no number."""
    if len(plain) == 2 and "零" not in plain:
        return None
    return int("".join(str(DIGITS[digit]) for digit in plain))


def _section(text: str) -> int | None:
    """Read up to four places: 一百七十八; 一百八 is 180; 十 and 百 alone are ten and a hundred."""
    if text in TENS:
        return TENS[text]
    found = _SECTION.fullmatch(text)
    if not found or not text:
        return None
    thousands, _gap, hundreds, skipped, tens, ten, gap, ones = found.groups()
    value = DIGITS[thousands or "零"] * 1000 + DIGITS[hundreds or "零"] * 100
    value += DIGITS[tens or "一"] * 10 if ten else 0
    last = DIGITS[ones or "零"]
    if last and not ten and not (gap or skipped or _gap):
        last *= 10 if hundreds else 100 if thousands else 1
    return value + last


def place(value: Fraction) -> Fraction:
    """Return the place value of the last digit that is not zero: 10 for 30, 100 for 2,300, 1/100 for 3.08.

    Args:
        value: positive, with finitely many decimals.
    """
    unit = Fraction(1)
    while (value / unit).denominator != 1:
        unit /= 10
    while value and (value / (unit * 10)).denominator == 1:
        unit *= 10
    return unit
