"""Words that turn a number into bounds: 近, 超过, 不少于, 余, 以上, 左右."""

import re
from fractions import Fraction

from tongxin.engine.claims.found import Approx, Bounds
from tongxin.engine.claims.numerals import Numeral, place

BEFORE: dict[str, Approx] = {
    "不得少于": Approx.LEAST,
    "不得低于": Approx.LEAST,
    "不得超过": Approx.MOST,
    "不得小于": Approx.LEAST,
    "不得多于": Approx.MOST,
    "不小于": Approx.LEAST,
    "不少于": Approx.LEAST,
    "不低于": Approx.LEAST,
    "不下于": Approx.LEAST,
    "不下": Approx.LEAST,
    "不超过": Approx.MOST,
    "不多于": Approx.MOST,
    "不高于": Approx.MOST,
    "不大于": Approx.MOST,
    "至少": Approx.LEAST,
    "最少": Approx.LEAST,
    "起码": Approx.LEAST,
    "至多": Approx.MOST,
    "最多": Approx.MOST,
    "顶多": Approx.MOST,
    "超过": Approx.MORE,
    "突破": Approx.MORE,
    "高于": Approx.MORE,
    "多于": Approx.MORE,
    "大于": Approx.MORE,
    "超": Approx.MORE,
    "逾": Approx.MORE,
    "破": Approx.MORE,
    "低于": Approx.LESS,
    "少于": Approx.LESS,
    "小于": Approx.LESS,
    "不足": Approx.LESS,
    "不到": Approx.LESS,
    "不满": Approx.LESS,
    "未满": Approx.LESS,
    "接近": Approx.NEAR,
    "将近": Approx.NEAR,
    "近": Approx.NEAR,
    "大约": Approx.ABOUT,
    "大概": Approx.ABOUT,
    "约": Approx.ABOUT,
}
"""Words before a number, the longer ones first."""

BEFORE_BARE: dict[str, Approx] = {"过": Approx.MORE, "上": Approx.LEAST}
"""Words that bound a bare hundred, thousand … alone: 过千条, 上百个; elsewhere they belong to the verb."""

AFTER: dict[str, Approx] = {
    "及以上": Approx.LEAST,
    "或以上": Approx.LEAST,
    "以上": Approx.LEAST,
    "及以下": Approx.MOST,
    "或以下": Approx.MOST,
    "以下": Approx.MOST,
    "以内": Approx.MOST,
    "之内": Approx.MOST,
    "左右": Approx.ABOUT,
    "上下": Approx.ABOUT,
    "出头": Approx.OVER,
}
"""Words after the unit."""

WITHIN: dict[str, Approx] = {"余": Approx.OVER, "多": Approx.OVER, "来": Approx.ABOUT}
"""Words between number and unit: 30余个, 十来万元."""

_NOT_NEAR = frozenset("最附邻就临远靠贴亲凑")
_NOT_ABOUT = frozenset("签合预节违制续邀履毁条缔失")
_NOT_UP = frozenset("线以网会路街村身向晚早马台版桌")

PREFIXES = "|".join(map(re.escape, (*BEFORE, *BEFORE_BARE)))
SUFFIXES = "|".join(map(re.escape, AFTER))


def prefix_holds(text: str, start: int, word: str) -> bool:
    """Tell whether a word before a number bounds it there: 最近三年 and 线上百人 have none.

    Args:
        text: the view.
        start: where the word begins.
        word: the word.
    """
    before = text[start - 1 : start]
    if word == "近":
        return before not in _NOT_NEAR
    if word == "约":
        return before not in _NOT_ABOUT
    if word == "上":
        return before not in _NOT_UP
    return True


def bounded(numeral: Numeral, approx: Approx, unit: Fraction = Fraction(1)) -> Bounds:
    """Return what a number with such words says.

    Args:
        numeral: the number, in the unit that it is written in.
        approx: what the words around it make of it.
        unit: what one of that unit is in the canonical one, such as 1/100 for a percentage.
    """
    step = numeral.step * unit
    if not numeral.single:
        return Bounds(None, numeral.low * unit, numeral.high * unit, Approx.RANGE, step)
    value = numeral.low
    low, high = _ends(value, approx)
    return Bounds(
        value * unit, None if low is None else low * unit, None if high is None else high * unit, approx, step
    )


def _ends(value: Fraction, approx: Approx) -> tuple[Fraction | None, Fraction | None]:
    """Return the least and the most that a value with such words may be.

    The conventions are those of the annotation guide: 余 reaches up to the next value of the last digit
    written, 近 down to nine tenths, 约 a tenth to either side.
    """
    if approx is Approx.EXACT:
        return value, value
    if approx is Approx.OVER:
        return value, value + place(value)
    tenth = value / 10
    ends: dict[Approx, tuple[Fraction | None, Fraction | None]] = {
        Approx.NEAR: (value - tenth, value),
        Approx.ABOUT: (value - tenth, value + tenth),
        Approx.MORE: (value, None),
        Approx.LEAST: (value, None),
        Approx.LESS: (None, value),
        Approx.MOST: (None, value),
    }
    return ends[approx]
