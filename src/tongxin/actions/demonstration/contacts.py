"""Visits, talks, lectures, party days and joint activities: the links at work."""

from collections.abc import Iterator
from datetime import date
from itertools import cycle

from tongxin.actions.demonstration import days
from tongxin.actions.demonstration.world import FIRST, LAST, World
from tongxin.engine.kernel.periods import Grain, Period
from tongxin.engine.ledger.drafts import EntryDraft
from tongxin.store.models import Organisation, Person

CONTACTS = 590
OCTOBER_VISITS, OCTOBER_TALKS = 6, 7
ENTERPRISE_LECTURES, JOINT_LECTURES = 10, 7
PUBLIC_LECTURES, AT_ENTERPRISES = 10, 6
JOINT_PARTY_DAYS, OWN_PARTY_DAYS, JOINT_ACTIVITIES = 8, 14, 12
GISTS = (
    *("了解近期工作和生活情况", "交流履职体会，征求意见建议", "宣传惠企政策，听取企业诉求"),
    *("商量共同撰写提案", "通报政协近期重点工作"),
)
THEMES = (
    *("党的二十大精神", "铸牢中华民族共同体意识", "党的二十届三中全会精神"),
    *("习近平文化思想", "民族团结进步"),
)

# Enterprise, and the period in which nothing was done for it.
MISSED = {
    (3, Grain.QUARTER, date(2024, 7, 1)),
    (7, Grain.QUARTER, date(2024, 4, 1)),
    (8, Grain.HALF, date(2024, 1, 1)),
}


def all_of(world: World) -> Iterator[EntryDraft]:
    """Yield everything of this theme."""
    yield from _pairs(world)
    yield from _groups(world)
    yield from _enterprises(world)
    yield from _lectures(world)
    yield from _party_days(world)


def _talk(
    world: World, talker: Person, other: Person, day: date, firm: Organisation | None = None
) -> EntryDraft:
    form = "phone" if world.random.random() < 0.3 and firm is None else "face"
    return EntryDraft(
        kind="talk",
        happened_on=day,
        text=world.random.choice(GISTS),
        enterprise=firm.pk if firm else None,
        participants=((talker.pk, "talker"), (other.pk, "talked_with")),
        fields={"form": form},
    )


def _visit(
    world: World, visitors: tuple[Person, ...], met: Person | None, day: date, firm: Organisation | None
) -> EntryDraft:
    people = [(person.pk, "visitor") for person in visitors] + ([(met.pk, "met")] if met else [])
    return EntryDraft(
        kind="visit",
        happened_on=day,
        text=world.random.choice(GISTS),
        enterprise=firm.pk if firm else None,
        participants=tuple(people),
        fields={"guided": True} if firm else {},
    )


def _pairs(world: World) -> Iterator[EntryDraft]:
    """Contacts of pairs; one linker has let two quarters pass, and shows on the grid."""
    random = world.random
    quarters = days.periods(Grain.QUARTER)
    pairs = [pair for pair in world.pairs if pair[0] in world.steady_party and pair[1] in world.steady]
    lazy = pairs[0][0]
    for number in range(CONTACTS):
        linker, linked = pairs[number % len(pairs)]
        quarter = quarters[(number // len(pairs) + number) % len(quarters)]
        if linker == lazy and quarter.number % 4 >= 2:
            quarter = quarters[0]
        day = days.rushed(random, quarter)
        if number % 3:
            yield _talk(world, linker, linked, day)
        else:
            yield _visit(world, (linker,), linked, day, None)


def _groups(world: World) -> Iterator[EntryDraft]:
    quarters = days.periods(Grain.QUARTER)
    for place, (linker, person) in enumerate(world.group_pairs):
        if person not in world.steady_party:
            continue
        # Twice in the time, half a year or more apart; every fifth pair has met this quarter.
        for quarter in (quarters[place % 3], quarters[-1] if place % 5 == 0 else quarters[4 + place % 3]):
            yield _talk(world, linker, person, days.rushed(world.random, quarter))


def _enterprises(world: World) -> Iterator[EntryDraft]:
    """The four ones; two branches went a quarter without a visit and one a half-year without a talk.

    They had two in another period: two visits in one quarter do not make up for none in the next.
    """
    random = world.random

    def held(place: int, period: Period) -> Period:
        missed = (place, period.grain, period.start) in MISSED
        return Period(period.grain, period.number - 1) if missed else period

    october = days.periods(Grain.QUARTER)[-1]
    for place, (_link, first, second, firm) in enumerate(world.joint):
        principal = world.principals[firm.pk]
        for quarter in days.periods(Grain.QUARTER):
            if quarter == october and place >= OCTOBER_VISITS:
                continue
            both = (first, second) if random.random() < 0.5 else (random.choice((first, second)),)
            yield _visit(world, both, principal, days.rushed(random, held(place, quarter)), firm)
        for half in days.periods(Grain.HALF):
            if half.end > LAST and place >= OCTOBER_TALKS:
                continue
            talker = random.choice((first, second))
            yield _talk(world, talker, principal, days.rushed(random, held(place, half)), firm)


def _lectures(world: World) -> Iterator[EntryDraft]:
    random, themes = world.random, cycle(THEMES)
    joint = cycle(world.joint)
    for _number in range(ENTERPRISE_LECTURES):
        _link, first, _second, firm = next(joint)
        yield EntryDraft(
            kind="party_lecture",
            happened_on=days.any_day(random),
            title=f"党课：{next(themes)}",
            enterprise=firm.pk,
            participants=((first.pk, "lecturer"), (world.principals[firm.pk].pk, "attendee")),
            fields={"for": "enterprise"},
        )
    # Each pair of organisations in each year but the last pair, which let a year pass and owes this one too.
    faithful = world.organised[:-1]
    for number in range(JOINT_LECTURES):
        ours, firm = faithful[number % len(faithful)]
        yield EntryDraft(
            kind="party_lecture",
            happened_on=days.in_year(random, min(FIRST.year + number // len(faithful), LAST.year)),
            title=f"联合党课：{next(themes)}",
            enterprise=firm.pk,
            organisation=ours.pk,
            participants=(
                (world.party[number % 8].pk, "lecturer"),
                (world.principals[firm.pk].pk, "attendee"),
            ),
            fields={"for": "joint"},
        )
    for number in range(PUBLIC_LECTURES):
        link = next(joint)
        yield EntryDraft(
            kind="public_lecture",
            happened_on=days.any_day(random),
            title=f"学习宣讲：{next(themes)}",
            unit=world.units[number].pk,
            enterprise=link[3].pk if number < AT_ENTERPRISES else None,
            participants=((world.party[number % 8].pk, "lecturer"),),
            amounts={"listeners": days.whole(random, 25, 120)},
        )


def _party_days(world: World) -> Iterator[EntryDraft]:
    random, joint = world.random, cycle(world.joint)
    pairs = len(world.organised)
    rows = [("theme_party_day", True)] * JOINT_PARTY_DAYS + [("theme_party_day", False)] * OWN_PARTY_DAYS
    rows += [("joint_activity", True)] * JOINT_ACTIVITIES
    for number, (kind, shared) in enumerate(rows):
        link, day = next(joint), days.any_day(random)
        crowd = random.sample(world.steady_party, 6)
        word = "主题党日" if kind == "theme_party_day" else "共建联建活动"
        yield EntryDraft(
            kind=kind,
            happened_on=days.in_year(random, FIRST.year + number // pairs) if number < pairs * 2 else day,
            title=f"{'联合' if shared else ''}{word}：{random.choice(THEMES)}",
            organisation=(
                world.organised[number % pairs][0].pk
                if number < JOINT_PARTY_DAYS
                else world.bodies[f"PB{random.randrange(5)}"].pk
            ),
            enterprise=(
                world.organised[number % pairs][1].pk
                if number < JOINT_PARTY_DAYS
                else link[3].pk
                if shared
                else None
            ),
            participants=((link[1].pk, "host"), *((p.pk, "attendee") for p in crowd if p != link[1])),
            fields={"joint": shared} if kind == "theme_party_day" else {},
        )
