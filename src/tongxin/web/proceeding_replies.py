"""The replies to a paper, as its proposer reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tongxin.engine.ledger.kinds import FieldSpec
from tongxin.engine.proceedings.rules import Workflow
from tongxin.store.queries.proceedings import Row
from tongxin.web.proceeding_rows import answers

LONG = 1000
"""A field that takes so many characters is the text of the reply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One unit's reply: who, when, what it says, and the answers that stand above the text."""

    unit: str
    at: datetime
    facts: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]


def replies(inner: Workflow | None, line: Sequence[Row]) -> list[Reply]:
    """Return the replies that were sent, the latest first; one that was handled again stands below the newer.

    Args:
        inner: workflow of the parts, if there is one.
        line: all moves of the paper and of its parts, oldest first.
    """
    if inner is None:
        return []
    found: list[Reply] = []
    said: dict[int, dict[str, object]] = {}
    for row in line:
        if row.part is None:
            continue
        said[row.part.pk] = {**said.get(row.part.pk, {}), **row.fields}
        move = inner.move(row.move)
        if move is not None and move.raises:
            found.append(_reply(inner, row, said[row.part.pk]))
    return found[::-1]


def _reply(inner: Workflow, row: Row, said: dict[str, object]) -> Reply:
    specs = {spec.id: spec for move in inner.moves if move.to and move.only for spec in move.fields}
    specs |= {spec.id: spec for move in inner.moves if move.raises for spec in move.fields}
    text = next((spec for spec in specs.values() if spec.longest >= LONG and spec.id in said), None)
    short: list[FieldSpec] = [spec for spec in specs.values() if spec.longest < LONG]
    lines = str(said.get(text.id, "")).split("\n") if text else []
    return Reply(
        unit=row.part.body.name if row.part else "",
        at=row.at,
        facts=tuple(answers(short, said)),
        lines=tuple(one for one in lines if one.strip()),
    )
