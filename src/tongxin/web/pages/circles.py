"""The links drawn as concentric circles 同心圆, with the same facts as a table below."""

from collections.abc import Sequence
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tongxin.engine.kernel.periods import Grain, Period, containing, parse
from tongxin.engine.roster.values import Organisation
from tongxin.engine.roster.vocabulary import Family
from tongxin.store.queries.links import contacts
from tongxin.web import circle_view, standing_on, wording
from tongxin.web.access import PageRequest, page
from tongxin.web.link_rows import link_row
from tongxin.web.standing_on import Ground

PERIODS = 4
"""Quarters that the picture may be asked for."""


@require_GET
@page("read", "link")
def index(request: PageRequest) -> HttpResponse:
    """Draw everybody and every link of the day, or those of one unit."""
    where = standing_on.ground(request)
    book = where.directory
    units = book.of_family(Family.LIAISON_UNIT)
    unit = next((unit for unit in units if str(unit.id) == request.GET.get("unit")), None)
    kind = where.mechanism.vocabulary.link_kind(request.GET.get("kind", ""))
    periods = quarters(where.day)
    period = asked(request.GET.get("quarter", ""), periods)
    links = book.roster.links_on(where.day, [kind.id] if kind else None)
    met = contacts(where.committee.pk, book.roster, links, period.span)
    links, view = circle_view.view_of(where, met, [kind.id] if kind else None, unit.id if unit else None)
    rows = sorted((link_row(where, link, met) for link in links), key=lambda row: (row.times, row.order))
    context = {
        "where": where,
        "unit": unit,
        "units": units,
        "kind": kind,
        "kinds": where.mechanism.vocabulary.links,
        "period": period,
        **_options(where, units, periods),
        **view,
        "total": len(links),
        "gaps": sum(link.id not in met for link in links),
        "page": Paginator(rows, standing_on.PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "tongxin/circles/page.html", context)


def _options(where: Ground, units: list[Organisation], periods: list[Period]) -> dict[str, object]:
    """Return what the three filters offer, each as (value, words)."""
    kinds = [(kind.id, wording.label(kind.label)) for kind in where.mechanism.vocabulary.links]
    return {
        "period_options": [(one.code, wording.period(one)) for one in periods],
        "kind_options": [("", _("All kinds")), *kinds],
        "unit_options": [("", _("All units")), *((unit.id, unit.name) for unit in units)],
    }


def quarters(day: date) -> list[Period]:
    """Return the quarters that may be asked for, the current one last."""
    now = containing(day, Grain.QUARTER)
    return [Period(Grain.QUARTER, now.number - back) for back in range(PERIODS - 1, -1, -1)]


def asked(code: str, periods: Sequence[Period]) -> Period:
    """Return the quarter asked for, else the last complete one: the current one would be nothing but gaps."""
    try:
        found = parse(code)
    except ValueError:
        return periods[-2]
    return found if found in periods else periods[-2]


urls: list[URLPattern] = [path("circles/", index, name="circles")]
