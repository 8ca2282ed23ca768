"""Whether a sentence asserts a figure, lays it down as a rule, or plans for it."""

import re
from collections.abc import Sequence
from enum import StrEnum

from tongxin.engine.claims.dates import Told
from tongxin.engine.claims.found import Approx, Found, Kind
from tongxin.engine.claims.frames import Frame
from tongxin.engine.claims.wording import FIGURE


class Role(StrEnum):
    """What a figure is there for."""

    CLAIM = "claim"
    NORM = "norm"
    PLAN = "plan"


_EVERY = re.compile(
    r"(?:每(?:年|半年|季度?|个?月|周|两年|届|名|位|人|个|家|件|次|场|站|室|户|组|参加|提交|反映)|人人|各自(?!认)|逐[年月级](?!看))[^。；;]{0,24}$"
)
_EACH_YEAR = re.compile(r"每(?:半?年|季度?|个?月|周)")
_PER_HEAD = re.compile(r"平均|人均|户均|场均|年均|结果|至今|以来|共(?![同产建享商识])|总计|合计")
_RULE = re.compile(
    r"(?<![对相适响反供呼效顺答])应当?(?![用急到]|出席|参会|办复|答复)|必须|(?<!无)须|不得|(?<!对照)要求|(?<![较比])规定|原则上|明确[^，。]{0,6}(?:由|为|要)|一般(?:为|不)|(?:《[^》]*|暂行|试行|实施)办法|办法(?:》|里|规定|要求|明确|更细|写)|细则|守则|规矩(?![带有])|规则|新规|硬要求"
    r"|要做到|封面"
)
_SCHEME = re.compile(r"考核|积分|评分|加分|得分|分值|计分|每|满分|得○|加○|扣○|记○|得#|加#|扣#|记#")
_PLAN = re.compile(
    r"力争|争取|(?<!列入)计划|拟(?!定)|预计|预期|目标|(?<!即)将(?!军|近|于|领|士|来)|务求|还想|想再|盘算|瞄准|明年|来年|下一步|今后|下一年|新的一年|下半年(?:要|将)|确保"
    r"|(?<!主)(?<!重)(?<!需)(?<!只)要(?:办|开|完成|实现|组织|建|达|推|抓|把|继续|争|打|力|突破|布|扩|增到|添|保持|稳定|控制|超)|打算|准备|有望"
)
_TOLD_AFTER = re.compile(r"为此(?!要|必)|[，。；](?:去年|今年|全年|上半年|当年|一年来|一年下来)(?![要应须])")
_IN_HAND = re.compile(r"[拿领]到|分得|现有的?|(?:由|从)(?:目前|现在|眼下|当前|今年)的?")
_BOUND = frozenset({Approx.LEAST, Approx.MOST})
_DONE = re.compile(
    r"评出|评选出|获通报|受表彰|获表彰|已|实际|了|累计|共(?![同产建享商识])|至今|截至|以来|降到|提高到"
)


def role_of(around: Frame, told: Told | None, figures: Sequence[Found], at: int) -> Role:
    """Return what a figure is there for.

    Args:
        around: what stands around it.
        told: what is known of the draft.
        figures: all that was found in its sentence.
        at: which of them it is.
    """
    before = around.text[: around.text.index(FIGURE)]
    if _is_scored(around, figures):
        return Role.NORM
    if _is_planned(before, told, figures[:at], around):
        return Role.PLAN
    return Role.NORM if _is_rule(around, before) else Role.CLAIM


def _is_scored(around: Frame, figures: Sequence[Found]) -> bool:
    """Tell whether a figure is of a scheme of points: 提交1件立案提案得5分."""
    points = any(
        one.unit == "分" and one.kind is Kind.COUNT and one.bounds and one.bounds.step == 1 for one in figures
    )
    after = around.text[around.text.index(FIGURE) + 1 :]
    follows = re.match(r"[^，,。；]*[，,](?:得|加|扣|记|计)", after)
    return points and bool(_SCHEME.search(around.clause) or follows)


def _is_rule(around: Frame, before: str) -> bool:
    every = _EVERY.search(before) or _listed_for_each(around)
    if every and not _PER_HEAD.search(before[-40:]) and not _happened(around.left):
        return True
    bounds = around.figure.bounds
    bound = bounds is not None and bounds.approx in _BOUND
    rule = _RULE.search(before)
    if bound and (every or rule or re.search(r"[由经]$", around.left)):
        return True
    since = before[rule.end() if rule else 0 :]
    return bool(rule) and not _DONE.search(since) and not _TOLD_AFTER.search(since)


def _happened(words: str) -> bool:
    return bool(_DONE.search(words) or _IN_HAND.search(words))


def _listed_for_each(around: Frame) -> bool:
    """Tell whether a figure is further on in a list that began so: 每年上一次党课、办一件实事."""
    listed = around.clause[: around.clause.index(FIGURE)]
    return bool(_EACH_YEAR.search(listed))


def _is_planned(before: str, told: Told | None, earlier: Sequence[Found], around: Frame) -> bool:
    if told is not None and _is_ahead(told, earlier):
        return not _DONE.search(around.left)
    *_earlier, last = [0, *(match.end() for match in _PLAN.finditer(before))]
    return last > 0 and not _DONE.search(before[last:]) and not _IN_HAND.search(around.left[-6:])


def _is_ahead(told: Told, earlier: Sequence[Found]) -> bool:
    """Tell whether the last date before a figure is a year that is still going on, or to come."""
    dates = [one.days for one in earlier if one.kind is Kind.DATE and one.days and one.days.last]
    if not dates or dates[-1].last is None:
        return False
    return dates[-1].last > told.day and dates[-1].last.year > told.last.year
