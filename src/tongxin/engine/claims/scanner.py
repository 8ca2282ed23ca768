"""Every numeral of a draft, each taken once: what it is, what it says, which rule says so."""

import re
from collections.abc import Callable, Iterable, Iterator

from tongxin.engine.claims import lexical
from tongxin.engine.claims.amounts import find_amounts
from tongxin.engine.claims.codes import find_codes
from tongxin.engine.claims.dates import Told, find_dates, find_durations
from tongxin.engine.claims.found import Found
from tongxin.engine.claims.lexicon import Lexicon
from tongxin.engine.claims.names import find_names
from tongxin.engine.claims.ordinals import find_ordinals
from tongxin.engine.claims.shares import find_shares

NOTHING = Lexicon()

_NUMERAL = re.compile(r"[0-9〇零一二两三四五六七八九十百千万亿几数半俩仨番廿卅壹贰叁肆伍陆柒捌玖拾佰仟]")

BLANK = "\0"
"""What stands for a character that is spoken for."""


def scan(text: str, told: Told | None = None, lexicon: Lexicon = NOTHING) -> list[Found]:
    """Find the numerals of a view, in the order of the text, none overlapping another.

    Rules that know more go first, and blank out what they took: names before codes, codes before dates, dates
    before lengths of time, and figures last.

    Args:
        text: the view.
        told: what is known of the draft, for dates without a year.
        lexicon: words with numerals that say no figure.
    """
    if not _NUMERAL.search(text):
        return []
    found: list[Found] = []
    rules: tuple[Callable[[str], Iterable[Found]], ...] = (
        lambda left: find_names(left, lexicon),
        find_codes,
        lambda left: find_dates(left, told),
        find_ordinals,
        find_shares,
    )
    for rule in rules:
        text = _take(text, rule(text), found)
    text = _blank(text, lexical.spans(text, lexicon))
    for rule in (find_durations, find_amounts):
        text = _take(text, rule(text), found)
    return sorted(found, key=lambda one: one.start)


def _take(text: str, offered: Iterable[Found], found: list[Found]) -> str:
    """Take what does not overlap, the first offered first, and return the text without it."""
    taken = list(_apart(offered))
    found.extend(taken)
    return _blank(text, ((one.start, one.end) for one in taken))


def _apart(offered: Iterable[Found]) -> Iterator[Found]:
    spoken: set[int] = set()
    for one in offered:
        places = range(one.start, one.end)
        if spoken.isdisjoint(places):
            spoken.update(places)
            yield one


def _blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    characters = list(text)
    for start, end in spans:
        characters[start:end] = BLANK * (end - start)
    return "".join(characters)
