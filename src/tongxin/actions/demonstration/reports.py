"""The invented opinion reports with their whole way: 190 received, 72 issued, 46 passed on, 24 answered.

The counts are those of a county like the one told about; most reports are kept for reference, as everywhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from tongxin.actions.demonstration.histories import History, PartPlan, Played
from tongxin.actions.demonstration.proposal_making import HALF_YEAR, Maker, moment, told_in
from tongxin.actions.demonstration.proposal_topics import GENERAL, TOPICS
from tongxin.actions.demonstration.report_ends import adopt, instruct, issue
from tongxin.actions.proceeding_desk import Taken
from tongxin.engine.ledger.drafts import EntryDraft

LAST_DONE = date(2024, 6, 28)
"""Reports of later days would not be through by the end; they are told half a year earlier."""

DIRECT, PASSED_ISSUED, PASSED_OTHER, ANSWERED = 8, 30, 16, 24
SCREENED_OUT = (
    *(("mark_duplicate", 14), ("mark_reused", 8), ("pass_as_letter", 9)),
    *(("stop_secret", 1), ("withdraw", 2)),
)
TOTAL = PASSED_ISSUED + PASSED_OTHER
OUT = frozenset({"sign_off", "issue", "send_direct"})
AT_WORK = (("submit", 4), ("take_up", 2), ("send_to_sign_off", 2), ("sign_off", 2))
SAID: dict[str, dict[str, object]] = {
    "mark_reused": {"where": "同一文稿已作为大会发言印发"},
    "pass_as_letter": {"channel": "县信访局", "reason": "反映的是个人诉求，已转受理部门答复您"},
    "stop_secret": {"reason": "提到未公开的工作部署"},
    "withdraw": {"reason": "所述情况已经解决"},
    "note": {"reason": "情况已掌握，留作综合信息素材"},
}
TOWNS = ("南圩镇", "乔建镇", "那桐镇", "丁当镇", "雁江镇", "城厢镇")


def reports(make: Maker, drafts: Sequence[EntryDraft], proposals: Sequence[History]) -> list[History]:
    """Return the reports behind some records, each with its whole history.

    Args:
        make: what they are made from.
        drafts: records as they stand at the end: reports, adoptions, instructions.
        proposals: the proposals, some of which go on as reports.
    """
    received = [draft for draft in drafts if draft.kind == "opinion_report"]
    issued = [_history(make, draft) for draft in received if draft.fields["stage"] == "issued"]
    others = [draft for draft in received if draft.fields["stage"] != "issued"]
    signed = [(one, _signed_off(make, one)) for one in issued]
    issue(make, signed, DIRECT)
    adopt(make, issued, [draft for draft in drafts if draft.kind == "opinion_adoption"])
    instruct(make, issued, [draft for draft in drafts if draft.kind == "opinion_instruction"])
    passed = [_history(make, draft) for draft in others[:PASSED_OTHER]]
    for one in passed:
        _signed_off(make, one)
    for number, one in enumerate([*issued[:PASSED_ISSUED], *passed]):
        _pass_on(make, one, answered=number * ANSWERED % TOTAL < ANSWERED)
    rest = others[PASSED_OTHER:]
    converted = [one for one in proposals if _into(one)]
    became = [_become(make, draft, one) for draft, one in zip(rest, converted, strict=False)]
    return [*issued, *passed, *became, *_not_issued(make, rest[len(became) :])]


def _history(make: Maker, draft: EntryDraft) -> History:
    """Return a report that is handed in, and nothing more."""
    day = draft.happened_on or LAST_DONE
    while day > LAST_DONE:
        day -= HALF_YEAR
    place = make.random.choice(TOWNS)
    name = next(topic.name for topic in TOPICS if topic.name in draft.title)
    return _handed_in(make, draft, f"{place}{name}方面的情况反映", day, _text(make, name, place))


def _handed_in(make: Maker, draft: EntryDraft, title: str, day: date, text: dict[str, str]) -> History:
    history = History(
        draft=replace(
            draft, title=title, happened_on=day, fields={"stage": "submitted"}, unit=_unit(make, draft)
        ),
        form="joint" if len(draft.participants) > 1 else "individual",
        parts_of_text=text,
        fields={},
        created_at=moment(day, 0),
    )
    if history.form == "joint":
        fields = {"until": day.isoformat()}
        asked = Played(move="ask_signers", at=history.created_at + timedelta(minutes=30), fields=fields)
        history.played.append(asked)
    history.played.append(Played(move="submit", at=moment(day, 1)))
    return history


def _unit(make: Maker, draft: EntryDraft) -> int | None:
    """Return the liaison unit of the author."""
    author = draft.participants[0][0]
    placed = (unit for unit, people in make.world.members_of.items() if any(p.pk == author for p in people))
    return next(placed, None)


def _text(make: Maker, name: str, place: str) -> dict[str, str]:
    topic, random = next(one for one in TOPICS if one.name == name), make.random
    facts = [*random.sample(topic.facts, 2), random.choice(GENERAL)]
    count = random.randrange(3, 9)
    return {
        "analysis": "。".join(one.format(place=place, count=count) for one in facts) + "。",
        "advice": "；".join(random.sample(topic.advice, 2)) + "。",
    }


def _signed_off(make: Maker, history: History) -> date:
    """Let the office edit a report and a leader sign it off; return that day."""
    random = make.random
    day = history.draft.happened_on or LAST_DONE
    taken = make.after(day, random.randrange(1, 5))
    ready = make.after(taken, random.randrange(1, 4))
    facts = history.parts_of_text["analysis"].split("。")[:2]
    advice = f"建议{history.parts_of_text['advice']}"
    title = history.draft.title.removesuffix("的情况反映") + "存在的问题及建议"
    history.edited = (title, {"analysis": "。".join(facts) + "。", "advice": advice}, moment(taken, 3))
    history.played += [
        Played(move="take_up", at=moment(taken, 2)),
        Played(move="send_to_sign_off", at=moment(taken, 4)),
        Played(move="sign_off", at=moment(ready, 2)),
    ]
    return ready


def _pass_on(make: Maker, history: History, *, answered: bool) -> None:
    """Let a department look into a report and, as a rule, answer."""
    day = make.after(max(one.at for one in history.played if one.move in OUT).date(), 2)
    topic = next(one for one in TOPICS if one.name in history.draft.title)
    [body] = make.bodies(topic.units[:1])
    at = moment(day, 5)
    history.parts.append(PartPlan(body=body, role="sole", begun_at=at))
    history.played += [
        Played(move="pass_on", at=at, taken=Taken(units=((body, "sole"),))),
        Played(move="begin", at=at, part=0),
        Played(move="receive", at=moment(make.after(day, 2), 4), part=0),
    ]
    if answered:
        replied = make.after(day, make.random.randrange(8, 19))
        said = {
            "result": make.random.choice(("done", "planned", "noted")),
            "text": "来信所反映的情况属实，我局已会同乡镇核实并安排处理，后续进展将继续通报。",
        }
        history.played += [
            Played(move="reply", at=moment(replied, 4), part=0, fields=said),
            Played(move="answer", at=moment(replied, 4)),
        ]
    history.played.sort(key=_at)


def _at(one: Played) -> datetime:
    return one.at


def _into(history: History) -> bool:
    """Tell whether a proposal went on as a report."""
    asked = [one.fields.get("into") for one in history.played if one.move == "ask_consent"]
    return asked == ["opinion"] and any(one.move == "agree" for one in history.played)


def _become(make: Maker, draft: EntryDraft, proposal: History) -> History:
    """Return the report that a proposal became: its text, its people, the day of its proposer's consent."""
    agreed = next(one.at for one in proposal.played if one.move == "agree")
    people = tuple(
        (person, "author" if place == 0 else "co_author")
        for place, (person, _role) in enumerate(proposal.draft.participants)
    )
    own = replace(draft, title=proposal.draft.title, participants=people)
    history = _handed_in(make, own, own.title, agreed.date(), dict(proposal.parts_of_text))
    history.draft = replace(history.draft, fields={**history.draft.fields, "origin": "proposal"})
    history.form, history.origin, history.created_at = proposal.form, proposal, agreed
    history.played = [Played(move="submit", at=agreed)]
    _note(make, history, "note")
    return history


def _not_issued(make: Maker, drafts: Sequence[EntryDraft]) -> Iterator[History]:
    """Yield what was screened out, what was kept for reference, and what is at work on the last day."""
    fates = [code for code, count in SCREENED_OUT for _ in range(count)]
    working = [code for code, count in AT_WORK for _ in range(count)]
    before: History | None = None
    for draft in drafts[: -len(working)]:
        history = _history(make, draft)
        code = fates.pop() if fates and before is not None else "note"
        _note(make, history, code, before)
        before = history
        yield history
    for place, (draft, code) in enumerate(zip(drafts[-len(working) :], working, strict=True)):
        yield _working(make, draft, code, date(2024, 10, 21) + timedelta(days=place % 4))


def _note(make: Maker, history: History, code: str, before: History | None = None) -> None:
    day = make.after(history.draft.happened_on or LAST_DONE, make.random.randrange(1, 5))
    other = before if code == "mark_duplicate" else None
    if other is not None and other.draft.happened_on and other.draft.happened_on > day:
        code, other = "note", None
    history.played.append(Played(move=code, at=moment(day, 2), fields=SAID.get(code, {}), other=other))


def _working(make: Maker, draft: EntryDraft, code: str, day: date) -> History:
    """Return a report that came in during the last days and has got so far."""
    place = make.random.choice(TOWNS)
    topic, _place = told_in(draft.title)
    text = _text(make, topic.name, place)
    history = _handed_in(make, draft, f"{place}{topic.name}方面的情况反映", day, text)
    _signed_off(make, history)
    last = next(number for number, one in enumerate(history.played) if one.move == code)
    del history.played[last + 1 :]
    if code == "submit":
        history.edited = None
    return history
