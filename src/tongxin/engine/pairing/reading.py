"""Reading a pairing problem from plain values, naming every entry that is wrong."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from tongxin.engine.kernel.issues import Issue
from tongxin.engine.pairing.problem import Id, Linker, Problem

KEYS = ("linkers", "linked", "candidates", "forbidden", "pinned", "present", "stability")
MOST = 10**9
"""Numbers beyond this are taken for mistakes; sums of smaller ones stay exact."""
_SHOWN = 20


class Malformed(Exception):  # noqa: N818 — reads as what the problem is.
    """A problem that cannot be read.

    Attributes:
        issues: what is wrong, each with the entry as its place, such as ``candidates[3]``.
    """

    def __init__(self, issues: list[Issue]) -> None:
        """Remember what is wrong."""
        super().__init__(", ".join(f"{issue.place}: {issue.code}" for issue in issues))
        self.issues = issues


class _Reader:
    """Reads the parts of a problem and gathers what is wrong, up to some mistakes."""

    def __init__(self) -> None:
        self.issues: list[Issue] = []

    def wrong(self, place: str, code: str, **params: object) -> None:
        if len(self.issues) < _SHOWN:
            self.issues.append(
                Issue(code=code, place=place, params={key: str(item) for key, item in params.items()})
            )

    def many(self, data: Mapping[str, Any], key: str) -> Sequence[Any]:
        found = data.get(key, [])
        if not isinstance(found, list):
            self.wrong(key, "pairing.no_list")
            return []
        return found

    def whole(self, value: Any, place: str, *, least: int = -MOST) -> int:  # noqa: ANN401 — as JSON gives it.
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= MOST:
            return value
        self.wrong(place, "pairing.no_whole_number", found=value, least=least, most=MOST)
        return 0

    def place_of(self, known: Mapping[Id, int], value: Any, place: str, code: str) -> int:  # noqa: ANN401
        found = known.get(value) if isinstance(value, str | int) and not isinstance(value, bool) else None
        if found is None:
            self.wrong(place, code, found=value)
            return -1
        return found


def read_problem(data: Any) -> Problem:  # noqa: ANN401 — as JSON gives it.
    """Return the problem that plain values describe.

    Args:
        data: ``linkers`` (each ``id``, ``min``, ``max``), ``linked`` (ids), ``candidates`` (linker,
            linked, affinity), and if wanted ``forbidden``, ``pinned``, ``present`` (linker, linked) and
            ``stability``.

    Raises:
        Malformed: something is missing, of the wrong kind, named twice or unknown.
    """
    reader = _Reader()
    if not isinstance(data, Mapping):
        raise Malformed([Issue(code="pairing.no_object", place="$")])
    for key in data:
        if key not in KEYS:
            reader.wrong(str(key), "pairing.unknown_key", known=", ".join(KEYS))
    for key in KEYS[:3]:
        if key not in data:
            reader.wrong(key, "pairing.missing_key")
    linkers = _linkers(reader, data)
    linked = _linked(reader, data)
    linker_places = {one.id: place for place, one in enumerate(linkers)}
    linked_places = {one: place for place, one in enumerate(linked)}
    rows = _candidates(reader, data, linker_places, linked_places)
    pairs = {key: _pairs(reader, data, key, linker_places, linked_places) for key in KEYS[3:6]}
    stability = reader.whole(data.get("stability", 0), "stability", least=0)
    if reader.issues:
        raise Malformed(reader.issues)
    # Somebody who pins a pair says that it is possible.
    rows = [
        *rows,
        *((by, to, 0) for by, to in sorted(pairs["pinned"] - _named(rows, pairs["pinned"]))),
    ]
    return build(linkers, linked, rows, pairs, stability)


def _named(rows: Sequence[tuple[int, int, int]], wanted: frozenset[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return which of some pairs are among the candidates."""
    return {row[:2] for row in rows if row[:2] in wanted} if wanted else set()


def build(
    linkers: Sequence[Linker],
    linked: Sequence[Id],
    rows: Sequence[tuple[int, int, int]],
    pairs: Mapping[str, frozenset[tuple[int, int]]],
    stability: int,
) -> Problem:
    """Return a problem.

    Args:
        linkers: who may link.
        linked: who is to be linked.
        rows: place of the linker, place of the linked, and affinity of each possible pair, each pair once.
        pairs: ``forbidden``, ``pinned`` and ``present`` pairs of places (linker, linked).
        stability: points for a pair that holds already.
    """
    table = np.array(rows, np.int64).reshape(-1, 3)
    table = table[np.lexsort((table[:, 0], table[:, 1]))]
    return Problem(
        linkers=tuple(linkers),
        linked=tuple(linked),
        by=table[:, 0].copy(),
        to=table[:, 1].copy(),
        affinity=table[:, 2].copy(),
        forbidden=pairs.get("forbidden", frozenset()),
        pinned=pairs.get("pinned", frozenset()),
        present=pairs.get("present", frozenset()),
        stability=stability,
    )


def _linkers(reader: _Reader, data: Mapping[str, Any]) -> list[Linker]:
    found: list[Linker] = []
    seen: set[Id] = set()
    for number, item in enumerate(reader.many(data, "linkers")):
        place = f"linkers[{number}]"
        if not isinstance(item, Mapping) or not {"id", "min", "max"} <= item.keys():
            reader.wrong(place, "pairing.no_linker")
            continue
        name = _id(reader, item["id"], f"{place}.id", seen)
        low = reader.whole(item["min"], f"{place}.min", least=0)
        high = reader.whole(item["max"], f"{place}.max", least=0)
        if low > high:
            reader.wrong(place, "pairing.min_above_max", low=low, high=high)
        found.append(Linker(name, low, high))
    return found


def _linked(reader: _Reader, data: Mapping[str, Any]) -> list[Id]:
    seen: set[Id] = set()
    items = enumerate(reader.many(data, "linked"))
    return [_id(reader, item, f"linked[{number}]", seen) for number, item in items]


def _id(reader: _Reader, value: Any, place: str, seen: set[Id]) -> Id:  # noqa: ANN401 — as JSON gives it.
    if not isinstance(value, str | int) or isinstance(value, bool) or value == "":
        reader.wrong(place, "pairing.no_id", found=value)
        return f"?{place}"
    if value in seen:
        reader.wrong(place, "pairing.twice", found=value)
    seen.add(value)
    return value


def _candidates(
    reader: _Reader, data: Mapping[str, Any], linkers: Mapping[Id, int], linked: Mapping[Id, int]
) -> list[tuple[int, int, int]]:
    rows: list[tuple[int, int, int]] = []
    seen: set[int] = set()
    for number, item in enumerate(reader.many(data, "candidates")):
        if not isinstance(item, list) or len(item) != 3:
            reader.wrong(f"candidates[{number}]", "pairing.no_candidate")
            continue
        by, to, affinity = item
        try:
            row = linkers[by], linked[to], affinity
        except (KeyError, TypeError):
            place = f"candidates[{number}]"
            reader.place_of(linkers, by, place, "pairing.unknown_linker")
            reader.place_of(linked, to, place, "pairing.unknown_linked")
            continue
        if type(affinity) is not int or not -MOST <= affinity <= MOST:
            reader.whole(affinity, f"candidates[{number}]")
            continue
        rows.append(row)
        code = row[1] * len(linkers) + row[0]
        if code in seen:
            reader.wrong(f"candidates[{number}]", "pairing.twice", found=f"{by}, {to}")
        seen.add(code)
    return rows


def _pairs(
    reader: _Reader, data: Mapping[str, Any], key: str, linkers: Mapping[Id, int], linked: Mapping[Id, int]
) -> frozenset[tuple[int, int]]:
    found = set()
    for number, item in enumerate(reader.many(data, key)):
        place = f"{key}[{number}]"
        if not isinstance(item, list) or len(item) != 2:
            reader.wrong(place, "pairing.no_pair")
            continue
        by = reader.place_of(linkers, item[0], place, "pairing.unknown_linker")
        to = reader.place_of(linked, item[1], place, "pairing.unknown_linked")
        found.add((by, to))
    return frozenset(found)
