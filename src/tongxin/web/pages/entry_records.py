"""One record: reading it with its history, correcting it, declaring it void."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tongxin.actions.acting import Actor, Invalid, Refused
from tongxin.actions.entries import correct_entry, reveal_entry, void_entry
from tongxin.engine.kernel.issues import Issue
from tongxin.engine.ledger.drafts import EvidenceFile
from tongxin.store.queries import drafts
from tongxin.store.queries.entries import Body, EntryRow, seats_of, standing_of, versions
from tongxin.web import duty_rows, wording
from tongxin.web import proceeding_origins as origins
from tongxin.web.access import PageRequest, page
from tongxin.web.entry_desk import Desk, desk, say, within
from tongxin.web.entry_files import files_in, files_of, keep_typed, take_files
from tongxin.web.entry_form import body_label, build_form, people_controls, resolve_people, values_of
from tongxin.web.entry_parsing import Reading, read_draft
from tongxin.web.pages.entry_forms import unnamed


@dataclass(frozen=True, slots=True)
class Record:
    """A happening with all its rows, and what the visitor may do with it."""

    rows: list[EntryRow]
    may: Mapping[str, bool]

    @property
    def newest(self) -> EntryRow:
        """The row in force."""
        return self.rows[-1]


def _record(request: PageRequest, pk: int, verb: str = "read") -> Record:
    """Return a happening that the visitor may see, and act on with a verb.

    Raises:
        Http404: there is none that the visitor may see.
        Refused: it may be seen, but not acted on so.
    """
    actor = request.actor
    scopes = {name: actor.scope("entry", name) for name in ("read", "correct", "void")}
    reaches = {scope: within(actor, scope) for scope in set(scopes.values()) if scope is not None}
    found = standing_of(pk, {name: reaches[scope] for name, scope in scopes.items() if scope is not None})
    if found is None or not found[1].get("read"):
        raise Http404
    happening, may = found
    rows = versions(happening)
    open_to = {name: rows[-1].act != "void" and may.get(name, False) for name in ("correct", "void")}
    if verb != "read" and not open_to[verb]:
        raise Refused(verb, "entry")
    return Record(rows, open_to)


def _sees(actor: Actor, row: EntryRow) -> bool:
    """Tell whether an actor wrote the row themselves; what they typed is no secret to them."""
    return row.recorded_by_id == actor.user_id


@require_GET
@page("read", "entry")
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Show a record as a document, with its whole history."""
    record = _record(request, pk)
    if record.newest.happening != pk:
        return redirect("entry", record.newest.happening)
    return _document(request, desk(request), record, revealed=False)


def _document(request: PageRequest, here: Desk, record: Record, *, revealed: bool) -> HttpResponse:
    actor, newest = request.actor, record.newest
    sensitive = here.hidden(newest.kind)
    hidden = frozenset() if revealed or _sees(actor, newest) else sensitive
    context = {
        "row": newest,
        "words": here.words,
        "facts": here.words.facts(newest, hidden=hidden),
        "amounts": here.words.amounts(newest),
        "roles": here.words.parts(newest),
        "bodies": [
            (body_label(part), body, _address(actor, part, body)) for part, body in newest.bodies.items()
        ],
        "seats": seats_of({part.person for part in newest.parts}) if actor.scope("member", "read") else {},
        "kind": here.words.kinds.get(newest.kind),
        "history": here.words.history(record.rows, hidden=sensitive if not revealed else frozenset()),
        "may_correct": record.may["correct"],
        "may_void": record.may["void"],
        "may_reveal": bool(hidden & newest.fields.keys()) and actor.scope("member", "reveal") is not None,
        "revealed": revealed,
        "becoming": origins.becoming(actor, here.mechanism, newest.kind, newest.happening),
        "settles": duty_rows.settled_by(request, newest.happening),
    }
    return render(request, "tongxin/entries/detail.html", context)


def _address(actor: Actor, part: str, body: Body) -> str:
    """Return the page of an organisation, if it has one that the visitor may open."""
    if part == "organisation" or actor.scope(part, "read") is None:
        return ""
    return reverse(part, args=[body.id])


@require_POST
@page("reveal", "member")
def reveal(request: PageRequest, pk: int) -> HttpResponse:
    """Show a record's sensitive fields once; that is put on record first."""
    record = _record(request, pk)
    reveal_entry(request.actor, pk)
    return _document(request, desk(request), record, revealed=True)


@require_http_methods(["GET", "POST"])
@page("correct", "entry")
def correct(request: PageRequest, pk: int) -> HttpResponse:
    """Show a record's form with its present content, and add a correction."""
    newest, here = _record(request, pk, "correct").newest, desk(request)
    key = f"entry-correct:{newest.happening}"
    hidden = frozenset() if _sees(request.actor, newest) else here.hidden(newest.kind)
    if request.method == "POST":
        return _corrected(request, here, newest, key, hidden)
    kept = drafts.draft_of(request.actor.user, key)
    kind = here.kind(newest.kind)
    values = kept.data.get("values") if kept else None
    reading = Reading(values or values_of(newest, kind, hidden=hidden))
    return _show(request, here, newest, key, reading, restored=kept)


def _corrected(
    request: PageRequest, here: Desk, newest: EntryRow, key: str, hidden: frozenset[str]
) -> HttpResponse:
    actor, kind = request.actor, here.kind(newest.kind)
    reading = Reading(dict(request.POST.lists()))
    people = resolve_people(actor, reading, people_controls(actor, kind, "correct"))
    files = take_files(request, key, reading, _recorded_files(newest))
    draft = read_draft(reading, kind, people, files)
    # Who may not see a field cannot empty it either: left blank, it stays as it was.
    unseen = {code: newest.fields[code] for code in hidden & newest.fields.keys() if code not in draft.fields}
    draft = replace(draft, fields={**draft.fields, **unseen})
    if "on_behalf_of" not in people:
        draft = replace(draft, on_behalf_of=newest.on_behalf_of_id)
    reading.issues.extend(unnamed(reading, draft, kind, here))
    if not reading.text("reason"):
        reading.refuse("field.required", "reason")
    status = 422
    if not reading.issues:
        try:
            correct_entry(
                actor, newest.id, draft, reading.text("reason"), seen=reading.number("seen"), form=key
            )
        except Invalid as problem:
            reading.issues.extend(problem.issues)
        except Refused:
            status = 403
            reading.issues.append(Issue(code="entry.not_yours"))
        else:
            say(request, _("Corrected. What stood before remains in the history."))
            return redirect("entry", newest.happening)
    keep_typed(actor, key, reading, files)
    return _show(request, here, newest, key, reading, status=status)


def _recorded_files(row: EntryRow) -> tuple[EvidenceFile, ...]:
    return tuple(
        EvidenceFile(name=file.name, media_type=file.media_type, size=file.size, sha256=file.sha256)
        for file in row.evidence
    )


def _show(
    request: PageRequest,
    here: Desk,
    newest: EntryRow,
    key: str,
    reading: Reading,
    *,
    restored: drafts.Kept | None = None,
    status: int = 200,
) -> HttpResponse:
    kind = here.kind(newest.kind)
    controls = people_controls(request.actor, kind, "correct")
    # A form that was just sent has a newer draft than the one that was read before.
    held = files_in(restored) if request.method == "GET" else files_of(request.actor.user, key)
    files = {file.sha256: file for file in (*_recorded_files(newest), *held)}
    context = {
        "form": build_form(request.actor, kind, reading, controls, here.today),
        "row": newest,
        "key": key,
        "seen": reading.text("seen") or newest.id,
        "restored": restored,
        "files": list(files.values()),
    }
    return render(request, "tongxin/entries/correct.html", context, status=status)


@require_http_methods(["GET", "POST"])
@page("void", "entry")
def void(request: PageRequest, pk: int) -> HttpResponse:
    """Ask for a reason, then declare a record void; it stays visible."""
    newest, here = _record(request, pk, "void").newest, desk(request)
    reading = Reading(dict(request.POST.lists()))
    if request.method == "POST":
        try:
            void_entry(request.actor, newest.id, reading.text("reason"), seen=reading.number("seen"))
        except Invalid as problem:
            reading.issues.extend(problem.issues)
        else:
            say(request, _("Declared void. It stays visible; no figure counts it any more."))
            return redirect("entry", newest.happening)
    context = {
        "row": newest,
        "words": here.words,
        "reason": reading.text("reason"),
        "errors": [(wording.issue(issue), "id_reason") for issue in reading.issues],
    }
    return render(request, "tongxin/entries/void.html", context, status=422 if reading.issues else 200)


urls: list[URLPattern] = [
    path("entries/<int:pk>/", detail, name="entry"),
    path("entries/<int:pk>/correct/", correct, name="entry-correct"),
    path("entries/<int:pk>/void/", void, name="entry-void"),
    path("entries/<int:pk>/reveal/", reveal, name="entry-reveal"),
]
