"""The office's version of a paper beside its author's text, with the differences marked."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongxin.actions.acting import Refused
from tongxin.actions.drafts import discard_draft
from tongxin.actions.proceeding_editing import Edited, edit_paper
from tongxin.engine.proceedings.rules import Workflow
from tongxin.store.queries import bulletins, drafts
from tongxin.store.queries import proceedings as queries
from tongxin.store.queries.proceedings import Paper
from tongxin.web import proceeding_editions as editions
from tongxin.web import proceeding_rows as rows
from tongxin.web import standing_on
from tongxin.web.access import PageRequest, page
from tongxin.web.forms import sent
from tongxin.web.forms.edition import EditionForm
from tongxin.web.proceeding_signers import flat


@require_http_methods(["GET", "POST"])
@page("read", "proceeding")
def edition(request: PageRequest, pk: int) -> HttpResponse:
    """Show both versions, and to the office, while it edits, the form of its own."""
    where = standing_on.ground(request)
    paper = rows.paper_or_404(request, pk)
    flow = rows.flow_or_404(where, paper.workflow)
    may_edit = editions.editable(request, flow, paper)
    newest = bulletins.newest_edition(paper)
    if not editions.shown(request, flow, paper) or not (may_edit or newest):
        raise Http404
    text = queries.newest_text(paper)
    words = text.parts if text else {}
    form = _form(request, flow, paper, words) if may_edit else None
    if form is not None and _kept(request, paper, form):
        return redirect("proceeding-edition", pk)
    context = {
        "where": where,
        "flow": flow,
        "paper": paper,
        "form": form,
        "newest": newest,
        "pairs": editions.pairs(flow, words, paper.title, newest, _("Title")) if newest else [],
        "original": [(part, words.get(part.id, "")) for part in flow.submission.parts]
        if flow.submission
        else [],
        "key": _key(paper),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "tongxin/proceedings/edition.html", context, status=status)


def _form(request: PageRequest, flow: Workflow, paper: Paper, words: dict[str, str]) -> EditionForm:
    """Return the form with what was typed, else with the latest version, else with the author's text."""
    newest = bulletins.newest_edition(paper)
    kept = drafts.draft_of(request.actor.user, _key(paper)) if request.method == "GET" else None
    begun = newest.parts if newest else words
    initial: dict[str, object] = {
        "title": newest.title if newest else paper.title,
        **{f"part.{key}": text for key, text in begun.items()},
    }
    if kept:
        initial |= flat(kept.data.get("values", {}))
    seen = newest.version if newest else 0
    given = request.POST if request.method == "POST" else None
    parts = flow.submission.parts if flow.submission else ()
    return EditionForm(given, parts=parts, initial={**initial, "seen": seen})


def _kept(request: PageRequest, paper: Paper, form: EditionForm) -> bool:
    def keep(given: dict[str, object]) -> object:
        edited = Edited(title=str(given["title"]), parts=form.texts(), seen=form.cleaned_data["seen"])
        return edit_paper(request.actor, paper.pk, edited)

    try:
        done = sent(request, form, keep, said=_("Kept as a new version. The author's text stays as it is."))
    except Refused as refusal:
        raise Http404 from refusal
    if done:
        discard_draft(request.actor, _key(paper))
    return done is not None


def _key(paper: Paper) -> str:
    return f"proceeding-edit:{paper.pk}"


urls: list[URLPattern] = [
    path("proceedings/papers/<int:pk>/edition/", edition, name="proceeding-edition"),
]
