"""Roster import and export: template, upload, preview by row, confirm, progress, errors given back."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tongxin.actions import imports as verbs
from tongxin.actions.acting import Invalid
from tongxin.engine.kernel.issues import Issue
from tongxin.engine.roster.sheets import COLUMNS, Outcome
from tongxin.store.queries import imports as queries
from tongxin.web import sheets, wording
from tongxin.web.access import PageRequest, page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE = 50
OUTCOMES = tuple(outcome.value for outcome in Outcome)
HEADINGS = {column.field: column for column in COLUMNS}


def heading(field: str) -> str:
    """Return a column's heading in the active language."""
    column = HEADINGS[field]
    return column.english if wording.language() == "en" else column.heading


def download(content: bytes, name: str, kind: str = XLSX) -> HttpResponse:
    """Return a file that the browser saves."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "POST"])
@page("run", "import")
def index(request: PageRequest) -> HttpResponse:
    """List earlier imports and take a new sheet."""
    issues: list[Issue] = []
    if request.method == "POST":
        file = request.FILES.get("sheet")
        if file is None:
            issues.append(Issue(code="sheet.none", place="sheet"))
        else:
            try:
                content = file.read()
                sheet = verbs.Sheet(
                    file_name=str(file.name), content=content, lines=sheets.read(str(file.name), content)
                )
                return redirect("import", verbs.preview_roster(request.actor, sheet).pk)
            except sheets.Unreadable as problem:
                issues.append(problem.issue)
            except Invalid as problem:
                issues.extend(problem.issues)
    context = {
        "imports": queries.imports_of(request.actor.committee_id or 0),
        "problems": [(wording.issue(issue), "id_sheet") for issue in issues],
    }
    return render(request, "tongxin/imports/list.html", context, status=422 if issues else 200)


def _found(request: PageRequest, pk: int) -> queries.Imported:
    made = queries.import_of(request.actor.committee_id or 0, pk)
    if made is None:
        raise Http404
    return made


@require_GET
@page("run", "import")
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Show a preview by row, or how far a confirmed import has come."""
    made = _found(request, pk)
    wanted = request.GET.get("outcome", "")
    rows = [row for row in made.preview["rows"] if wanted not in OUTCOMES or row["outcome"] == wanted]
    rows.sort(key=lambda row: (row["outcome"] != Outcome.ERROR, row["line"]))
    shown = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    words = verbs.row_words(request.actor)
    context = {
        "read": lambda name, value: words.get(name, {}).get(value, value),
        "made": made,
        "wanted": wanted,
        "outcomes": OUTCOMES,
        "shown": shown,
        "rows": [_readable(row) for row in shown],
        "heading": heading,
        "percent": 100 * made.done // made.total if made.total else 100,
    }
    return render(request, "tongxin/imports/detail.html", context)


def _readable(row: dict[str, object]) -> dict[str, object]:
    issues = [Issue(**issue) for issue in row["issues"]]  # type: ignore[attr-defined]  # JSON of our own
    return row | {"problems": issues}


@require_POST
@page("run", "import")
def confirm(request: PageRequest, pk: int) -> HttpResponse:
    """Release a preview; the page then shows its progress."""
    _found(request, pk)
    try:
        verbs.confirm_import(request.actor, pk)
    except Invalid as problem:
        return render(
            request,
            "tongxin/problem.html",
            {
                "title": _("This import cannot be applied"),
                "advice": " ".join(wording.issue(issue) for issue in problem.issues),
                "status": 422,
                "request_id": request.request_id,
            },
            status=422,
        )
    return redirect("import", pk)


@require_POST
@page("run", "import")
def discard(request: PageRequest, pk: int) -> HttpResponse:
    """Put a preview away."""
    _found(request, pk)
    verbs.discard_import(request.actor, pk)
    return redirect("imports")


@require_POST
@page("run", "import")
def step(request: PageRequest, pk: int) -> HttpResponse:
    """Apply the next slice and return the progress; the page asks again until it is done."""
    made = _found(request, pk)
    if made.state == "running":
        made = verbs.apply_slice(request.actor, pk)
    if not request.headers.get("HX-Request"):
        return redirect("import", pk)
    context = {"made": made, "percent": 100 * made.done // made.total if made.total else 100}
    return render(request, "tongxin/imports/progress.html", context)


@require_GET
@page("run", "import")
def with_errors(request: PageRequest, pk: int) -> HttpResponse:
    """Give the uploaded sheet back with the errors in a last column."""
    made = _found(request, pk)
    lines = made.preview["lines"]
    problems = {
        row["line"]: " ".join(
            (f"{issue['place']}：" if issue["place"] else "") + wording.issue(Issue(**issue))
            for issue in row["issues"]
        )
        for row in made.preview["rows"]
        if row["issues"]
    }
    head = [*(lines[0] if lines else []), _("Problems")]
    body = [
        [*cells, *[""] * (len(head) - 1 - len(cells)), problems.get(line, "")]
        for line, cells in enumerate(lines[1:], start=2)
    ]
    return download(sheets.write_xlsx(_("Problems"), head, body), f"import-{pk}-problems.xlsx")


@require_GET
@page("run", "import")
def template(request: PageRequest) -> HttpResponse:
    """Give the empty template: headings only, as .xlsx or .csv."""
    names = [heading(column.field) for column in COLUMNS]
    if request.GET.get("as") == "csv":
        return download(sheets.write_csv(names, []), "roster-template.csv", "text/csv; charset=utf-8")
    return download(sheets.write_xlsx(_("Members"), names, []), "roster-template.xlsx")


@require_GET
@page("export", "member")
def export(request: PageRequest) -> HttpResponse:
    """Give the roster as of today in the columns that the import reads; phones only to some."""
    actor = request.actor
    words = verbs.export_words(actor)
    shows = actor.system or any(role.sees_sensitive for role in actor.roles)
    hidden = {"changed_on"} if shows else {"changed_on", "phone"}
    fields = [column.field for column in COLUMNS if column.field not in hidden]
    rows = [
        [words.get(name, {}).get(item.values.get(name, ""), item.values.get(name, "")) for name in fields]
        for item in queries.known_members(actor.committee_id or 0, actor.at.date())
    ]
    names = [heading(field) for field in fields]
    if request.GET.get("as") == "csv":
        return download(sheets.write_csv(names, rows), "roster.csv", "text/csv; charset=utf-8")
    return download(sheets.write_xlsx(_("Members"), names, rows), "roster.xlsx")


urls: list[URLPattern] = [
    path("imports/", index, name="imports"),
    path("imports/template/", template, name="import-template"),
    path("imports/<int:pk>/", detail, name="import"),
    path("imports/<int:pk>/confirm/", confirm, name="import-confirm"),
    path("imports/<int:pk>/discard/", discard, name="import-discard"),
    path("imports/<int:pk>/step/", step, name="import-step"),
    path("imports/<int:pk>/problems/", with_errors, name="import-problems"),
    path("members/export/", export, name="members-export"),
]
