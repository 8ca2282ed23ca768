"""The mechanism as its readable text, and the files it was read from."""

from itertools import pairwise

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_GET

from tongxin.engine.mechanism.values import Mechanism, Pack
from tongxin.packs import registry, sources
from tongxin.packs.loader import FILES
from tongxin.store.queries import committees
from tongxin.web import mechanism_rows
from tongxin.web.access import PageRequest, page

_REMARK = "#"


@require_GET
@page("read", "mechanism")
def index(request: PageRequest) -> HttpResponse:
    """Show a version of the committee's mechanism: the one in force, or the one asked for."""
    _, pack, mechanism = _asked(request)
    chapters = mechanism_rows.sections(mechanism)
    parts = [chapter.part for chapter in chapters if chapter.part]
    context = {
        "mechanism": mechanism,
        "in_force": pack.in_force(timezone.localdate()),
        "versions": list(reversed(pack.versions)),
        "binds_until": _last_days(pack),
        "chapters": chapters,
        "groups": {part: mechanism_rows.groups(mechanism, part) for part in parts},
        "files": list(FILES),
    }
    return render(request, "tongxin/mechanism/detail.html", context)


@require_GET
@page("read", "mechanism")
def source(request: PageRequest, file: str) -> HttpResponse:
    """Show one file of the pack with its line numbers."""
    name, _, mechanism = _asked(request)
    try:
        lines = sources.lines(name, mechanism.effective, file)
    except FileNotFoundError as error:
        raise Http404 from error
    context = {
        "mechanism": mechanism,
        "file": file,
        "files": list(FILES),
        "lines": [(line, line.lstrip().startswith(_REMARK)) for line in lines],
    }
    return render(request, "tongxin/mechanism/source.html", context)


def _asked(request: PageRequest) -> tuple[str, Pack, Mechanism]:
    """Return the pack's name, the pack, and the version that is asked for.

    Raises:
        Http404: the account belongs to no committee, or there is no such version.
    """
    if request.actor.committee_id is None:
        raise Http404
    name = committees.committee_of(request.actor.committee_id).pack
    pack = registry.pack(name)
    code = request.GET.get("version", "")
    if not code:
        return name, pack, pack.in_force(timezone.localdate())
    found = next((version for version in pack.versions if version.version == code), None)
    if found is None:
        raise Http404
    return name, pack, found


def _last_days(pack: Pack) -> dict[str, object]:
    """Return the first day of the next version for each version that has one."""
    return {one.version: following.effective for one, following in pairwise(pack.versions)}


urls: list[URLPattern] = [
    path("mechanism/", index, name="mechanism"),
    path("mechanism/source/<str:file>/", source, name="mechanism-source"),
]
