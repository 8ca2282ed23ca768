"""Figures that are counted by name: 1名委员获“全国最美志愿者”称号 is one holder of a record of that name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tongxin.engine.claims.checking import Checked
from tongxin.engine.claims.found import Kind
from tongxin.engine.claims.roles import Role
from tongxin.engine.claims.verdicts import Judged, Verdict, agrees
from tongxin.engine.claims.view import Simpler, look

_REACH = 120
"""Characters behind a figure in which the names stand."""
_HONOURED = re.compile(
    r"^[^。；，“”「」]{0,14}?(?:获评|荣获|获得|获|被评为|评为|被授予|当选为?|入选|荣膺)[^。；，“”「」]{0,6}"
    r"(?P<names>[“「][^”」]{3,40}[”」](?:[、和及与]?[“「][^”」]{3,40}[”」])*)"
)
_NAME = re.compile(r"[“「]([^”」]+)[”」]")
_RESPECTIVELY = re.compile(r"分别|分获")


@dataclass(frozen=True, slots=True)
class Titled:
    """A figure of those who hold what is named.

    Attributes:
        at: which of the draft's figures.
        names: the names, in Simplified characters and without noise.
        each: whether each of several holders has one of them, and not all of them all.
    """

    at: int
    names: tuple[str, ...]
    each: bool


@dataclass(frozen=True, slots=True)
class Holding:
    """A record with a name, and who holds it.

    Attributes:
        record: the record.
        name: its title.
        holders: persons named in it; empty where it names none.
    """

    record: int
    name: str
    holders: frozenset[int] = frozenset()


def titled(text: str, figures: Sequence[Checked], simpler: Simpler) -> list[Titled]:
    """Return the figures of a draft that are counted by name.

    Args:
        text: the draft.
        figures: its figures, as ``Checker.text`` returns them.
        simpler: Traditional → Simplified.
    """
    found = []
    for at, one in enumerate(figures):
        if one.found.kind is not Kind.COUNT or one.role is not Role.CLAIM:
            continue
        view = look(text[one.end : one.end + _REACH].partition("\n")[0], simpler)
        match = _HONOURED.search(view.text)
        if match:
            names = tuple(_NAME.findall(match["names"]))
            found.append(Titled(at, names, bool(_RESPECTIVELY.search(match.group()))))
    return found


def judged_by_name(one: Checked, of: Titled, holdings: Sequence[Holding]) -> Checked:
    """Hold a figure against the records that bear its names; without one for each it stays as it was.

    Args:
        one: the figure.
        of: its names.
        holdings: the records with any of the draft's names.
    """
    by_name = {name: [held for held in holdings if held.name == name] for name in of.names}
    if one.found.bounds is None or not all(by_name.values()):
        return one
    sets = [{holder for held in rows for holder in _holders(held)} for rows in by_name.values()]
    holders = set.union(*sets) if of.each or len(sets) == 1 else set.intersection(*sets)
    actual = Fraction(len(holders))
    fits = agrees(one.found.kind, one.found.unit, one.found.bounds, actual)
    verdict = Verdict.CONFIRMED if fits else Verdict.CONTRADICTED
    records = sorted(held.record for rows in by_name.values() for held in rows)
    judged = Judged(verdict, actual, tuple(map(str, records)), "claim.by_name")
    link = replace(one.link, measure=None, phrase="", met="") if one.link else None
    return replace(one, link=link, judged=judged)


def _holders(held: Holding) -> frozenset[tuple[str, int]]:
    if not held.holders:
        return frozenset({("record", held.record)})
    return frozenset(("person", person) for person in held.holders)
