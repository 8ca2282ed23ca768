"""Pairings: running one, reading the proposal, changing it by hand, adopting it."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tongxin.actions import pairings as verbs
from tongxin.actions.acting import Invalid
from tongxin.engine.kernel.spans import Span
from tongxin.engine.roster.directory import directory
from tongxin.engine.roster.linking import holds_by_organisation, links_body
from tongxin.engine.roster.values import Link
from tongxin.engine.roster.vocabulary import LinkKind
from tongxin.store.queries.links import contacts
from tongxin.store.queries.pairings import Run, pairs_of, run_of, runs_of
from tongxin.web import circle_view, pairing_rows, standing_on, wording
from tongxin.web.access import PageRequest, page
from tongxin.web.forms import sent
from tongxin.web.forms.pairing import EditForm, RunForm
from tongxin.web.standing_on import Ground

PREVIEWED = 10**9
"""Proposed links have no ids yet; in the picture they get numbers beyond every real one."""


@require_http_methods(["GET", "POST"])
@page("read", "pairing")
def index(request: PageRequest) -> HttpResponse:
    """List the runs, with the form for a new one."""
    where = standing_on.ground(request)
    kinds = [kind for kind in where.mechanism.vocabulary.links if not holds_by_organisation(kind)]
    form = RunForm(
        request.POST or None,
        kinds=[(kind.id, wording.label(kind.label)) for kind in kinds],
        initial={"day": where.day, "kind": request.GET.get("kind", "")},
    )
    done = sent(
        request, form, lambda given: verbs.run_pairing(request.actor, given["kind"], given["day"], {})
    )
    if done:
        return redirect("pairing", done.value.pk)
    labels = {kind.id: kind.label for kind in where.mechanism.vocabulary.links}
    rows = standing_on.paged(request, list(runs_of(where.committee.pk)))
    context = {"where": where, "form": form, "rows": rows, "labels": labels}
    return render(request, "tongxin/pairings/list.html", context, status=422 if form.is_bound else 200)


@require_GET
@page("read", "pairing")
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Show a proposal: loads, what changes, every pair with its reasons and what the next best would cost."""
    where, run, kind = _asked(request, pk)
    found = pairing_rows.parts(where, run, kind)
    only = request.GET.get("show", "")
    name = request.GET.get("q", "").strip()
    rows = [
        pair
        for part in found
        for pair in part.pairs
        if (only != "changed" or not pair.same) and (only != "edited" or pair.edited)
        if name in pair.linker.name or name in pair.linked.name
    ]
    context = {
        "where": where,
        "run": run,
        "kind": kind,
        "parts": found,
        "rows": standing_on.paged(request, rows),
        "several": len(found) > 1,
        "show": only,
        "name": name,
        "possible": all(part.best for part in found),
        "open": run.state == "proposed",
    }
    return render(request, "tongxin/pairings/detail.html", context)


def _asked(request: PageRequest, pk: int) -> tuple[Ground, Run, LinkKind]:
    """Return a run with the roster of its day and its kind of link.

    Raises:
        Http404: there is no such run, or the mechanism of its day does not know its kind.
    """
    committee = standing_on.ground(request).committee
    run = run_of(committee.pk, pk)
    if run is None:
        raise Http404
    where = standing_on.standing(committee, run.day)
    kind = where.mechanism.vocabulary.link_kind(run.kind)
    if kind is None:
        raise Http404
    return where, run, kind


@require_http_methods(["GET", "POST"])
@page("run", "pairing")
def edit(request: PageRequest, pk: int, part: int, linked: int) -> HttpResponse:
    """Give somebody to another linker, each with what it would cost."""
    where, run, kind = _asked(request, pk)
    if part >= len(run.problems):
        raise Http404
    options = pairing_rows.options(where, run, part, linked)
    row = next(
        (one for one in pairing_rows.parts(where, run, kind)[part].pairs if one.linked_id == linked), None
    )
    if row is None:
        raise Http404
    form = EditForm(request.POST or None, options=options)

    def change(given: dict[str, int]) -> bool:
        verbs.edit_pairing(request.actor, pk, part, linked, given["linker"])
        return True

    if sent(request, form, change):
        messages.success(request, _("Changed. Nothing holds before the pairing is adopted."))
        return redirect("pairing", pk)
    context = {"where": where, "run": run, "kind": kind, "row": row, "form": form}
    return render(request, "tongxin/pairings/edit.html", context, status=422 if form.is_bound else 200)


@require_POST
@page("run", "pairing")
def again(request: PageRequest, pk: int) -> HttpResponse:
    """Run once more with the changes by hand fixed."""
    _where, run, _kind = _asked(request, pk)
    pins: dict[int, dict[int, int]] = {}
    for key, linker in run.edits.items():
        part, linked = key.split(":")
        pins.setdefault(int(part), {})[int(linked)] = linker
    new = verbs.run_pairing(request.actor, run.kind, run.day, pins)
    messages.success(request, _("Run again with your changes fixed; the earlier run stays in the list."))
    return redirect("pairing", new.pk)


@require_POST
@page("adopt", "pairing")
def adopt(request: PageRequest, pk: int) -> HttpResponse:
    """Make the links of a proposal hold."""
    try:
        changed = verbs.adopt_pairing(request.actor, pk)
    except Invalid as problem:
        messages.error(request, " ".join(wording.issue(issue) for issue in problem.issues))
    else:
        said = ngettext("Adopted: %(count)s link is new.", "Adopted: %(count)s links are new.", changed)
        messages.success(request, said % {"count": changed})
    return redirect("pairing", pk)


@require_POST
@page("run", "pairing")
def discard(request: PageRequest, pk: int) -> HttpResponse:
    """Put a proposal away."""
    try:
        verbs.discard_pairing(request.actor, pk)
    except Invalid as problem:
        messages.error(request, " ".join(wording.issue(issue) for issue in problem.issues))
    else:
        messages.success(request, _("Put away; it stays in the list."))
    return redirect("pairings")


@require_GET
@page("read", "pairing")
def picture(request: PageRequest, pk: int) -> HttpResponse:
    """Draw the links as they would be: those of other kinds as they are, these as proposed."""
    where, run, kind = _asked(request, pk)
    proposed = _with_proposal(where, run, kind)
    links = proposed.directory.roster.links_on(run.day, [run.kind])
    met = contacts(where.committee.pk, proposed.directory.roster, links, Span(None, run.day))
    _links, view = circle_view.view_of(proposed, met, [run.kind])
    context = {"where": where, "run": run, "kind": kind, **view}
    return render(request, "tongxin/pairings/picture.html", context)


def _with_proposal(where: Ground, run: Run, kind: LinkKind) -> Ground:
    """Return the ground with the links of a run's kind as proposed; a pair that holds keeps its identity."""
    roster = where.directory.roster
    held = {(link.person, link.organisation): link for link in roster.links_on(run.day, [run.kind])}
    parts = pairs_of(run)
    links = []
    for number, target in enumerate(sorted(parts[0])):
        ends = (None, target) if links_body(kind) else (target, None)
        people = tuple(part[target] for part in parts)
        old = held.get(ends)
        if old is not None and set(old.people) == set(people):
            links.append(old)
        else:
            new = Link(
                id=PREVIEWED + number,
                kind=run.kind,
                people=people,
                person=ends[0],
                organisation=ends[1],
                span=Span(run.day, None),
            )
            links.append(new)
    others = [link for link in roster.links if link.kind != run.kind]
    changed = replace(roster, links=(*others, *links))
    return replace(where, directory=directory(changed, where.mechanism.vocabulary, where.day))


urls: list[URLPattern] = [
    path("pairings/", index, name="pairings"),
    path("pairings/<int:pk>/", detail, name="pairing"),
    path("pairings/<int:pk>/pairs/<int:part>/<int:linked>/", edit, name="pairing-edit"),
    path("pairings/<int:pk>/again/", again, name="pairing-again"),
    path("pairings/<int:pk>/adopt/", adopt, name="pairing-adopt"),
    path("pairings/<int:pk>/discard/", discard, name="pairing-discard"),
    path("pairings/<int:pk>/picture/", picture, name="pairing-picture"),
]
