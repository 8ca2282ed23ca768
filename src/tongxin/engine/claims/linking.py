"""Which measure a figure is of: by the words of its frame, with abstention where they do not suffice."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from tongxin.engine.claims.ellipsis import (
    Setting,
    counts_another,
    is_bare,
    join,
    own_words,
    setting,
    without_containers,
)
from tongxin.engine.claims.found import Approx, Found, Kind
from tongxin.engine.claims.frames import Frame, frame
from tongxin.engine.claims.wording import BREAK, FIGURE, OTHER, Matched, Phrasebook

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
    r"(?:增加|减少|增|减|多|少|提高|提升|上升|下降|回升|回落|降低|高|低|扩大|缩小|增长|净增|多出|高出|增多|攀升|上涨|添|涨|扬|抬升|上扬|收窄|微增|微降|净减|缩减|(?:多|少)[捐开用办跑收报编交立提来选派建出走发])[了出达约为]{0,2}$"
)
_SHARED = re.compile(r"占|比重|占比|比例")
_AVERAGED = re.compile(r"人均|平均|户均|亩均|年均|场均|每[人名位户个家件场次亩站室月天年组村]|月均|均")
_PER_EACH = re.compile(r"人均|户均|平均每")
_AVERAGE_PLACE = re.compile(r"平均[^，]{0,2}(?:站|室)$")
_DOWN = re.compile(r"下降|减少|降|回落|低|少|缩小|跌|负增长|收窄|缩减|下滑|净减")
_ALL_TOLD = re.compile(r"(?:仅|只|才|共(?![同产建享商识])|总共|唯一|合计|累计)[有计收达为]?[^○｜]{0,4}$")
_FROM = re.compile(r"(?:由|从)[^，。；]{0,10}$")
_TO = re.compile(r"^[^，。；]{0,4}(?:增|提|上升|发展|降|减|扩|到|升)")


@dataclass(frozen=True, slots=True)
class Link:
    """What a figure is taken to speak of.

    Attributes:
        figure: the figure.
        frame: what stands around it.
        measure: id of the measure; ``None`` where the words do not suffice.
        phrase: the phrase of the catalogue that said so; empty where another figure's was carried on.
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
    derive: str | None = None
    part: str = ""
    change: int = 0
    score: float = 0.0
    when: Setting = Setting("", "")


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the figures of a sentence are linked with.

    Attributes:
        book: how the measures are said.
        topic: what the sentence before spoke of.
        bodies: stems of the names of bodies.
    """

    book: Phrasebook
    topic: str
    bodies: tuple[str, ...]


def link(
    text: str, figures: Sequence[Found], book: Phrasebook, topic: str = "", bodies: Collection[str] = ()
) -> list[Link]:
    """Link the figures of a sentence, in order.

    Args:
        text: the sentence, as a view.
        figures: all that was found in it.
        book: how the measures are said.
        topic: what the sentence before spoke of, such as 提案, where the words of a clause do not suffice.
        bodies: stems of the names of bodies, such as 青岭县.
    """
    given = _Setting(book, topic, tuple(bodies))
    links: list[Link] = []
    for at, figure in enumerate(figures):
        if figure.claims:
            around = frame(text, figures, at)
            links.append(_link(around, given, links, setting(text, figures, at, bodies)))
    return _parts(links)


def _link(around: Frame, given: _Setting, before: Sequence[Link], when: Setting) -> Link:
    derive = derivation(around)
    change = _change(around) if derive else 0
    plain = Link(around.figure, around, derive=derive, change=change, when=when)
    if derive in {SHARE, AVERAGE}:
        return _named_share(plain, given.book) if derive == SHARE else plain
    if derive in {GROWTH, DIFFERENCE}:
        return _changed(plain, given.book, before)
    if _is_one_of_many(around):
        return plain
    best = _best(around, given)
    if best is not None:
        among = _OF_THESE.search(around.before) or any(
            FIGURE in listed.group() for listed in _LISTED.finditer(around.clause)
        )
        part = _earlier(around) or ("among" if among or _of_unknown(around, before) else "")
        return replace(plain, measure=best.measure, phrase=best.phrase, score=best.score, part=part)
    return _as_before(plain, before, given)


def _of_unknown(around: Frame, before: Sequence[Link]) -> bool:
    """Tell whether a figure is a part of one of which nothing is known, or of some only: 有的界别开展活动2次."""
    if _SOME.search(around.left) or _AT_EVENT.search(around.right):
        return True
    last = before[-1] if before else None
    same = last is not None and last.figure.unit == around.figure.unit and last.measure is None
    return same and bool(_AMONG.search(around.left))


def _as_before(plain: Link, before: Sequence[Link], given: _Setting) -> Link:
    """Link a figure that says nothing of its own as the one before it, of another time or another body."""
    if not is_bare(plain.frame, given.bodies):
        return plain
    figure = plain.figure
    same = (
        one for one in reversed(before) if (one.figure.kind, one.figure.unit) == (figure.kind, figure.unit)
    )
    other = next((one for one in same if not one.derive), None)
    if other is None or other.measure is None or other.part or other.when == plain.when:
        return plain
    return replace(plain, measure=other.measure, phrase=other.phrase, score=other.score)


def _is_one_of_many(around: Frame) -> bool:
    """Tell whether 一 says no amount but any of them: 联系一个或几个企业, 一位委员说.

    A total of one is written with an Arabic numeral, or with a word that says it is all: 仅一件.
    """
    bounds = around.figure.bounds
    if around.figure.kind is not Kind.COUNT or bounds is None or bounds.value != 1:
        return False
    return around.written.startswith("一") and not _ALL_TOLD.search(around.left)


def _named_share(plain: Link, book: Phrasebook) -> Link:
    """Link a share that is a measure of its own: one whose phrase says of what it is the share."""
    around = plain.frame
    found = book.matches(around.text, around.near, around.figure.kind, around.figure.unit)
    shares = [one for one in found if _SHARED.search(one.phrase)]
    if not shares:
        return plain
    return replace(
        plain,
        derive=None,
        change=0,
        measure=shares[0].measure,
        phrase=shares[0].phrase,
        score=shares[0].score,
    )


def _change(around: Frame) -> int:
    if around.figure.rule == "ratio.doubling":
        return 0
    if _DOWN.search(around.left[-8:]):
        return -1
    return 1 if _GREW.search(around.left) or _CHANGED.search(around.left) else 0


def _best(around: Frame, given: _Setting) -> Matched | None:
    figure, book = around.figure, given.book
    text = without_containers(around.text)
    place = text.index(FIGURE)
    found = [
        one
        for one in book.matches(text, around.near, figure.kind, figure.unit)
        if not counts_another(around.right) or any(word > place for word in one.words)
    ]
    if not found:
        found = _joined(around, given)
    if not found and given.topic:
        found = book.matches(f"{given.topic}，{text}", around.near, figure.kind, figure.unit)
    return found[0] if found else None


def _joined(around: Frame, given: _Setting) -> list[Matched]:
    """Return the measures that a figure may be of if the clauses before it lend it their noun."""
    clauses = join(around, given.bodies)
    if clauses is None or (clauses.bare and clauses.crossed):
        return []
    near = clauses.text if clauses.bare else around.near
    figure = around.figure
    found = given.book.matches(without_containers(clauses.text), near, figure.kind, figure.unit, joined_of=around.text)
    found.sort(key=lambda one: _FARTHER * (len(clauses.text) - max(one.words, default=0)) - one.score)
    if clauses.bare:
        return found
    own = clauses.own + (len(around.left) if own_words(around.right, given.bodies) else 0)
    return [one for one in found if any(place >= own for place in one.words)]


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
    if _SHARED.search(left) or (unit == "%" and re.match(r"的", around.right)):
        return SHARE
    return None


def _is_compared(around: Frame) -> bool:
    before = around.before[-40:]
    return bool(_COMPARED.search(around.clause) or _COMPARED.search(before) or _LAST_TIME.search(before))


def _changed(plain: Link, book: Phrasebook, before: Sequence[Link]) -> Link:
    """Link a growth or a difference: by the noun of its clause, or as the figure before it."""
    around = plain.frame
    if _OTHER_BASE.search(around.clause) and not _LAST_TIME.search(around.clause):
        plain = replace(plain, part="other_base")
    kind = Kind.POINTS if around.figure.kind is Kind.POINTS else None
    unit = around.figure.unit if plain.derive == DIFFERENCE and kind is None else None
    left = f"{around.left}{FIGURE}"
    found = book.matches(left, left, kind, unit) if _has_noun(around.left) else []
    if found:
        return replace(plain, measure=found[0].measure, phrase=found[0].phrase, score=found[0].score)
    carried = before[-1] if before else None
    if _has_noun(around.left) or carried is None or carried.part:
        return plain
    return replace(plain, measure=carried.measure, score=carried.score, when=carried.when)


_FILLERS = re.compile(
    r"恰好|恰|正好|刚好|足足|涨幅|跌幅|上扬|抬升|收窄|微[增降]|净[增减]|总额|总量|总数|数量|件数|条数|篇数|户数|人数|场次|场数|户次|家数|次数|规模|幅度|后者|(?:多|少)[捐开用办跑收报编交立提来选派建出走发]|相当于|添|涨|扬|缩|跌"
    r"|同比|环比|比上年|较上年|比去年|较去年|上年|去年|同期|上次|上届|上一年|相比|今年|增长|增加|减少|下降|上升|提高|提升|回升|回落|增幅|降幅|高出|多出"
    r"|翻了?|[比较与同跟了约达为是的多少高低增降至又则也均共更再还幅◇首年会议大会届次期、]"
)


def _has_noun(left: str) -> bool:
    return len(_FILLERS.sub("", left)) > 1


def _earlier(around: Frame) -> str:
    """Tell whether a figure is what a number was before: 由63个发展到104个."""
    if _FROM.search(around.left) and _TO.match(around.right):
        return "earlier"
    return ""


_AMONG = re.compile(r"其中|包括|当中|含")
_FARTHER = 0.15
"""What a word that lends its noun loses for each character that it stands farther off."""
_LISTED = re.compile(
    rf"(?:分别|依次)[^{OTHER}{FIGURE}，]{{0,4}}[{OTHER}{FIGURE}](?:[、{BREAK}和与及][^{OTHER}{FIGURE}，]{{0,3}}[{OTHER}{FIGURE}])+"
)
_SOME = re.compile(
    r"有的|个别|部分(?!门)|有些|少数(?!民)|多数|大部分|所提$|(?:此|本|这|该)次|(?:关于|涉及|有关|围绕)[^，]{2,}的$"
)
_AT_EVENT = re.compile(
    r"^[^，。；]{0,10}(?:现场(?!会)|当场|到场|先后发言|先后建言|面对面|汇报进展|现场汇报|登台|座谈(?!会)|作了?[^，]{0,4}发言)"
)
_OF_THESE = re.compile(r"(?:在)?(?:这|上述|这些|这批)○[^，。]{0,8}中")
_LEVEL = re.compile(r"(全国|中央|国家|省|自治区|市|州|县|区)[^，。；]{0,4}(?:政协|级|委|府|领导)")
_SUMS = re.compile(r"(?:合计|共计|总计|一共|累计|合在一起|共|总数|总共|加起来|合共)[^○｜，]{0,6}$")


def _parts(links: list[Link]) -> list[Link]:
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
