"""Changing links: adopting one, handing it over, ending it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongxin.actions import links as verbs
from tongxin.engine.roster.directory import by_pinyin, loads
from tongxin.engine.roster.linking import candidates, holds_by_organisation, links_body, targets
from tongxin.engine.roster.values import Link
from tongxin.engine.roster.vocabulary import LinkKind
from tongxin.web import standing_on
from tongxin.web.access import PageRequest, page
from tongxin.web.forms import sent
from tongxin.web.forms.roster import AdoptForm, Choices, EndLinkForm, HandOverForm
from tongxin.web.link_rows import link_row
from tongxin.web.standing_on import Ground


@require_http_methods(["GET", "POST"])
@page("change", "link")
def hand_over(request: PageRequest, pk: int) -> HttpResponse:
    """Let others hold a link from a day on; what was recorded under it stays with it."""
    where = standing_on.ground(request)
    link = _link_or_404(where, pk)
    kind = where.mechanism.vocabulary.link_kind(link.kind)
    if kind is None:
        raise Http404
    form = HandOverForm(request.POST or None, holders=_holders(where, kind, link), initial={"day": where.day})
    done = sent(
        request,
        form,
        lambda given: verbs.hand_over_link(request.actor, pk, form.holders(), given["day"], given["reason"]),
        _("The link is handed over."),
    )
    if done:
        return redirect("link", done.value.pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "row": link_row(where, link, {}), "kind": kind, "where": where}
    return render(request, "tongxin/links/hand_over.html", context, status=status)


@require_http_methods(["GET", "POST"])
@page("change", "link")
def adopt(request: PageRequest, code: str) -> HttpResponse:
    """Let somebody link a person or a branch that nobody links yet."""
    where = standing_on.ground(request)
    kind = where.mechanism.vocabulary.link_kind(code)
    if kind is None:
        raise Http404
    waiting = _targets(where, kind)
    form = AdoptForm(
        request.POST or None,
        targets=waiting,
        holders=_holders(where, kind, Link(id=0, kind=code)),
        initial={"day": where.day, "target": request.GET.get("target", "")},
    )
    done = sent(
        request,
        form,
        lambda given: verbs.adopt_link(request.actor, code, given["target"], form.holders(), given["day"]),
        _("The link is adopted."),
    )
    if done:
        return redirect("link", done.value.pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "kind": kind, "where": where, "waiting": len(waiting)}
    return render(request, "tongxin/links/adopt.html", context, status=status)


def _targets(where: Ground, kind: LinkKind) -> Choices:
    """Return whom nobody links yet, by how they are read."""
    roster, found = where.directory.roster, targets(where.directory, kind)
    if links_body(kind):
        return [(pk, roster.organisations[pk].name) for pk in sorted(found)]
    people = sorted((roster.people[pk] for pk in found), key=by_pinyin)
    return [(person.id, person.name) for person in people]


def _holders(where: Ground, kind: LinkKind, link: Link) -> list[tuple[Choices, int | None]]:
    """Return for each holder who may be it, those with fewer links first, and who it is now."""
    book = where.directory
    load = loads(book, kind.id)
    now = [*link.people, *link.organisations]
    found = []
    for allowed in candidates(book, kind):
        ordered = sorted(allowed, key=lambda pk: (load.get(pk, 0), _read(where, kind, pk)))
        choices = [(pk, _said(where, kind, pk, load.get(pk, 0))) for pk in ordered]
        found.append((choices, next((pk for pk in now if pk in allowed), None)))
    return found


def _read(where: Ground, kind: LinkKind, pk: int) -> tuple[str, str, int]:
    """Return what a holder is sorted by."""
    roster = where.directory.roster
    if holds_by_organisation(kind):
        return roster.organisations[pk].code, "", pk
    return by_pinyin(roster.people[pk])


def _said(where: Ground, kind: LinkKind, pk: int, load: int) -> str:
    """Return a holder's name with how many such links they hold."""
    roster = where.directory.roster
    name = roster.organisations[pk].name if holds_by_organisation(kind) else roster.people[pk].name
    return _("%(name)s (holds %(count)s)") % {"name": name, "count": load}


@require_http_methods(["GET", "POST"])
@page("change", "link")
def end(request: PageRequest, pk: int) -> HttpResponse:
    """End a link without anybody taking it over."""
    where = standing_on.ground(request)
    link = _link_or_404(where, pk)
    form = EndLinkForm(request.POST or None, initial={"day": where.day})
    if sent(
        request,
        form,
        lambda given: verbs.end_link(request.actor, pk, given["day"], given["reason"]),
        _("The link's end is on record."),
    ):
        return redirect("link", pk)
    status = 422 if form.is_bound else 200
    kind = where.mechanism.vocabulary.link_kind(link.kind)
    context = {"form": form, "row": link_row(where, link, {}), "kind": kind, "where": where}
    return render(request, "tongxin/links/end.html", context, status=status)


def _link_or_404(where: Ground, pk: int) -> Link:
    """Return a link that holds on the day.

    Raises:
        Http404: there is none.
    """
    link = next((one for one in where.directory.roster.links if one.id == pk), None)
    if link is None or not link.span.covers(where.day):
        raise Http404
    return link


urls: list[URLPattern] = [
    path("links/new/<slug:code>/", adopt, name="link-new"),
    path("links/<int:pk>/hand-over/", hand_over, name="link-hand-over"),
    path("links/<int:pk>/end/", end, name="link-end"),
]
