"""Shares and multiples in words: 三分之二, 百分之九十, 八成二, 过半, 翻了两番."""

import re
from collections.abc import Iterator
from fractions import Fraction

from tongxin.engine.claims.approximators import (
    AFTER,
    BEFORE,
    BEFORE_BARE,
    PREFIXES,
    SUFFIXES,
    bounded,
    prefix_holds,
)
from tongxin.engine.claims.found import Approx, Bounds, Found, Kind
from tongxin.engine.claims.numerals import ARABIC, DIGITS, Numeral, place, read_numeral

_ONE = r"[一二两三四五六七八九]"
_CHINESE = r"[零〇一二两三四五六七八九十百千万点]+"
_BEFORE = rf"(?P<before>{PREFIXES})?"
_AFTER = rf"(?P<after>{SUFFIXES})?"

PARTS = re.compile(
    rf"{_BEFORE}(?P<under>[百千万]|{_CHINESE}|\d+)分之(?P<over>{_CHINESE}|{ARABIC})"
    rf"(?:(?:至|到)(?:百分之)?(?P<second>{_CHINESE}|{ARABIC}))?(?P<within>[多余])?{_AFTER}"
)
_ALL = re.compile("百分百")
_SLASH = re.compile(r"(?<![\d/.])(?P<over>[1-9]\d?)/(?P<under>[1-9]\d?)(?![\d/])")
TENTHS = re.compile(
    rf"{_BEFORE}(?P<whole>\d(?:\.\d)?|{_ONE}{{1,2}}|十)成(?P<half>半)?(?P<rest>(?:{_ONE}|[1-9](?![\\d.]))(?![个名件条人次项位家场篇]))?(?P<within>[多余])?"
    rf"(?![立员为绩果功长熟效本人交型品就套群片事了年])"
    rf"{_AFTER}"
)
_TENTHS_RANGE = re.compile(
    rf"(?P<low>\d|{_ONE})成(?P<low_rest>{_ONE}|半)?(?:至|到|—+|-|~)(?P<high>\d|{_ONE})成(?P<high_rest>{_ONE}|半)?"
)
_MOST = re.compile(r"(?<![最强重广很])(?:大|小)半(?=[^年天夜截辈圈径月])")
_HALF = re.compile(rf"{_BEFORE}(?P<half>一半|半数|半)(?P<within>多)?{_AFTER}")
_HALF_ALONE = frozenset({"过", "近", "超", "逾", "超过", "接近", "将近", "不足", "不到"})
_DOUBLING = re.compile(r"翻(?:了)?(?P<times>[一两二三四五六七八九]|\d+)?番(?P<within>多)?")


def find_shares(text: str) -> Iterator[Found]:
    """Find shares and multiples in words; where several rules would fit, the longer span goes first."""
    for pattern, read in (
        (PARTS, _parts),
        (_TENTHS_RANGE, _tenths_range),
        (_MOST, _most),
        (TENTHS, _tenths),
        (_HALF, _half),
        (_DOUBLING, _doubling),
        (_SLASH, _slash),
        (_ALL, _all),
    ):
        for match in pattern.finditer(text):
            found = read(text, match)
            if found:
                yield found


def _parts(text: str, match: "re.Match[str]") -> Found | None:
    under = read_numeral(match["under"])
    over = read_numeral(match["over"])
    if under is None or over is None or not under.low:
        return None
    bounds = _words(text, match, over, 1 / under.low)
    if match["second"]:
        second = read_numeral(match["second"])
        if second is None:
            return None
        bounds = Bounds(None, over.low / under.low, second.high / under.low, Approx.RANGE)
    elif under.low not in {100, 1000, 10000}:
        # A fraction such as a third is said roughly; so the reference rule allows 2.5 points to either side.
        bounds = Bounds(bounds.value, bounds.low, bounds.high, bounds.approx, Fraction(1, 20))
    return _found(text, match, bounds, "ratio.parts")


def _tenths(text: str, match: "re.Match[str]") -> Found | None:
    numeral = read_numeral(match["whole"])
    if numeral is None or text[match.start("whole") - 1 : match.start("whole")] in tuple("第0123456789."):
        return None
    tenth = Fraction(1, 10)
    if match["half"] or match["rest"]:
        hundredths = 5 if match["half"] else _digit(match["rest"])
        numeral = Numeral(numeral.low + tenth * hundredths, numeral.low + tenth * hundredths, tenth)
    return _found(text, match, _words(text, match, numeral, tenth), "ratio.tenths")


def _tenths_range(_text: str, match: "re.Match[str]") -> Found | None:
    low, high = _tenths_of(match["low"], match["low_rest"]), _tenths_of(match["high"], match["high_rest"])
    if low >= high:
        return None
    return Found(
        *match.span(),
        Kind.RATIO,
        "ratio.tenths_range",
        Bounds(None, low, high, Approx.RANGE),
        "%",
        match.span(),
    )


def _tenths_of(whole: str, rest: str | None) -> Fraction:
    hundredths = 0 if rest is None else 5 if rest == "半" else _digit(rest)
    return Fraction(_digit(whole), 10) + Fraction(hundredths, 100)


def _most(_text: str, match: "re.Match[str]") -> Found:
    """Read 大半 as more than a half, 小半 as less."""
    half = Fraction(1, 2)
    more = match.group().startswith("大")
    bounds = Bounds(
        half, half if more else None, None if more else half, Approx.MORE if more else Approx.LESS
    )
    return Found(*match.span(), Kind.RATIO, "ratio.most", bounds, "%", match.span())


def _digit(text: str) -> int:
    return int(text) if text.isdigit() else DIGITS[text.replace("两", "二")]


def _half(text: str, match: "re.Match[str]") -> Found | None:
    before = match["before"]
    if match["half"] == "半" and before not in _HALF_ALONE:
        return None
    if match["half"] == "半" and re.match(
        "[年月天日小数程路夜百个径]", text[match.end("half") : match.end("half") + 1]
    ):
        return None
    half = Numeral(Fraction(5), Fraction(5))
    return _found(text, match, _words(text, match, half, Fraction(1, 10)), "ratio.half")


def _doubling(_text: str, match: "re.Match[str]") -> Found:
    times = read_numeral(match["times"]) if match["times"] else None
    value = Fraction(2) ** int(times.low if times else 1)
    approx = Approx.OVER if match["within"] else Approx.EXACT
    bounds = bounded(Numeral(value, value, place(value) if value >= 1 else Fraction(1)), approx)
    return Found(*match.span(), Kind.RATIO, "ratio.doubling", bounds, "倍", match.span())


def _slash(_text: str, match: "re.Match[str]") -> Found | None:
    over, under = int(match["over"]), int(match["under"])
    if over >= under:
        return None
    value = Fraction(over, under)
    return Found(
        *match.span(),
        Kind.RATIO,
        "ratio.slash",
        Bounds(value, value, value, Approx.EXACT, Fraction(1, 20)),
        "%",
        match.span(),
    )


def _all(_text: str, match: "re.Match[str]") -> Found:
    one = Fraction(1)
    return Found(
        *match.span(),
        Kind.RATIO,
        "ratio.all",
        Bounds(one, one, one, Approx.EXACT, Fraction(1, 100)),
        "%",
        match.span(),
    )


def _words(text: str, match: "re.Match[str]", numeral: Numeral, unit: Fraction) -> Bounds:
    """Return what a share says with the words around it."""
    before = match["before"]
    if before and _holds(text, match, before):
        approx = (BEFORE | BEFORE_BARE)[before]
    elif match["after"]:
        approx = AFTER[match["after"]]
    else:
        approx = Approx.OVER if match["within"] else Approx.EXACT
    return bounded(numeral, approx, unit)


def _holds(text: str, match: "re.Match[str]", before: str) -> bool:
    return before != "上" and prefix_holds(text, match.start(), before)


def _found(text: str, match: "re.Match[str]", bounds: Bounds, rule: str) -> Found:
    before = match["before"]
    start = match.start() if not before or _holds(text, match, before) else match.end("before")
    end_of_core = match.end("after") if not match["after"] else match.start("after")
    core = (match.end("before") if before else match.start(), end_of_core if end_of_core > 0 else match.end())
    return Found(start, match.end(), Kind.RATIO, rule, bounds, "%", core)
