"""The ledger: its list with filters; recording, reading and exporting are pages beside it."""

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tongxin.actions import filters as saved
from tongxin.actions.acting import Invalid
from tongxin.store.queries import drafts
from tongxin.store.queries.entries import page_of
from tongxin.store.queries.entry_list import filter_options, listed
from tongxin.web.access import PageRequest, page
from tongxin.web.entry_desk import desk, say, tell, within
from tongxin.web.entry_filter import FILTERS, chips, filter_from, filter_query, sort_options
from tongxin.web.pages import entry_evidence, entry_export, entry_forms, entry_records

PAGE = 50
LIST = "entries"


@require_GET
@page("read", "entry")
def index(request: PageRequest) -> HttpResponse:
    """List what the visitor may see, filtered."""
    wanted = filter_from(request.GET)
    actor = request.actor
    here = desk(request)
    rows = listed(actor.committee, within(actor, request.scope), wanted)
    shown = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    options = filter_options(actor.committee, here.today, wanted.person)
    context = {
        "page": shown,
        "rows": page_of(rows, (shown.number - 1) * PAGE, PAGE),
        "words": here.words,
        "wanted": wanted,
        "query": request.GET,
        "groups": here.grouped_kinds(),
        "options": options,
        "sorts": sort_options(),
        "chips": chips(request.GET, wanted, here.words, options),
        "saved": drafts.filters_of(actor.user, LIST),
        "narrowed": any(request.GET.get(name) for name in FILTERS if name != "sort"),
        "kept_query": filter_query(request.GET),
    }
    return render(request, "tongxin/entries/list.html", context)


@require_POST
@page("use", "account")
def save_filter(request: PageRequest) -> HttpResponse:
    """Keep the list's filter under a name."""
    query = filter_query(QueryDict(request.POST.get("query", "")[:2000]))
    try:
        saved.save_filter(request.actor, LIST, request.POST.get("name", ""), query)
    except Invalid as problem:
        tell(request, problem)
    else:
        say(request, _("The filter is saved. It stands above the list."))
    return redirect(f"{reverse('entries')}?{query}")


@require_POST
@page("use", "account")
def delete_filter(request: PageRequest, pk: int) -> HttpResponse:
    """Forget a saved filter."""
    saved.delete_filter(request.actor, LIST, pk)
    return redirect("entries")


urls: list[URLPattern] = [
    path("entries/", index, name="entries"),
    path("entries/filters/", save_filter, name="entries-filter-save"),
    path("entries/filters/<int:pk>/delete/", delete_filter, name="entries-filter-delete"),
    *entry_export.urls,
    *entry_forms.urls,
    *entry_evidence.urls,
    *entry_records.urls,
]
