"""After the reply: ratings, handling again, key and excellent ones, promises asked about, the archive."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from tongxin.actions.demonstration.histories import History, Played
from tongxin.actions.demonstration.proposal_making import Fate, Maker, closed_on, moment
from tongxin.actions.demonstration.proposal_replies import reply
from tongxin.actions.demonstration.world import LAST
from tongxin.actions.proceeding_desk import Taken

KEPT, PUT_OFF = 24, 8
KEY, EXCELLENT = 10, 7
NOT_LOOKED_AFTER = (4, 6)
"""Key proposals, by their place, that no leader has looked after yet."""
ARCHIVED_ON = date(2024, 1, 8)


def rate(make: Maker, fate: Fate, day: date, parts: list[int]) -> None:
    """Let every proposer rate the reply; who is not satisfied gets a second one and rates it again."""
    for one in (fate, *fate.merged):
        rated = make.after(day, make.random.randrange(1, 9))
        if one.rating != "dissatisfied":
            one.history.played.append(_rating(make, "rate", one.rating, rated))
            continue
        one.history.played.append(_rating(make, "reject", "dissatisfied", rated))
        again = make.after(rated, 15)
        for part in parts:
            one.history.played.append(Played(move="reopen", at=moment(rated, 6), part=part))
            reply(make, one.history, part, "a", again)
        one.history.played.append(Played(move="answer", at=moment(again, 5)))
        one.history.played.append(_rating(make, "rate", "satisfied", make.after(again, 3)))


def _rating(make: Maker, move: str, result: str, day: date) -> Played:
    said: dict[str, object] = {
        "result": result,
        "attitude": "basically" if result == "dissatisfied" else "satisfied",
        "met": make.random.choice(("face", "face", "face", "phone")),
        "way": make.random.choice(("self", "self", "phone")),
    }
    if result == "dissatisfied":
        said["remark"] = "答复没有说明何时动工、由谁负责"
    return Played(move=move, at=moment(day, 6), fields=said)


def choose(make: Maker, fates: list[Fate]) -> None:
    """Leaders take up key proposals; excellent ones are chosen after the year."""
    cases = [fate for fate in fates if fate.lead is None and fate.shape != "sole"]
    for number, fate in enumerate(cases[:KEY]):
        assigned = next(one for one in fate.history.played if one.move == "assign")
        chosen = Played(
            move="choose_key",
            at=assigned.at + timedelta(minutes=5),
            fields={"way": "government" if number % 2 else "chair"},
            taken=Taken(person=make.world.party[number % 5].pk),
        )
        place = fate.history.played.index(assigned)
        fate.history.played.insert(place + 1, chosen)
        if number not in NOT_LOOKED_AFTER:
            _supervise(make, fate.history, assigned.at.date(), number)
    early = [fate for fate in fates if closed_on(fate.history) < ARCHIVED_ON]
    for fate in early[:EXCELLENT]:
        fate.history.played.append(Played(move="choose_excellent", at=moment(ARCHIVED_ON, 2)))


def _supervise(make: Maker, history: History, assigned: date, number: int) -> None:
    """Let the leader look after a key proposal once, and every other one a second time."""
    said = (
        ("meeting", "召集主办、会办单位和提案者协商，商定办理清单和时限"),
        ("visit", "到现场察看进度，要求按商定时限答复提案者"),
    )
    for turn, (how, note) in enumerate(said[: 1 + number % 2]):
        day = make.after(assigned, 9 + number + 11 * turn)
        fields = {"happened": day.isoformat(), "how": how, "note": note}
        step = Played(move="supervise", at=moment(day, 8), fields=fields)
        later = (place for place, one in enumerate(history.played) if one.at > step.at)
        history.played.insert(next(later, len(history.played)), step)


def archive(histories: Sequence[History]) -> None:
    """Put away what was closed before the archive's day."""
    for history in histories:
        if closed_on(history) < ARCHIVED_ON:
            history.played.append(Played(move="archive", at=moment(ARCHIVED_ON, 3)))


def track(make: Maker, histories: Sequence[History]) -> None:
    """Ask what became of promises: some are kept within the year, some put off, some not asked about yet."""
    promised = sorted(_promised(histories), key=_sent)
    for number, (history, place, sent) in enumerate(promised[: KEPT + PUT_OFF]):
        day = min(sent.at.date() + timedelta(days=make.random.randrange(90, 280)), LAST - timedelta(days=6))
        said: dict[str, object] = {"class": "a", "note": "回访时已办成，提案者到现场看过"}
        if number >= KEPT:
            until = day + timedelta(days=200)
            said = {"class": "b", "note": "因用地手续推迟，重新承诺", "promised": until.isoformat()}
        history.played.append(Played(move="track", at=moment(day, 6), part=place, fields=said))


def _promised(histories: Sequence[History]) -> list[tuple[History, int, Played]]:
    """Return the replies that promise, with the part that gave them."""
    found: list[tuple[History, int, Played]] = []
    for history in histories:
        for place in range(len(history.parts)):
            drafted = [one for one in history.of(place) if one.move == "draft_reply"]
            if drafted and drafted[-1].fields["class"] == "b":
                found.append((history, place, drafted[-1]))
    return found


def _sent(row: tuple[History, int, Played]) -> datetime:
    return row[2].at
