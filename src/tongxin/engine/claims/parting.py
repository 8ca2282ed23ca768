"""Which figures are parts of a total only, so that they are never held against the whole."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tongxin.engine.claims.ellipsis import NOWHERE, Setting
from tongxin.engine.claims.found import Approx, Found
from tongxin.engine.claims.frames import Frame
from tongxin.engine.claims.wording import BREAK, FIGURE, OTHER

_FROM = re.compile(r"(?:由|从)[^，。；]{0,10}$")
_TO = re.compile(r"^[^，。；]{0,4}(?:增|提(?!案|出|交|议)|上升|发展|降|减|扩|到|升)")


@dataclass(frozen=True, slots=True)
class Link:
    """What a figure is taken to speak of.

    Attributes:
        figure: the figure.
        frame: what stands around it.
        measure: id of the measure; ``None`` where the words do not suffice.
        phrase: the phrase of the catalogue that said so; empty where another figure's was carried on.
        met: the same with the words that were met.
        derive: ``yoy``, ``delta``, ``share`` or ``avg`` where it is no total; ``None`` where it is.
        part: why it is a part of the total only; empty for the whole.
        change: 1 where the words say that it grew by so much, -1 where it fell, 0 where they say neither.
        score: how sure the words are.
        when: of which time and whom its part of the sentence speaks.
    """

    figure: Found
    frame: Frame
    measure: str | None = None
    phrase: str = ""
    met: str = ""
    derive: str | None = None
    part: str = ""
    change: int = 0
    score: float = 0.0
    when: Setting = NOWHERE


def _of_unknown(around: Frame, before: Sequence[Link]) -> bool:
    """Tell whether a figure is of one of which nothing is known, or of some only: 有的界别开展活动2次."""
    own = around.clause[: around.clause.index(FIGURE)]
    if (
        _ONE_PERSON.search(own)
        or _SOME.search(around.left)
        or _ABOUT.search(around.left)
        or _AT_EVENT.search(around.right)
    ):
        return True
    last = before[-1] if before else None
    same = (
        last is not None and last.figure.unit == around.figure.unit and (not last.measure or bool(last.part))
    )
    return same and bool(_AMONG.search(around.left))


def _earlier(around: Frame) -> str:
    """Tell whether a figure is what a number was before: 由63个发展到104个."""
    if _FROM.search(around.left) and _TO.match(around.right):
        return "earlier"
    return ""


_AMONG = re.compile(r"其中|包括|当中|含")
_LISTED = re.compile(
    rf"(?:分别|依次)[^{OTHER}{FIGURE}，]{{0,4}}[{OTHER}{FIGURE}](?:[、{BREAK}和与及][^{OTHER}{FIGURE}，]{{0,3}}[{OTHER}{FIGURE}])+"
)
_SOME = re.compile(
    r"最[大多高小少早晚远][^，]{0,8}|由此[产形]|仅[^，]{0,3}[项个这]|亲笔|亲自[批作签][^，]{0,3}|另外$|另有$|其余$|余下|剩下|有的|个别|部分(?!门)|有些|少数(?!民)|多数|大部分|所提$|(?:此|本|这|该)次|(?:关于|涉及|有关|围绕)[^，]{2,}的$"
)
_ONE_PERSON = re.compile(r"(?<![其吉])[他她](?!们|人|国|乡|山)")
_ABOUT = re.compile(r"(?:关注|聚焦|建言|涉及|事关|围绕|反映)[^，]{2,}的(?:提案|建议|信息)$")
_AT_EVENT = re.compile(
    r"^[^，。；]{0,10}(?:现场(?!会)|当场|到场|先后发言|先后建言|面对面|汇报进展|现场汇报|登台|座谈(?!会)|作了?[^，]{0,4}发言)"
)
_OF_THESE = re.compile(r"(?:在)?(?:这|上述|这些|这批)○[^，。]{0,8}中")
_LEVEL = re.compile(r"(全国|中央|国家|省|自治区|市|州|县|区)[^，。；]{0,4}(?:政协|级|委|府|领导)")
_SUMS = re.compile(r"(?:合计|共计|总计|一共|累计|合在一起|共|总数|总共|加起来|合共)[^○｜，]{0,6}$")


def parts(links: list[Link]) -> list[Link]:
    """Mark parts: of several figures of the same measure in a sentence one is the whole at most."""
    done = list(links)
    for measure, when in {(one.measure, one.when) for one in links if one.measure and not one.derive}:
        same = [
            at
            for at, one in enumerate(done)
            if (one.measure, one.when) == (measure, when) and not one.derive and not one.part
        ]
        whole = _whole(done, same) if same else None
        for at in same:
            if at != whole and (len(same) > 1 or whole is None):
                done[at] = replace(done[at], part="among")
    return done


def _by_level(links: Sequence[Link], same: Sequence[int]) -> bool:
    """Tell whether several figures are those of several levels: 市政协采用四十七条、省政协采用九条."""
    levels = [found[-1] if (found := _LEVEL.findall(links[at].frame.left)) else "" for at in same]
    return len(same) > 1 and all(levels) and len(set(levels)) == len(levels)


def _whole(links: Sequence[Link], same: Sequence[int]) -> int | None:
    """Return which of several figures of a measure is the whole: the sum, or the first one without 其中."""
    if _by_level(links, same):
        return None
    sums = [at for at in same if _SUMS.search(links[at].frame.left)]
    if len(same) > 1 and sums:
        return max(sums, key=lambda at: _amount(links[at]))
    first = same[0]
    if _AMONG.search(links[first].frame.left) and first and links[first - 1].measure == links[first].measure:
        return None
    largest = max(same, key=lambda at: _amount(links[at]))
    return first if largest == first or len(same) == 1 else largest


def _amount(one: Link) -> float:
    bounds = one.figure.bounds
    if bounds is None:
        return 0.0
    value = bounds.value if bounds.value is not None else bounds.high
    return float(value or 0) if bounds.approx is not Approx.RANGE else 0.0


def part_of(around: Frame, before: Sequence[Link]) -> str:
    """Return why a figure is a part only, as far as its own clause and the figure before it tell.

    Args:
        around: what stands around it.
        before: the links of the figures before it in its sentence.

    Returns:
        ``earlier`` for what a number was before, ``among`` for a part; empty for a total.
    """
    listed = any(FIGURE in found.group() for found in _LISTED.finditer(around.clause))
    among = listed or _OF_THESE.search(around.before) or _of_unknown(around, before)
    return _earlier(around) or ("among" if among else "")
