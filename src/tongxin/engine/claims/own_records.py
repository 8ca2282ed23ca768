"""A committee's own records as the checker asks for them: its book of figures, as far as it goes."""

from datetime import date
from fractions import Fraction

from tongxin.engine.claims.scope_values import Scope
from tongxin.engine.claims.verdicts import Measure, Reading
from tongxin.engine.figures.book import Book
from tongxin.engine.figures.indicators import Indicator, Source
from tongxin.engine.figures.values import Figure
from tongxin.engine.kernel.spans import Span

WHOLE = {"%": Fraction(1, 100), "‰": Fraction(1, 1000), "万元": Fraction(10**4), "亿元": Fraction(10**8)}
"""What one of an indicator's unit is in the unit that drafts are read in."""


class OwnRecords:
    """The book of figures of one committee; before its first day and after its last it says nothing."""

    def __init__(self, book: Book, body: str, first: date, last: date) -> None:
        """Keep the book and the days that it covers.

        Args:
            book: the figures.
            body: whose they are, as drafts name it.
            first: first day for which the records are complete.
            last: last day that is known.
        """
        self._book = book
        self._body = body
        self._first = first
        self._last = last

    def measure(self, measure: str) -> Measure | None:
        """Return how an indicator adds up; ``None`` where the mechanism has none of that id."""
        item = self._book.indicators.get(measure)
        return None if item is None else _how(item)

    def reading(self, measure: str, scope: Scope) -> Reading:
        """Return an indicator's figure over the days of a scope, with the records behind it."""
        span = self.span(measure, scope)
        if span is None:
            return Reading(None)
        figure = self._book.figure(measure, span)
        value = exact(figure)
        if value is None:
            return Reading(None)
        return Reading(value, tuple(str(row) for row in self._book.trail(measure, span).records))

    def span(self, measure: str, scope: Scope) -> Span | None:
        """Return the days that a figure is counted over; ``None`` where the records do not cover them."""
        item = self._book.indicators.get(measure)
        first = scope.first or scope.last
        if item is None or scope.body != self._body or first < self._first or scope.last > self._last:
            return None
        return Span(scope.last if _how(item) is Measure.STOCK else scope.first, scope.last)


def _how(item: Indicator) -> Measure:
    if item.source is Source.RATIO:
        return Measure.RATIO
    return Measure.FLOW if item.source is Source.ENTRIES else Measure.STOCK


def exact(figure: Figure) -> Fraction | None:
    """Return a figure exactly, a ratio as a proportion divided anew, as printed ones are rounded."""
    over, under = figure.numerator, figure.denominator
    if over is not None and under is not None:
        if over.value is None or not under.value:
            return None
        return Fraction(over.value) / Fraction(under.value)
    if figure.value is None:
        return None
    return Fraction(figure.value) * WHOLE.get(figure.unit, Fraction(1))
