"""The invented proposals with their whole way: 168 received, 134 filed, 128 cases, 190 assignments.

The counts are those of a county like the one told about; what goes wrong in an office goes wrong here too.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from tongxin.actions.demonstration.histories import History
from tongxin.actions.demonstration.proposal_ends import archive, choose, track
from tongxin.actions.demonstration.proposal_making import (
    LAST_RECEIVED,
    Fate,
    Maker,
    moment,
    received_on,
    told_in,
)
from tongxin.actions.demonstration.proposal_topics import GENERAL, Topic
from tongxin.actions.demonstration.proposal_ways import handle, pass_on, review
from tongxin.engine.ledger.drafts import EntryDraft

GROUPS = (5, 2, 2)
"""Sizes of the merged groups, the leading paper included: six papers less to handle."""
GROUP_TOPIC = "农村人居环境整治"
SHAPES = (("sole", 80), ("pair", 28), ("split", 6), ("three", 14))
CLASSES = (("a", 64), ("b", 56), ("c", 14))
RATINGS = (("satisfied", 121), ("basically", 11), ("dissatisfied", 2))
REFUSALS, GRANTED, LATE, EXTENDED = 14, 9, 5, 4
ORIGINS = ("research", "research", "visit", "residents", "others")
PUBLISH = ("full", "full", "full", "summary", "closed")


def histories(make: Maker, drafts: Sequence[EntryDraft]) -> list[History]:
    """Return the papers behind some records of proposals, each with its whole history.

    Args:
        make: what they are made from.
        drafts: records as they stand at the end: filed or not, merged or not, what became of them.
    """
    decided = [draft for draft in drafts if draft.fields.get("review") == "filed"]
    fates = _fates(make, decided) if decided else []
    for fate in fates:
        review(make, fate)
    for fate in fates:
        if fate.lead is None:
            handle(make, fate)
    choose(make, fates)
    filed = [fate.history for fate in fates]
    archive(filed)
    track(make, filed)
    return [*filed, *(_not_filed(make, draft) for draft in drafts if draft.fields.get("review") != "filed")]


def _fates(make: Maker, drafts: Sequence[EntryDraft]) -> list[Fate]:
    merged = [draft for draft in drafts if draft.fields.get("merged")]
    single = [draft for draft in drafts if not draft.fields.get("merged")]
    fates = [_fate(make, draft) for draft in single]
    make.random.shuffle(fates)
    leads = [fate for fate in fates if fate.topic.name == GROUP_TOPIC][:1]
    leads += [fate for fate in fates if fate not in leads][: len(GROUPS) - len(leads)]
    rest = iter(merged)
    followers = [
        _follower(make, lead, next(rest))
        for lead, size in zip(leads, GROUPS, strict=True)
        for _ in range(size - 1)
    ]
    cases = [fate for fate in fates if fate not in leads]
    _share(make, leads, cases)
    return [*fates, *followers]


def _share(make: Maker, leads: list[Fate], cases: list[Fate]) -> None:
    """Deal out shapes, classes, ratings and what goes wrong."""
    for fate, shape in zip([*leads, *cases], _dealt(make, SHAPES, keep=len(leads)), strict=True):
        fate.shape = shape
    sole = [fate for fate in cases if fate.shape == "sole"]
    for number, fate in enumerate(sole[:REFUSALS]):
        fate.refusal = "granted" if number < GRANTED else "denied"
    for fate in sole[REFUSALS : REFUSALS + LATE]:
        fate.late = True
    for fate in sole[REFUSALS + LATE : REFUSALS + LATE + EXTENDED]:
        fate.extended = True
    classes = iter(_dealt(make, CLASSES))
    everybody = [*leads, *cases]
    for fate in everybody:
        fate.classes = [next(classes) for _ in range(2 if fate.shape == "split" else 1)]
    ratings = _dealt(make, RATINGS)
    papers = [*everybody, *(one for lead in leads for one in lead.merged)]
    calm = iter(rating for rating in ratings if rating != "dissatisfied")
    unhappy = {id(fate) for fate in sole[-2:]}
    for fate in papers:
        fate.rating = "dissatisfied" if id(fate) in unhappy else next(calm)


def _dealt(make: Maker, counts: Sequence[tuple[str, int]], keep: int = 0) -> list[str]:
    """Return each code as often as its count says, in a random order; the first few as they stand."""
    codes = [code for code, count in counts for _ in range(count)]
    rest = codes[keep:]
    make.random.shuffle(rest)
    return [*codes[:keep], *rest]


def _fate(make: Maker, draft: EntryDraft) -> Fate:
    topic, place = told_in(draft.title)
    day = received_on(draft.happened_on or LAST_RECEIVED)
    return Fate(history=_history(make, draft, draft.title, day, _text(make, topic, place)), topic=topic)


def _follower(make: Maker, lead: Fate, draft: EntryDraft) -> Fate:
    """Return a paper that asks for the same as another one, in nearly the same words."""
    _topic, place = told_in(draft.title)
    text = {
        key: part.replace(told_in(lead.history.draft.title)[1], place)
        for key, part in lead.history.parts_of_text.items()
    }
    day = lead.history.draft.happened_on or LAST_RECEIVED
    fate = Fate(
        history=_history(make, draft, f"关于推进{place}{lead.topic.name}的建议", day, text),
        topic=lead.topic,
        lead=lead,
    )
    lead.merged.append(fate)
    return fate


def _history(make: Maker, draft: EntryDraft, title: str, day: date, text: dict[str, str]) -> History:
    random = make.random
    form = str(draft.fields["form"])
    asked: dict[str, object] = {
        "theme": draft.fields.get("theme", "society"),
        "origin": random.choice(ORIGINS),
        "publish": random.choice(PUBLISH),
    }
    if asked["publish"] == "closed":
        asked["publish_reason"] = "涉及个别农户情况"
    rules = make.ground.flow.submission
    season = rules.season if rules else None
    said: dict[str, object] = {"form": form, "theme": asked["theme"]}
    if season is not None:
        said[season.field] = season.of(day, make.ground.sessions)
    before = timedelta(days=random.randrange(2, 6))
    return History(
        draft=replace(draft, title=title, happened_on=day, fields=said),
        form="special_committee" if form == "collective" else form,
        parts_of_text=text,
        fields=asked,
        created_at=moment(day - before, 0),
        wished=tuple(make.bodies(told_in(title)[0].units[: random.randrange(3)])),
    )


def _text(make: Maker, topic: Topic, place: str) -> dict[str, str]:
    random = make.random
    facts = random.sample(topic.facts, 2) + random.sample(GENERAL, 2)
    random.shuffle(facts)
    count = random.randrange(3, 9)
    advice = random.sample(topic.advice, 3)
    return {
        "analysis": "。".join(one.format(place=place, count=count) for one in facts) + "。",
        "advice": "；".join(f"{number}是{one}" for number, one in zip("一二三", advice, strict=True)) + "。",
    }


def _not_filed(make: Maker, draft: EntryDraft) -> History:
    topic, place = told_in(draft.title)
    day = received_on(draft.happened_on or LAST_RECEIVED)
    history = _history(make, draft, draft.title, day, _text(make, topic, place))
    pass_on(make, history, str(draft.fields.get("outcome", "")))
    return history
