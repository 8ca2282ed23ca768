"""Research, speeches, proposals, opinion reports, consultations."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle

from tongxin.actions.demonstration import days
from tongxin.actions.demonstration.world import LAST, SESSIONS, World
from tongxin.engine.ledger.drafts import EntryDraft
from tongxin.store.models import Person

TOPICS = (
    *("火龙果产业链延伸", "香蕉枯萎病防控", "乡村旅游提质", "农村养老服务", "易地搬迁后续扶持"),
    *("县域医共体建设", "义务教育均衡发展", "农村饮水安全", "民族文化传承", "营商环境优化"),
    *("农村电商物流", "城区停车难治理", "返乡创业扶持", "基层卫生人才队伍", "耕地保护"),
    *("右江流域生态保护", "农村人居环境整治", "职业教育产教融合", "社区矛盾调解"),
    *("学校周边交通安全", "稻米品牌培育"),
)
THEMES = (("economy", 46), ("politics", 11), ("culture", 13), ("society", 50), ("ecology", 14))
FORMS = (("individual", 58), ("joint", 34), ("collective", 42))
MERGED = 6
NOT_FILED = (("opinion", 19), ("suggestion", 11), ("withdrawn", 4))
OPINIONS_ISSUED, OPINIONS_OTHER = 72, 118
ADOPTIONS = (("city", 20), ("region", 7), ("nation", 1))
INSTRUCTIONS = (("county", 7), ("city", 3))
CONSULTED, CONSULTED_TWICE, CONSULTATIONS = 84, 4, 10


def all_of(world: World) -> Iterator[EntryDraft]:
    """Yield everything of this theme."""
    yield from _research(world)
    yield from _speeches(world)
    yield from _filed(world)
    yield from _not_filed(world)
    yield from _opinions(world)
    yield from _consultations(world)


def spread(counts: tuple[tuple[str, int], ...]) -> list[str]:
    """Return each code as often as its count says."""
    return [code for code, count in counts for _ in range(count)]


def team(world: World, leader: Person, size: int) -> tuple[tuple[int, str], ...]:
    """Return a leader and others who take part, non-party members among them."""
    others = [person for person in world.random.sample(world.steady, size) if person != leader]
    return ((leader.pk, "leader"), *((person.pk, "participant") for person in others))


def _research(world: World) -> Iterator[EntryDraft]:
    random = world.random
    for kind, count, word in (("research", 17, "专题调研"), ("speech_research", 15, "大会发言调研")):
        for topic in random.sample(TOPICS, count):
            leader = random.choice(world.steady_party[:12])
            start = days.any_day(random)
            yield EntryDraft(
                kind=kind,
                happened_on=start,
                happened_to=min(start + timedelta(days=random.randrange(3)), LAST),
                title=f"关于{topic}的{word}",
                text=f"实地走访有关乡镇和部门，围绕{topic}召开座谈会，形成调研报告。",
                organisation=world.bodies[f"SC{random.randrange(1, 7)}"].pk,
                participants=team(world, leader, random.randrange(4, 9)),
            )


def _speeches(world: World) -> Iterator[EntryDraft]:
    topics = cycle(world.random.sample(TOPICS, len(TOPICS)))
    for form, count in (("oral", 15), ("written", 20)):
        for number in range(count):
            day = (SESSIONS[1] if number % 2 else SESSIONS[2])[1] + timedelta(days=1)
            yield EntryDraft(
                kind="plenary_speech",
                happened_on=day,
                title=f"大会发言：关于推进{next(topics)}的建议",
                participants=((world.random.choice(world.steady).pk, "speaker"),),
                fields={"form": form},
            )


def _filed(world: World) -> Iterator[EntryDraft]:
    random = world.random
    forms, themes = spread(FORMS), spread(THEMES)
    random.shuffle(forms)
    random.shuffle(themes)
    for number, (form, theme) in enumerate(zip(forms, themes, strict=True)):
        fields: dict[str, object] = {"form": form, "review": "filed", "theme": theme}
        if number < MERGED:
            fields["merged"] = True
        yield _proposal(world, fields, _signers(world, form))


def _signers(world: World, form: str) -> tuple[tuple[int, str], ...]:
    """Return who signs; every filed proposal has a party member who signs or drafts it."""
    random, party = world.random, world.steady_party
    if form == "collective":
        return ((random.choice(party).pk, "drafter"),)
    first = random.choice(party)
    if form == "individual":
        return ((first.pk, "first_signer"),)
    others = [
        person for person in random.sample(world.steady, random.choice((1, 2, 2, 3))) if person != first
    ]
    return ((first.pk, "first_signer"), *((person.pk, "signer") for person in others))


def _proposal(world: World, fields: dict[str, object], people: tuple[tuple[int, str], ...]) -> EntryDraft:
    topic, place = world.random.choice(TOPICS), world.random.choice(world.units[:11]).township
    collective = fields["form"] == "collective"
    return EntryDraft(
        kind="proposal",
        happened_on=days.before_session(world.random),
        title=f"关于加强{place}{topic}的建议",
        organisation=world.bodies[f"SC{world.random.randrange(1, 7)}"].pk if collective else None,
        participants=people,
        fields=fields,
    )


def _not_filed(world: World) -> Iterator[EntryDraft]:
    themes = cycle(spread(THEMES)[::7])
    for outcome in spread(NOT_FILED):
        fields: dict[str, object] = {"form": "individual", "review": "not_filed", "outcome": outcome}
        fields["theme"] = next(themes)
        signer = world.random.choice(world.steady[60:])
        yield _proposal(world, fields, ((signer.pk, "first_signer"),))


def _opinions(world: World) -> Iterator[EntryDraft]:
    random = world.random
    # A few people write much of it: about a third comes from sixteen of them.
    busy = random.sample(world.steady, 16)
    for number in range(OPINIONS_ISSUED + OPINIONS_OTHER):
        issued = number < OPINIONS_ISSUED
        author = random.choice(busy if random.random() < 0.36 else world.steady)
        people = [(author.pk, "author")]
        if issued and author not in world.steady_party:
            people.append((random.choice(world.steady_party).pk, "co_author"))
        yield EntryDraft(
            kind="opinion_report",
            happened_on=days.any_day(random),
            title=f"关于{random.choice(TOPICS)}的情况反映",
            participants=tuple(people),
            fields={"stage": "issued" if issued else "submitted"},
        )
    for kind, levels, word in (
        ("opinion_adoption", ADOPTIONS, "采用"),
        ("opinion_instruction", INSTRUCTIONS, "批示"),
    ):
        for level in spread(levels):
            fields: dict[str, object] = {"level": level}
            if kind == "opinion_adoption":
                fields["way"] = random.choice(("single", "combined"))
            yield EntryDraft(
                kind=kind,
                happened_on=days.any_day(random),
                title=f"关于{random.choice(TOPICS)}的信息获{word}",
                participants=((random.choice(world.steady_party).pk, "author"),),
                fields=fields,
            )


def _consultations(world: World) -> Iterator[EntryDraft]:
    random = world.random
    crowd = random.sample(world.steady, CONSULTED)
    seats = crowd + crowd[:CONSULTED_TWICE]
    topics = random.sample(TOPICS, CONSULTATIONS)
    for number, topic in enumerate(topics):
        present = seats[number::CONSULTATIONS]
        host = world.party[number % 3]
        yield EntryDraft(
            kind="consultation",
            happened_on=days.any_day(random),
            title=f"“{topic}”协商议政座谈会",
            organisation=world.bodies[f"SC{1 + number % 6}"].pk,
            participants=((host.pk, "host"), *((person.pk, "participant") for person in present)),
            fields={"form": "forum", "in_plan": number < 7, "remote": number >= 7},
            amounts={"suggestions": days.whole(random, 6, 14)},
        )
    rooms = [unit for unit in world.units if unit.kind == "township_room"]
    for number in range(14):
        unit = rooms[number % len(rooms)]
        people = world.members_of[unit.pk]
        yield EntryDraft(
            kind="grassroots_consultation",
            happened_on=days.any_day(random),
            title=f"{unit.township or unit.name}“{random.choice(TOPICS)}”协商议事",
            unit=unit.pk,
            participants=tuple((person.pk, "participant") for person in people[:5]),
            amounts={"suggestions": days.whole(random, 3, 9)},
        )
