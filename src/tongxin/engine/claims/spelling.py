"""A contradicted figure written anew: what the records say, in the draft's own unit, script and manner."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from tongxin.engine.claims.checking import Knowledge, sentences
from tongxin.engine.claims.dates import Told
from tongxin.engine.claims.found import Approx, Found, Kind
from tongxin.engine.claims.moulds import Mould, Written, moulds_of
from tongxin.engine.claims.numerals import place, read_numeral
from tongxin.engine.claims.scanner import scan
from tongxin.engine.claims.verdicts import agrees
from tongxin.engine.claims.view import Simpler, look

_TRADITIONAL = Fraction(1, 20)
"""Share of characters that only Traditional script has: a third of a draft in it, next to none of another."""

_CLOSE = {Approx.OVER: Fraction(1, 5), Approx.ABOUT: Fraction(1, 20)}
_CLOSE_ELSE = Fraction(1, 10)
"""How far, measured by the right number, the number said may lie from it to be a good one."""

_BELOW = frozenset({Approx.OVER, Approx.MORE, Approx.LEAST})
_ABOVE = frozenset({Approx.NEAR, Approx.LESS, Approx.MOST})
_MAY_BE_EQUAL = frozenset({Approx.LEAST, Approx.MOST, Approx.ABOUT})


def respelt(
    draft: str, span: tuple[int, int], actual: Fraction, knowledge: Knowledge, told: Told
) -> str | None:
    """Write a figure of a draft anew, so that it says what the records say.

    Unit, script and the manner of the numeral stay; 余, 近, 超过 and the like stay where the right number can
    be said so. What is written is read again in its place; only what is then the same kind of figure and
    agrees with the records is taken.

    Args:
        draft: the draft.
        span: where the figure stands: its first character, and one after its last.
        actual: what the records say, in the canonical unit.
        knowledge: how drafts are read.
        told: the day of the draft, and the period that it reports on.

    Returns:
        the words for the whole span; ``None`` where the right number cannot be written.
    """
    start, sentence = _sentence_of(draft, span)
    begin, end = span[0] - start, span[1] - start
    found = _figure_at(sentence, begin, end, knowledge, told) if sentence else None
    if found is None or found.bounds is None:
        return None
    written = Written(
        sentence, look(sentence, knowledge.simpler), found, is_traditional(draft, knowledge.simpler)
    )
    for words in _offered(written, actual):
        again = f"{sentence[:begin]}{words}{sentence[end:]}"
        read = _figure_at(again, begin, begin + len(words), knowledge, told) if words else None
        if read and _says(read, found, actual):
            return words
    return None


def _sentence_of(draft: str, span: tuple[int, int]) -> tuple[int, str]:
    """Return the sentence that a part of a draft stands in, and where it begins; empty for none."""
    for start, sentence in sentences(draft):
        if start <= span[0] and span[1] <= start + len(sentence):
            return start, sentence
    return 0, ""


def is_traditional(draft: str, simpler: Simpler) -> bool:
    """Tell whether a draft is in Traditional script."""
    only = sum(ord(character) in simpler for character in draft)
    return only > len(draft) * _TRADITIONAL


def _figure_at(sentence: str, start: int, end: int, knowledge: Knowledge, told: Told) -> Found | None:
    view = look(sentence, knowledge.simpler)
    for one in scan(view.text, told, knowledge.lexicon):
        if one.claims and view.span(one.start, one.end) == (start, end):
            return one
    return None


def _says(read: Found, before: Found, actual: Fraction) -> bool:
    """Tell whether what was written is read as the figure that it stands for, and agrees with the records."""
    if (read.kind, read.unit) != (before.kind, before.unit) or read.bounds is None:
        return False
    return agrees(read.kind, read.unit, read.bounds, actual)


def _offered(written: Written, actual: Fraction) -> Iterator[str]:
    """Yield how the right number may be written, what is nearest to the draft first."""
    bounds = written.found.bounds
    approx = bounds.approx if bounds else Approx.EXACT
    for mould in moulds_of(written):
        if actual < 0 and not mould.sign:
            continue
        value = abs(actual) / mould.unit
        if not mould.sign:
            for near in _near(mould, written.found.kind, approx, value):
                yield from map(mould.roughly, replace(mould.hand, rounds=False).writes(near))
        for number in mould.hand.writes(value):
            yield mould.exactly(number, negative=actual < 0)


def _near(mould: Mould, kind: Kind, approx: Approx, value: Fraction) -> Iterator[Fraction]:
    """Yield round numbers of which a value is what the words say: 40 of 47 for 余, 50 for 近."""
    if approx not in _BELOW | _ABOVE | _MAY_BE_EQUAL or not value:
        return
    close = _CLOSE.get(approx, _CLOSE_ELSE)
    steps = list(_steps(mould, kind))
    rounded = [number for step in steps if (number := _rounded(value, step, approx))]
    if kind is Kind.RATIO:
        # 近百分之百 of what is not nearly all would be an untruth.
        rounded = [number for number in rounded if number != mould.hand.everything]
    yield from (number for number in rounded if abs(number - value) <= value * close)
    if approx is Approx.OVER:
        yield from rounded


def _steps(mould: Mould, kind: Kind) -> Iterator[Fraction]:
    """Yield how coarsely a round number may be said, from what the draft has to what the language allows."""
    before = read_numeral(mould.hand.number)
    if before is None or not before.low:
        return
    step = place(before.low)
    great = mould.hand.number[len(mould.hand.number.rstrip("万亿")) :]
    factor = read_numeral(f"1{great}") if great else None
    usual = Fraction(1) if kind in {Kind.RATIO, Kind.POINTS} else factor.low if factor else Fraction(10)
    least = min(step, usual / 10**mould.hand.decimals)
    while step >= least:
        yield step
        step /= 10


def _rounded(value: Fraction, step: Fraction, approx: Approx) -> Fraction | None:
    """Return the round number next to a value on the side that the words ask for; ``None`` for none."""
    times = value / step
    if approx is Approx.ABOUT:
        number = Fraction(int(times + Fraction(1, 2)))
    elif times.denominator == 1:
        # Exactly a round number is neither 余 nor 近.
        number = times if approx in _MAY_BE_EQUAL else Fraction(0)
    else:
        number = Fraction(int(times) + (approx in _ABOVE))
    return number * step or None
