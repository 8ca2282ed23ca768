"""Drafts, catalogues and records in files, for checking drafts apart from a site."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from tongxin.engine.claims.checking import Checked, Checker, Going, Knowledge
from tongxin.engine.claims.dates import Told
from tongxin.engine.claims.ledgers import Complete, Kept, Row, RowLedger
from tongxin.engine.claims.roles import Role
from tongxin.engine.claims.scope_values import Scope
from tongxin.engine.claims.verdicts import Measure
from tongxin.engine.claims.wording import Phrasebook, Wording
from tongxin.packs.wording import shipped_lexicon, shipped_wordings
from tongxin.store.characters import simpler


class UnreadableFileError(Exception):
    """A file that cannot be read; its text names the file, the line and what is wrong."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """What is to be checked, as it lies in files.

    Attributes:
        sentences: rows with ``sent_id``, ``doc_id``, ``text``, in the order of the drafts.
        drafts: ``doc_id`` → row with ``org``, ``date``, ``default_period``.
    """

    sentences: list[dict[str, Any]]
    drafts: dict[str, dict[str, Any]]


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Read a file of JSON lines.

    Raises:
        UnreadableFileError: it cannot be read, or a line is no JSON object.
    """
    found = []
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(f"{path}: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise UnreadableFileError(
                f"{path}, line {number}: {error.msg}; every line has to be a JSON object"
            ) from error
        if not isinstance(row, dict):
            raise UnreadableFileError(f"{path}, line {number}: every line has to be a JSON object")
        found.append(row)
    return found


def read_catalogue(path: Path) -> dict[str, dict[str, Any]]:
    """Read a catalogue of indicators (TOML, ``[[indicator]]``), id → indicator.

    Raises:
        UnreadableFileError: it cannot be read.
    """
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableFileError(f"{path}: {error}") from error
    return {item["id"]: item for item in found.get("indicator", [])}


def phrases_of(catalogue: Mapping[str, Mapping[str, Any]]) -> Phrasebook:
    """Return how the measures of a catalogue are said.

    What the product knows of a measure is used; another one is said by its label and synonyms.
    """
    known = {one.id: one for one in shipped_wordings()}
    return Phrasebook(tuple(known.get(code) or _by_its_names(item) for code, item in catalogue.items()))


def _by_its_names(item: Mapping[str, Any]) -> Wording:
    names = (item["label"], *item.get("synonyms", ()))
    units = " ".join((item["unit"], *item.get("units", ())))
    kind = {"元": "money", "%": "ratio points"}.get(item["unit"], "count")
    return Wording(id=item["id"], kind=kind, units=units if kind == "count" else "", said=tuple(names))


def ledger_of(
    catalogue: Mapping[str, Mapping[str, Any]], rows: list[dict[str, Any]], spans: list[dict[str, Any]]
) -> RowLedger:
    """Return records kept as rows.

    Args:
        catalogue: id → indicator, with its ``measure`` and the two parts of a ratio.
        rows: ``row_id``, ``org``, ``indicator``, ``date``, ``qty``.
        spans: ``org``, ``indicator``, ``from``, ``to``: where the rows are complete.
    """
    kept = {
        code: Kept(Measure(item["measure"]), item.get("numerator", ""), item.get("denominator", ""))
        for code, item in catalogue.items()
    }
    return RowLedger(
        kept,
        (
            Row(row["row_id"], row["org"], row["indicator"], _day(row["date"]), Fraction(str(row["qty"])))
            for row in rows
        ),
        (Complete(span["org"], span["indicator"], _day(span["from"]), _day(span["to"])) for span in spans),
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)


def judge_sentences(
    given: Sentences, catalogue: Mapping[str, Any], ledger: RowLedger
) -> Iterator[dict[str, Any]]:
    """Check drafts sentence by sentence, and give a row for each.

    Raises:
        UnreadableFileError: a sentence is of a draft that nothing is known of.
    """
    knowledge = Knowledge(simpler(), phrases_of(catalogue), shipped_lexicon(), ledger.bodies)
    going: dict[str, Going] = {}
    for row in given.sentences:
        draft = given.drafts.get(row["doc_id"])
        if draft is None:
            raise UnreadableFileError(f"{row['sent_id']}: nothing is known of the draft {row['doc_id']}")
        told = Told(_day(draft["date"]), *map(_day, draft["default_period"]))
        checker = Checker(draft["org"], told, knowledge, ledger)
        checked, going[row["doc_id"]] = checker.sentence(row["text"], going.get(row["doc_id"]))
        yield {"sent_id": row["sent_id"], "quantities": [described(one, told, ledger) for one in checked]}


def described(one: Checked, told: Told, ledger: RowLedger) -> dict[str, Any]:
    """Return what was made of a numeral as plain values, in the format of the public task."""
    found = one.found
    row: dict[str, Any] = {"start": one.start, "end": one.end, "kind": str(found.kind), "unit": found.unit}
    if found.bounds:
        bounds = found.bounds
        row |= {"value": _plain(bounds.value), "lower": _plain(bounds.low), "upper": _plain(bounds.high)}
        row["approx"] = str(bounds.approx)
    if found.days:
        row["date"] = [day and day.isoformat() for day in (found.days.first, found.days.last)]
    if one.link and one.scope:
        row |= _linked(one, one.scope, told, ledger)
    return row


def _linked(one: Checked, scope: Scope, told: Told, ledger: RowLedger) -> dict[str, Any]:
    link = one.link
    measure = link.measure if link and one.role is not Role.NORM else None
    stock = measure is not None and ledger.measure(measure) is Measure.STOCK
    shown = scope.standing(told.day) if stock else scope
    narrower = scope.narrower or ("day" if scope.one_day and not stock else "")
    return {
        "role": str(one.role),
        "indicator": measure,
        "derive": link.derive if link else None,
        "filter": (link.part if link else "") or narrower or None,
        "org": shown.body,
        "period": [shown.first and shown.first.isoformat(), shown.last.isoformat()],
        "verdict": str(one.judged.verdict),
        "actual": _plain(one.judged.actual),
        "evidence": list(one.judged.evidence),
    }


def _plain(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value.denominator == 1 else round(float(value), 8)
