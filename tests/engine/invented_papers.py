"""Invented papers as a committee gets them, with copies planted among them at three levels of paraphrase."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from random import Random

LEVELS = ("clauses shuffled", "synonyms and insertions", "heavy paraphrase")
WORDS, FORMULAS, TOPICS = 6_000, 400, 150
TOPIC_WORDS, CLAUSES = 60, 44
_CHARACTERS = [bytes([row, cell]).decode("gb2312") for row in range(0xB0, 0xD7) for cell in range(0xA1, 0xFA)]

Clause = tuple[str, ...]


@dataclass(frozen=True)
class Papers:
    """Papers and what was planted.

    Attributes:
        texts: the papers.
        planted: level → pairs of places, the original first.
    """

    texts: list[str]
    planted: dict[str, set[tuple[int, int]]]


class Author:
    """Writes papers from an invented language: common and rare words, formulas that all use, topics."""

    def __init__(self, seed: int) -> None:
        """Make up the language."""
        self.random = Random(seed)
        common = self.random.sample(_CHARACTERS, 900)
        self.words = [self._word(common) for _ in range(WORDS)]
        self.synonyms = dict(zip(self.words, self.random.sample(self.words, WORDS), strict=True))
        self._rarely = list(accumulate(1 / (rank + 8) for rank in range(WORDS)))
        self.formulas = [self._clause(self.words) for _ in range(FORMULAS)]
        self._formulas_rarely = list(accumulate(1 / (rank + 3) for rank in range(FORMULAS)))
        self.topics = [self.random.sample(self.words, TOPIC_WORDS) for _ in range(TOPICS)]

    def _word(self, common: list[str]) -> str:
        return "".join(self.random.choices(common, k=self.random.choice((1, 2, 2, 2, 2, 3))))

    def _clause(self, topic: list[str]) -> Clause:
        count = self.random.randrange(4, 8)
        own = self.random.choices(topic, k=count)
        usual = self.random.choices(self.words, cum_weights=self._rarely, k=count)
        return tuple(
            one if self.random.random() < 0.5 else other for one, other in zip(own, usual, strict=True)
        )

    def _formula(self) -> Clause:
        return self.random.choices(self.formulas, cum_weights=self._formulas_rarely)[0]

    def paper(self) -> list[Clause]:
        """Write a paper of about 490 characters."""
        topic = self.random.choice(self.topics)
        return [
            self._formula() if self.random.random() < 0.2 else self._clause(topic) for _ in range(CLAUSES)
        ]

    def shuffled(self, paper: list[Clause]) -> list[Clause]:
        """Put the clauses in another order."""
        return self.random.sample(paper, len(paper))

    def reworded(self, paper: list[Clause]) -> list[Clause]:
        """Replace words by synonyms, put words in, and move clauses."""
        return self.shuffled([self._changed(clause, 0.25, 0.12) for clause in paper])

    def rewritten(self, paper: list[Clause]) -> list[Clause]:
        """Keep some of the clauses, change every second word of them, and write others of one's own."""
        kept = self.random.sample(paper, len(paper) * 2 // 3)
        kept = [self._changed(clause, 0.4, 0.15) for clause in kept]
        own = self.paper()[: len(paper) - len(kept)]
        return self.shuffled([*kept, *own])

    def _changed(self, clause: Clause, replaced: float, put_in: float) -> Clause:
        words: list[str] = []
        for word in clause:
            words.append(self.synonyms[word] if self.random.random() < replaced else word)
            if self.random.random() < put_in:
                words.append(self.random.choice(self.words))
        return tuple(words)


def written(paper: list[Clause]) -> str:
    """Return a paper's text, with its punctuation."""
    return "".join("".join(clause) + ("。" if place % 5 == 4 else "，") for place, clause in enumerate(paper))


def papers(count: int, copies: int, seed: int = 1) -> Papers:
    """Return so many papers, some of which are copies of others.

    Args:
        count: all papers together.
        copies: copies at each level.
        seed: same seed, same papers.
    """
    author = Author(seed)
    ways: list[Callable[[list[Clause]], list[Clause]]] = [author.shuffled, author.reworded, author.rewritten]
    originals = [author.paper() for _ in range(count - copies * len(LEVELS))]
    chosen = iter(author.random.sample(range(len(originals)), copies * len(LEVELS)))
    texts = [written(paper) for paper in originals]
    planted: dict[str, set[tuple[int, int]]] = {level: set() for level in LEVELS}
    for level, way in zip(LEVELS, ways, strict=True):
        for _ in range(copies):
            original = next(chosen)
            planted[level].add((original, len(texts)))
            texts.append(written(way(originals[original])))
    return Papers(texts, planted)
