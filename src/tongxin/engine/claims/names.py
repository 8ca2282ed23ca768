"""Set phrases and proper names with numerals that say no figure: 四个一, 三会一课, 二十大, 1+N, 一案一策."""

import re
from collections.abc import Iterator

from tongxin.engine.claims.found import Found, Kind
from tongxin.engine.claims.lexicon import Lexicon

_NUMERALS = "一二两三四五六七八九十百千万双"
_HAN = "\u4e00-\u9fff"
_MANY = "二两三四五六七八九十百千万"
_COUNTERS = "次场回届度天年月日个件条名人位"
_TIMES = re.compile(rf"[{_NUMERALS}\d]")

_QUOTED = re.compile(r"[“‘「『]([^“”‘’「」『』]{1,24})[”’」』]")
_TITLE = re.compile(r"[《〈]([^《》〈〉]{2,60})[》〉]")
_TITLE_PARTS = re.compile(
    r"(?<!第)[〇零一二两三四五六七八九十百\d]+(?:条|问|讲|则|策|篇|法|招|论|记|谈|年规划|年行动计划)(?=[》〉]|$)"
)
_FORMULA = re.compile(
    r"(?<![\d.A-Za-z+])(?:\d{1,3}|[NnXx一二三])(?:\+(?:\d{1,3}|[NnXx]|[一-龥]{1,6}?(?=[+”’」』]))){1,6}"
)
_PARALLEL = re.compile(
    rf"一[{_HAN}](?:[{_HAN}])?(?:[、，]?一[{_HAN}]{{1,3}}?){{1,3}}(?=[”’」』、，。；：）)的”]|$)"
)
_PARALLEL_WORDS = re.compile(
    rf"一[室人户村企事案站社镇县企校岗员家项题图表册书月季周届站品策档码网端牌园路街河湖企链群格片组队厂店][一][{_HAN}](?![{_HAN}]?[”’]?[{_COUNTERS}]\b)"
)
_FOUR_ONES = re.compile(r"[两三四五六七八九十]个一(?![个名人次件条场位批起线])")
_CONGRESS = re.compile(
    r"(?<![\d一二三四五六七八九十第])(?:十[六七八九]|二十一?)大(?![类项块板型量幅多家片步学队约小])"
)
_PLENUM = re.compile(r"(?:(?:十[六七八九]|二十一?)届)?[一二三四五六七八]中(?:、[一二三四五六七八]中)*全会")
_PLAN = re.compile(
    r"(?<![\d一二三四五六七八九十第])十[一二三四五]五(?=规划|时期|期间|末|以来|开局|收官|首年|[”’」』]|、|和|第)"
)
_CROWDS = re.compile(
    rf"[百千万][{_HAN}](?:联|帮|进|兴|助|结|带|包|驻|访|连|入|下|惠|扶|兴|联系|助力|帮扶|走进)[百千万][{_HAN}]"
)
_JOINED = re.compile(
    r"[二两三四五六七八九](?:[会有联评抓进促带帮讲化领同比看查访清亮包建创提议公])[一二两三四五六七八九双][一-龥]"
)


_INSTITUTION = re.compile(
    r"第[一二三四五六七八九十]{1,3}(?:人民|中心|附属|实验|初级|高级|中心人民|中医)?(?:中学|小学|医院|幼儿园|监督组|产业园|污水处理厂|自来水厂)"
)
_FORMS = (
    (_INSTITUTION, "name.institution"),
    (_FORMULA, "name.formula"),
    (_PLENUM, "name.plenum"),
    (_CONGRESS, "name.congress"),
    (_PLAN, "name.plan"),
    (_CROWDS, "name.crowds"),
    (_JOINED, "name.joined"),
    (_FOUR_ONES, "name.ones"),
    (_PARALLEL_WORDS, "name.parallel"),
)
"""Forms of names, in the order in which they go first."""


def find_names(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Find names; where several rules would fit, the first one listed goes first.

    Args:
        text: the view.
        lexicon: set phrases, and what the committee's own mechanism and activities are called.
    """
    for start, end, rule in _spans(text, lexicon):
        yield Found(start, end, Kind.NAME, rule, core=(start, end))


def _spans(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    yield from _marked(text)
    for match in lexicon.phrases.finditer(text):
        if match.group() and not _within_number(text, match):
            yield *match.span(), "name.phrase"
    for pattern, rule in _FORMS:
        for match in pattern.finditer(text):
            if match.group() and not _FIRST_OF_JANUARY.match(match.group()):
                yield *match.span(), rule


def _marked(text: str) -> Iterator[tuple[int, int, str]]:
    """Find names in quotation marks, and parts of titles."""
    for match in _QUOTED.finditer(text):
        if _is_name(match[1]):
            yield *match.span(1), "name.quoted"
    for match in _TITLE.finditer(text):
        for part in _TITLE_PARTS.finditer(match[1]):
            yield match.start(1) + part.start(), match.start(1) + part.end(), "name.title"


def _within_number(text: str, match: "re.Match[str]") -> bool:
    """Tell whether a phrase is the tail of a number, as 三公 is in 二十三公里."""
    before = text[match.start() - 1 : match.start()]
    return bool(before) and before in _TAILS and match.group()[0] in _TAILS


_TAILS = frozenset("零〇一二三四五六七八九十百千万亿0123456789.点")
_SENTENCE = re.compile(r"[。！？!?；;：:]")
_MEASURED = re.compile(
    rf"(?:\d+(?:\.\d+)?|[{_NUMERALS[:-1]}]+)(?:[个名人次件条场位项家户年月天元万亿%分岁本篇]|平方米|小时|公里)"
)
_VERSION = re.compile(r"\d+\.\d+(?:版)?$|\d{4}年|\d+[-.·]\d+$")
_FIRST_OF_JANUARY = re.compile("一月一(?:日|号)?$")
_FOUR = re.compile(rf"一[{_HAN}](?!小|大|好|新|老|真)[{_HAN}]{{2}}")
_STARTS = re.compile(rf"^(?:[{_MANY}]|\d|[NX])")
_SECOND = re.compile(rf"^一[{_HAN}]{{1,3}}?[{_NUMERALS}多全]")
_LATER = re.compile(rf"[{_MANY}]+(?:[{_HAN}])")


def _is_name(quoted: str) -> bool:
    """Tell whether words in quotation marks are a name with a numeral, and no sentence with figures."""
    if not _TIMES.search(quoted) or _SENTENCE.search(quoted) or _VERSION.match(quoted):
        return False
    if "," in quoted or "，" in quoted:
        return bool(_PARALLEL.fullmatch(quoted))
    if _PARALLEL.match(quoted) or _SECOND.match(quoted) or _FOUR.fullmatch(quoted):
        return True
    if quoted[0] == "一" or len(_MEASURED.findall(quoted)) > 1:
        return False
    if _STARTS.match(quoted):
        return len(quoted) <= 12
    return bool(
        _JOINED.search(quoted)
        or _CROWDS.search(quoted)
        or (_LATER.search(quoted) and not _MEASURED.search(quoted))
    )
