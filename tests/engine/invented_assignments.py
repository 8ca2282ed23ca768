"""Invented papers with the units that a committee gave them to: mostly the right one, sometimes not."""

from dataclasses import dataclass
from random import Random

from tests.engine.invented_papers import Author, written

THEMES = ("economy", "politics", "culture", "society", "ecology")
UNITS, MATTERS = 40, 60
MAIN, SECOND = 0.75, 0.9
"""Share of papers that the unit in charge was given at once, and together with the second one."""


@dataclass(frozen=True, kw_only=True)
class Assigned:
    """A paper with what became of it.

    Attributes:
        text: its text.
        theme: what the proposer ticked.
        right: the unit in charge.
        units: units that it was given to.
        refused: units that gave it back.
        wished: units that the proposer wished for.
    """

    text: str
    theme: str
    right: int
    units: frozenset[int]
    refused: frozenset[int]
    wished: frozenset[int]


def assignments(count: int, seed: int = 1) -> list[Assigned]:
    """Return so many papers of a committee, each about one of its matters.

    Every matter has a unit in charge and one that could be. One paper in four went elsewhere, half of those
    came back; every second proposer wishes for a unit, and one wish in three is wrong.
    """
    author, random = Author(seed), Random(seed)
    author.topics, topics = [], author.topics[:MATTERS]
    charge = [random.randrange(UNITS) for _ in topics]
    could = [random.randrange(UNITS) for _ in topics]
    themes = [random.choice(THEMES) for _ in topics]
    found = []
    for _ in range(count):
        matter = random.randrange(MATTERS)
        author.topics = [topics[matter]]
        drawn = random.random()
        unit = charge[matter] if drawn < MAIN else could[matter]
        wrong = random.randrange(UNITS)
        refused = frozenset({wrong}) if drawn > MAIN and random.random() < 0.5 else frozenset()
        wish = charge[matter] if random.random() < 0.67 else random.randrange(UNITS)
        found.append(
            Assigned(
                text=written(author.paper()),
                theme=themes[matter] if random.random() < 0.8 else random.choice(THEMES),
                right=charge[matter],
                units=frozenset({wrong if drawn > SECOND else unit}) - refused or frozenset({unit}),
                refused=refused,
                wished=frozenset({wish}) if random.random() < 0.5 else frozenset(),
            )
        )
    return found
