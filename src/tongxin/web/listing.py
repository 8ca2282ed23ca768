"""What every list has: an order asked for by its headings, and the filters in use."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.http import QueryDict
from django.utils.functional import Promise

from tongxin.web import wording
from tongxin.web.access import PageRequest

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A heading.

    Attributes:
        label: its words.
        key: the order it asks for; empty for a column that cannot be sorted.
        num: whether it holds numbers.
    """

    label: str | Promise
    key: str = ""
    num: bool = False


def order_asked(request: PageRequest, keys: Iterable[str], default: str) -> str:
    """Return the order that an address asks for, ``name`` or ``-name``; an unknown one is the default."""
    found = request.GET.get("sort", "")
    return found if found.removeprefix("-") in set(keys) else default


def in_order(rows: list[Row], order: str, keys: Mapping[str, Callable[[Row], object]]) -> list[Row]:
    """Return rows in an order; equal ones keep the order they came in."""
    key = keys[order.removeprefix("-")]
    return sorted(rows, key=key, reverse=order.startswith("-"))  # type: ignore[arg-type]  # keys compare


def headings(request: PageRequest, columns: Iterable[Column], order: str) -> list[dict[str, object]]:
    """Return headings for ``ui.data_table``: those that sort carry their address, the current one its way."""
    return [_heading(request, column, order) for column in columns]


def _heading(request: PageRequest, column: Column, order: str) -> dict[str, object]:
    heading: dict[str, object] = {"label": column.label, "num": column.num}
    if not column.key:
        return heading
    current = order.removeprefix("-") == column.key
    falling = order.startswith("-")
    wanted = f"-{column.key}" if current and not falling else column.key
    heading["href"] = without(request.path, request.GET, sort=wanted)
    if current:
        heading["sort"] = "descending" if falling else "ascending"
    return heading


def without(path: str, query: QueryDict, **changes: object) -> str:
    """Return the address of a list with some of its query changed; it begins at its first page."""
    kept: dict[str, object] = {key: query.getlist(key) for key in query if key != "page"}
    return wording.with_query(path, {**kept, **changes})


def chips(request: PageRequest, used: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the filters in use: words, and the address that takes the filter away.

    Args:
        request: the list's request.
        used: name in the address → words; empty words mean that it is not in use.
    """
    return [
        (words, without(request.path, request.GET, **{name: ""})) for name, words in used.items() if words
    ]
