"""Problems, deeds, donations, aid, reported results, honours."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle

from tongxin.actions.demonstration import days
from tongxin.actions.demonstration.world import FIRST, LAST, World
from tongxin.engine.ledger.drafts import EntryDraft

# Sums that the county's published account states; parts are invented so that they add up exactly.
PROJECTS = (
    *(52000, 40000, 36000, 30000, 28000, 25000, 22000, 20000, 18000),
    *(16000, 15000, 12600, 11500, 10000, 9000, 7500, 6000, 4500),
)
SCHOOLING = (300000, 220000, 180000, 150000, 120000, 100000, 80000, 62700, 50000, 40000, 20000, 10000)
OTHER_GIFTS = (30000, 26000, 18000, 15000, 9000, 6000)
AID = (
    *((60, 20000), (55, 16000), (48, 15000), (42, 12000), (40, 12000)),
    *((36, 10000), (30, 9000), (25, 7000), (18, 5000), (12, 4000)),
)
INVESTMENTS = (
    (120_000_000, "果蔬深加工生产线"),
    (86_000_000, "智慧冷链物流园"),
    (52_000_000, "富硒稻米加工厂"),
    (30_000_000, "生态养殖基地"),
    (20_000_000, "农产品直播中心"),
)
JOBS = (1200, 980, 860, 760, 700, 640, 600, 560, 520, 500, 480, 450, 430, 400, 380, 350, 320, 300, 230, 200)
INCOME = (38, 32, 28, 26, 24, 22, 20, 18, 17, 15, 14, 12, 11, 10, 9, 8, 8)
SOLVED, RAISED, DEEDS, JOINT_DEEDS, COMFORT_VISITS = 22, 26, 22, 8, 30
PROBLEMS = ("用工难", "用电增容", "融资担保", "物流通道", "用地手续", "产品销路", "技术培训")
DEEDS_DONE = (
    *("维修村道路灯", "捐建文化活动室", "疏通灌溉水渠", "开展义诊"),
    *("送法进村", "修缮老人活动中心", "添置图书"),
)
HONOURS = (
    ("nation", "enterprise", "全国巾帼现代农业科技示范基地", 0, "2023-11-20"),
    ("nation", "member", "全国乡村振兴青年先锋", 9, "2023-10-12"),
    ("nation", "member", "全国最美志愿者", 14, "2024-03-05"),
    ("region", "member", "广西促进就业先进个人", 14, "2023-12-08"),
    ("city", "member", "南宁市道德模范", 21, "2024-05-16"),
    ("city", "committee", "南宁市政协系统优秀党建品牌", None, "2023-12-28"),
)


def all_of(world: World) -> Iterator[EntryDraft]:
    """Yield everything of this theme."""
    yield from _problems(world)
    yield from _deeds(world)
    yield from _donations(world)
    yield from _aid(world)
    yield from _reported(world)
    yield from _honours(world)


def _problems(world: World) -> Iterator[EntryDraft]:
    random, joint = world.random, cycle(world.joint)
    for number in range(RAISED):
        _link, first, second, firm = next(joint)
        # What is still open was raised of late: nobody lets a problem lie for two years.
        since = FIRST if number < SOLVED else date(2024, 6, 3)
        raised = days.any_day(random, since, date(2024, 8, 30))
        problem = random.choice(PROBLEMS)
        yield EntryDraft(
            kind="problem_raised",
            happened_on=raised,
            title=f"{firm.name}反映{problem}问题",
            enterprise=firm.pk,
            participants=((world.principals[firm.pk].pk, "reporter"),),
        )
        if number < SOLVED:
            yield EntryDraft(
                kind="problem_solved",
                happened_on=days.any_day(random, raised, min(raised + timedelta(days=75), LAST)),
                title=f"协调解决{firm.name}{problem}问题",
                enterprise=firm.pk,
                participants=tuple((person.pk, "solver") for person in dict.fromkeys((first, second))),
                fields={"raised_on": raised.isoformat()},
            )


def _deeds(world: World) -> Iterator[EntryDraft]:
    random = world.random
    for number in range(DEEDS + JOINT_DEEDS):
        shared = number < JOINT_DEEDS
        unit = random.choice(world.units[:20])
        ours, firm = world.organised[number % len(world.organised)]
        year = FIRST.year + number // len(world.organised)
        yield EntryDraft(
            kind="practical_deed",
            happened_on=days.in_year(random, year) if shared else days.any_day(random),
            title=random.choice(DEEDS_DONE),
            unit=None if shared else unit.pk,
            enterprise=firm.pk if shared else None,
            organisation=ours.pk if shared else None,
            participants=((random.choice(world.steady).pk, "doer"),),
            fields={"joint": shared},
        )


def _donations(world: World) -> Iterator[EntryDraft]:
    random = world.random
    rows = [("project", sum_, "捐建公益项目") for sum_ in PROJECTS]
    rows += [("school", sum_, "捐资助学") for sum_ in SCHOOLING]
    rows += [("other", sum_, "公益捐赠") for sum_ in OTHER_GIFTS]
    for purpose, amount, word in rows:
        firm = random.choice(world.enterprises)
        yield EntryDraft(
            kind="donation",
            happened_on=days.any_day(random),
            title=f"{firm.name}{word}",
            enterprise=firm.pk,
            participants=((world.principals[firm.pk].pk, "donor"),),
            amounts={"money": Decimal(amount)},
            fields={"purpose": purpose},
        )


def _aid(world: World) -> Iterator[EntryDraft]:
    random = world.random
    for people, money in AID:
        unit = random.choice(world.units[:11])
        yield EntryDraft(
            kind="aid",
            happened_on=days.any_day(random),
            title=f"{unit.name}结对帮扶",
            unit=unit.pk,
            participants=tuple((person.pk, "helper") for person in world.members_of[unit.pk][:3]),
            amounts={"people": Decimal(people), "money": Decimal(money)},
        )
    for _ in range(COMFORT_VISITS):
        unit = random.choice(world.units[:11])
        yield EntryDraft(
            kind="aid_visit",
            happened_on=days.any_day(random),
            title=f"{unit.name}走访慰问困难户",
            unit=unit.pk,
            participants=((random.choice(world.members_of[unit.pk]).pk, "visitor"),),
            amounts={"households": days.whole(random, 3, 12)},
        )


def _reported(world: World) -> Iterator[EntryDraft]:
    income = [value * 1_000_000 for value in INCOME]
    yield from _series(world, "jobs", "jobs", JOBS, "报告提供就业岗位")
    yield from _series(world, "income", "money", income, "报告帮助群众增收")
    for (money, project), link in zip(INVESTMENTS, world.joint, strict=False):
        yield EntryDraft(
            kind="investment",
            happened_on=days.any_day(world.random),
            title=f"{link[3].name}投资{project}",
            enterprise=link[3].pk,
            participants=((world.principals[link[3].pk].pk, "reporter"),),
            amounts={"money": Decimal(money)},
            fields={"project": project},
        )


def _series(world: World, kind: str, amount: str, values: Sequence[int], words: str) -> Iterator[EntryDraft]:
    for number, value in enumerate(values):
        base = world.bases[number % len(world.bases)]
        firm = world.enterprises[number % len(world.enterprises)]
        yield EntryDraft(
            kind=kind,
            happened_on=days.any_day(world.random),
            title=f"{base.name}{words}",
            base=base.pk,
            enterprise=firm.pk,
            participants=((world.principals[firm.pk].pk, "reporter"),),
            amounts={amount: Decimal(value)},
            fields={"method": "基地（企业）按季填报，办公室核对花名册和合同"},
        )


def _honours(world: World) -> Iterator[EntryDraft]:
    for level, holder, title, place, day in HONOURS:
        person = world.principals[world.enterprises[place % 10].pk] if place is not None else None
        yield EntryDraft(
            kind="honour",
            happened_on=date.fromisoformat(day),
            title=title,
            enterprise=world.enterprises[0].pk if holder == "enterprise" else None,
            participants=((person.pk, "honoured"),) if person and holder == "member" else (),
            fields={"level": level, "holder": holder},
        )
