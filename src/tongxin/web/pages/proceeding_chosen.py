"""Papers that were chosen for something, such as key and excellent proposals: who leads them, what became."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tongxin.engine.ledger.kinds import FieldType
from tongxin.engine.proceedings.rules import Move, Takes, Workflow
from tongxin.store.queries import led_papers as queries
from tongxin.web import led_papers as led
from tongxin.web import proceeding_rows as rows
from tongxin.web import standing_on, wording
from tongxin.web.access import PageRequest, page
from tongxin.web.led_papers import LedPaper, Viewing
from tongxin.web.similar_papers import session_words

ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number with the papers behind it.

    Attributes:
        words: what is counted.
        count: how many.
        address: the list of them.
        current: whether they are the ones shown.
    """

    words: str
    count: int
    address: str
    current: bool


@require_GET
@page("read", "proceeding")
def chosen(request: PageRequest, workflow: str, code: str) -> HttpResponse:
    """List the papers that a move was made for and not taken back."""
    where = standing_on.ground(request)
    flow = rows.flow_or_404(where, workflow)
    move = flow.move(code)
    if move is None or move.listed is None:
        raise Http404
    series = queries.sessions_of_chosen(where.committee.pk, flow.id, code)
    asked = request.GET.get("session", "")
    session = asked if asked == ALL or asked in series else next(iter(series), ALL)
    within = rows.within(request) & (Q() if session == ALL else Q(series=session))
    found = queries.moves_of_chosen(where.committee.pk, flow.id, code, within)
    viewing = Viewing(request.actor, where.mechanism, where.day)
    papers = sorted(
        (one for one in led.shown(viewing, found) if code in one.held),
        key=lambda one: (one.paper.series, one.paper.number or 0, one.paper.pk),
    )
    counts, shown = _counted(flow, move, papers, (session, request.GET.get("only", "")))
    context = {
        "where": where,
        "flow": flow,
        "move": move,
        "lists": led.chosen_lists(flow, code),
        "papers": standing_on.paged(request, shown),
        "counts": counts,
        "led": move.takes is Takes.PERSON,
        "sessions": [(ALL, _("All")), *((one, session_words(one)) for one in series)],
        "session": session,
    }
    return render(request, "tongxin/proceedings/chosen.html", context)


def _counted(
    flow: Workflow, move: Move, papers: list[LedPaper], wanted: tuple[str, str]
) -> tuple[list[Count], list[LedPaper]]:
    """Return the numbers above a list, each with its papers, and the papers behind the one asked for."""
    kinds: list[tuple[str, str, Callable[[LedPaper], bool]]] = [("", _("All"), lambda _one: True)]
    if move.takes is Takes.PERSON:
        kinds += [
            ("looked", _("Looked after at least once"), lambda one: one.care.times > 0),
            ("waiting", _("Not looked after yet"), lambda one: one.care.times == 0),
        ]
        spec = next((spec for spec in move.fields if spec.type is FieldType.CHOICE), None)
        for choice in spec.choices if spec else ():
            kinds.append((f"way-{choice.id}", wording.label(choice.label), _led_in(choice.id)))
    behind = {key: [one for one in papers if holds(one)] for key, _words, holds in kinds}
    session, only = wanted
    base = reverse("proceeding-chosen", args=[flow.id, move.id])
    asked = only if only in behind else ""
    counts = [
        Count(
            words=words,
            count=len(behind[key]),
            address=wording.with_query(base, {"session": session, "only": key}),
            current=key == asked,
        )
        for key, words, _holds in kinds
    ]
    return counts, behind[asked]


def _led_in(way: str) -> Callable[[LedPaper], bool]:
    return lambda one: one.way == way


urls: list[URLPattern] = [
    path("proceedings/<slug:workflow>/chosen/<slug:code>/", chosen, name="proceeding-chosen"),
]
