"""Which of many documents are alike: an inverted join over their rare grams."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from tongxin.engine.similar.grams import ALIKE, COMMON, WHOLE, grams, limit, weight


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two documents that are alike.

    Attributes:
        first: place of the earlier one.
        second: place of the later one.
        score: what their shared grams weigh; 1 for each that only these two have.
    """

    first: int
    second: int
    score: float


def pairs(texts: Sequence[str]) -> list[Pair]:
    """Return all pairs of documents that are alike, in the order of their places.

    Only documents that share a rare gram ever meet, so the work grows with what is shared and not with the
    square of their number.

    Args:
        texts: cleaned texts.
    """
    having: Counter[str] = Counter()
    for text in texts:
        having.update(grams(text))
    weights = {gram: weight(count - 1) for gram, count in having.items() if 1 < count <= COMMON}
    limits = [_limit(text, having) for text in texts]
    del having
    lowest = min(limits, default=0)
    earlier: dict[str, list[int]] = {}
    found: list[Pair] = []
    for place, text in enumerate(texts):
        rare = [gram for gram in grams(text) if gram in weights]
        shared = Counter(chain.from_iterable(earlier.get(gram, ()) for gram in rare))
        # No gram weighs more than one whole, so counting them rules nearly everybody out.
        for other in [one for one, count in shared.items() if count * WHOLE >= lowest]:
            score = _score(rare, earlier, other, weights)
            if score >= limits[place] or score >= limits[other]:
                found.append(Pair(other, place, score / WHOLE))
        for gram in rare:
            earlier.setdefault(gram, []).append(place)
    return sorted(found)


def _limit(text: str, having: Mapping[str, int]) -> int:
    """Return the weight from which a document is alike another; most are long enough after a few grams."""
    twin = 0
    for gram in grams(text):
        if having[gram] <= COMMON:
            twin += weight(having[gram] - 1)
            if limit(twin) == ALIKE:
                break
    return limit(twin)


def _score(
    rare: Sequence[str], earlier: Mapping[str, list[int]], other: int, weights: Mapping[str, int]
) -> int:
    return sum(weights[gram] for gram in rare if other in earlier.get(gram, ()))
