"""What a committee has learnt about its handling units: who had which papers, and who gave which back."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """A paper that units were given.

    Attributes:
        paper: its identity.
        theme: what matter it is of; empty where papers are not sorted.
        answered: units that were to answer it and kept it.
        assisted: units that assisted another one.
        refused: units that gave it back.
    """

    paper: int
    theme: str = ""
    answered: frozenset[int] = frozenset()
    assisted: frozenset[int] = frozenset()
    refused: frozenset[int] = frozenset()


class Experience:
    """Papers that units were given, gone through once for any number of suggestions.

    Attributes:
        papers: identity → paper.
    """

    def __init__(self, handled: Iterable[Handled]) -> None:
        """Read the papers; their order makes no difference."""
        self.papers = {one.paper: one for one in handled}
        self._answered: dict[str, dict[int, list[int]]] = {}
        self._refused: dict[str, dict[int, list[int]]] = {}
        for paper in sorted(self.papers, reverse=True):
            one = self.papers[paper]
            if one.theme:
                for units, found in ((one.answered, self._answered), (one.refused, self._refused)):
                    of_theme = found.setdefault(one.theme, {})
                    for unit in units:
                        of_theme.setdefault(unit, []).append(paper)

    def answered(self, theme: str, unit: int) -> list[int]:
        """Return the papers of a theme that a unit was to answer and kept, the latest first."""
        return self._answered.get(theme, {}).get(unit, [])

    def refused(self, theme: str, unit: int) -> list[int]:
        """Return the papers of a theme that a unit gave back, the latest first."""
        return self._refused.get(theme, {}).get(unit, [])

    def assignments(self, theme: str) -> int:
        """Return how often papers of a theme were given to units that kept them."""
        return sum(map(len, self._answered.get(theme, {}).values()))
