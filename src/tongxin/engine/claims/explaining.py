"""Why a figure may be wrong: the nearest slip that turns what the records say into what the draft says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from tongxin.engine.claims.scope_values import Scope
from tongxin.engine.claims.times import a_year_before
from tongxin.engine.claims.verdicts import Measure, Records, Said, agrees


@dataclass(frozen=True, slots=True)
class Explanation:
    """A slip that explains a contradiction.

    Attributes:
        code: ``factor_ten``, ``swapped_digits``, ``off_by_one``, ``other_period`` or ``other_measure``.
        measure: the measure that the figure agrees with, for ``other_measure``.
        scope: the days that it agrees with, for ``other_period``.
    """

    code: str
    measure: str = ""
    scope: Scope | None = None


def explain(said: Said, actual: Fraction, records: Records, others: Iterable[str] = ()) -> Explanation | None:
    """Return the nearest explanation of a contradiction, or ``None`` for none.

    Args:
        said: the figure as the draft has it.
        actual: what the records say.
        records: the records.
        others: measures that the words might mean as well, the likeliest first.
    """
    return next(_explanations(said, actual, records, others), None)


def _explanations(
    said: Said, actual: Fraction, records: Records, others: Iterable[str]
) -> Iterator[Explanation]:
    for scope in _other_periods(said, records):
        value = records.reading(said.measure, scope).value
        if value is not None and not said.derive and agrees(said.kind, said.unit, said.bounds, value):
            yield Explanation("other_period", scope=scope)
    for measure in others:
        if measure == said.measure or records.measure(measure) is None or said.derive:
            continue
        value = records.reading(measure, _fitting(said.scope, records, measure)).value
        if value is not None and agrees(said.kind, said.unit, said.bounds, value):
            yield Explanation("other_measure", measure=measure)
    if said.bounds.value is not None:
        yield from _slips(said.bounds.value, actual)


def _fitting(scope: Scope, records: Records, measure: str) -> Scope:
    return replace(scope, first=None) if records.measure(measure) is Measure.STOCK else scope


def _other_periods(said: Said, records: Records) -> Iterator[Scope]:
    """Yield the periods that figures are often taken from by mistake: the year before, the whole year."""
    scope = said.scope
    if records.measure(said.measure) is Measure.STOCK:
        yield replace(scope, first=None, last=a_year_before(scope.last))
        return
    if scope.first is None:
        return
    yield replace(scope, first=a_year_before(scope.first), last=a_year_before(scope.last))
    yield replace(scope, first=scope.first.replace(month=1, day=1))
    yield replace(scope, first=scope.last.replace(month=1, day=1))
    yield replace(scope, first=a_year_before(scope.first))


def _slips(stated: Fraction, actual: Fraction) -> Iterator[Explanation]:
    """Yield slips of the pen."""
    if actual and stated in {actual * 10, actual / 10, actual * 10000, actual / 10000}:
        yield Explanation("factor_ten")
    if _is_swapped(stated, actual):
        yield Explanation("swapped_digits")
    if abs(stated - actual) == 1 and stated.denominator == actual.denominator == 1:
        yield Explanation("off_by_one")


def _is_swapped(stated: Fraction, actual: Fraction) -> bool:
    """Tell whether two neighbouring digits changed places: 134 for 143."""
    scale = max(stated.denominator, actual.denominator)
    if stated * scale != int(stated * scale) or actual * scale != int(actual * scale):
        return False
    first, second = str(int(stated * scale)), str(int(actual * scale))
    apart = [at for at, (one, other) in enumerate(zip(first, second, strict=False)) if one != other]
    return (
        len(first) == len(second)
        and len(apart) == 2
        and apart[1] == apart[0] + 1
        and first[apart[0]] == second[apart[1]]
        and first[apart[1]] == second[apart[0]]
    )
