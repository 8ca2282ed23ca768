"""A handling unit's desk: what is to be signed for, answered, asked about, with the moves at hand."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from tongxin.engine.proceedings.rules import Hand, State, Takes
from tongxin.web import follow_ups as following
from tongxin.web import part_lines, standing_on
from tongxin.web import proceeding_rows as rows
from tongxin.web.access import PageRequest, page
from tongxin.web.part_lines import PartLine, Sight

MOST = 50
"""Parts that a section lists; what is due first comes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """Parts that wait for the same thing.

    Attributes:
        title: the state, or what they wait for.
        told: what the state means, in plain words; ``None`` where the title says it.
        lines: the parts, as many as a page shows.
        total: how many there are.
    """

    title: Promise | State
    told: State | None
    lines: list[PartLine]
    total: int


@require_GET
@page("handle", "proceeding")
def ours(request: PageRequest, workflow: str) -> HttpResponse:
    """Show the parts of the visitor's unit by what they wait for."""
    where = standing_on.ground(request)
    flow = rows.flow_or_404(where, workflow)
    inner = rows.part_flow(where.mechanism, flow)
    if inner is None:
        raise Http404
    sight = part_lines.look(where, flow, inner, Q(body__in=request.actor.unit_ids))
    found = following.follow_ups(sight)
    listed = [(state, parts) for state, parts in _by_state(sight) if parts]
    ids = [part for _state, parts in listed for part in parts[:MOST]]
    promised = [part for when in following.When for part in found.parts[when]]
    lines = {line.part.pk: line for line in part_lines.lines(request, sight, ids)}
    context = {
        "flow": flow,
        "piles": [
            Pile(
                title=state,
                told=state,
                lines=[lines[part] for part in parts[:MOST] if part in lines],
                total=len(parts),
            )
            for state, parts in listed
        ],
        "promises": Pile(
            title=_("Promises"),
            told=None,
            lines=part_lines.lines(request, sight, promised[:MOST], found.ids),
            total=len(promised),
        ),
        "asking": following.asking(inner, found.clocks),
        "at_once": {
            move.id
            for move in inner.moves
            if not move.fields and move.takes is Takes.NOTHING and Hand.UNIT in move.by
        },
        "answered": sum(seen.now.state in sight.watch.answered for seen in sight.seen.values()),
    }
    return render(request, "tongxin/proceedings/ours.html", context)


def _by_state(sight: Sight) -> Iterator[tuple[State, list[int]]]:
    """Yield each state in which parts wait, with them: what is due first, then what is there longest."""
    for state in sight.watch.flow.states:
        if state.settled:
            continue
        there = [part for part, seen in sight.seen.items() if seen.now.state == state.id]
        due = {part: part_lines.due_of(sight, part) for part in there}

        def order(part: int, due: dict[int, rows.Due | None] = due) -> tuple[bool, object, int]:
            first = due[part]
            return first is None, first.day if first else 0, part

        yield state, sorted(there, key=order)


urls: list[URLPattern] = [
    path("proceedings/<slug:workflow>/ours/", ours, name="proceeding-ours"),
]
