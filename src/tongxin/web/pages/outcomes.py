"""Outcomes 成效: each aim of the mechanism with its figures, year against year."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET

from tongxin.engine.figures.indicators import Indicator
from tongxin.engine.kernel.spans import Span
from tongxin.engine.reviews.rules import Aim
from tongxin.store.queries.figures import figure_book
from tongxin.web import standing_on
from tongxin.web.access import PageRequest, page


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A figure of an aim: this year so far, the same days of the year before, and that year in full."""

    indicator: Indicator
    now: Decimal | None
    same: Decimal | None
    full: Decimal | None

    @property
    def change(self) -> Decimal:
        """This year so far less the same days of the year before."""
        return (self.now or Decimal(0)) - (self.same or Decimal(0))


@require_GET
@page("read", "figure")
def index(request: PageRequest) -> HttpResponse:
    """Show the aims with their figures."""
    where = standing_on.ground(request)
    book = figure_book(where.committee.pk, where.mechanism)
    day = where.day
    now = Span(date(day.year, 1, 1), day)
    same = Span(date(day.year - 1, 1, 1), _year_before(day))
    full = Span(date(day.year - 1, 1, 1), date(day.year - 1, 12, 31))
    aims: list[tuple[Aim, list[Row]]] = []
    for aim in where.mechanism.aims:
        rows = [
            Row(
                indicator=item,
                now=book.figure(code, now).value,
                same=book.figure(code, same).value,
                full=book.figure(code, full).value,
            )
            for code in aim.indicators
            if (item := where.mechanism.indicator(code))
        ]
        aims.append((aim, rows))
    context = {"where": where, "aims": aims, "now": now, "same": same, "full": full}
    return render(request, "tongxin/outcomes/list.html", context)


def _year_before(day: date) -> date:
    """Return the same day of the year before; 28 February for a leap day."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return (day - timedelta(days=1)).replace(year=day.year - 1)


urls: list[URLPattern] = [path("outcomes/", index, name="outcomes")]
