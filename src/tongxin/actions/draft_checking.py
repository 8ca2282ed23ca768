"""Drafts against the records: checked, checked again, and what the office taught the checker."""

from dataclasses import dataclass
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
from tongxin.store.models import DraftCheck, TaughtWording
from tongxin.store.queries import draft_checks as queries

LONGEST = 100_000
"""Characters of a draft; a report of a year has a tenth of it."""

MOST_EVIDENCE = 500
"""Records of one figure that are kept with the check; the figure's own page has all of them."""

USES = ("said", "never", "name")
LONGEST_PHRASE = 120


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
def decide_figure(
    actor: Actor, pk: int, place: int, measure: str, days: tuple[date, date] | None
) -> DraftCheck:
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
    if not any(row["start"] == place and row["claims"] for row in check.findings):
        raise Invalid((Issue(code="claim.no_such_figure"),))
    if measure and desk.mechanism.indicator(measure) is None:
        raise Invalid((Issue(code="claim.unknown_measure", place="measure"),))
    chosen = {"measure": measure, "days": [day.isoformat() for day in days] if days else None}
    return _checked(actor, _draft_of(check), {**check.choices, str(place): chosen}, check)


@transaction.atomic
def check_again(actor: Actor, pk: int) -> DraftCheck:
    """Check a draft again, against what is recorded by now and with what was taught since.

    Raises:
        Refused: the actor may not check drafts.
        Invalid: there is no such check.
    """
    require(actor, "check", "claim")
    check = _of_committee(actor, pk)
    return _checked(actor, _draft_of(check), check.choices, check)


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
    actor: Actor, draft: DraftText, choices: dict[str, Any], before: DraftCheck | None
) -> DraftCheck:
    desk = claim_desk(actor.committee, actor.at)
    found = desk.check(draft.text, draft.told, choices)
    wrong = discords(found, desk.ratios)
    check = DraftCheck.objects.create(
        committee_id=actor.committee,
        title=draft.title.strip() or draft.text.strip().splitlines()[0][:60],
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
        discords=[_discord(one) for one in wrong],
        rule=f"{desk.mechanism.id} {desk.mechanism.version}",
    )
    told = {"figures": sum(one.found.claims for one in found), "choices": len(choices)}
    audit(actor, "claim.check", _subject(check), Changes(after=told))
    return check


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
        "phrase": link.phrase,
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


@transaction.atomic
def teach_wording(actor: Actor, use: str, phrase: str, measure: str = "") -> TaughtWording:
    """Teach the checker how a measure is said, what rules it out, or a name that says no figure.

    Args:
        actor: who teaches.
        use: ``said``, ``never`` or ``name``.
        phrase: the words; see ``packs/claims/wording.yaml`` for the marks that they may have.
        measure: the indicator; empty for a name.

    Raises:
        Refused: the actor may not teach.
        Invalid: the phrase has no words or is there already, or there is no such indicator.
    """
    require(actor, "teach", "claim")
    words = " ".join(phrase.split())
    issues = tuple(_wrong_wording(actor, use, words, measure))
    if issues:
        raise Invalid(issues)
    row = TaughtWording.objects.create(
        committee_id=actor.committee,
        use=use,
        measure="" if use == "name" else measure,
        phrase=words,
        added_at=actor.at,
        added_by_id=actor.user,
    )
    told = {"use": use, "measure": row.measure, "phrase": words}
    audit(actor, "claim.teach", Subject(noun="claim", id=row.pk, name=words), Changes(after=told))
    return row


def _wrong_wording(actor: Actor, use: str, words: str, measure: str) -> list[Issue]:
    found = []
    said = words.replace("#", "").replace("…", "").replace("/", "").replace("○", "").strip()
    if use not in USES or not said:
        found.append(Issue(code="field.required", place="phrase"))
    if len(words) > LONGEST_PHRASE:
        params = {"length": len(words), "longest": LONGEST_PHRASE}
        found.append(Issue(code="field.too_long", place="phrase", params=params))
    desk = claim_desk(actor.committee, actor.at)
    if use != "name" and desk.mechanism.indicator(measure) is None:
        found.append(Issue(code="claim.unknown_measure", place="measure"))
    known = queries.taught(actor.committee).filter(use=use, phrase=words)
    if known.filter(measure="" if use == "name" else measure).exists():
        found.append(Issue(code="claim.taught_already", place="phrase", params={"phrase": words}))
    return found


@transaction.atomic
def forget_wording(actor: Actor, pk: int) -> None:
    """Withdraw a wording; drafts that were checked with it stay as they were.

    Raises:
        Refused: the actor may not teach.
        Invalid: there is none.
    """
    require(actor, "teach", "claim")
    row = queries.taught(actor.committee).filter(pk=pk).first()
    if row is None:
        raise Invalid((Issue(code="claim.no_such_wording"),))
    row.withdrawn_at, row.withdrawn_by_id = actor.at, actor.user
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    told = {"use": row.use, "measure": row.measure, "phrase": row.phrase}
    audit(actor, "claim.forget", Subject(noun="claim", id=row.pk, name=row.phrase), Changes(before=told))


def _subject(check: DraftCheck) -> Subject:
    return Subject(noun="claim", id=check.pk, name=check.title)
