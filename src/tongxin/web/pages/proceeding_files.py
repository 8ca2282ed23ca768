"""Files of papers: attached and taken off while a paper is written, given out to those who may read it."""

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tongxin.actions.acting import Invalid, Refused
from tongxin.actions.evidence import path_of
from tongxin.actions.proceeding_desk import concealed
from tongxin.actions.proceeding_files import attach_file, take_off_file
from tongxin.store.queries.paper_files import file_of
from tongxin.web import proceeding_rows as rows
from tongxin.web import standing_on, wording
from tongxin.web.access import PageRequest, page


@require_POST
@page("submit", "proceeding")
def attach(request: PageRequest, pk: int) -> HttpResponse:
    """Attach a file to a paper that is being written."""
    rows.paper_or_404(request, pk)
    sent = request.FILES.get("file")
    if sent is None or not sent.name:
        messages.error(request, _("Choose a file first."))
        return redirect("proceeding", pk)
    try:
        row = attach_file(request.actor, pk, sent.name, sent.read())
    except Refused as refusal:
        raise Http404 from refusal
    except Invalid as problem:
        messages.error(request, " ".join(wording.issue(issue) for issue in problem.issues))
    else:
        messages.success(request, _("“%(name)s” is attached.") % {"name": row.name})
    return redirect("proceeding", pk)


@require_POST
@page("submit", "proceeding")
def take_off(request: PageRequest, pk: int) -> HttpResponse:
    """Take a file off a paper that is being written."""
    try:
        row = take_off_file(request.actor, pk)
    except Refused as refusal:
        raise Http404 from refusal
    messages.success(request, _("“%(name)s” is taken off.") % {"name": row.name})
    return redirect("proceeding", row.proceeding_id)


@require_GET
@page("read", "proceeding")
def download(request: PageRequest, pk: int) -> HttpResponse:
    """Send a file of a paper that the visitor may read, as a download that no browser opens as ours."""
    found = file_of(request.actor.committee, pk)
    if found is None:
        raise Http404
    paper = rows.paper_or_404(request, found.proceeding_id)
    flow = rows.flow_or_404(standing_on.ground(request), paper.workflow)
    on_disk = path_of(found.sha256)
    if concealed(flow, paper) or not on_disk.is_file():
        raise Http404
    response = HttpResponse(on_disk.read_bytes(), content_type=found.media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name, safe='')}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


urls: list[URLPattern] = [
    path("proceedings/papers/<int:pk>/files/", attach, name="proceeding-attach"),
    path("proceedings/files/<int:pk>/", download, name="proceeding-file"),
    path("proceedings/files/<int:pk>/off/", take_off, name="proceeding-file-off"),
]
