"""Ordinals: 第9次, 十一届, 四次会议, 第十四条, 一等奖, 二楼."""

import re
from collections.abc import Iterator

from tongxin.engine.claims.found import Bounds, Found, Kind
from tongxin.engine.claims.numerals import read_numeral

_NUMBER = r"(?:\d+|[〇零一二两三四五六七八九十百千]+)"
_SORTS = "次届条章辑期年名位批轮场个讲课卷版款项部集站代号季任节篇件家组类层部套步阶段把支种天周回"
_NTH = re.compile(rf"第(?P<number>{_NUMBER})(?P<sort>大类|[{_SORTS}])?(?!产业|方|手|课堂|书记|时间)")
_TERM = re.compile(rf"(?<![第一二三四五六七八九十\d])(?P<number>{_NUMBER})(?P<sort>届)(?!次)")
_SESSION = re.compile(rf"(?<=届)(?P<number>{_NUMBER})(?P<sort>次)")
_SESSION_ALONE = re.compile(
    r"(?<![第一二三四五六七八九十\d共开办行织了])(?P<number>[一二三四五六七八九十]{1,2})(?P<sort>次)(?=(?:会议|全会|全体会议)(?:以来|期间|上|闭幕|开幕|结束|召开|精神|决议|后|前|至|到))"
)
_PRIZE = re.compile(r"(?P<number>[一二三特])(?P<sort>等)(?:奖|功)")
_FLOOR = re.compile(rf"(?P<number>{_NUMBER})(?P<sort>楼)(?![房宇道盘])")
_COUNTED_TERMS = re.compile(r"(?:连续|历经|历|跨越|经过|前|近|上|过去|这|几)$")


def find_ordinals(text: str) -> Iterator[Found]:
    """Find ordinals; 连续三届 is a count and left to others."""
    for pattern, rule in (
        (_NTH, "ordinal.nth"),
        (_TERM, "ordinal.term"),
        (_SESSION, "ordinal.session"),
        (_SESSION_ALONE, "ordinal.session"),
        (_PRIZE, "ordinal.prize"),
        (_FLOOR, "ordinal.floor"),
    ):
        for match in pattern.finditer(text):
            if pattern is _TERM and _COUNTED_TERMS.search(text, 0, match.start()):
                continue
            yield _found(match, rule)


def _found(match: "re.Match[str]", rule: str) -> Found:
    numeral = read_numeral(match["number"])
    bounds = Bounds(numeral.low, numeral.low, numeral.high) if numeral else None
    return Found(*match.span(), Kind.ORDINAL, rule, bounds, match["sort"], match.span("number"))
