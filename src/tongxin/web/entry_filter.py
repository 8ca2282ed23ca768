"""The filter of the ledger's list: read from an address, shown as chips, written back."""

from collections.abc import Mapping

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.store.queries.entry_list import SORTS, EntryFilter, Option
from tongxin.web import wording
from tongxin.web.entry_parsing import Reading
from tongxin.web.entry_view import Words

FILTERS = ("kind", "since", "until", "unit", "base", "enterprise", "person", "name", "q", "void", "sort")
"""Names of the filter's controls in an address."""


def filter_from(query: QueryDict) -> EntryFilter:
    """Return the filter that an address asks for; what cannot be read does not narrow it."""
    reading = Reading(dict(query.lists()))
    return EntryFilter(
        kinds=tuple(kind for kind in query.getlist("kind") if kind),
        since=reading.day("since"),
        until=reading.day("until"),
        unit=reading.number("unit"),
        base=reading.number("base"),
        enterprise=reading.number("enterprise"),
        person=reading.number("person"),
        name=reading.text("name"),
        text=reading.text("q")[:100],
        void=reading.text("void"),
        sort=reading.text("sort") or "newest",
    )


def sort_options() -> list[tuple[str, str]]:
    """Return the orders that the list offers."""
    names = {
        "newest": _("Newest first"),
        "oldest": _("Oldest first"),
        "recorded": _("Last recorded first"),
    }
    return [(code, names[code]) for code in SORTS]


def chips(
    query: QueryDict, wanted: EntryFilter, words: Words, options: Mapping[str, list[Option]]
) -> list[tuple[str, str]]:
    """Return the filters in use: in words, with the address that takes each away."""
    found = [
        (words.kind(kind), _without(query, kind=[code for code in wanted.kinds if code != kind]))
        for kind in wanted.kinds
    ]
    said = {**_bodies(wanted, options), **_days(wanted), "name": wanted.name, "q": wanted.text}
    said["void"] = {"only": _("Only void ones"), "without": _("Without void ones")}.get(wanted.void, "")
    return [*found, *((text, _without(query, **{name: ""})) for name, text in said.items() if text)]


def _bodies(wanted: EntryFilter, options: Mapping[str, list[Option]]) -> dict[str, str]:
    chosen = (
        ("unit", "liaison_unit", wanted.unit),
        ("base", "base", wanted.base),
        ("enterprise", "enterprise", wanted.enterprise),
        ("person", "person", wanted.person),
    )
    return {
        name: next((option.name for option in options.get(family, []) if option.id == number), str(number))
        for name, family, number in chosen
        if number is not None
    }


def _days(wanted: EntryFilter) -> dict[str, str]:
    days: dict[str, str] = {}
    if wanted.since:
        days["since"] = _("from %(day)s") % {"day": wording.day(wanted.since)}
    if wanted.until:
        days["until"] = _("up to %(day)s") % {"day": wording.day(wanted.until)}
    return days


def _without(query: QueryDict, **changes: object) -> str:
    kept: dict[str, object] = {key: query.getlist(key) for key in query if key != "page"}
    return wording.with_query(reverse("entries"), {**kept, **changes})


def filter_query(query: QueryDict) -> str:
    """Return the filter's own part of a query, as it is saved and exported."""
    kept = QueryDict(mutable=True)
    for name in FILTERS:
        kept.setlist(name, [text for text in query.getlist(name) if text])
    return kept.urlencode()
