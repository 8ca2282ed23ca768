"""Words left out: a figure whose noun stands in the clause before it, or with the figure before it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tongxin.engine.claims.found import Found, Kind
from tongxin.engine.claims.frames import ASIDE, Frame
from tongxin.engine.claims.wording import BREAK, FIGURE, OTHER

_TIMES = (
    "今年以来|今年|当年|本年度?|全年|年内|去年同期|上年同期|去年|上年|上一年|前年|同期|上半年|下半年|本月|上月"
    "|上季度|本季度|如今|眼下|目前|现在|现|迄今|至今|截至|截止|此前|逐年看|年初|年底|年末"
)
_VERBS = (
    "累计|合计|共计|总计|总共|一共|共有|共|总数|总量|分别|依次|各|则|又|也|还|仅|只|就|才|已经|已有|已达|已|达到|达|才|这个时候|时候|那时|同年|合起来|加起来|恰好|恰|正好"
    "|现有|有|为|是|到|至|由|从|在|约|超|办了|开了|做了|搞了|跑了|收了|办|开|增至|增加到|增到|升至|升到|添到|扩到"
    "|涨到|提高到|降至|降到|发展到|扩大到|减至|减到|完成|实现|建成|建立|设立|组建|挂牌|的|了|着|个|相应数字|数字|相同指标|这一数字|这个数|对应|净增|增长|增加|减少|下降|上升|多出|较|比|跟|与|同"
)
_WHOLES = "全[县市区州省旗]|[我咱][县市区省]|[县市区省州]里|[县市区省州]?政协"
_FILLERS = re.compile(rf"{_TIMES}|{_WHOLES}|{_VERBS}|该[县市区州省]|[{ASIDE}，,、：:“”（）()\s]")
_ANY_BODY = re.compile(r"^[\u4e00-\u9fff]{0,12}?[\u4e00-\u9fff]{2}[县市区州旗]政协")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SEPARATED = re.compile(rf"[，,：:、{BREAK}{ASIDE}]")
_STOPS = re.compile(r"[。；;！？!?]")
_TIME_WORD = re.compile(_TIMES)
_CONTAINER = re.compile(
    r"[\u4e00-\u9fff]{0,4}(?:提案|立案|立案部分|委员|常委|建议|意见|信息|诉求|问题|企业|捐款|款物|项目|报告|学生|群众|单位|这些|上述)(?:里|中|当中|之中)(?![心央国共小学旬层间期])"
)
_WORDS = 2


@dataclass(frozen=True, slots=True)
class Joined:
    """A figure's clause with what stands before it in the sentence, without what parts them.

    Attributes:
        text: the joined words, marked as frames are.
        own: where the figure's own clause begins in them.
        bare: whether that clause says nothing of its own but the figure.
        crossed: whether another figure stood in what was joined.
    """

    text: str
    own: int
    bare: bool
    crossed: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """When and of whom a part of a sentence speaks, by the last words that say so."""

    time: str
    body: str


NOWHERE = Setting("", "")
"""No words say when or of whom."""


def own_words(left: str, bodies: Collection[str] = ()) -> str:
    """Return what a clause says of its own before its figure, without fillers, days and bodies."""
    for stem in filter(None, bodies):
        # What stands before a body's name belongs to it: 隔河相望的双梁区政协.
        left = left.rpartition(stem)[2].removeprefix("政协")
    left = _ANY_BODY.sub("", left)
    return "".join(_HAN.findall(_FILLERS.sub("", left.replace(OTHER, ""))))


def is_bare(around: Frame, bodies: Collection[str] = ()) -> bool:
    """Tell whether neither side of a figure has a noun or an act of its own."""
    left = own_words(around.left, bodies)
    right = own_words(around.right, bodies)
    return len(left) < _WORDS and len(right) < _WORDS


_COUNTED = re.compile(
    r"^人(?![次民员才])|^[多余]?(?:[\u4e00-\u9fff]{0,3}?)(?:板块|方面|领域|环节|栏目|单位|部门|企业|委员|社区|行政村|群众|学生|代表|专家|人员|干部|居民|村民|农户|主席|记者|医生|学校|学员"
    r"|案例|工程|点位|成员|常委|乡镇|县区|小区|行业|界别|产业|类别|步骤|阶段|等次|岗位|课题|专题|人大代表|贫困户|脱贫户|困难户|老人|儿童|志愿者|工人|职工|商户|党员)"
)


def counts_another(right: str) -> bool:
    """Tell whether what follows a figure is the noun that it counts: 培训五个板块 counts no trainings."""
    return bool(_COUNTED.search(right))


def join(around: Frame, bodies: Collection[str] = ()) -> Joined | None:
    """Join a figure's clause with those before it; ``None`` where it is the first of its sentence."""
    place = around.text.index(FIGURE)
    begin = place - len(around.left)
    stops = [match.end() for match in _STOPS.finditer(around.text, 0, begin)]
    lead = around.text[stops[-1] if stops else 0 : begin]
    kept = _SEPARATED.sub("", lead)
    topic = kept.replace(OTHER, "")
    if not _HAN.search(topic):
        return None
    text = f"{topic}{around.left}{FIGURE}{around.right}"
    return Joined(text, len(topic), is_bare(around, bodies), OTHER in kept)


def setting(text: str, figures: Sequence[Found], at: int, bodies: Collection[str]) -> Setting:
    """Return when and of whom a sentence speaks at one of its figures.

    Args:
        text: the sentence, as a view.
        figures: all that was found in it.
        at: which of them.
        bodies: stems of the names of bodies, such as 青岭县.
    """
    place = figures[at].start
    words = [(match.end(), match.group()) for match in _TIME_WORD.finditer(text, 0, place)]
    words += [(one.end, text[one.start : one.end]) for one in figures[:at] if one.kind is Kind.DATE]
    names = [(found, stem) for stem in bodies if stem and (found := text.rfind(stem, 0, place)) >= 0]
    return Setting(max(words, default=(0, ""))[1], max(names, default=(0, ""))[1])


def without_containers(text: str) -> str:
    """Return a frame in which what a part is counted of says nothing: 立案提案中，农业44件."""
    place = text.index(FIGURE)
    return _CONTAINER.sub(lambda match: ASIDE * len(match.group()), text[:place]) + text[place:]
