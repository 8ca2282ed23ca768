"""The search over everything that a visitor may read."""

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET

from tongxin.engine.kernel.rights import Scope
from tongxin.store.queries.finding import Found, Visible, Wanted, entries_in_sight, find
from tongxin.store.queries.papers_alike import NOUN, papers_in_sight
from tongxin.store.queries.search import BOUND, phrases
from tongxin.web import proceeding_rows, wording
from tongxin.web.access import PageRequest, page
from tongxin.web.entry_desk import Desk, desk, within
from tongxin.web.entry_parsing import Reading
from tongxin.web.search_rows import rows_of

PAGE = 20
LONGEST = 100


@require_GET
@page("read", "entry")
def index(request: PageRequest) -> HttpResponse:
    """Show what contains the words, newest first."""
    here = desk(request)
    reading = Reading(dict(request.GET.lists()))
    wanted = Wanted(
        text=reading.text("q")[:LONGEST],
        code=reading.text("kind"),
        since=reading.day("since"),
        until=reading.day("until"),
    )
    found, shown = _paged(request, wanted)
    context = {
        "wanted": wanted,
        "asked": bool(phrases(wanted.text)),
        "kinds": _kinds(here),
        "narrowed": bool(wanted.code or wanted.since or wanted.until),
        "found": found,
        "bound": BOUND,
        "page": shown,
        "rows": rows_of(found.hits, wanted.text, here),
    }
    return render(request, "tongxin/search/list.html", context)


def _kinds(here: Desk) -> list[tuple[str, str]]:
    """Return what can be asked for: kinds of records, and kinds of papers."""
    kinds = [(kind.id, wording.label(kind.label)) for _, kinds in here.grouped_kinds() for kind in kinds]
    known = {code for code, _ in kinds}
    flows = [flow for flow in here.mechanism.workflows if flow.submission and flow.id not in known]
    return [*kinds, *((flow.id, wording.label(flow.label)) for flow in flows)]


def _visible(request: PageRequest) -> Visible:
    """Return what the visitor may see of each noun: records, and papers that were handed in."""
    actor = request.actor
    everything = request.scope is Scope.COMMITTEE
    records = None if everything else entries_in_sight(actor.committee, within(actor, request.scope))
    reads = actor.scope(NOUN, "read")
    if reads is None:
        return {"entry": records}
    whole = reads is Scope.COMMITTEE
    papers = None if whole else papers_in_sight(actor.committee, proceeding_rows.sight(actor))
    return {"entry": records, NOUN: papers}


def _paged(request: PageRequest, wanted: Wanted) -> tuple[Found, Page[int]]:
    """Return what stands on the page asked for; beyond the last one that is the last one."""
    actor = request.actor
    visible = _visible(request)
    asked = Paginator(range(BOUND), PAGE).get_page(request.GET.get("page")).number
    found = find(actor.committee, wanted, visible, (asked - 1) * PAGE, PAGE)
    shown = Paginator(range(found.count), PAGE).get_page(asked)
    if shown.number != asked:
        found = find(actor.committee, wanted, visible, (shown.number - 1) * PAGE, PAGE)
    return found, shown


urls: list[URLPattern] = [path("search/", index, name="search")]
