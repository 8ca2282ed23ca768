"""Changing a member's seat: placing them in a unit, ending the membership."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongxin.actions import members as verbs
from tongxin.engine.roster.vocabulary import Family
from tongxin.store.queries.members import SeatRow, seat_row
from tongxin.web import standing_on
from tongxin.web.access import PageRequest, page
from tongxin.web.forms import sent
from tongxin.web.forms.roster import LeaveForm, PlaceForm
from tongxin.web.standing_on import Ground


@require_http_methods(["GET", "POST"])
@page("change", "member")
def place(request: PageRequest, pk: int) -> HttpResponse:
    """Place a member in a unit from a day on."""
    where = standing_on.ground(request)
    seat = _seat_or_404(where, pk)
    units = where.directory.of_family(Family.LIAISON_UNIT)
    now = where.directory.unit_of(seat.person_id)
    form = PlaceForm(
        request.POST or None,
        units=[(unit.id, unit.name) for unit in units if unit != now],
        initial={"day": where.day},
    )
    if sent(
        request,
        form,
        lambda given: verbs.move_to_unit(request.actor, seat, given["unit"], given["day"]),
        _("The member is placed."),
    ):
        return redirect("member", pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "seat": seat, "now": now, "where": where}
    return render(request, "tongxin/members/place.html", context, status=status)


@require_http_methods(["GET", "POST"])
@page("change", "member")
def leave(request: PageRequest, pk: int) -> HttpResponse:
    """End a membership, and say first what that touches."""
    where = standing_on.ground(request)
    seat = _seat_or_404(where, pk)
    form = LeaveForm(request.POST or None, initial={"day": where.day})
    if sent(
        request,
        form,
        lambda given: verbs.end_membership(request.actor, seat, given["day"], given["how"], given["note"]),
        _("The end of the membership is on record."),
    ):
        return redirect("member", pk)
    status = 422 if form.is_bound else 200
    book = where.directory
    context = {
        "form": form,
        "seat": seat,
        "where": where,
        "holds": len(book.links_from.get(seat.person_id, ())),
        "linked": len(book.links_to.get(seat.person_id, ())),
        "heads": [unit for unit in book.of_family(Family.LIAISON_UNIT) if seat.person_id in book.heads(unit)],
    }
    return render(request, "tongxin/members/leave.html", context, status=status)


def _seat_or_404(where: Ground, pk: int) -> SeatRow:
    """Return a seat that holds on the day.

    Raises:
        Http404: there is none.
    """
    seat = seat_row(where.committee.pk, pk)
    if seat is None or not seat.span.covers(where.day):
        raise Http404
    return seat


urls: list[URLPattern] = [
    path("members/<int:pk>/place/", place, name="member-place"),
    path("members/<int:pk>/leave/", leave, name="member-leave"),
]
