"""What a figure is where it is no total: a growth, a difference, a share, an average."""

import re

from tongxin.engine.claims.found import Kind
from tongxin.engine.claims.frames import Frame
from tongxin.engine.claims.wording import FIGURE

GROWTH = "yoy"
DIFFERENCE = "delta"
SHARE = "share"
AVERAGE = "avg"
_GREW = re.compile(
    r"(?:增长|同比|增幅|下降|降幅|上升|增加|减少|提高|提升|负增长|环比|增|降|涨|涨幅|升|跌|上扬|抬升|下滑|回落|收窄|多出|少了|减幅|跌幅|缩减|攀升)[了达为约至有]*[^○｜]{0,3}$"
)
_REACHED = re.compile(
    r"(?:增至|增加到|提高到|提升到|上升到|下降到|降到|降至|达到|升至|增长到|增加至|提高至|发展到|扩大到)[^○｜]{0,2}$"
)
_COMPARED = re.compile(
    r"同比|环比|(?:比|较|同|与|跟|领先)(?:上年|去年|上一年|前年|上届|上次|同期|往年|◇|上年同期|去年同期|上一次|前一年|以往)"
)
_TIMES_OF = re.compile(
    r"(?:为|是|达|达到|相当于|等于)(?:去年|上年|上一年|同期|上年同期|去年同期|前一年)[^，○｜]{0,5}的$"
)
_OTHER_BASE = re.compile(
    r"(?:比|较|同|与|跟|相当于|是)[^，。；]{0,6}(?:◇初|当初|原先|上届|初建|建档|试点|启动|起步|成立|过去|以往|以前|先前)"
)
_LAST_TIME = re.compile(r"上年|去年|同期|上届|上次|前年")
_CHANGED = re.compile(
    r"(?:增加|减少|增|减|多|少|提高|提升|上升|下降|回升|回落|降低|高|低|扩大|缩小|增长|净增|多出|高出|增多|攀升|上涨|添|涨|扬|抬升|上扬|收窄|微增|微降|净减|缩减|(?:多|少)[投招引募资捐开用办跑收报编交立提来选派建出走发])[了出达约为]{0,2}$"
)
SHARED = re.compile(r"占|比重|占比|比例")
_AVERAGED = re.compile(r"人均|平均|户均|亩均|年均|场均|每[人名位户个家件场次亩站室月天年组村]|月均|均")
_PER_EACH = re.compile(r"人均|户均|平均每")
_AVERAGE_PLACE = re.compile(r"平均[^，]{0,2}(?:站|室)$")
_DOWN = re.compile(r"下降|减少|降|回落|低|少|缩小|跌|负增长|收窄|缩减|下滑|净减")


def change(around: Frame) -> int:
    """Return 1 where the words say that it grew by so much, -1 where it fell, 0 where they say neither."""
    if around.figure.rule == "ratio.doubling":
        return 0
    if _DOWN.search(around.left[-8:]):
        return -1
    return 1 if _GREW.search(around.left) or _CHANGED.search(around.left) else 0


def derivation(around: Frame) -> str | None:
    """Return what a figure is if it is no total: a growth, a difference, a share, an average."""
    left, kind, unit = around.left, around.figure.kind, around.figure.unit
    if around.figure.rule == "ratio.doubling":
        return GROWTH
    if _is_average(around):
        return AVERAGE
    if kind is Kind.RATIO:
        return _of_ratio(around, unit)
    if _CHANGED.search(left) and not _REACHED.search(left) and _is_compared(around):
        return DIFFERENCE
    return DIFFERENCE if kind is Kind.POINTS and _CHANGED.search(left) else None


def _is_average(around: Frame) -> bool:
    """Tell whether a figure is one per head, also further on in a list that began so."""
    listed = around.clause[: around.clause.index(FIGURE)]
    if _PER_EACH.search(listed):
        return True
    return bool(_AVERAGED.search(around.left[-12:])) and not _AVERAGE_PLACE.search(around.left)


def _of_ratio(around: Frame, unit: str | None) -> str | None:
    left = around.left
    if unit == "倍" and _TIMES_OF.search(left):
        return GROWTH
    if _GREW.search(left) and not _REACHED.search(left):
        return GROWTH
    if SHARED.search(left) or (unit == "%" and re.match(r"的", around.right)):
        return SHARE
    return None


def _is_compared(around: Frame) -> bool:
    before = around.before[-40:]
    return bool(_COMPARED.search(around.clause) or _COMPARED.search(before) or _LAST_TIME.search(before))


_FILLERS = re.compile(
    r"恰好|恰|正好|刚好|足足|涨幅|跌幅|上扬|抬升|收窄|微[增降]|净[增减]|总额|总量|总数|数量|件数|条数|篇数|户数|人数|场次|场数|户次|家数|次数|规模|幅度|后者|(?:多|少)[投招引募资捐开用办跑收报编交立提来选派建出走发]|相当于|添|涨|扬|缩|跌"
    r"|同比|环比|比上年|较上年|比去年|较去年|上年|去年|同期|上次|上届|上一年|相比|今年|增长|增加|减少|下降|上升|提高|提升|回升|回落|增幅|降幅|高出|多出"
    r"|翻了?|[比较与同跟了约达为是的多少高低增降至又则也均共更再还幅◇首年会议大会届次期、]"
)


def has_noun(left: str) -> bool:
    """Tell whether the words before a change name what changed."""
    return len(_FILLERS.sub("", left)) > 1


def has_other_base(around: Frame) -> bool:
    """Tell whether a change is measured against another time than the year before: 比试点时, 同建档时比."""
    return bool(_OTHER_BASE.search(around.clause)) and not _LAST_TIME.search(around.clause)
