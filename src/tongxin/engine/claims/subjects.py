"""Whom a draft speaks of: its own body, unless its sentences name another one, a place or a person."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

_OWN_WORDS = re.compile(
    r"全[县区市州省旗]|(?<!该)[县区市州省旗]政协|县委|区委|市委|^(?:委员们|全体委员|广大委员)|各(?:联络室|联络站|工作站|工作室|站|室|组|专委会|乡镇|镇街|界别)"
)


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
_REMEMBERED = 2
"""For how many sentences a place or a person stays the subject unless another one is named."""
_ONE_OF = re.compile(r"^(?:其中|另|还有|有)(?:的)?一[家个间处名位支座]")
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜谢邹喻苏潘葛范彭郎鲁韦马苗方俞任袁柳鲍史唐费薛雷贺汤罗毕郝安常傅康伍余顾孟"
    "黄穆萧尹姚邵汪毛米明戴宋熊纪舒屈项祝董梁杜阮蓝席季强贾路江童颜郭梅林刁钟徐邱骆高夏蔡田樊胡霍虞万柯卢莫房干解丁邓洪包左石崔龚程裴陆翁甄曲封靳"
    "井段侯宁仇甘武符刘景詹龙叶黎白怀蒙乔闻党翟谭劳姬申冉桑桂牛寿边燕尚农温柴瞿阎连习容向古易廖曾沙关荆游权覃雍"
)
_OWN_FILE = re.compile(rf"(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})的(?:履职)?档案")
_OWN_ROOM = re.compile(
    r"“[^“”]{2,12}(?:工作室|联络室|联络站|议事厅|议事室|会客厅|读书会|志愿队)”(?![^，。]{0,6}(?:品牌|机制|模式))"
)
_THIS_ROOM = re.compile(
    r"(?:这|该)[间个家处座支](?:委员)?(?:工作室|联络室|联络站|议事厅|议事室|站点|基地|企业|村|社区|小组)|该(?:企业|公司|村|社区|镇|站|室|委员)"
)
_MEMBER_BODY = re.compile(
    r"(?:^|[，,。；：]|其中)(?P<name>(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|妇联|总?工会|侨联|科协|团)(?:[省市县区州]委?)?(?:委员会|会)?|[省市县区州](?:工商联|妇联|总工会|侨联|科协))(?=[报提撰反组开先今全围])"
)
_FIRM = re.compile(
    r"(?:^|[，,。；：的])(?P<name>(?!委员|民营|上市|这些|各家|有关|所在)[\u4e00-\u9fff]{2,6}(?:公司|集团|合作社|药业|茶业|实业|建材|纺织|农场|酒店))"
    r"(?=[与和捐出先今累投为向带吸拿一还就把将党便])"
)
_ONE_PAPER = re.compile(
    r"《[^》]{4,}(?:提案|建议|信息|专报)》(?=[（(由交被得获办促引推提])|“[^”]{4,}”的(?:提案|建议)(?=[，,])"
)
_WITHIN = re.compile(
    r"(?:^|[，。；：“、◇]|日)(?:在|于|走进|来到|位于)?(?P<name>(?:[\u4e00-\u9fff]{2,3}(?:乡|镇|街道))?[\u4e00-\u9fff]{2,3}(?:乡|镇|街道|村|社区|屯))(?![振建级民干里企村镇]|委(?!员)|设立|政协联络)"
)
_NO_PLACE = re.compile(
    r"[个设在联百千万企结对捐各该全每向到从把为和与及的了下上这那乡镇建成立动员推行实现开展活等共种类型位名间座所处其中将被由于是就但而也都使让以有多某一二三四五六七八九十入进走访帮扶包驻农山新]"
)
_PERSON = re.compile(
    rf"(?:委员|主席|书记|秘书长|主任|会长|负责人)(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?=[，、的说翻在是把从带也自先累已提走捐：上今全去反撰连围]|一年)"
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
    first = _STOP.search(text)
    opening = [one for place, one in named if place <= (first.start() if first else len(text))]
    if opening and not opening[-1].narrower.startswith("《"):
        return opening[-1]
    if any(one == Subject(own) for _place, one in named):
        return Subject(own)
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
    r"(?:^|[，,。；：、“◇的与和同隔壁邻近而])(?P<stem>[^\W\d的了在和与及县市区省全各我本该上下两届年月日会开咱给此前今去后这那来自由向到从于是有将把被]{2}[县市区州旗])政协"
)
"""Another body by its name, whether or not there are records of it: 隔壁青崖市政协."""
_SHORTEST = 3
_OF_A_NAME = 4
"""How far into another body's name words such as 县政协 stand, which then are not the draft's own."""
_BESIDE = re.compile(r"(?:比|较|高出|高于|低于|超过|多于|少于|赴|向|到|来自|学习|借鉴)$")
_STOP = re.compile(r"[，,；;：:。]")


def _named(text: str, own: str) -> Iterator[tuple[int, str]]:
    """Find the places, persons and papers within a body that a sentence speaks of instead of the whole."""
    one = _ONE_OF.search(text)
    if one:
        yield one.start(), one.group()
    for pattern in (_OWN_ROOM, _THIS_ROOM, _ONE_PAPER):
        for room in pattern.finditer(text):
            yield room.start(), room.group().strip("“”")
    for pattern in (_MEMBER_BODY, _PERSON, _OWN_FILE, _FIRM):
        for named in pattern.finditer(text):
            yield named.start("name"), named["name"]
    yield from _named_places(text, own)


def _named_places(text: str, own: str) -> Iterator[tuple[int, str]]:
    for place in _WITHIN.finditer(text):
        name = place["name"]
        parts = filter(None, re.split("乡|镇|街道|村|社区|屯", name))
        if name not in own and not any(_NO_PLACE.search(part) for part in parts):
            yield place.start("name"), name
