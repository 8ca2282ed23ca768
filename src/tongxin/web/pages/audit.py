"""The audit log: who did what, when, for whom, and what it changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET

from tongxin.store.queries import audit as queries
from tongxin.store.queries.audit import Event
from tongxin.web import audit_words, wording
from tongxin.web.access import PageRequest, page

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One act as the page shows it.

    Attributes:
        seq: its number.
        at: when.
        who: who acted; empty when nobody was signed in.
        on_behalf_of: for whom, or empty.
        verb: its code.
        name: name of the record.
        address: page of the record, or empty.
        changes: field, value before, value after.
        digest: its place in the chain.
        request_id: the request it came with.
    """

    seq: int
    at: datetime
    who: str
    on_behalf_of: str
    verb: str
    name: str
    address: str
    changes: tuple[tuple[str, str, str], ...]
    digest: str
    request_id: str


@require_GET
@page("read", "audit")
def index(request: PageRequest) -> HttpResponse:
    """List the acts of the committee, newest first."""
    committee = request.actor.committee
    query = request.GET
    wanted = queries.AuditFilter(
        verb=query.get("verb", ""),
        noun=query.get("noun", ""),
        actor=query.get("actor", "").strip()[:80],
        object_id=int(query["object"]) if query.get("object", "").isdecimal() else None,
        since=_day(query.get("since", "")),
        until=_day(query.get("until", "")),
    )
    shown = Paginator(queries.events(committee, wanted), PAGE).get_page(query.get("page"))
    context = {
        "shown": shown,
        "lines": [_line(event) for event in shown],
        "wanted": wanted,
        "verbs": list(audit_words.VERBS.items()),
        "nouns": list(audit_words.NOUNS.items()),
        "head": queries.head(),
    }
    return render(request, "tongxin/audit/list.html", context)


def _line(event: Event) -> Line:
    return Line(
        seq=event.seq,
        at=event.at,
        who=event.actor_name,
        on_behalf_of=event.on_behalf_of.name if event.on_behalf_of else "",
        verb=event.verb,
        name=event.object_name,
        address=audit_words.address(event.noun, event.object_id),
        changes=tuple(_changes(event.changes)),
        digest=event.digest,
        request_id=event.request_id,
    )


def _changes(changes: Mapping[str, Mapping[str, object]]) -> Iterator[tuple[str, str, str]]:
    before, after = changes.get("before", {}), changes.get("after", {})
    for name in dict.fromkeys([*before, *after]):
        yield name, _shown(before.get(name)), _shown(after.get(name))


def _shown(value: object) -> str:
    """Write a value of the log: codes and texts as they stand, lists joined, moments in local time."""
    if value is None or value == "":
        return ""
    if isinstance(value, list):
        return ", ".join(_shown(item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_shown(item)}" for key, item in value.items())
    text = str(value)
    if len(text) > 16 and text[10:11] == "T":
        try:
            return wording.moment(datetime.fromisoformat(text))
        except ValueError:
            return text
    return text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


urls: list[URLPattern] = [path("audit/", index, name="audit")]
