"""Of whom and of which days a figure speaks: the draft's own, unless its sentence says otherwise."""

import calendar
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tongxin.engine.claims.dates import Told
from tongxin.engine.claims.found import Days, Found, Kind
from tongxin.engine.claims.numerals import read_numeral
from tongxin.engine.kernel.periods import Grain, Period, containing

_LED_TO = re.compile(r"(?:增|升|降|扩|添|涨|提高|上升|下降|发展|减|扩大)(?:到|至)[^，]{0,3}$")
_FROM = re.compile(r"[由从]$")
_AT_ONCE = re.compile(r"(?:同期)?的")
_TIMES_OF = re.compile(r"(?:为|是|达|相当于|等于|恰为|近|约为)$")
_LAST_YEAR_JUST_BEFORE = re.compile(r"(?:去年|上年|上一年)$")
_TIME_WORD = re.compile(
    r"(?P<half>上半年|下半年)|(?P<near>(?P<which>上一?个?|本)(?P<grain>季度|月)(?!薪|初))"
    r"|(?P<own>今年|当年|本年|全年|年内|眼下|如今|目前|现在)|(?:去年|上年)全年|上年同期|去年同期|去年|上年|上一年|前年"
)
_HALF = re.compile(r"(上半年|下半年)")
_GRAINS = {"季度": Grain.QUARTER, "月": Grain.MONTH}
_PAST_YEARS = re.compile(
    r"(?:过去|近|最近|这|前|连续)?(?P<years>[一二两三四五六七八九十]+|\d{1,2})年(?:来|间|以来|里|中)|(?:过去|最近|近|这|连续)(?P<past>[二两三四五六七八九十]+|\d{1,2})年"
)
_SINCE_TERM = re.compile(
    r"(?:[一二三四五六七八九十]+|\d+)届(?:政协)?以来|本届以来|换届以来|成立以来|建会以来|(?:启动|实施|开展|创建|建立|运行|试行|推行)(?:以来|至)"
)
_BY_THEN = re.compile(r"至此|此前|为止|迄今|截止")
_THAT_DAY = re.compile(r"当天|当日|首日|首周|当场|当月|会期|会上|会后|本周|现场")
_MEETING = re.compile(
    r"环节|[会现]场?上$|协商会上|座谈会上|现场会上|推进会上|仪式上|活动现场|活动中$|交流中$|讨论中$|座谈中$|会后$|当天"
)
_OWN_PERIOD = re.compile(r"如今|眼下|目前|现在|现有|迄今|今年|当年|本年度?|全年|年内|一年来|一年间|全年度")
_REPORTED = re.compile(
    r"听取|通报|晒出|晒了|公布|发布|获悉|了解到|揭晓|披露|透露|亮出|交出|印发|介绍|传来|消息|盘点|出炉|报告(?:了|显示)|传达|审议|登记簿|数据显示|统计显示|摊开"
)
_COMPARED = re.compile(r"(?:比|较|与|同|跟|自|从)$")
_TO = re.compile(r"[到至]$")
_THROUGH = re.compile(r"起?[至到—~-]+")
_SINCE = re.compile(r"[从由][^。；]{0,14}[到至]$")
_UP_TO = re.compile(r"(?:截至|截止|(?<![说谈提讲看轮])[至到]|截止到|截至到)(?:目前)?$")
_OWN_WORDS = re.compile(r"全[县区市州省旗]|(?<!该)[县区市州省旗]政协|县委|区委|市委")


@dataclass(frozen=True, slots=True)
class Scope:
    """Of whom and of which days a figure speaks.

    Attributes:
        body: whose records, as the draft's owner names it.
        first: first day; ``None`` for what stands on a day.
        last: last day, or the day on which it stands.
        known: whether the words say enough; what has been since an unnamed day is not known.
        narrower: a place or a person within them that the sentence speaks of instead; empty for the whole.
        dated: whether the sentence names the days.
        one_day: whether it tells what happened on a single day.
    """

    body: str
    first: date | None
    last: date
    known: bool = True
    narrower: str = ""
    dated: bool = False
    one_day: bool = False

    def standing(self, day: date) -> "Scope":
        """Return it for what stands on a day: the one that the sentence names, or the draft's own.

        Args:
            day: the draft's own.
        """
        return replace(self, first=None, last=self.last if self.dated else day)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a draft speaks of just now.

    Attributes:
        body: whose records.
        narrower: a place or a person within the body.
        since: how many sentences ago the narrower one was named.
    """

    body: str
    narrower: str = ""
    since: int = 0


_REMEMBERED_BODY = 4
_LONG = 60
_FEW = 15
"""Days of a journey or a meeting, which is one event and no reporting period."""
_REMEMBERED = 2
"""For how many sentences a place or a person stays the subject unless another one is named."""

_ONE_OF = re.compile(r"^(?:其中|另|还有|有)(?:的)?一[家个间处名位支座]")
_OWN_ROOM = re.compile(
    r"“[^“”]{2,12}(?:工作室|联络室|联络站|议事厅|议事室|会客厅|读书会|志愿队)”(?![^，。]{0,6}(?:品牌|机制|模式))"
)
_THIS_ROOM = re.compile(
    r"(?:这|该)[间个家处座支](?:委员)?(?:工作室|联络室|联络站|议事厅|议事室|站点|基地|企业|村|社区|小组)|该(?:企业|公司|村|社区|镇|站|室|委员)"
)
_MEMBER_BODY = re.compile(
    r"(?:^|[，,。；：])(?P<name>(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|妇联|总?工会|侨联|科协|团)(?:[省市县区州]委?)?(?:委员会|会)?|[省市县区州](?:工商联|妇联|总工会|侨联|科协))(?=[报提撰反组开先今全围])"
)
_ONE_PAPER = re.compile(r"《[^》]{4,}(?:提案|建议|信息|专报)》(?=[（(由交被得获办促引推提])")
_WITHIN = re.compile(
    r"(?:^|[，。；：“、◇]|日)(?:在|于|走进|来到|位于)?(?P<name>(?:[\u4e00-\u9fff]{2,3}(?:乡|镇|街道))?[\u4e00-\u9fff]{2,3}(?:乡|镇|街道|村|社区|屯))(?![振建级民干里企村镇]|委(?!员)|设立|政协联络)"
)
_NO_PLACE = re.compile(
    r"[个设在联百千万企结对捐各该全每向到从把为和与及的了下上这那乡镇建成立动员推行实现开展活等共种类型位名间座所处其中将被由于是就但而也都使让以有多某一二三四五六七八九十入进走访帮扶包驻农山新]"
)
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜谢邹喻苏潘葛范彭郎鲁韦马苗方俞任袁柳鲍史唐费薛雷贺汤罗毕郝安常傅康伍余顾孟"
    "黄穆萧尹姚邵汪毛米明戴宋熊纪舒屈项祝董梁杜阮蓝席季强贾路江童颜郭梅林刁钟徐邱骆高夏蔡田樊胡霍虞万柯卢莫房干解丁邓洪包左石崔龚程裴陆翁甄曲封靳"
    "井段侯宁仇甘武符刘景詹龙叶黎白怀蒙乔闻党翟谭劳姬申冉桑桂牛寿边燕尚农温柴瞿阎连习容向古易廖曾沙关荆游权覃雍"
)
_PERSON = re.compile(
    rf"委员(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?=[，、的说翻在是把从带也自先累已提走捐：上今全去反撰连围]|一年)"
)


@dataclass(frozen=True, slots=True)
class Subjects:
    """Whom a sentence speaks of, from which place on.

    Attributes:
        begins: whom it speaks of before anybody is named.
        named: place → whom from there on, in order.
        goes_on: whom a sentence after it speaks of that names nobody.
    """

    begins: Subject
    named: tuple[tuple[int, Subject], ...]
    goes_on: Subject

    def at(self, place: int) -> Subject:
        """Return whom the sentence speaks of at a place."""
        found = self.begins
        for start, subject in self.named:
            if start > place:
                break
            found = subject
        return found


def subjects_of(text: str, own: str, known: Collection[str], before: Subject) -> Subjects:
    """Return whom a sentence speaks of; a sentence that names nobody goes on with the one before.

    Args:
        text: the sentence, as a view.
        own: the body that the draft is of, such as 青岭县政协.
        known: bodies that have records of their own.
        before: whom the sentence before spoke of.
    """
    stem = own.removesuffix("政协")
    others = sorted(_others(text, own, known), key=lambda one: one[0])
    named_self = _places(text, short(stem))
    mine = sorted({*named_self, *(match.start() for match in _OWN_WORDS.finditer(text))})
    mine = [place for place in mine if not any(start < place <= start + _OF_A_NAME for start, _one in others)]
    mine = [] if others and not named_self and others[0][0] < mine_first(mine) else mine
    carried = _carried(before, own)
    bodies = sorted([*others, *((place, Subject(own)) for place in mine)], key=lambda one: one[0])
    begins = Subject(own) if mine and (not others or mine[0] < others[0][0]) else carried
    named = list(bodies)
    for place, name in _named(text, stem):
        body = next((one.body for at, one in reversed(bodies) if at <= place), begins.body)
        named.append((place, Subject(body, name)))
    named.sort(key=lambda one: one[0])
    return Subjects(begins, tuple(named), _goes_on(text, own, carried, named))


def short(stem: str) -> str:
    """Return a body's place as it is said for short: 榕浦 for 榕浦县."""
    return stem[:-1] if len(stem) >= _SHORTEST and stem[-1] in "县市区州旗省" else stem


def mine_first(mine: Sequence[int]) -> int:
    """Return the first place at which a draft names its own body; far off where it does not."""
    return mine[0] if mine else 10**9


def _carried(before: Subject, own: str) -> Subject:
    if before.since >= _REMEMBERED_BODY:
        return Subject(own)
    return Subject(before.body, since=before.since) if before.since >= _REMEMBERED else before


def _goes_on(text: str, own: str, carried: Subject, named: Sequence[tuple[int, Subject]]) -> Subject:
    """Return whom the next sentence speaks of: whom this one begins with, not whom it compares with."""
    if not named:
        return replace(carried, since=carried.since + 1)
    if any(one == Subject(own) for _place, one in named):
        narrower = named[-1][1]
        return narrower if narrower.narrower else Subject(own)
    first = _STOP.search(text)
    place, subject = named[0]
    if subject.narrower or place <= (first.start() if first else len(text)):
        return named[-1][1] if named[-1][1].narrower else subject
    return replace(carried, since=carried.since + 1)


def _others(text: str, own: str, known: Collection[str]) -> Iterator[tuple[int, Subject]]:
    """Find the bodies beside the draft's own that are spoken of, and not only compared with."""
    for name in sorted(known, key=len, reverse=True):
        stem = name.removesuffix("政协")
        if name == own or stem in own:
            continue
        for place in _places(text, short(stem)):
            if not _BESIDE.search(text, 0, place):
                yield place, Subject(name)
    for match in _ANY_BODY.finditer(text):
        stem, place = match["stem"], match.start("stem")
        name = f"{stem}政协"
        if name in known or stem in own:
            continue
        if not _BESIDE.search(text, 0, place):
            yield place, Subject(name)


def _places(text: str, word: str) -> list[int]:
    return [match.start() for match in re.finditer(re.escape(word), text)] if word else []


_ANY_BODY = re.compile(
    r"(?:^|[，,。；：、“◇的与和同隔壁邻近而])(?P<stem>[^\W\d的了在和与及县市区省全各我本该上下两届年月日会开咱给此前今去后这那由向到从于是有将把被]{2}[县市区州旗])政协"
)
"""Another body by its name, whether or not there are records of it: 隔壁青崖市政协."""

_SHORTEST = 3
_OF_A_NAME = 4
"""How far into another body's name words such as 县政协 stand, which then are not the draft's own."""
_BESIDE = re.compile(r"(?:比|较|高出|高于|低于|超过|多于|少于|赴|向|到|来自|学习|借鉴)$")
_STOP = re.compile(r"[，,；;：:。]")


def _named(text: str, own: str) -> Iterator[tuple[int, str]]:
    """Find the places and persons within a body that a sentence speaks of instead of the whole."""
    one = _ONE_OF.search(text)
    if one:
        yield one.start(), one.group()
    for body in _MEMBER_BODY.finditer(text):
        yield body.start("name"), body["name"]
    for pattern in (_OWN_ROOM, _THIS_ROOM, _ONE_PAPER):
        for room in pattern.finditer(text):
            yield room.start(), room.group().strip("“”")
    for person in _PERSON.finditer(text):
        yield person.start("name"), person["name"]
    for place in _WITHIN.finditer(text):
        name = place["name"]
        if name not in own and not _NO_PLACE.search(re.sub("(?:乡|镇|街道|村|社区|屯)$", "", name)):
            yield place.start("name"), name


def scope_of(text: str, figures: Sequence[Found], at: int, told: Told, subject: Subject) -> Scope:
    """Return of whom and of which days a figure speaks.

    Args:
        text: the sentence, as a view.
        figures: all that was found in it.
        at: which of them.
        told: what is known of the draft.
        subject: whom the sentence speaks of.
    """
    figure = figures[at]
    before = text[: figure.start]
    if figure.unit == "倍":
        before = before.removesuffix("的").removesuffix("同期")
        before = re.sub(r"(?:去年|上年|上一年|上年同期|去年同期)$", "", before)
    plain = Scope(subject.body, told.first, told.last, narrower=subject.narrower)
    if _THAT_DAY.search(text[_clause_begin(text, figure.start) : figure.start]) or _at_meeting(
        text, figure.start
    ):
        return replace(plain, one_day=True)
    named = _date_before(text, figures, at)
    if named is not None:
        begun = _begun(text, figures[:at], named)
        return (
            _dated(plain, text, named, told)
            if begun is None
            else replace(plain, first=begun[0], last=begun[1], dated=True)
        )
    if _SINCE_TERM.search(before):
        return replace(plain, known=False)
    years = _PAST_YEARS.search(before)
    if years:
        return _of_years(plain, years, told)
    return _relative(plain, before, told)


def _at_meeting(text: str, place: int) -> bool:
    """Tell whether a sentence tells of one meeting: 协商环节，8位委员发言，提出建议23条."""
    opening = text[: text.find("，")] if "，" in text[:place] else ""
    return bool(_MEETING.search(opening)) and not _REPORTED.search(text[:place])


def _clause_begin(text: str, place: int) -> int:
    return max((text.rfind(mark, 0, place) for mark in "，,；;。："), default=-1) + 1


def _date_before(text: str, figures: Sequence[Found], at: int) -> Found | None:
    """Return the last date before a figure that says when it happened, and is no year of comparison."""
    listed = _listed_date(text, figures, at)
    if listed is not None:
        return listed
    for one in reversed(figures[:at]):
        if one.kind is Kind.DATE and one.days and one.days != Days(None, None):
            lead = text[max(0, one.start - 3) : one.start]
            compared = _COMPARED.search(lead) or (_TO.search(lead) and _SINCE.search(text, 0, one.start))
            if _superseded(text, one, figures[at]) or _is_day_of_report(text, one):
                continue
            if not compared or (compared.group() in {"自", "从"} and one.days.last is None):
                return one
            if re.match(r"启动|成立|开展|实施|以来", text[one.end : one.end + 2]):
                continue
    return None


def _listed_date(text: str, figures: Sequence[Found], at: int) -> Found | None:
    """Return the date that is a figure's own in 2021年和2022年分别为717、764件."""
    place = text.rfind("分别", _clause_begin(text, figures[at].start), figures[at].start)
    if place < 0:
        return None
    begin = _clause_begin(text, place)
    dates = [one for one in figures if one.kind is Kind.DATE and begin <= one.start < place]
    ends = [end for mark in "，,；;。" if (end := text.find(mark, place)) >= 0]
    values = [one for one in figures if one.claims and place < one.start < min(ends, default=len(text))]
    if len(dates) < 2 or len(dates) != len(values):  # noqa: PLR2004 — 分别 needs two.
        return None
    return dates[values.index(figures[at])] if figures[at] in values else None


def _superseded(text: str, day: Found, figure: Found) -> bool:
    """Tell whether the days named before are left again: 11月24日开会，当年收到217件."""
    if _UP_TO.search(text[max(0, day.start - 4) : day.start]):
        return False
    begin = day.end + (2 if text.startswith("全年", day.end) else 0)
    return bool(_OWN_PERIOD.search(text, begin, figure.start))


def _is_day_of_report(text: str, day: Found) -> bool:
    """Tell whether a day is the one on which figures were told, not the one on which they came about."""
    days = day.days
    if days is None or days.first is None or days.first != days.last or text[day.end - 1] in "底末":
        return False
    if _UP_TO.search(text[max(0, day.start - 4) : day.start]):
        return False
    return bool(_REPORTED.search(text, day.end))


def _begun(text: str, before: Sequence[Found], named: Found) -> tuple[date, date] | None:
    """Return the days from one date to another: 自2023年1月1日至2024年10月31日."""
    starts = (
        one
        for one in before
        if one.kind is Kind.DATE
        and (
            _THROUGH.fullmatch(text[one.end : named.start])
            or (one.days and one.days.last is None and _UP_TO.search(text[: named.start]))
        )
    )
    first = next(starts, None)
    days = named.days
    if first is None or first.days is None or first.days.first is None or days is None or days.last is None:
        return None
    return (first.days.first, days.last) if first.days.first <= days.last else None


def _dated(plain: Scope, text: str, named: Found, told: Told) -> Scope:
    days = named.days or Days(None, None)
    if re.match(r"[^，。；]{0,10}?以来", text[named.end :]):
        days = Days(days.first, None)
    up_to = _UP_TO.search(text[max(0, named.start - 4) : named.start])
    if days.first is None or days.last is None:
        first = days.first or plain.first
        if days.last is not None and days.last > told.last:
            first = date(days.last.year, 1, 1)
        return replace(plain, first=first, last=days.last or plain.last, dated=days.last is not None)
    if up_to or days.first == days.last:
        until = (
            bool(up_to)
            or bool(_BY_THEN.search(text, named.end))
            or (named.rule == "date.full" and text[named.end - 1] in "底末")
        )
        found = _until(plain, days, up_to=until)
        year = days.last.year
        if until and _OWN_PERIOD.search(text, named.end) and year == told.last.year == told.first.year:
            return replace(found, first=date(year, 1, 1))
        return found
    first, last = days.first, days.last
    if named.rule == "date.days" and (last - first).days < _FEW:
        return replace(plain, first=first, last=last, one_day=True, dated=True)
    if _HALF.search(text[named.end : named.end + 6]) and (last - first).days > 300:
        first, last = _half_of(first.year, text[named.end : named.end + 6])
    whole = text[named.end : named.end + 2] == "全年"
    if not whole and first.year == told.last.year and last > told.last >= first and (last - first).days > 300:
        last = told.last
    dated = last < told.first or first > told.last or _is_long_past(last, told)
    return replace(plain, first=first, last=last, dated=dated)


def _is_long_past(last: date, told: Told) -> bool:
    """Tell whether days are well before the end of the time that the draft tells of."""
    return (told.last - last).days > _LONG


def _until(plain: Scope, days: Days, *, up_to: bool) -> Scope:
    """Return the period up to a day; a day that something happened on is a period of its own."""
    if days.last is None or not up_to:
        past = days.last is not None and plain.last.year - days.last.year > 1
        return replace(plain, first=days.first, last=days.last or plain.last, one_day=True, dated=past)
    first = plain.first
    if first is not None and first > days.last:
        first = date(days.last.year, 1, 1)
    return replace(plain, first=first, last=days.last, dated=True)


def _half_of(year: int, words: str) -> tuple[date, date]:
    if "上半年" in words:
        return date(year, 1, 1), date(year, 6, 30)
    return date(year, 7, 1), date(year, 12, 31)


def _of_years(plain: Scope, years: "re.Match[str]", told: Told) -> Scope:
    numeral = read_numeral(years["years"] or years["past"])
    count = int(numeral.low) if numeral else 1
    if count <= 1:
        return plain
    return replace(plain, first=date(told.last.year - count + 1, 1, 1))


def _relative(plain: Scope, before: str, told: Told) -> Scope:
    """Return the days that the last word of time before a figure names."""
    named = [match for match in _TIME_WORD.finditer(before) if not _is_compared(before, match)]
    if not named:
        return plain
    last = named[-1]
    word = last.group()
    if last["half"]:
        return _half_named(plain, before[: last.start()], word, told)
    if last["near"]:
        return _near(plain, last, told)
    if last["own"]:
        return plain
    return _earlier_year(plain, before, last, told)


def _is_compared(before: str, match: "re.Match[str]") -> bool:
    """Tell whether a time is only what a figure is compared with: 比上年多, 为上年的1.8倍.

    The figure that follows at once is of that time: 比上年的298家多73家.
    """
    after = before[match.end() :]
    if _AT_ONCE.fullmatch(after):
        return False
    if _TIMES_OF.search(before[: match.start()]) and after.startswith(("的", "同期的")):
        return True
    if _LED_TO.search(after) and _FROM.search(before[: match.start()]):
        return True
    return bool(_COMPARED.search(before[: match.start()])) and not match["half"]


def _half_named(plain: Scope, before: str, word: str, told: Told) -> Scope:
    year = told.last.year - (1 if _LAST_YEAR_JUST_BEFORE.search(before) else 0)
    first, last = _half_of(year, word)
    return replace(plain, first=first, last=told.last if first < told.last < last else last)


def _near(plain: Scope, match: "re.Match[str]", told: Told) -> Scope:
    grain = _GRAINS[match["grain"]]
    number = containing(told.last, grain).number - (match["which"] != "本")
    period = Period(grain, number)
    return replace(plain, first=period.start, last=min(period.end, told.last))


def _earlier_year(plain: Scope, before: str, match: "re.Match[str]", told: Told) -> Scope:
    """Return the days of a year before: 去年 is the one before the draft's own day, 上年 before its period."""
    word, end = match.group(), match.end()
    if before[end : end + 2] == "以来":
        return replace(plain, first=date(told.day.year - 1, 1, 1))
    if word.endswith("全年") or before[end : end + 1] in {"底", "末"}:
        year = (told.day if word.startswith("去年") else told.last).year - 1
        return replace(plain, first=date(year, 1, 1), last=date(year, 12, 31), dated=True)
    if word.startswith("前年"):
        return replace(plain, first=date(told.day.year - 2, 1, 1), last=date(told.day.year - 2, 12, 31))
    if word == "去年" and told.first.year == told.last.year == told.day.year - 1:
        return plain
    return replace(plain, first=a_year_before(told.first), last=a_year_before(told.last))


def a_year_before(day: date) -> date:
    """Return the same day of the year before; the last of February stays that."""
    last = calendar.monthrange(day.year - 1, day.month)[1]
    ends_month = (day + timedelta(days=1)).month != day.month
    return day.replace(year=day.year - 1, day=last if ends_month else min(day.day, last))
