"""Parts of a draft that do not add up to their total: 功能型党支部8个、临时党支部3个，合计12个."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from tongxin.engine.claims.checking import Checked
from tongxin.engine.claims.deriving import SHARE
from tongxin.engine.claims.found import Approx, Kind
from tongxin.engine.claims.wording import FIGURE, OTHER

_TOTAL_AFTER = re.compile(r"(?:合计|共计|总计|总共|合起来|加起来|合在一起)[^○｜，]{0,6}$")
_REST = re.compile(r"(?:其余|其他|其它|余下|剩下|剩余|另外|另有)[^○｜]{0,8}$")
_LEAST_PARTS = 2


def wrong_sums(figures: Sequence[Checked]) -> Iterator[tuple[tuple[int, ...], Fraction]]:
    """Return totals that their parts do not add up to.

    Only where the draft says that the parts are all of it: by 合计 behind them, or by 其余 before the last.

    Args:
        figures: every numeral of the draft, as ``Checker.text`` returns them.

    Yields:
        the parts' places with the total's last, and what they add up to.
    """
    numbers = [at for at, one in enumerate(figures) if _adds(one)]
    for _sentence, group in groupby(numbers, key=lambda at: _sentence_of(figures[at])):
        for _unit, same in _by_unit(figures, list(group)):
            yield from _totals_behind(figures, same)
            yield from _totals_before(figures, same)


def _adds(one: Checked) -> bool:
    """Tell whether a figure is a number in full that may be added up."""
    bounds, link = one.found.bounds, one.link
    if link is None or bounds is None or one.found.kind not in {Kind.COUNT, Kind.MONEY}:
        return False
    return bounds.approx is Approx.EXACT and link.derive is None


def _sentence_of(one: Checked) -> str:
    return one.link.frame.text.replace(FIGURE, OTHER) if one.link else ""


def _by_unit(figures: Sequence[Checked], places: list[int]) -> list[tuple[str | None, list[int]]]:
    found: dict[str | None, list[int]] = {}
    for at in places:
        found.setdefault(figures[at].found.unit, []).append(at)
    return list(found.items())


def _totals_behind(figures: Sequence[Checked], same: list[int]) -> Iterator[tuple[tuple[int, ...], Fraction]]:
    """Check totals that follow their parts; the parts stand side by side, from the last total on."""
    begin = 0
    for number, at in enumerate(same):
        if not _TOTAL_AFTER.search(_left(figures[at])):
            continue
        parts = _unbroken(figures, same[begin:number], at)
        begin = number + 1
        if len(parts) >= _LEAST_PARTS:
            yield from _compared(figures, parts, at)


def _unbroken(figures: Sequence[Checked], parts: list[int], total: int) -> list[int]:
    """Return the parts directly before a total: shares may stand between them, other figures may not."""
    kept: list[int] = []
    after = total
    for at in reversed(parts):
        if any(not _is_share(figures[between]) for between in range(at + 1, after)):
            break
        kept.insert(0, at)
        after = at
    return kept


def _is_share(one: Checked) -> bool:
    return not one.found.claims or bool(one.link and one.link.derive == SHARE)


def _totals_before(figures: Sequence[Checked], same: list[int]) -> Iterator[tuple[tuple[int, ...], Fraction]]:
    """Check a total whose parts follow it and end with 其余."""
    rest = next((number for number, at in enumerate(same) if _REST.search(_left(figures[at]))), 0)
    if rest >= _LEAST_PARTS and len(_unbroken(figures, same[1:rest], same[rest])) == rest - 1:
        yield from _compared(figures, same[1 : rest + 1], same[0])


def _compared(
    figures: Sequence[Checked], parts: Sequence[int], total: int
) -> Iterator[tuple[tuple[int, ...], Fraction]]:
    values = [_value(figures[at]) for at in parts]
    expected, said = sum(values, Fraction(0)), _value(figures[total])
    slack = sum((_step(figures[at]) for at in (*parts, total)), Fraction(0)) / 2
    if abs(expected - said) > slack:
        yield (*parts, total), expected


def _left(one: Checked) -> str:
    return one.link.frame.left if one.link else ""


def _value(one: Checked) -> Fraction:
    bounds = one.found.bounds
    return bounds.value if bounds is not None and bounds.value is not None else Fraction(0)


def _step(one: Checked) -> Fraction:
    """Return what rounding may hide: nothing of a number in full, a unit of the last digit of 3.08亿."""
    bounds = one.found.bounds
    return Fraction(0) if bounds is None or bounds.step == 1 else bounds.step
