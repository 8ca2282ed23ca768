"""Words with numerals that say no figure, as a pack lists them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_NUMERAL = re.compile(r"[零〇一二两三四五六七八九十百千万双\d]")
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is no figure though it has a numeral.

    Attributes:
        names: set phrases and proper names; shown as names.
        words: words of the language; passed over.
        phrases: the names as one pattern.
        passed_over: the words as one pattern.
    """

    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    phrases: re.Pattern[str] = field(init=False, repr=False, compare=False)
    passed_over: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Prepare the patterns once."""
        object.__setattr__(self, "phrases", _any_of(filter(_NUMERAL.search, self.names)))
        object.__setattr__(self, "passed_over", _any_of(self.words))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return words as one pattern, the longer ones first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, ordered))) if ordered else _NEVER
