"""Drafts against the records: checked, checked again, and what the office decides about single figures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from django.db import transaction

from tongxin.actions.acting import Actor, Changes, Invalid, require
from tongxin.actions.audit import audit
from tongxin.actions.claim_desk import ClaimDesk, claim_desk
from tongxin.engine.claims.checking import Checked
from tongxin.engine.claims.consistency import Discord, discords
from tongxin.engine.claims.dates import Told
from tongxin.engine.claims.explaining import Explanation
from tongxin.engine.claims.verdicts import Verdict
from tongxin.engine.kernel.issues import Issue, Subject
from tongxin.store.models import DraftCheck
from tongxin.store.queries import draft_checks as queries

LONGEST = 100_000
"""Characters of a draft; a report of a year has a tenth of it."""

MOST_EVIDENCE = 500
"""Records of one figure that are kept with the check; the figure's own page has all of them."""

Days = tuple[date, date]
"""First and last day."""

_DOTS = " \t\u3000-—·•*□■○●◆#"
_PINYIN = re.compile(r"[(（][a-zü\u00e0-\u01dc]{1,7}[)）]")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftText:
    """A draft to be checked.

    Attributes:
        title: what it is called in the list of checks.
        text: its text.
        told: its own date, and the period that it reports on.
        file_name: the file that it came from.
        sha256: under which that file is kept.
    """

    title: str
    text: str
    told: Told
    file_name: str = ""
    sha256: str = ""


@transaction.atomic
def check_draft(actor: Actor, draft: DraftText) -> DraftCheck:
    """Check a draft against the records, and keep it with what was found.

    Raises:
        Refused: the actor may not check drafts.
        Invalid: it is empty or too long, or its period ends before it begins.
    """
    require(actor, "check", "claim")
    issues = tuple(_wrong(draft))
    if issues:
        raise Invalid(issues)
    return _checked(actor, draft, {}, None)


def _wrong(draft: DraftText) -> list[Issue]:
    found = []
    if not draft.text.strip():
        found.append(Issue(code="field.required", place="text"))
    if len(draft.text) > LONGEST:
        params = {"length": len(draft.text), "longest": LONGEST}
        found.append(Issue(code="field.too_long", place="text", params=params))
    if draft.told.first > draft.told.last:
        found.append(Issue(code="draft.period", place="first"))
    return found


@transaction.atomic
def decide_figure(actor: Actor, pk: int, place: int, measure: str, days: Days | None) -> DraftCheck:
    """Say which indicator a figure of a draft is of, and of which days; the draft is checked again with it.

    Args:
        actor: who says so.
        pk: the check.
        place: where the figure begins in the draft.
        measure: the indicator; empty for none.
        days: first and last day; ``None`` for those that the sentence says.

    Raises:
        Refused: the actor may not check drafts.
        Invalid: there is no such check, figure or indicator.
    """
    require(actor, "check", "claim")
    check = _of_committee(actor, pk)
    desk = claim_desk(actor.committee, actor.at)
    issues = tuple(_wrong_choice(check, desk, place, measure, days))
    if issues:
        raise Invalid(issues)
    choices = {**check.choices, str(place): _choice(measure, days)}
    return _checked(actor, _draft_of(check), choices, check, place)


@transaction.atomic
def undo_decision(actor: Actor, pk: int, place: int) -> DraftCheck:
    """Take back what the office said that a figure is of; the draft is checked again as its words say.

    Raises:
        Refused: the actor may not check drafts.
        Invalid: there is no such check, or nothing was said about the figure.
    """
    require(actor, "check", "claim")
    check = _of_committee(actor, pk)
    if str(place) not in check.choices:
        raise Invalid((Issue(code="claim.no_such_figure"),))
    choices = {key: choice for key, choice in check.choices.items() if key != str(place)}
    return _checked(actor, _draft_of(check), choices, check, place)


def _wrong_choice(
    check: DraftCheck, desk: ClaimDesk, place: int, measure: str, days: Days | None
) -> Iterator[Issue]:
    if not any(row["start"] == place and row["claims"] for row in check.findings):
        yield Issue(code="claim.no_such_figure")
    if measure and desk.mechanism.indicator(measure) is None:
        yield Issue(code="claim.unknown_measure", place="measure")
    if days and days[0] > days[1]:
        yield Issue(code="draft.period", place="first")


def _choice(measure: str, days: Days | None) -> dict[str, Any]:
    return {"measure": measure, "days": [day.isoformat() for day in days] if days else None}


def tried(
    desk: ClaimDesk, check: DraftCheck, place: int, measure: str, days: Days | None
) -> dict[str, Any] | None:
    """Return what would be found about a figure of something else, without keeping it.

    Args:
        desk: the checker.
        check: the check.
        place: where the figure begins in the draft.
        measure: the indicator; empty for none.
        days: first and last day; ``None`` for those that the sentence says.

    Returns:
        the finding as it would be kept; ``None`` where it could not be.
    """
    if any(_wrong_choice(check, desk, place, measure, days)):
        return None
    told = _draft_of(check).told
    found = desk.check(check.text, told, {str(place): _choice(measure, days)})
    return next((finding(one, desk, told) for one in found if one.start == place), None)


@transaction.atomic
def check_again(actor: Actor, pk: int, told: Told | None = None) -> DraftCheck:
    """Check a draft again, against what is recorded by now and with what was taught since.

    Args:
        actor: who checks.
        pk: the check.
        told: another day of the draft and another period that it reports on; ``None`` for the same.

    Raises:
        Refused: the actor may not check drafts.
        Invalid: there is no such check, or the period ends before it begins.
    """
    require(actor, "check", "claim")
    check = _of_committee(actor, pk)
    draft = replace(_draft_of(check), told=told) if told else _draft_of(check)
    issues = tuple(_wrong(draft))
    if issues:
        raise Invalid(issues)
    return _checked(actor, draft, check.choices, check)


def _of_committee(actor: Actor, pk: int) -> DraftCheck:
    check = queries.check_of(actor.committee, pk)
    if check is None:
        raise Invalid((Issue(code="claim.no_such_check"),))
    return check


def _draft_of(check: DraftCheck) -> DraftText:
    told = Told(check.day, check.first, check.last)
    return DraftText(
        title=check.title, text=check.text, told=told, file_name=check.file_name, sha256=check.sha256
    )


def _checked(
    actor: Actor,
    draft: DraftText,
    choices: dict[str, Any],
    before: DraftCheck | None,
    decided: int | None = None,
) -> DraftCheck:
    desk = claim_desk(actor.committee, actor.at)
    found = desk.check(draft.text, draft.told, choices)
    check = DraftCheck.objects.create(
        committee_id=actor.committee,
        title=draft.title.strip() or _first_line(draft.text),
        text=draft.text,
        file_name=draft.file_name,
        sha256=draft.sha256,
        day=draft.told.day,
        first=draft.told.first,
        last=draft.told.last,
        before=before,
        checked_at=actor.at,
        checked_by_id=actor.user,
        choices=choices,
        findings=[finding(one, desk, draft.told) for one in found],
        discords=[_discord(one) for one in discords(found, desk.ratios)],
        rule=f"{desk.mechanism.id} {desk.mechanism.version}",
    )
    told: dict[str, Any] = {"figures": sum(one.found.claims for one in found), "choices": len(choices)}
    if decided is not None:
        told |= _decision(check, before, decided)
    audit(actor, "claim.check", _subject(check), Changes(after=told))
    return check


def _first_line(text: str) -> str:
    """Return what a draft without a title is called: its first line, without pinyin and the dot of a list."""
    line = next((line for line in text.splitlines() if line.strip(_DOTS)), text)
    return _PINYIN.sub("", line).strip(_DOTS)[:60] or text.strip()[:60]


def _decision(check: DraftCheck, before: DraftCheck | None, place: int) -> dict[str, Any]:
    """Return, for the log, which figure the office decided about, and what it is of now and was before."""
    measures = {
        key: row["measure"] or ""
        for key, one in (("measure", check), ("measure_before", before))
        for row in (one.findings if one else ())
        if row["start"] == place and row["claims"]
    }
    figure = next(check.text[row["start"] : row["end"]] for row in check.findings if row["start"] == place)
    return {"figure": figure, **measures}


def _discord(one: Discord) -> dict[str, Any]:
    return {"code": one.code, "figures": list(one.figures), "expected": plain(one.expected)}


def finding(one: Checked, desk: ClaimDesk, told: Told) -> dict[str, Any]:
    """Return what was made of a numeral, as it is kept."""
    found = one.found
    row: dict[str, Any] = {
        "start": one.start,
        "end": one.end,
        "kind": str(found.kind),
        "claims": found.claims,
        "rule": found.rule,
        "unit": found.unit,
    }
    if found.bounds:
        bounds = found.bounds
        row |= {"value": plain(bounds.value), "low": plain(bounds.low), "high": plain(bounds.high)}
        row["approx"] = str(bounds.approx)
    if one.link and one.scope:
        row |= _judged(one, desk, told)
    return row


def _judged(one: Checked, desk: ClaimDesk, told: Told) -> dict[str, Any]:
    link, scope, judged = one.link, one.scope, one.judged
    if link is None or scope is None:
        return {}
    shown = desk.shown(link.measure, scope, told)
    contradicted = judged.verdict is Verdict.CONTRADICTED
    return {
        "measure": link.measure,
        "phrase": link.met,
        "wording": link.phrase,
        "derive": link.derive,
        "part": link.part,
        "role": str(one.role),
        "body": scope.body,
        "first": shown.first and shown.first.isoformat(),
        "last": shown.last.isoformat(),
        "narrower": scope.narrower,
        "verdict": str(judged.verdict),
        "actual": plain(judged.actual),
        "evidence": list(judged.evidence[:MOST_EVIDENCE]),
        "records": len(judged.evidence),
        "reason": judged.reason,
        "explained": _explained(desk.explained(one)) if contradicted else None,
    }


def _explained(found: Explanation | None) -> dict[str, Any] | None:
    if found is None:
        return None
    days = (
        [found.scope.first and found.scope.first.isoformat(), found.scope.last.isoformat()]
        if found.scope
        else []
    )
    return {"code": found.code, "measure": found.measure, "days": days}


def plain(value: Fraction | None) -> str | None:
    """Return an exact value as text, a fraction as ``1/3``."""
    return None if value is None else str(value)


def _subject(check: DraftCheck) -> Subject:
    return Subject(noun="claim", id=check.pk, name=check.title)
