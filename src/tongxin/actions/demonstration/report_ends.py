"""What becomes of signed-off reports: bulletins, submissions upward, adoptions, instructions."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from tongxin.actions.demonstration.histories import History, Played
from tongxin.actions.demonstration.proposal_making import Maker, moment
from tongxin.actions.demonstration.world import LAST
from tongxin.actions.proceeding_desk import Taken
from tongxin.engine.ledger.drafts import EntryDraft
from tongxin.store.models import ProceedingBulletin
from tongxin.store.queries.proceedings import series_on

EXTRA = 12
"""Reports that were submitted to the city and not adopted there."""

LEADERS = {"county": "县委主要领导", "city": "市委分管领导"}
WORDS = ("请有关部门研究，提出办理意见。", "所提问题具体，请抓紧核实解决并报结果。", "可在下步工作中吸收。")


def issue(make: Maker, signed: Sequence[tuple[History, date]], direct: int) -> None:
    """Put reports into bulletins, about two a month, numbered in each year; send the last few alone."""
    alone, together = signed[-direct:], signed[:-direct]
    for history, ready in alone:
        said = {"receiver": "县委办公室"}
        history.played.append(Played(move="send_direct", at=moment(make.after(ready, 1), 2), fields=said))
    planned = sorted(((_issue_day(make, ready), place) for place, (_one, ready) in enumerate(together)))
    bulletins: dict[date, int] = {}
    last: dict[str, int] = {}
    for day, place in planned:
        if day not in bulletins:
            bulletins[day] = _bulletin(make, day, last)
        taken = Taken(bulletin=bulletins[day])
        together[place][0].played.append(Played(move="issue", at=moment(day, 4), taken=taken))


def _issue_day(make: Maker, ready: date) -> date:
    """Return the first of the two days in a month on which a bulletin goes out, after the signing."""
    for ahead in range(3):
        month = (ready.replace(day=1) + timedelta(days=32 * ahead)).replace(day=1)
        for which in (14, 27):
            day = make.after(month.replace(day=which), 1)
            if day > ready:
                return day
    return make.after(ready, 1)


def _bulletin(make: Maker, day: date, last: dict[str, int]) -> int:
    """Write the next issue of the bulletin of a day's year."""
    ground = make.ground
    [series] = ground.flow.bulletins
    period = series_on(ground.actor.committee, day, series.per)
    last[period] = last.get(period, 0) + 1
    row = ProceedingBulletin.objects.create(
        committee_id=ground.actor.committee,
        workflow=ground.flow.id,
        series=series.id,
        period=period,
        number=last[period],
        issued_on=day,
        created_at=moment(day, 4),
        created_by_id=ground.actor.user,
    )
    return row.pk


def adopt(make: Maker, issued: Sequence[History], drafts: Sequence[EntryDraft]) -> None:
    """Let higher levels adopt reports; one that went far was adopted by each level on its way.

    Args:
        make: what they are made from.
        issued: issued reports.
        drafts: adoptions with their level and way, the nearest level first.
    """
    levels: dict[str, list[EntryDraft]] = {}
    for draft in drafts:
        levels.setdefault(str(draft.fields["level"]), []).append(draft)
    tried = max((len(found) for found in levels.values()), default=0) + EXTRA
    for place, history in enumerate(issued[:tried]):
        day = _out(history)
        for level, found in levels.items():
            if place >= len(found) and (level != next(iter(levels)) or place >= tried):
                break
            day = make.after(day, make.random.randrange(3, 9))
            said = {"level": level, "happened": day.isoformat()}
            history.played.append(Played(move="submit_up", at=moment(day, 3), fields=said))
            if place < len(found):
                day = min(make.after(day, make.random.randrange(5, 20)), LAST)
                said = {"level": level, "way": str(found[place].fields["way"]), "happened": day.isoformat()}
                history.played.append(Played(move="adopt", at=moment(day, 3), fields=said))


def instruct(make: Maker, issued: Sequence[History], drafts: Sequence[EntryDraft]) -> None:
    """Let leaders give instructions on some reports."""
    for history, draft in zip(issued[5:], drafts, strict=False):
        level = str(draft.fields["level"])
        day = min(make.after(_out(history), make.random.randrange(2, 15)), LAST)
        said = {
            "level": level,
            "leader": LEADERS[level],
            "happened": day.isoformat(),
            "words": make.random.choice(WORDS),
        }
        history.played.append(Played(move="instruct", at=moment(day, 6), fields=said))
        history.played.sort(key=_at)


def _at(one: Played) -> datetime:
    return one.at


def _out(history: History) -> date:
    """Return the day on which a report was issued."""
    return next(one.at.date() for one in history.played if one.move in {"issue", "send_direct"})
