"""Postings in memory, for a folder of texts or a test."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from tongxin.engine.similar.cleaning import Cleaned
from tongxin.engine.similar.grams import grams


class KeptPostings:
    """Which of some documents have a gram."""

    def __init__(self, documents: Iterable[tuple[int, Cleaned]]) -> None:
        """Read the documents.

        Args:
            documents: identity and cleaned text of each.
        """
        self._texts = dict(documents)
        self._having: dict[str, list[int]] = {}
        for document, text in self._texts.items():
            for gram in grams(text.text):
                self._having.setdefault(gram, []).append(document)

    def having(self, wanted: Sequence[str], most: int) -> Mapping[str, Collection[int]]:
        """Return gram → the documents that have it; a gram that more than ``most`` have is left out."""
        found = {gram: self._having.get(gram, []) for gram in wanted}
        return {gram: documents for gram, documents in found.items() if len(documents) <= most}

    def cleaned(self, documents: Sequence[int]) -> Mapping[int, Cleaned]:
        """Return document → its cleaned text."""
        return {document: self._texts[document] for document in documents}
