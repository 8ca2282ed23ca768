"""What the makers of invented proposals share: chance, days, units, and what is to become of each paper."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from tongxin.actions.demonstration.histories import Ground, History
from tongxin.actions.demonstration.proposal_topics import TOPICS, Topic
from tongxin.actions.demonstration.world import World

LAST_RECEIVED = date(2024, 5, 10)
HALF_YEAR = timedelta(weeks=26)


@dataclass(frozen=True, slots=True)
class Maker:
    """What papers are made from; its chance is its own, so that nothing else depends on it."""

    world: World
    ground: Ground
    random: Random

    def after(self, day: date, days: int) -> date:
        """Return a working day some working days later."""
        return self.ground.calendar.after(day, days)

    def bodies(self, codes: Sequence[str]) -> list[int]:
        """Return organisations by their codes."""
        return [self.world.bodies[code].pk for code in codes]


@dataclass(slots=True, kw_only=True)
class Fate:
    """What is to become of a filed paper.

    Attributes:
        history: the paper.
        topic: what it is about.
        lead: the paper that it is merged into.
        merged: the papers merged into it.
        shape: how units share it.
        rating: what the proposer says of the first reply.
        refusal: whether a unit asks to return it, and whether that is granted.
        filed_on: day of filing.
    """

    history: History
    topic: Topic
    lead: "Fate | None" = None
    merged: "list[Fate]" = field(default_factory=list)
    shape: str = "sole"
    rating: str = "satisfied"
    refusal: str = ""
    filed_on: date = date.min
    late: bool = False
    extended: bool = False
    classes: list[str] = field(default_factory=list)


def told_in(title: str) -> tuple[Topic, str]:
    """Return the topic and the place of a title."""
    topic = next(one for one in TOPICS if one.name in title)
    place = title.removeprefix("关于加强").removeprefix("关于推进").split(topic.name)[0]
    return topic, place


def received_on(day: date) -> date:
    """Return the day a paper comes in: early enough for its whole way to lie in the two years."""
    while day > LAST_RECEIVED:
        day -= HALF_YEAR
    return day


def moment(day: date, step: int) -> datetime:
    """Return a moment of office hours; later steps of a day come later."""
    return datetime.combine(day, time(1 + step, 7 * step), tzinfo=UTC)


def closed_on(history: History) -> date:
    """Return the day on which a paper was closed."""
    rated = [one.at for one in history.of(None) if one.move == "rate"]
    return rated[-1].date() if rated else date.max
