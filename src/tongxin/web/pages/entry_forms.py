"""Recording: choosing a kind, its form, and the search for people."""

import uuid
from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tongxin.actions.acting import Invalid, Refused
from tongxin.actions.entries import record_entry
from tongxin.engine.kernel.issues import Issue
from tongxin.engine.ledger.drafts import EntryDraft
from tongxin.engine.ledger.kinds import EntryKind
from tongxin.engine.ledger.validation import check
from tongxin.store.queries import drafts, entry_forms
from tongxin.web.access import PageRequest, page
from tongxin.web.entry_desk import Desk, desk, say
from tongxin.web.entry_files import files_in, files_of, keep_typed, take_files
from tongxin.web.entry_form import build_form, initial_values, people_controls, resolve_people
from tongxin.web.entry_parsing import BODIES, Reading, read_draft

PREFILLS = ("person", *BODIES)
_LONGEST_KEY = 80


@require_GET
@page("record", "entry")
def choose(request: PageRequest) -> HttpResponse:
    """Choose what to record: the quick kinds first, then all by group."""
    here = desk(request)
    context = {
        "quick": [kind for kind in here.kinds_by_hand() if kind.quick],
        "groups": here.grouped_kinds(),
        "drafts": drafts.drafts_of(request.actor.user),
        "prefill": _prefill(request.GET),
    }
    return render(request, "tongxin/entries/choose.html", context)


def _prefill(query: QueryDict) -> dict[str, str]:
    asked = {name: str(query.get(name, "")) for name in PREFILLS}
    return {name: number for name, number in asked.items() if number.isascii() and number.isdigit()}


def form_key(kind: str, prefill: Mapping[str, str]) -> str:
    """Return the key of a form's draft; a form about somebody else is another form."""
    key = f"entry-new:{kind}" + (f"?{urlencode(sorted(prefill.items()))}" if prefill else "")
    return key if len(key) <= _LONGEST_KEY else f"entry-new:{kind}"


@require_http_methods(["GET", "POST"])
@page("record", "entry")
def new(request: PageRequest, code: str) -> HttpResponse:
    """Show a kind's form, restore its draft, and record what is sent."""
    here = desk(request)
    kind = here.kind(code)
    if code in here.mechanism.kinds_of_moves():
        # What a paper's moves write is typed nowhere else: the paper itself is written instead.
        return redirect("proceedings")
    key = form_key(code, _prefill(request.GET))
    kept = drafts.draft_of(request.actor.user, key)
    if request.method == "POST":
        return _sent(request, here, kind, key)
    values = kept.data.get("values") if kept else None
    reading = Reading(values or initial_values(request.actor, kind, _prefill(request.GET), here.shown))
    return _show(request, here, kind, key, reading, restored=kept)


def _sent(request: PageRequest, here: Desk, kind: EntryKind, key: str) -> HttpResponse:
    actor = request.actor
    reading = Reading(dict(request.POST.lists()))
    controls = people_controls(actor, kind)
    people = resolve_people(actor, reading, controls)
    files = take_files(request, key, reading)
    draft = read_draft(reading, kind, people, files)
    status = 422
    reading.issues.extend(unnamed(reading, draft, kind, here))
    if not reading.issues:
        try:
            entry = record_entry(actor, draft, token=reading.text("token")[:40], form=key)
        except Invalid as problem:
            reading.issues.extend(problem.issues)
        except Refused:
            status = 403
            place = f"role.{kind.roles[0].id}" if kind.roles else ""
            reading.issues.append(Issue(code="entry.not_yours", place=place))
        else:
            say(request, _("Recorded. It counts from now on; every later change will stay visible."))
            return redirect("entry", entry)
    keep_typed(actor, key, reading, files)
    return _show(request, here, kind, key, reading, status=status)


def unnamed(reading: Reading, draft: EntryDraft, kind: EntryKind, here: Desk) -> list[Issue]:
    """Return what the engine finds wrong at controls that have no issue yet."""
    named = {issue.place for issue in reading.issues}
    return [issue for issue in check(draft, kind, here.today) if issue.place not in named]


def _show(
    request: PageRequest,
    here: Desk,
    kind: EntryKind,
    key: str,
    reading: Reading,
    *,
    restored: drafts.Kept | None = None,
    status: int = 200,
) -> HttpResponse:
    controls = people_controls(request.actor, kind)
    context = {
        "form": build_form(request.actor, kind, reading, controls, here.today),
        "key": key,
        "token": reading.text("token") if request.method == "POST" else uuid.uuid4().hex,
        "restored": restored,
        "files": files_in(restored) if request.method == "GET" else files_of(request.actor.user, key),
        "prefill": _prefill(request.GET),
    }
    return render(request, "tongxin/entries/edit.html", context, status=status)


@require_GET
@page("record", "entry")
def people(request: PageRequest) -> HttpResponse:
    """Return the people whose name fits what is typed, as a fragment of the form."""
    control = request.GET.get("for", "")
    known = control.startswith("role.") or control == "on_behalf_of"
    text = request.GET.get("q", "")[:40] if known else ""
    found = entry_forms.people_like(request.actor.committee, text, desk(request).today)
    context = {"found": found, "control": control, "text": text}
    return render(request, "tongxin/entries/found.html", context)


urls: list[URLPattern] = [
    path("entries/new/", choose, name="entry-new"),
    path("entries/new/<slug:code>/", new, name="entry-new"),
    path("entries/people/", people, name="entry-people"),
]
