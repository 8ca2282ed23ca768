"""Checked drafts as pages show them: the text with its figures marked, and what was found about each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.engine.mechanism.values import Mechanism
from tongxin.store.queries.draft_checks import Check
from tongxin.web import wording
from tongxin.web.claim_issue_texts import REASONS

_SUGGESTED = 6
"""Characters of a suggested wording."""
SHAPES = {"confirmed": "done", "contradicted": "late", "uncheckable": "none"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a draft: plain text, or a figure.

    Attributes:
        text: the words.
        place: where a figure begins; ``None`` for plain text.
        verdict: what the records say to it; empty for plain text.
    """

    text: str
    place: int | None = None
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about a figure.

    Attributes:
        place: where it begins in the draft.
        text: the figure as the draft has it.
        around: the words around it.
        verdict: ``confirmed``, ``contradicted`` or ``uncheckable``.
        words: the verdict in words.
        shape: its shape beside the words.
        measure: id of the indicator; empty for none.
        label: its name.
        days: the days that it was read over, in words.
        actual: what the records say, in the draft's unit; empty where they say nothing.
        address: where the records behind it are shown; empty for none.
        records: how many.
        why: why it cannot be checked, or the nearest explanation.
        discord: what in the draft itself it does not fit; empty for nothing.
        phrase: the wording that led to the indicator.
        chosen: whether the office said what it is of.
        first: first day, for the form.
        last: last day, for the form.
    """

    place: int
    text: str
    around: tuple[str, str]
    verdict: str
    words: str
    shape: str
    measure: str
    label: str
    days: str
    actual: str
    address: str
    records: int
    why: str
    discord: str
    phrase: str
    chosen: bool
    first: str
    last: str


def verdict_words(verdict: str) -> str:
    """Return a verdict in words."""
    words = {
        "confirmed": _("The records bear it out"),
        "contradicted": _("The records say otherwise"),
        "uncheckable": _("Cannot be checked"),
    }
    return words[verdict]


def pieces(check: Check) -> list[list[Piece]]:
    """Return the draft in paragraphs, each in pieces."""
    paragraphs: list[list[Piece]] = [[]]
    end = 0
    for row in check.findings:
        if row["claims"]:
            _add(paragraphs, check.text[end : row["start"]])
            figure = check.text[row["start"] : row["end"]]
            paragraphs[-1].append(Piece(figure, row["start"], row["verdict"]))
            end = row["end"]
    _add(paragraphs, check.text[end:])
    return [paragraph for paragraph in paragraphs if paragraph]


def _add(paragraphs: list[list[Piece]], text: str) -> None:
    first, *others = text.split("\n")
    if first:
        paragraphs[-1].append(Piece(first))
    paragraphs.extend([Piece(line)] if line.strip() else [] for line in others)


def findings(check: Check, mechanism: Mechanism) -> list[Finding]:
    """Return what was found about each figure, in the order of the text."""
    discords = {one["figures"][-1]: one for one in check.discords}
    return [
        _finding(check, mechanism, row, _discord(check, discords.get(at)))
        for at, row in enumerate(check.findings)
        if row["claims"]
    ]


def _finding(check: Check, mechanism: Mechanism, row: dict[str, Any], discord: str) -> Finding:
    start, end = row["start"], row["end"]
    measure = row["measure"] or ""
    item = mechanism.indicator(measure) if measure else None
    return Finding(
        place=start,
        text=check.text[start:end],
        around=_around(check.text, start, end),
        verdict=row["verdict"],
        words=verdict_words(row["verdict"]),
        shape=SHAPES[row["verdict"]],
        measure=measure,
        label=wording.label(item.label) if item else "",
        days=_days(row),
        actual=amount_words(row["actual"], row, item.unit if item else ""),
        address=_address(row) if item and row["actual"] is not None and not row["derive"] else "",
        records=row["records"],
        why=_why(row, mechanism),
        discord=discord,
        phrase=row["phrase"],
        chosen=str(start) in check.choices,
        first=row["first"] or check.first.isoformat(),
        last=row["last"],
    )


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    before = text[max(0, start - 16) : start].rpartition("\n")[2]
    return before, text[end : end + 16].partition("\n")[0]


def _days(row: dict[str, Any]) -> str:
    last = wording.day(date.fromisoformat(row["last"]))
    if row["first"] is None:
        return _("as at %(day)s") % {"day": last}
    return _("%(start)s to %(end)s") % {"start": wording.day(date.fromisoformat(row["first"])), "end": last}


def _address(row: dict[str, Any]) -> str:
    first = row["first"] or row["last"]
    return f"{reverse('figure', args=[row['measure']])}?from={first}&to={row['last']}"


def amount_words(value: str | None, row: dict[str, Any], unit: str) -> str:
    """Return a figure of the records in the unit that the draft has it in."""
    if value is None:
        return ""
    exact = Fraction(value)
    if row["kind"] == "ratio" and row["unit"] == "%":
        return f"{_decimal(exact * 100)}%"
    if row["kind"] == "money":
        return wording.amount(Decimal(exact.numerator) / exact.denominator, row["unit"])
    return f"{_decimal(exact)}{row['unit'] or unit}"


def _decimal(value: Fraction) -> str:
    if value.denominator == 1:
        return f"{value.numerator:,}"
    return f"{float(value):,.2f}".rstrip("0").rstrip(".")


def _why(row: dict[str, Any], mechanism: Mechanism) -> str:
    if row["verdict"] == "uncheckable":
        return str(REASONS.get(row["reason"], ""))
    explained = row["explained"]
    return _explanation(explained, mechanism) if explained else ""


def _explanation(explained: dict[str, Any], mechanism: Mechanism) -> str:
    if explained["code"] == "other_measure":
        item = mechanism.indicator(explained["measure"])
        return _("It is the figure of “%(label)s”.") % {"label": wording.label(item.label) if item else ""}
    if explained["code"] == "other_period":
        first, last = explained["days"]
        days = _days({"first": first, "last": last})
        return _("It is the figure of other days: %(days)s.") % {"days": days}
    words = {
        "factor_ten": _("A zero or a 万 is too many or too few."),
        "swapped_digits": _("Two digits changed places."),
        "off_by_one": _("It is one off."),
    }
    return words[explained["code"]]


def _discord(check: Check, one: dict[str, Any] | None) -> str:
    """Return what in the draft itself a figure does not fit."""
    if one is None:
        return ""
    quoted = "、".join(_quoted(check, at) for at in one["figures"][:-1])
    if one["code"] == "stated_twice":
        return _("Elsewhere the draft says %(figures)s.") % {"figures": quoted}
    row = check.findings[one["figures"][-1]]
    expected = amount_words(one["expected"], row, "")
    return _("From %(figures)s follows %(expected)s.") % {"figures": quoted, "expected": expected}


def _quoted(check: Check, at: int) -> str:
    row = check.findings[at]
    return check.text[row["start"] : row["end"]]


def suggested(one: Finding) -> str:
    """Return a wording that the words around a figure suggest; the office shortens or widens it."""
    before = one.around[0].rstrip("，。；：、 ")
    words = before[-_SUGGESTED:].lstrip("，。；：、的了")
    return f"{words}…#" if words else f"#…{one.around[1][:_SUGGESTED]}"


def counts(found: Sequence[Finding]) -> dict[str, int]:
    """Return how many figures were found, linked and checked, and what the records say to them."""
    return {
        "found": len(found),
        "linked": sum(bool(one.measure) for one in found),
        "checked": sum(one.verdict != "uncheckable" for one in found),
        **{verdict: sum(one.verdict == verdict for one in found) for verdict in SHAPES},
        "discords": sum(bool(one.discord) for one in found),
    }


def notes(found: Sequence[Finding]) -> Iterator[tuple[int, str, str]]:
    """Yield the comments of a corrected document: place, figure, words; what is borne out has none."""
    for one in found:
        said = []
        if one.verdict == "contradicted":
            said.append(_("%(label)s, %(days)s: the records say %(actual)s.") % _told(one))
        if one.why and one.verdict == "contradicted":
            said.append(one.why)
        if one.discord:
            said.append(one.discord)
        if one.verdict == "uncheckable" and one.measure:
            said.append(f"{one.words}. {one.why}")
        if said:
            yield one.place, one.text, " ".join(said)


def _told(one: Finding) -> dict[str, str]:
    return {"label": one.label, "days": one.days, "actual": one.actual}
