"""Unit activities, duty half-days, inspections, meetings, study."""

from collections.abc import Iterator

from tongxin.actions.demonstration import days
from tongxin.actions.demonstration.advice import TOPICS, team
from tongxin.actions.demonstration.world import FIRST, LAST, SESSIONS, World
from tongxin.engine.kernel.periods import Grain
from tongxin.engine.ledger.drafts import EntryDraft

ACTIVITIES, DUTY_DAYS = 240, 430
SILENT = ("S13", "S14")
"""Two units that do nothing: the chair's page shows them."""

ROOMS = 11
"""Township rooms, which come first among the units."""

READINGS, TRAININGS, STUDY, INSPECTIONS, SUPERVISIONS, STANDING, CHAIRS = 20, 6, 24, 12, 6, 9, 22


def all_of(world: World) -> Iterator[EntryDraft]:
    """Yield everything of this theme."""
    yield from _units(world)
    yield from _teams(world)
    yield from _meetings(world)
    yield from _study(world)


def _units(world: World) -> Iterator[EntryDraft]:
    random = world.random
    active = [unit for unit in world.units if unit.code not in SILENT]
    quarters, months = days.periods(Grain.QUARTER), days.periods(Grain.MONTH)
    for number in range(ACTIVITIES):
        turn, place = divmod(number, len(active))
        unit = active[place]
        # Seven of the eight quarters each; which one is missing differs from unit to unit.
        quarter = quarters[(turn + place * 3) % len(quarters)]
        people = world.members_of[unit.pk]
        crowd = random.sample(people, min(len(people), random.randrange(2, 7)))
        yield EntryDraft(
            kind="unit_activity",
            happened_on=days.rushed(random, quarter),
            title=f"{unit.name}开展{random.choice(TOPICS)}委员活动",
            unit=unit.pk,
            participants=((people[0].pk, "host"), *((person.pk, "participant") for person in crowd)),
        )
    for number in range(DUTY_DAYS):
        # The township rooms in nine months of ten, the other units now and then.
        turn, place = divmod(number, ROOMS)
        monthly = turn < len(months) - 2
        unit = active[place] if monthly else active[number % len(active)]
        month = months[(turn + place * 5) % len(months)]
        start, end = (month.start, min(month.end, LAST)) if monthly else (FIRST, LAST)
        person = random.choice(world.members_of[unit.pk])
        yield EntryDraft(
            kind="duty_day",
            happened_on=days.any_day(random, start, end),
            unit=unit.pk,
            participants=((person.pk, "participant"),),
            amounts={"visitors": days.whole(random, 1, 9), "appeals": days.whole(random, 0, 3)},
        )


def _teams(world: World) -> Iterator[EntryDraft]:
    random = world.random
    for kind, count, word in (("inspection", INSPECTIONS, "视察"), ("supervision", SUPERVISIONS, "民主监督")):
        for topic in random.sample(TOPICS, count):
            yield EntryDraft(
                kind=kind,
                happened_on=days.any_day(random),
                title=f"{word}：{topic}",
                organisation=world.bodies[f"SC{random.randrange(1, 7)}"].pk,
                participants=team(world, random.choice(world.steady_party[:8]), 6),
            )


def _meetings(world: World) -> Iterator[EntryDraft]:
    random = world.random
    standing = [*world.party[:11], *world.nonparty[:22]]
    for number, start, end in SESSIONS[1:]:
        # A few are on leave; nobody's whereabouts are asked for.
        present = random.sample(world.steady, len(world.steady) - 5)
        yield EntryDraft(
            kind="plenary_meeting",
            happened_on=start,
            happened_to=end,
            title=f"第{number}次全体会议",
            participants=tuple((person.pk, "participant") for person in present),
        )
    for kind, count, people in (
        ("standing_meeting", STANDING, standing),
        ("chairs_meeting", CHAIRS, standing[:6]),
    ):
        word = "常委会会议" if kind == "standing_meeting" else "主席会议"
        for number in range(1, count + 1):
            present = random.sample(people, len(people) - random.randrange(2))
            yield EntryDraft(
                kind=kind,
                happened_on=days.any_day(random),
                title=f"{word}（{number}）",
                participants=tuple((person.pk, "participant") for person in present),
            )


def _study(world: World) -> Iterator[EntryDraft]:
    random = world.random
    reading_bases = [base for base in world.bases if base.kind == "reading"]
    rows = (
        ("reading", READINGS, "委员读书分享会"),
        ("training", TRAININGS, "委员履职培训"),
        ("study_session", STUDY, "理论学习"),
    )
    for kind, count, word in rows:
        for number in range(count):
            crowd = random.sample(world.steady, 40 if kind == "training" else 12)
            unit = world.units[number % 20] if kind == "reading" else None
            yield EntryDraft(
                kind=kind,
                happened_on=days.any_day(random),
                title=f"{word}：{random.choice(TOPICS)}",
                unit=unit.pk if unit else None,
                base=reading_bases[number % len(reading_bases)].pk if unit else None,
                organisation=world.bodies["PG1"].pk if kind == "study_session" else None,
                participants=tuple((person.pk, "participant") for person in crowd),
            )
