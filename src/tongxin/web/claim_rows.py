"""Checked drafts as pages show them: the text with its figures marked, and what was found about each."""

import re
from collections.abc import Sequence
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

_SUGGESTED = 8
"""Characters of a suggested wording."""
_PINYIN = re.compile(r"[(（][a-zü\u00e0-\u01dc]{1,7}[)）]")
_CLAUSE_END = re.compile(r"[\u4e00-\u9fff]{2,}$")
_CLAUSE_BEGIN = re.compile(r"[\u4e00-\u9fff]{2,}")
_MONEY = ("元", "%")
_PARTICLES = "的了和及与等"
SHAPES = {"confirmed": "done", "contradicted": "late", "uncheckable": "none"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a draft: plain text, or a figure.

    Attributes:
        text: the words.
        place: where a figure begins; ``None`` for plain text.
        verdict: what the records say to it; empty for plain text.
        clashing: whether it does not fit the draft itself.
    """

    text: str
    place: int | None = None
    verdict: str = ""
    clashing: bool = False


@dataclass(frozen=True, slots=True)
class Clash:
    """What in the draft itself a figure does not fit.

    Attributes:
        words: what is wrong.
        others: the other figures: where each begins, and its words.
    """

    words: str
    others: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """Something else that a contradicted figure agrees with.

    Attributes:
        words: what the office is offered.
        measure: the indicator.
        first: first day; empty for those that the sentence says.
        last: last day; empty for those that the sentence says.
    """

    words: str
    measure: str
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
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
        offer: what it agrees with instead, to be taken over by one click; ``None`` for nothing known.
        clashes: what in the draft itself it does not fit.
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
    offer: Offer | None
    clashes: tuple[Clash, ...]
    phrase: str
    chosen: bool
    first: str
    last: str

    @property
    def wrong(self) -> bool:
        """Whether somebody has to look at it."""
        return self.verdict == "contradicted" or bool(self.clashes)


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
    clashing = {at for one in check.discords for at in one["figures"]}
    end = 0
    for at, row in enumerate(check.findings):
        if row["claims"]:
            _add(paragraphs, check.text[end : row["start"]])
            figure = check.text[row["start"] : row["end"]]
            paragraphs[-1].append(Piece(figure, row["start"], row["verdict"], at in clashing))
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
    clashes = _clashes(check)
    return [
        _finding(check, mechanism, row, tuple(clashes.get(at, ())))
        for at, row in enumerate(check.findings)
        if row["claims"]
    ]


def finding_of(check: Check, mechanism: Mechanism, row: dict[str, Any]) -> Finding:
    """Return what would be found about a figure, from a row that is not kept."""
    return _finding(check, mechanism, row, ())


def _finding(check: Check, mechanism: Mechanism, row: dict[str, Any], clashes: tuple[Clash, ...]) -> Finding:
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
        label=wording.label(item.label) if item else _label_without_measure(row),
        days=_days(row),
        actual=amount_words(row["actual"], row, item.unit if item else ""),
        address=_address(row) if row["actual"] is not None and not row["derive"] else "",
        records=row["records"],
        why=_why(row, mechanism),
        offer=_offer(row),
        clashes=clashes,
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


def _label_without_measure(row: dict[str, Any]) -> str:
    return _("records of that name") if row["reason"] == "claim.by_name" else ""


def _address(row: dict[str, Any]) -> str:
    """Return where the records behind a figure are shown: those of its indicator, or the one of its name."""
    if not row["measure"]:
        return reverse("entry", args=[row["evidence"][0]]) if row["evidence"] else ""
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
        return str(REASONS.get(row["reason"]) or _("The records do not suffice for it."))
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
    return words.get(explained["code"], "")


def _offer(row: dict[str, Any]) -> Offer | None:
    """Return what a contradicted figure agrees with, where that is an indicator or days and no slip."""
    explained = row["explained"]
    if not explained:
        return None
    if explained["code"] == "other_measure":
        return Offer(_("Hold it against this indicator"), explained["measure"])
    if explained["code"] == "other_period":
        first, last = explained["days"]
        return Offer(_("Hold it against these days"), row["measure"], first or last, last)
    return None


def _clashes(check: Check) -> dict[int, list[Clash]]:
    """Return what does not fit together, beside each of its figures: number of the figure → clashes."""
    found: dict[int, list[Clash]] = {}
    for one in check.discords:
        *others, last = one["figures"]
        found.setdefault(last, []).append(_clash(check, _clash_words(check, one), others))
        for at in others:
            beside = [*(other for other in others if other != at), last]
            if one["code"] == "stated_twice":
                words = _("Elsewhere the draft says %(figures)s.") % {"figures": _quoted(check, last)}
            else:
                words = _("%(figure)s elsewhere in the draft does not follow from it.") % {
                    "figure": _quoted(check, last)
                }
            found.setdefault(at, []).append(_clash(check, words, beside))
    return found


def _clash(check: Check, words: str, others: Sequence[int]) -> Clash:
    return Clash(words, tuple((check.findings[at]["start"], _quoted(check, at)) for at in others))


def _clash_words(check: Check, one: dict[str, Any]) -> str:
    """Return what is wrong with the figure in question."""
    quoted = "、".join(_quoted(check, at) for at in one["figures"][:-1])
    if one["code"] == "stated_twice":
        return _("Elsewhere the draft says %(figures)s.") % {"figures": quoted}
    if one["expected"] is None:
        return _("It does not fit %(figures)s.") % {"figures": quoted}
    expected = amount_words(one["expected"], check.findings[one["figures"][-1]], "")
    return _("From %(figures)s follows %(expected)s.") % {"figures": quoted, "expected": expected}


def _quoted(check: Check, at: int) -> str:
    row = check.findings[at]
    return check.text[row["start"] : row["end"]]


def suggested(one: Finding) -> str:
    """Return a wording that the words around a figure suggest; the office shortens or widens it.

    The noun of a count mostly stands behind it unless the clause ends there; that of money before it.
    """
    before, after = (_PINYIN.sub("", text) for text in one.around)
    said = _CLAUSE_END.search(before)
    follows = _CLAUSE_BEGIN.match(after)
    if follows and not one.text.endswith(_MONEY):
        return f"#…{follows.group()[:_SUGGESTED]}"
    if said:
        return f"{said.group()[-_SUGGESTED:].lstrip(_PARTICLES)}…#"
    return f"#…{follows.group()[:_SUGGESTED]}" if follows else ""


def changed_words(before: Finding, after: Finding | None) -> str:
    """Return what a decision of the office changed about a figure."""
    if after is None or after.verdict == before.verdict:
        return _("The draft was checked again.")
    told = {"figure": before.text, "before": before.words, "after": after.words}
    return _("The draft was checked again. “%(figure)s”, before: %(before)s; now: %(after)s.") % told
