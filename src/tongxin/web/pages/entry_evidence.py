"""Evidence files: given out only as downloads, only to those who may see their entry."""

from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET

from tongxin.actions.evidence import path_of
from tongxin.store.queries.entries import evidence_within
from tongxin.web.access import PageRequest, page
from tongxin.web.entry_desk import within


@require_GET
@page("read", "entry")
def download(request: PageRequest, pk: int) -> HttpResponse:
    """Send a file as a download that no browser opens as a page of ours."""
    found = evidence_within(within(request.actor, request.scope), pk)
    if found is None:
        raise Http404
    path_on_disk = path_of(found.sha256)
    if not path_on_disk.is_file():
        raise Http404
    # At most ten megabytes, so it fits into memory.
    response = HttpResponse(path_on_disk.read_bytes(), content_type=found.media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name, safe='')}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


urls: list[URLPattern] = [path("entries/evidence/<int:pk>/", download, name="evidence")]
