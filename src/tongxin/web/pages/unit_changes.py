"""Changing a liaison unit: appointing its head."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongxin.actions import units as verbs
from tongxin.engine.roster.directory import by_pinyin
from tongxin.engine.roster.vocabulary import Family
from tongxin.web import standing_on
from tongxin.web.access import PageRequest, page
from tongxin.web.forms import sent
from tongxin.web.forms.roster import Choices, HeadForm
from tongxin.web.standing_on import Ground


@require_http_methods(["GET", "POST"])
@page("change", "unit")
def head(request: PageRequest, pk: int) -> HttpResponse:
    """Appoint the head of a unit from a day on."""
    where = standing_on.ground(request)
    unit = standing_on.organisation_or_404(where, pk, Family.LIAISON_UNIT)
    kind = where.mechanism.vocabulary.organisation_kind(unit.kind)
    only_party = bool(kind and kind.head_party_member)
    people = _people(where, only_party=only_party)
    form = HeadForm(request.POST or None, people=people, initial={"day": where.day})
    if sent(
        request,
        form,
        lambda given: verbs.appoint_head(request.actor, pk, given["person"], given["day"]),
        _("The head is appointed."),
    ):
        return redirect("unit", pk)
    status = 422 if form.is_bound else 200
    now = [where.directory.name(person) for person in where.directory.heads(unit)]
    context = {"form": form, "unit": unit, "now": now, "only_party": only_party, "where": where}
    return render(request, "tongxin/units/head.html", context, status=status)


def _people(where: Ground, *, only_party: bool) -> Choices:
    """Return who may head a unit: all people known who are there on the day, by how they are read."""
    book = where.directory
    there = {*book.seats, *book.posts_of}
    people = [book.roster.people[pk] for pk in there if pk in book.party or not only_party]
    return [(person.id, person.name) for person in sorted(people, key=by_pinyin)]


urls: list[URLPattern] = [path("units/<int:pk>/head/", head, name="unit-head")]
