"""Watching over papers in the hands of units: numbers with the papers behind them, ages, promises."""

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tongxin.engine.kernel.rights import Scope
from tongxin.engine.proceedings.monitoring import Mark, follow_up_clocks
from tongxin.engine.proceedings.rules import Workflow
from tongxin.store.queries import part_tracks
from tongxin.store.queries import proceedings as queries
from tongxin.web import follow_ups as following
from tongxin.web import monitor_rows, part_lines, standing_on, wording
from tongxin.web import proceeding_rows as rows
from tongxin.web.access import PageRequest, page
from tongxin.web.follow_ups import WHENS, When
from tongxin.web.similar_papers import session_words
from tongxin.web.standing_on import Ground


def inner_or_404(where: Ground, flow: Workflow) -> Workflow:
    """Return the workflow of the parts in which units handle papers.

    Raises:
        Http404: papers of this kind are not handled by units.
    """
    inner = rows.part_flow(where.mechanism, flow)
    if inner is None:
        raise Http404
    return inner


@require_GET
@page("read", "proceeding")
def overview(request: PageRequest, workflow: str) -> HttpResponse:
    """Show what each unit has done with its parts of a session, and how long papers lie where."""
    where, flow, inner = _whole(request, workflow)
    series = part_tracks.series_of(where.committee.pk, flow.id)
    chosen = _session(request, series)
    sight = part_lines.look(where, flow, inner, _of_session(chosen))
    table = monitor_rows.unit_rows(where, sight)
    context = {
        "flow": flow,
        "inner": inner,
        "rows": table,
        "totals": monitor_rows.totals(table),
        "marks": monitor_rows.MARKS,
        "lights": monitor_rows.LIGHTS,
        "ages": monitor_rows.age_rows(where, flow, inner),
        "sessions": [("all", _("All")), *((one, session_words(one)) for one in series)],
        "session": chosen,
        "follows": bool(follow_up_clocks(inner)),
    }
    return render(request, "tongxin/proceedings/monitor.html", context)


@require_GET
@page("read", "proceeding")
def behind(request: PageRequest, workflow: str, mark: str) -> HttpResponse:
    """List the parts behind a number of the table."""
    where, flow, inner = _whole(request, workflow)
    if mark not in set(Mark):
        raise Http404
    asked = Mark(mark)
    unit = request.GET.get("unit", "")
    body = int(unit) if unit.isdecimal() else None
    chosen = _session(request, part_tracks.series_of(where.committee.pk, flow.id))
    of_unit = Q(body=body) if body is not None else Q()
    sight = part_lines.look(where, flow, inner, _of_session(chosen) & of_unit)
    shown = standing_on.paged(request, monitor_rows.marked(sight, asked, body))
    found = where.directory.roster.organisations.get(body) if body is not None else None
    context = {
        "flow": flow,
        "words": monitor_rows.MARKS[asked],
        "unit": found.name if found else "",
        "page": shown,
        "lines": part_lines.lines(request, sight, shown.object_list, sight.watch.reply_clocks),
        "session": "" if chosen == "all" else session_words(chosen),
        "back": wording.with_query(reverse("proceeding-monitor", args=[flow.id]), {"session": chosen}),
    }
    return render(request, "tongxin/proceedings/behind.html", context)


@require_GET
@page("read", "proceeding")
def promises(request: PageRequest, workflow: str) -> HttpResponse:
    """List what was promised, and what is asked again, by when; a unit sees its own."""
    where = standing_on.ground(request)
    flow = rows.flow_or_404(where, workflow)
    inner = inner_or_404(where, flow)
    sight = part_lines.look(where, flow, inner, _visible(request))
    found = following.follow_ups(sight, request.GET.get("clock", ""))
    asked = request.GET.get("when", "")
    when = When(asked) if asked in set(When) else found.first
    shown = standing_on.paged(request, found.parts[when])
    clocks = follow_up_clocks(inner)
    context = {
        "flow": flow,
        "whens": [(one, f"{words} {len(found.parts[one])}", one is when) for one, words in WHENS.items()],
        "when": when,
        "clock": request.GET.get("clock", ""),
        "clocks": [("", _("All")), *((one.id, wording.label(one.label)) for one in clocks)],
        "page": shown,
        "lines": part_lines.lines(request, sight, shown.object_list, found.ids),
        "asking": following.asking(inner, clocks),
        "whole": request.scope is Scope.COMMITTEE,
    }
    return render(request, "tongxin/proceedings/promises.html", context)


def _whole(request: PageRequest, workflow: str) -> tuple[Ground, Workflow, Workflow]:
    """Return what a page over all units stands on; who sees their own alone does not open it.

    Raises:
        Http404: the visitor does not see the papers of all units, or there are none of this kind.
    """
    where = standing_on.ground(request)
    flow = rows.flow_or_404(where, workflow)
    if request.scope is not Scope.COMMITTEE:
        raise Http404
    return where, flow, inner_or_404(where, flow)


def _session(request: PageRequest, series: list[str]) -> str:
    """Return the session asked for, the latest one to begin with; ``all`` for every one."""
    asked = request.GET.get("session", "")
    return asked if asked == "all" or asked in series else next(iter(series), "all")


def _of_session(session: str) -> Q:
    return Q() if session == "all" else Q(proceeding__series=session)


def _visible(request: PageRequest) -> Q:
    """Return the condition that a part is the visitor's unit's, or all for who sees the whole.

    A proposer sees what was promised to them.
    """
    if request.scope is Scope.COMMITTEE:
        return Q()
    own = Q(body__in=request.actor.unit_ids)
    return own | queries.parts_answered_to(request.actor.person_id)


urls: list[URLPattern] = [
    path("proceedings/<slug:workflow>/monitor/", overview, name="proceeding-monitor"),
    path("proceedings/<slug:workflow>/monitor/<slug:mark>/", behind, name="proceeding-behind"),
    path("proceedings/<slug:workflow>/promises/", promises, name="proceeding-promises"),
]
