"""Adding a body and changing its details: one form for five families, each with its own right."""

from collections.abc import Callable
from dataclasses import asdict

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongxin.actions import organisations as verbs
from tongxin.engine.roster.values import Organisation
from tongxin.engine.roster.vocabulary import Family
from tongxin.store.queries.organisations import BodyFacts, body
from tongxin.web import standing_on, wording
from tongxin.web.access import PageRequest, page
from tongxin.web.forms import sent
from tongxin.web.forms.organisation import Choices, OrganisationForm
from tongxin.web.link_rows import PAGE_OF
from tongxin.web.mechanism_words import FAMILIES
from tongxin.web.standing_on import Ground

HOSTS = (Family.ENTERPRISE, Family.LIAISON_UNIT, Family.BASE)
"""Families in whose bodies another may stand."""


def _form(request: PageRequest, where: Ground, family: Family, own: int | None) -> OrganisationForm:
    kinds = [kind for kind in where.mechanism.vocabulary.organisation_kinds if kind.family is family]
    found = body(where.committee.pk, own, family) if own else None
    return OrganisationForm(
        request.POST or None,
        family=family,
        kinds=[(kind.id, wording.label(kind.label)) for kind in kinds],
        parents=_named(where.directory.of_family(family), own),
        hosts=_named([host for one in HOSTS for host in where.directory.of_family(one)], own),
        initial=_initial(found) if found else {"start": where.day},
    )


def _initial(found: BodyFacts) -> dict[str, object]:
    return asdict(found) | {"parent": found.parent_id, "host": found.host_id}


def _named(bodies: list[Organisation], own: int | None) -> Choices:
    return [(one.id, one.name) for one in bodies if one.id != own]


def _shown(request: PageRequest, where: Ground, family: Family, pk: int | None) -> HttpResponse:
    form = _form(request, where, family, pk)
    done = sent(
        request,
        form,
        lambda given: (
            verbs.add_organisation(request.actor, family, given)
            if pk is None
            else verbs.change_organisation(request.actor, pk, given)
        ),
        _("Saved."),
    )
    if done:
        return redirect(PAGE_OF[family], done.value.pk)
    shown = where.directory.roster.organisations.get(pk) if pk else None
    context = {
        "form": form,
        "body": shown,
        "family": FAMILIES[family],
        "back": PAGE_OF[family],
        "list": f"{PAGE_OF[family]}s",
    }
    status = 422 if form.is_bound else 200
    return render(request, "tongxin/organisations/edit.html", context, status=status)


def _adding(family: Family) -> Callable[..., HttpResponse]:
    @require_http_methods(["GET", "POST"])
    @page("change", verbs.NOUNS[family])
    def new(request: PageRequest) -> HttpResponse:
        """Add a body of the family."""
        return _shown(request, standing_on.ground(request), family, None)

    return new


def _changing(family: Family) -> Callable[..., HttpResponse]:
    @require_http_methods(["GET", "POST"])
    @page("change", verbs.NOUNS[family])
    def edit(request: PageRequest, pk: int) -> HttpResponse:
        """Change the details of a body of the family."""
        where = standing_on.ground(request)
        standing_on.organisation_or_404(where, pk, family)
        return _shown(request, where, family, pk)

    return edit


urls: list[URLPattern] = [
    pattern
    for family, name in PAGE_OF.items()
    for pattern in (
        path(f"{name}s/new/", _adding(family), name=f"{name}-new"),
        path(f"{name}s/<int:pk>/edit/", _changing(family), name=f"{name}-edit"),
    )
]
