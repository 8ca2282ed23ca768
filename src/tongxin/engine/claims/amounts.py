"""Counts, money, percentages, percentage points, multiples: one numeral, the words around it, its unit."""

import re
from collections.abc import Iterator
from fractions import Fraction

from tongxin.engine.claims import lexical, measures
from tongxin.engine.claims.approximators import (
    AFTER,
    BEFORE,
    BEFORE_BARE,
    PREFIXES,
    SUFFIXES,
    WITHIN,
    bounded,
    prefix_holds,
)
from tongxin.engine.claims.coins import find_coins
from tongxin.engine.claims.found import Approx, Bounds, Found, Kind
from tongxin.engine.claims.numerals import ARABIC, CHINESE, MAGNITUDE, Numeral, magnitude, read_numeral

_VAGUELY = r"(?:几|(?<![总人件篇户条次场家册期个名指分基倍参岁卷字多少票份栋项])数)"  # not in 总数八十
NUMERAL = rf"(?:(?:(?:{ARABIC})(?:{MAGNITUDE}))*(?:{ARABIC})(?:{MAGNITUDE})?|{_VAGUELY}?{CHINESE})"
TO = r"(?:至|到|—+|-|~)"
BARE = frozenset("百千万亿")
_UNIT = (
    rf"(?P<points>{measures.alternation(measures.POINTS)}|个(?P<point_more>[多余])百分点)"
    rf"|(?P<share>[%‰])"
    rf"|(?P<money>{measures.alternation(measures.MONEY)})"
    rf"|(?P<times>倍)(?P<trail>多|余)?"
    rf"|(?P<sort>[件篇条项份家户场期人](?=次之)|{measures.alternation(measures.CLASSIFIERS)}){measures.BRACKETED}"
)
AMOUNT = re.compile(
    rf"(?P<before>{PREFIXES})?(?P<minus>(?<![\d一-龥])-)?"
    rf"(?P<number>{NUMERAL})(?P<within>[余多来几]|好几)?(?P<great>{MAGNITUDE})?(?P<more>[余多来])?"
    rf"(?:(?P<own>[%‰分元万亿])?{TO}(?P<second>{NUMERAL})(?P<second_more>[余多])?)?"
    rf"(?:{measures.SIZED})?(?:{_UNIT})?(?P<half>半(?=[，。；、！？）\s\0的]|$))?(?P<beyond>[多余](?=[，。；、！？）)\s\0]|$))?(?P<after>{SUFFIXES})?"
)
_BEYOND = frozenset({Approx.MORE, Approx.NEAR, Approx.LEAST})
_JOINS = re.compile(r"(?:、|和|及)[\u4e00-\u9fff]{0,4}")
_LETTER = re.compile(r"[A-Za-z]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ZERO = re.compile(
    r"(?<=[是为达])零(?=[，。；、的）]|$)|(?<![〇零一二两三四五六七八九十百千万亿\d.点])零(?=[\u4e00-\u9fff])(?![一二三四五六七八九十点])"
)
_PAIR_WORDS = {"俩": 2, "仨": 3}
_TWO_OR_THREE = re.compile(rf"三两(?P<sort>{measures.alternation(measures.CLASSIFIERS)})")
_HALF_ONE = re.compile(rf"(?P<before>{PREFIXES})?半(?P<sort>个|件|家)(?![多月年天小钟来])")


def find_amounts(text: str) -> Iterator[Found]:
    """Find figures; what other rules know better is blanked out of the text before.

    Args:
        text: the view, with NUL for what is not to be read.
    """
    found: list[Found] = []
    coins = list(find_coins(text))
    yield from coins
    characters = list(text)
    for one in coins:
        characters[one.start : one.end] = "\0" * (one.end - one.start)
    text = "".join(characters)
    at = 0
    while match := AMOUNT.search(text, at):
        amount = _read(text, match)
        at = amount.end if amount else match.start() + max(1, len(match["number"]))
        if amount:
            found.append(amount)
    yield from _share_units(text, found)
    yield from _words(text)


def _words(text: str) -> Iterator[Found]:
    """Find 零投诉 and 俩."""
    for match in _ZERO.finditer(text):
        none = Fraction(0)
        yield Found(*match.span(), Kind.COUNT, "count.none", Bounds(none, none, none), None, match.span())
    for match in _TWO_OR_THREE.finditer(text):
        ends = Bounds(None, Fraction(2), Fraction(3), Approx.RANGE)
        yield Found(*match.span(), Kind.COUNT, "count.few", ends, match["sort"], match.span())
    for match in _HALF_ONE.finditer(text):
        if match["before"]:
            half = bounded(Numeral(Fraction(1, 2), Fraction(1, 2)), (BEFORE | BEFORE_BARE)[match["before"]])
            yield Found(*match.span(), Kind.COUNT, "count.half", half, match["sort"], match.span())
    for match in re.finditer("[俩仨]", text):
        value = Fraction(_PAIR_WORDS[match.group()])
        yield Found(*match.span(), Kind.COUNT, "count.pair", Bounds(value, value, value), "人", match.span())


def _read(text: str, match: "re.Match[str]") -> Found | None:
    """Read a match as a figure, or tell that it is none."""
    before = _before(text, match)
    start = match.start("number") if before is None else match.start()
    if match["minus"]:
        start = match.start("minus")
    if match["number"] == "零" and (match["within"] or match["more"]):
        return None
    bounds = _bounds(match, before)
    if bounds is None or not _stands(text, match, before):
        return None
    kind, unit, scale = unit_of(match)
    if kind is Kind.COUNT and unit is None:
        return _without_unit(text, match, start, bounds)
    if kind is Kind.COUNT and not _counts(text, match):
        return None
    bounds = _scaled(bounds, scale, negative=bool(match["minus"]))
    core = (match.start("number"), match.end("great") if match["great"] else match.end("number"))
    return Found(start, match.end(), kind, f"{kind}.{bounds.approx}", bounds, unit, core)


def _before(text: str, match: "re.Match[str]") -> str | None:
    """Return the word before the number that bounds it."""
    word = match["before"]
    if not word or not prefix_holds(text, match.start(), word):
        return None
    if word == "过" and text[match.start() - 1 : match.start()] in tuple("已早均都"):
        return word
    return None if word in BEFORE_BARE and not _bare(match) else word


def _bare(match: "re.Match[str]") -> bool:
    return set(match["number"]) <= BARE


def _bounds(match: "re.Match[str]", before: str | None) -> Bounds | None:
    """Return what number and words say together, in the unit written."""
    if match["second"]:
        return _range(match)
    approx = _approx(match, before)
    if match["number"][0] in "几数":
        return _vague(match["number"][1:])
    numeral = read_numeral(match["number"])
    if match["within"] and match["great"] and re.search("[万亿]", match["number"]):
        # 五亿二千多万 is 五亿二千万 and some more, not 五亿二千 times ten thousand.
        whole = read_numeral(match["number"] + match["great"])
        return None if whole is None else bounded(whole, approx)
    if numeral is None or (_bare(match) and approx is Approx.EXACT and not match["second"]):
        return None
    if match["within"] in {"几", "好几"}:
        return _some_over(numeral, magnitude(match["great"] or ""))
    if match["half"]:
        numeral = Numeral(numeral.low + Fraction(1, 2), numeral.high + Fraction(1, 2))
    return bounded(numeral.times(magnitude(match["great"] or "")), approx)


def _approx(match: "re.Match[str]", before: str | None) -> Approx:
    """Return how the words bound the number; the word before it goes before the one after."""
    within = match["within"] if match["within"] not in {"几", "好几"} else None
    inner = within or match["more"] or match["trail"] or match["point_more"] or match["beyond"]
    if before:
        return (BEFORE | BEFORE_BARE)[before]
    if match["after"]:
        return AFTER[match["after"]]
    return WITHIN[inner] if inner else Approx.EXACT


def _range(match: "re.Match[str]") -> Bounds | None:
    """Return the two ends of 3至5次, 40分至59分, 1万至2万元."""
    first, second = read_numeral(match["number"]), read_numeral(match["second"])
    if first is None or second is None:
        return None
    great = magnitude(match["great"] or "")
    if match["own"] in {"万", "亿"}:
        great *= magnitude(match["own"])
    low, high = first.low * great, second.high
    if (
        great == 1
        and (tail := re.search(r"[万亿]+$", match["second"]))
        and low < high
        and match["number"][-1] not in "万亿"
    ):
        low *= magnitude(tail.group())
    return Bounds(None, low, high, Approx.RANGE) if low < high else None


def _vague(great: str) -> Bounds | None:
    """Return what 几百 and 数十 say: two to ten of them."""
    numeral = read_numeral(great)
    if numeral is None or great[0] not in "十百千万亿":
        return None
    return Bounds(None, numeral.low * 2, numeral.low * 10, Approx.VAGUE)


def _some_over(numeral: Numeral, great: int) -> Bounds:
    """Return what 十几 and 二十几 say: one to nine over."""
    return Bounds(None, (numeral.low + 1) * great, (numeral.low + 9) * great, Approx.VAGUE)


def _stands(text: str, match: "re.Match[str]", before: str | None) -> bool:
    """Tell whether the number stands alone: no letter, no other figure, no ordinal sign beside it."""
    start = match.start("number")
    left = text[start - 1 : start] if before is None else text[match.start() - 1 : match.start()]
    right = text[match.end() : match.end() + 1]
    if left in tuple("第.-/+") or _LETTER.match(left) or (left.isdigit() and before is None):
        return bool(match["minus"])
    unitless = not any(match[name] for name in ("points", "share", "money", "times", "sort"))
    if unitless and (_LETTER.match(right) or right.isdigit()):
        return False
    return not (match["number"] == "一" and lexical.one_is_a_word(text, start) and before is None)


def unit_of(match: "re.Match[str]") -> tuple[Kind, str | None, Fraction]:
    """Return kind, canonical unit, and what one of the written unit is in it."""
    if match["points"]:
        return Kind.POINTS, "百分点", Fraction(1)
    if match["share"]:
        return Kind.RATIO, "%", Fraction(1, measures.PER_CENT[match["share"]])
    if match["money"]:
        unit, parts = measures.MONEY[match["money"]]
        return Kind.MONEY, unit, Fraction(1, parts)
    if match["times"]:
        return Kind.RATIO, "倍", Fraction(1)
    return Kind.COUNT, _classifier(match), Fraction(1)


def _classifier(match: "re.Match[str]") -> str | None:
    sort = match["sort"]
    if sort is None:
        return None
    bracket = match.group()[match.end("sort") - match.start() :]
    return f"{sort}次" if re.match(r"[(（]次", bracket) else sort


def _counts(text: str, match: "re.Match[str]") -> bool:
    """Tell whether a classifier is one here, and not the beginning of another word."""
    sort, follower = match["sort"], text[match.end("sort") : match.end("sort") + 2]
    needed = measures.ONLY_BEFORE.get(sort)
    if needed and not re.match(needed, text[match.end("sort") : match.end("sort") + 2]):
        return False
    barred = measures.NOT_BEFORE.get(sort)
    if barred and re.match(barred, follower):
        return False
    return not (match["number"] == "一" and sort in measures.VAGUE_CLASSIFIERS)


def _scaled(bounds: Bounds, scale: Fraction, *, negative: bool) -> Bounds:
    if scale == 1 and not negative:
        return bounds
    factor = -scale if negative else scale

    def _times(end: Fraction | None) -> Fraction | None:
        return None if end is None else end * factor

    low, high = _times(bounds.low), _times(bounds.high)
    if negative:
        low, high = high, low
    return Bounds(_times(bounds.value), low, high, bounds.approx, bounds.step * scale)


def _without_unit(text: str, match: "re.Match[str]", start: int, bounds: Bounds) -> Found | None:
    """Read Arabic figures without a unit: those of a list, or before what they count."""
    number = match["number"]
    if not number[0].isdigit() and bounds.approx in _BEYOND and set(number) <= BARE:
        return Found(
            start, match.end("number"), Kind.COUNT, "count.round", bounds, None, match.span("number")
        )
    if not number[0].isdigit() and _in_list(text, match):
        return Found(
            start, match.end("number"), Kind.COUNT, "count.listed", bounds, None, match.span("number")
        )
    end = max(match.end(name) for name in ("number", "within", "great", "more") if match[name])
    if not number[0].isdigit() or _YEAR.fullmatch(number) or match["second"]:
        return None
    if match["within"] or match["more"] or not _amount_follows(text, end):
        end = match.end("number") if not match["great"] else end
    if not (_HAN.match(text[end : end + 1]) or _listed(text, start, end) or number[-1] in "万亿"):
        return None
    core = (match.start("number"), match.end("number"))
    return Found(start, end, Kind.COUNT, f"count.{bounds.approx}.bare", bounds, None, core)


_NEXT_IN_LIST = re.compile(
    rf"(?:、|和|及)[\u4e00-\u9fff]{{0,6}}?(?:{CHINESE}|\d+)(?:、|和|及|{measures.alternation(measures.CLASSIFIERS)})"
)


def _in_list(text: str, match: "re.Match[str]") -> bool:
    """Tell whether a Chinese numeral without a unit is one of a list that ends with one: 八十二、四十五件."""
    if (
        match["second"]
        or len(match["number"]) < 2
        or any(match[name] for name in ("within", "great", "more"))
    ):
        return False
    return bool(_NEXT_IN_LIST.match(text, match.end("number")))


def _amount_follows(text: str, end: int) -> bool:
    return text[end : end + 1] != ""


def _listed(text: str, start: int, end: int) -> bool:
    """Tell whether a bare figure is one of a list such as 12、4、9件."""
    return text[end : end + 1] == "、" or text[start - 1 : start] == "、"


def _share_units(text: str, found: list[Found]) -> Iterator[Found]:
    """Give bare figures of a list the unit that its last one has."""
    unit_after: Found | None = None
    shared: list[Found] = []
    for bare in reversed(found):
        one = bare
        gap = text[one.end : unit_after.start] if unit_after else ""
        if (
            one.unit is None
            and one.kind is Kind.COUNT
            and unit_after
            and _JOINS.fullmatch(gap)
            and unit_after.unit
        ):
            one = bare.counted_in(unit_after.unit)
        shared.append(one)
        unit_after = one
    yield from reversed(shared)
