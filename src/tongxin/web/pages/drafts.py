"""Drafts: kept while somebody writes, listed, taken up again, thrown away."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from tongxin.actions.acting import Invalid
from tongxin.actions.drafts import discard_draft, save_draft
from tongxin.store.queries import drafts
from tongxin.web import wording
from tongxin.web.access import PageRequest, page
from tongxin.web.entry_desk import Desk, desk, say
from tongxin.web.entry_files import typed

_GIST = 60
_NUMBERED = {
    "entry-correct": ("entry-correct", gettext_lazy("Correction of a record")),
    "paper-write": ("paper-write", gettext_lazy("A paper of the office")),
    "proceeding-edit": ("proceeding-edition", gettext_lazy("Editing a paper")),
    "proceeding-write": ("proceeding-write", gettext_lazy("Changes of a paper")),
}
"""Forms of something that is there: its page, and what a draft of the form is."""
_MOVES = {"move": "proceeding-move", "part-move": "proceeding-part-move"}
_MOVE = re.compile(r"(?P<pk>\d+):(?P<code>[\w-]+)", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """A draft as its list shows it."""

    form: str
    what: str
    gist: str
    address: str
    saved_at: datetime


@require_GET
@page("keep", "draft")
def index(request: PageRequest) -> HttpResponse:
    """List the visitor's drafts."""
    here = desk(request)
    rows = [_row(here, kept) for kept in drafts.drafts_of(request.actor.user)]
    return render(request, "tongxin/drafts/list.html", {"rows": [row for row in rows if row]})


def _row(here: Desk, kept: drafts.Kept) -> DraftRow | None:
    form, _sep, rest = kept.form.partition(":")
    values = kept.data.get("values", {})
    gist = _gist(values)
    if form == "entry-new":
        code, _sep, query = rest.partition("?")
        if here.mechanism.entry_kind(code) is None:
            return None
        address = reverse("entry-new", args=[code]) + (f"?{query}" if query else "")
        what = here.words.kind(code)
    elif form in _NUMBERED and rest.isdigit():
        name, words = _NUMBERED[form]
        address, what = reverse(name, args=[int(rest)]), str(words)
    elif form == "claim-new":
        address, what = reverse("claim-new"), _("A draft to be checked")
    elif form == "proceeding-new" and here.mechanism.workflow(rest) is not None:
        address, what = reverse("proceeding-new", args=[rest]), _("A new paper")
    elif form in _MOVES and (move := _MOVE.fullmatch(rest)):
        address = reverse(_MOVES[form], args=[int(move["pk"]), move["code"]])
        what = _move_words(here, move["code"])
    else:
        return None
    return DraftRow(form=kept.form, what=what, gist=gist[:_GIST], address=address, saved_at=kept.saved_at)


def _gist(values: Mapping[str, Sequence[str]]) -> str:
    """Return what a draft is about: its title, else what was written."""
    names = ("title", "text", "place", *(name for name in values if name.startswith("field.")))
    return next((text[0] for name in names if (text := values.get(name)) and text[0]), "")


def _move_words(here: Desk, code: str) -> str:
    """Return the name of a move that was not made yet."""
    moves = (move for flow in here.mechanism.workflows for move in flow.moves if move.id == code)
    return next((wording.label(move.label) for move in moves), code)


@require_POST
@page("keep", "draft")
def save(request: PageRequest) -> HttpResponse:
    """Keep what is typed so far; the form's script calls this every few seconds."""
    key = request.GET.get("form", "")
    kept = drafts.draft_of(request.actor.user, key)
    files = kept.data.get("files", []) if kept else []
    values = typed(dict(request.POST.lists()))
    try:
        save_draft(request.actor, key, {"values": values, "files": files})
    except Invalid as problem:
        return HttpResponse(wording.issue(problem.issues[0]), status=422, content_type="text/plain")
    words = _("Draft saved %(time)s") % {"time": f"{timezone.localtime(request.actor.at):%H:%M}"}
    return HttpResponse(words, content_type="text/plain; charset=utf-8")


@require_POST
@page("keep", "draft")
def discard(request: PageRequest) -> HttpResponse:
    """Throw a draft away."""
    discard_draft(request.actor, request.POST.get("form", ""))
    say(request, _("The draft is thrown away."))
    return redirect("drafts")


urls: list[URLPattern] = [
    path("drafts/", index, name="drafts"),
    path("drafts/save/", save, name="draft-save"),
    path("drafts/discard/", discard, name="draft-discard"),
]
