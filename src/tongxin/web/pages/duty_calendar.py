"""One's duties in one's own calendar: the page with the address, and the address itself."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tongxin.actions import calendars as verbs
from tongxin.actions.accounts import actor_of
from tongxin.store.queries import calendars as queries
from tongxin.web import duty_rows, standing_on
from tongxin.web.access import PageRequest, page, public
from tongxin.web.calendars import calendar


@never_cache
@require_GET
@page("read", "duty")
def index(request: PageRequest) -> HttpResponse:
    """Say what a calendar's address is for, and whether there is one."""
    return _shown(request, "")


def _shown(request: PageRequest, token: str) -> HttpResponse:
    address = request.build_absolute_uri(reverse("calendar-feed", args=[token])) if token else ""
    context = {"made": queries.made_at(request.actor.user), "address": address}
    return render(request, "tongxin/duties/calendar.html", context)


@never_cache
@require_POST
@page("read", "duty")
def make(request: PageRequest) -> HttpResponse:
    """Make a new address and show it this once."""
    return _shown(request, verbs.make_calendar(request.actor))


@require_POST
@page("read", "duty")
def end(request: PageRequest) -> HttpResponse:
    """Take the address away."""
    verbs.end_calendar(request.actor)
    messages.success(request, _("The address no longer answers."))
    return redirect("calendar")


@public
@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Return the duties of the account that an address belongs to.

    Calendar programs cannot sign in; whoever has the address reads what it shows and nothing else.
    """
    owner = queries.owner_of(verbs.digest_of(token))
    if owner is None or owner.committee is None or owner.person_id is None:
        raise Http404
    actor = actor_of(owner, at=timezone.localtime())
    if actor.scope("duty", "read") is None:
        raise Http404
    day = standing_on.today(owner.committee, timezone.localdate(actor.at))
    with translation.override(owner.language or settings.LANGUAGE_CODE):
        here = duty_rows.desk_of(standing_on.standing(owner.committee, day), actor)
        since = duty_rows.asked_since(here)
        owed = [one for one in here.book.of_person.get(owner.person_id, ()) if one.due >= since]
        rows = duty_rows.rows(here, owed)
        site = request.build_absolute_uri("/").rstrip("/")
        made = calendar(rows, _("Duties · Tongxin"), site, actor.at.astimezone(ZoneInfo("UTC")))
    return HttpResponse(made, content_type="text/calendar; charset=utf-8")


urls: list[URLPattern] = [
    path("duties/calendar/", index, name="calendar"),
    path("duties/calendar/make/", make, name="calendar-make"),
    path("duties/calendar/end/", end, name="calendar-end"),
    path("calendar/<str:token>/duties.ics", feed, name="calendar-feed"),
]
