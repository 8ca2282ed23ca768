"""Where one wants to be reminded."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongxin.actions.reminders import set_reminder_address
from tongxin.web import digests
from tongxin.web.access import PageRequest, page
from tongxin.web.forms import sent
from tongxin.web.forms.account import ReminderForm


@require_http_methods(["GET", "POST"])
@page("use", "account")
def edit(request: PageRequest) -> HttpResponse:
    """Show and set the address that reminders go to."""
    if not request.user.is_authenticated:
        raise Http404
    form = ReminderForm(request.POST or None, initial={"address": request.user.email})

    def keep(given: dict[str, str]) -> bool:
        set_reminder_address(request.actor, given["address"])
        return True

    if sent(request, form, keep):
        messages.success(request, _("Saved."))
        return redirect("reminders")
    ways = {way.name for way in digests.channels()}
    context = {"form": form, "ways": ways}
    return render(request, "tongxin/reminders/edit.html", context, status=422 if form.is_bound else 200)


urls: list[URLPattern] = [path("me/reminders/", edit, name="reminders")]
