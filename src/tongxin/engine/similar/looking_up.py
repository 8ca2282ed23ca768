"""Which known documents a new text is like, by postings that somebody keeps."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from tongxin.engine.similar.cleaning import Cleaned
from tongxin.engine.similar.grams import COMMON, WHOLE, grams, limit, weight
from tongxin.engine.similar.passages import Passage, passages, share

MOST = 10
"""Documents that are told of."""


class Postings(Protocol):
    """Whatever knows which documents have a gram, and what they say."""

    def having(self, wanted: Sequence[str], most: int) -> Mapping[str, Collection[int]]:
        """Return gram → the documents that have it.

        Args:
            wanted: grams.
            most: a gram that more documents have is left out, or given with more than so many; one that
                none has comes with none.
        """

    def cleaned(self, documents: Sequence[int]) -> Mapping[int, Cleaned]:
        """Return document → its cleaned text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A document that a text is like.

    Attributes:
        document: its identity.
        score: what the shared grams weigh; 1 for each that no other document has.
        share: how much of the text stands in coinciding passages, from 0 to 1.
        passages: what coincides, in the order of the text.
    """

    document: int
    score: float
    share: float
    passages: tuple[Passage, ...]


def scores(
    text: str, known: Postings, *, apart: Collection[int] = (), among: Collection[int] | None = None
) -> dict[int, int]:
    """Return document → the weight of the grams it shares, for those that a text is like.

    Args:
        text: cleaned text.
        known: postings.
        apart: documents that do not count, such as the text itself.
        among: documents that count; ``None`` for all.
    """
    documents: dict[str, Collection[int]] = {}
    for gram, having in known.having(grams(text), COMMON + len(apart)).items():
        others = [one for one in having if one not in apart] if apart else having
        if len(others) <= COMMON:
            documents[gram] = others
    least = limit(sum(weight(len(others)) for others in documents.values()))
    shared = Counter(chain.from_iterable(documents.values()))
    # No gram weighs more than one whole, so counting them rules nearly everybody out.
    near = {one for one, count in shared.items() if count * WHOLE >= least}
    found = dict.fromkeys(near if among is None else near.intersection(among), 0)
    for others in documents.values():
        for one in others:
            if one in found:
                found[one] += weight(len(others))
    return {document: score for document, score in found.items() if score >= least}


def alike(
    text: Cleaned,
    known: Postings,
    *,
    most: int = MOST,
    apart: Collection[int] = (),
    among: Collection[int] | None = None,
) -> list[Alike]:
    """Return the documents that a text is like, the most alike first.

    Args:
        text: cleaned text.
        known: postings.
        most: how many.
        apart: documents that do not count.
        among: documents that count; ``None`` for all.
    """
    found = scores(text.text, known, apart=apart, among=among)
    chosen = sorted(found, key=lambda document: (-found[document], document))[:most]
    texts = known.cleaned(chosen)
    said: list[Alike] = []
    for document in chosen:
        same = passages(text, texts[document])
        said.append(
            Alike(
                document=document,
                score=found[document] / WHOLE,
                share=share(same, text),
                passages=same,
            )
        )
    return said


def nearness(
    text: str, having: Mapping[str, Collection[int]], *, apart: Collection[int] = ()
) -> dict[int, float]:
    """Return how much each document is like a text, however little: 1 for each gram that no other one has.

    Args:
        text: cleaned text.
        having: gram → the documents that have it; common ones left out.
        apart: documents that do not count, such as the text itself.
    """
    found: Counter[int] = Counter()
    for gram in grams(text):
        others = [one for one in having.get(gram, ()) if one not in apart]
        if len(others) <= COMMON:
            for one in others:
                found[one] += weight(len(others))
    return {document: score / WHOLE for document, score in found.items()}
