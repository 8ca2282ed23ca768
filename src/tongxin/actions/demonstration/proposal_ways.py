"""From the first draft to the reply: handing in, three passes, assigning, returning, handling, replying."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from tongxin.actions.demonstration.histories import History, PartPlan, Played
from tongxin.actions.demonstration.proposal_ends import rate
from tongxin.actions.demonstration.proposal_making import LAST_RECEIVED, Fate, Maker, moment
from tongxin.actions.demonstration.proposal_replies import reply
from tongxin.actions.proceeding_desk import Taken
from tongxin.engine.kernel.workdays import add_months

BY_PHONE = 0.12
ROLES = {
    "sole": ("sole",),
    "pair": ("lead", "assist"),
    "split": ("split", "split"),
    "three": ("lead", "assist", "assist"),
}


def _submit(history: History) -> Iterator[Played]:
    day = history.draft.happened_on or LAST_RECEIVED
    if history.form == "joint":
        fields = {"until": day.isoformat()}
        yield Played(move="ask_signers", at=history.created_at + timedelta(hours=1), fields=fields)
    yield Played(move="submit", at=moment(day, 1))


def review(make: Maker, fate: Fate) -> None:
    """Let a paper go through three passes and be filed; a follower is merged into its leading paper."""
    history, random = fate.history, make.random
    day = history.draft.happened_on or LAST_RECEIVED
    first = make.after(day, random.randrange(2, 5))
    second = make.after(first, random.randrange(1, 4))
    last = make.after(second, random.randrange(1, 4))
    advice = {"advice": "merge" if fate.lead else "file"}
    fate.filed_on = last
    history.played += [
        *_submit(history),
        Played(move="first_review", at=moment(first, 2), fields=advice),
        Played(move="second_review", at=moment(second, 2), fields=advice),
        Played(move="file", at=moment(last, 2)),
    ]
    if fate.lead is not None:
        into = Played(
            move="merge",
            at=moment(make.after(last, 1), 3),
            fields={"note": "内容相近，并案办理"},
            other=fate.lead.history,
        )
        history.played.append(into)


def pass_on(make: Maker, history: History, outcome: str) -> None:
    """Let a paper be withdrawn, or passed on in another form with the proposer's consent."""
    random = make.random
    day = history.draft.happened_on or LAST_RECEIVED
    first = make.after(day, random.randrange(2, 5))
    history.played += _submit(history)
    if outcome == "withdrawn":
        said: dict[str, object] = {"reason": "所提问题已在调研中当面解决"}
        history.played.append(Played(move="withdraw", at=moment(first, 2), fields=said))
        return
    second = make.after(first, random.randrange(1, 4))
    asked = make.after(second, random.randrange(1, 4))
    into = {"into": outcome, "reason": "反映的是具体事项，转办更快"}
    history.played += [
        Played(move="first_review", at=moment(first, 2), fields={"advice": "convert"}),
        Played(move="second_review", at=moment(second, 2), fields={"advice": "convert"}),
        Played(move="ask_consent", at=moment(asked, 2), fields=into),
        Played(move="agree", at=moment(make.after(asked, random.randrange(1, 4)), 2)),
    ]


def handle(make: Maker, fate: Fate) -> None:
    """Let units handle a case until every proposer of it has rated the reply."""
    filed = max([fate.filed_on, *(one.filed_on for one in fate.merged)])
    day = make.after(filed, make.random.randrange(3, 11))
    units = _units(make, fate)
    wrong = fate.refusal == "granted"
    given = [(_other(make, units[0][0]), "sole")] if wrong else units
    history = fate.history
    history.played.append(Played(move="assign", at=moment(day, 3), taken=Taken(units=tuple(given))))
    parts = [_begin(history, body, role, moment(day, 3)) for body, role in given]
    if fate.refusal:
        parts = _refuse(make, history, parts[0], units[0][0], granted=wrong, day=day)
    ends = [_work(make, fate, part) for part in parts]
    end = max(one for one in ends if one is not None)
    _answer(fate, end)
    rate(make, fate, end, [part for part in parts if history.parts[part].role != "assist"])


def _answer(fate: Fate, day: date) -> None:
    for one in (fate, *fate.merged):
        one.history.played.append(Played(move="answer", at=moment(day, 5)))


def _units(make: Maker, fate: Fate) -> list[tuple[int, str]]:
    bodies = make.bodies(fate.topic.units)
    if len(bodies) < len(("lead", "assist", "assist")):
        bodies.append(_other(make, bodies[-1]))
    roles = ROLES[fate.shape]
    return list(zip(bodies, roles, strict=False))


def _other(make: Maker, body: int) -> int:
    """Return a unit that is not in charge."""
    codes = [f"H{number:02d}" for number in (1, 5, 7, 8, 15)]
    return make.random.choice([pk for pk in make.bodies(codes) if pk != body])


def _begin(history: History, body: int, role: str, at: datetime) -> int:
    history.parts.append(PartPlan(body=body, role=role, begun_at=at))
    place = len(history.parts) - 1
    history.played.append(Played(move="begin", at=at, part=place))
    return place


def _refuse(make: Maker, history: History, part: int, better: int, *, granted: bool, day: date) -> list[int]:
    """A unit says that another one is in charge; that is looked into."""
    asked = day + timedelta(days=make.random.randrange(3, 9))
    told = make.after(asked, 3)
    reason = {"reason": "所提事项不属于本单位职责范围"}
    history.played.append(
        Played(move="refuse", at=moment(asked, 2), part=part, fields=reason, taken=Taken(body=better))
    )
    if not granted:
        said = {"reason": "按照职责分工，仍由你单位办理"}
        history.played.append(Played(move="deny", at=moment(told, 2), part=part, fields=said))
        return [part]
    taken = Taken(units=((better, "sole"),))
    history.played.append(Played(move="grant", at=moment(told, 2), part=part, taken=taken))
    return [_begin(history, better, "sole", moment(told, 2))]


def _work(make: Maker, fate: Fate, part: int) -> date | None:
    """Return the day of the reply; an assisting unit gives its opinion and replies to nobody."""
    history, random = fate.history, make.random
    begun = make.ground.day_of(history.parts[part].begun_at)
    rows = history.played
    if not any(one.move == "deny" and one.part == part for one in rows):
        rows.append(
            Played(move="receive", at=moment(make.after(begun, random.randrange(1, 4)), 4), part=part)
        )
    if history.parts[part].role == "assist":
        given = make.after(begun, random.randrange(8, 18))
        said = {"text": "我局从职责出发提出会办意见：支持主办单位的办理方案，并配合落实。"}
        rows.append(Played(move="assist", at=moment(given, 4), part=part, fields=said))
        return None
    met = make.after(begun, random.randrange(8, 20))
    way = "phone" if random.random() < BY_PHONE else "face"
    note = "电话说明办理打算，听取意见" if way == "phone" else "到现场与提案者一起查看，听取意见"
    rows.append(Played(move="contact", at=moment(met, 4), part=part, fields={"way": way, "note": note}))
    sent = _sent(make, fate, part, begun)
    code = fate.classes.pop(0)
    reply(make, history, part, code, sent)
    return sent


def _sent(make: Maker, fate: Fate, part: int, begun: date) -> date:
    """Return the day of a reply: in time, after a granted extension, or late."""
    rows, due = fate.history.played, add_months(begun, 3)
    if fate.extended:
        asked = make.after(begun, 50)
        until = due + timedelta(days=28)
        wanted = {"wanted": until.isoformat(), "reason": "涉及跨部门协调，需现场论证"}
        rows.append(Played(move="ask_extension", at=moment(asked, 2), part=part, fields=wanted))
        granted = {"until": until.isoformat()}
        rows.append(
            Played(move="grant_extension", at=moment(make.after(asked, 2), 2), part=part, fields=granted)
        )
        return make.after(due, make.random.randrange(3, 10))
    if fate.late:
        return make.after(due, make.random.randrange(3, 12))
    return make.after(begun, make.random.randrange(28, 52))
