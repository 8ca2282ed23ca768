"""Papers of the office: begun from a template, written, checked as drafts are, issued and frozen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from tongxin.actions.acting import Actor, Changes, Invalid, require
from tongxin.actions.audit import audit, wait_for_turn
from tongxin.actions.draft_checking import finding
from tongxin.actions.paper_desk import PaperDesk, paper_desk
from tongxin.engine.claims.dates import Told
from tongxin.engine.kernel.issues import Issue, Subject
from tongxin.engine.kernel.official_words import document_number
from tongxin.engine.kernel.periods import Period, parse
from tongxin.engine.mechanism.official_validation import wrong_text
from tongxin.engine.papers.composing import Composed
from tongxin.engine.papers.keeping import as_plain
from tongxin.engine.papers.templates import About, PaperTemplate, Style
from tongxin.store.models import OfficialPaper, PaperWording
from tongxin.store.queries import official_papers as queries

LONGEST_REASON = 2000


def template_of(desk: PaperDesk, code: str) -> PaperTemplate:
    """Return a kind of paper.

    Raises:
        Invalid: the mechanism declares none of that code.
    """
    found = desk.template(code)
    if found is None:
        raise Invalid((Issue(code="paper.no_such_template"),))
    return found


def paper_to_change(actor: Actor, pk: int, *, locked: bool = True) -> OfficialPaper:
    """Return a paper that is not issued yet, locked until the transaction ends.

    Raises:
        Invalid: there is none, or it is issued already.
    """
    rows = OfficialPaper.objects.filter(committee=actor.committee, pk=pk, dropped_at=None)
    paper = (rows.select_for_update() if locked else rows).first()
    if paper is None:
        raise Invalid((Issue(code="paper.no_such"),))
    if paper.issued_at is not None:
        raise Invalid((Issue(code="paper.issued_already", params={"number": paper.printed or paper.title}),))
    return paper


@transaction.atomic
def begin_paper(actor: Actor, template: str, period: str, person: int | None = None) -> OfficialPaper:
    """Begin a paper from its template, or from the text that the office keeps for this kind.

    Args:
        actor: who begins it.
        template: code of the kind of paper.
        period: code of the period that it is about, such as ``2026`` or ``2026Q3``.
        person: the member whom it is about, for kinds that are about one.

    Raises:
        Refused: the actor may not write papers.
        Invalid: there is no such kind, period or member, or nothing is known of that period.
    """
    require(actor, "write", "paper")
    desk = paper_desk(actor.committee, actor.at)
    kind = template_of(desk, template)
    days = _period(kind, period)
    issues = tuple(_wrong_start(desk, kind, days, person))
    if issues or days is None:
        raise Invalid(issues)
    paper = OfficialPaper(
        committee_id=actor.committee,
        template=kind.id,
        name=kind.label.zh_hans,
        person_id=person if kind.about is About.MEMBER else None,
        addressee=kind.addressee,
        text=queries.wording_of(actor.committee, kind.id) or kind.text,
        period=period,
        first=days.start,
        last=min(days.end, desk.claims.last),
        begun_at=actor.at,
        begun_by_id=actor.user,
        changed_at=actor.at,
        changed_by_id=actor.user,
    )
    paper.title = desk.title(kind, paper)
    paper.save()
    audit(actor, "paper.begin", subject_of(paper), Changes(after={"kind": kind.id, "period": period}))
    return paper


def _period(kind: PaperTemplate, code: str) -> Period | None:
    try:
        found = parse(code)
    except ValueError:
        return None
    return found if found.grain is kind.period else None


def _wrong_start(
    desk: PaperDesk, kind: PaperTemplate, days: Period | None, person: int | None
) -> Iterator[Issue]:
    known = {"since": desk.claims.since.isoformat(), "last": desk.claims.last.isoformat()}
    if days is None:
        yield Issue(code="paper.no_such_period", place="period")
    elif days.start > desk.claims.last or days.end < desk.claims.since:
        yield Issue(code="paper.period_unknown", place="period", params=known)
    if kind.about is not About.MEMBER:
        return
    if person not in {one.person for one in desk.book.roster.memberships.values()}:
        yield Issue(code="paper.no_such_member", place="person")


@transaction.atomic
def write_paper(
    actor: Actor, pk: int, revision: int, *, title: str, addressee: str, text: str
) -> OfficialPaper:
    """Change the words of a paper; its figures are never typed.

    Args:
        actor: who writes.
        pk: the paper.
        revision: the revision that the writer had before them.
        title: its title.
        addressee: to whom it goes.
        text: its text, with figures in braces.

    Raises:
        Refused: the actor may not write papers.
        Invalid: somebody changed it meanwhile, it is issued, or the text names what is not there.
    """
    require(actor, "write", "paper")
    paper = paper_to_change(actor, pk)
    desk = paper_desk(actor.committee, actor.at)
    kind = template_of(desk, paper.template)
    clean = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n")).strip("\n")
    issues = list(_wrong_words(paper, revision, title))
    issues += [_of_text(issue) for issue in wrong_text(desk.mechanism, kind, clean)]
    if issues:
        raise Invalid(tuple(issues))
    before = {"title": paper.title, "text": paper.text}
    paper.title, paper.addressee, paper.text = title.strip(), addressee.strip(), clean
    paper.revision += 1
    paper.changed_at, paper.changed_by_id = actor.at, actor.user
    paper.save()
    changes = Changes(before=before, after={"title": paper.title, "text": paper.text})
    audit(actor, "paper.write", subject_of(paper), changes)
    return paper


def _wrong_words(paper: OfficialPaper, revision: int, title: str) -> Iterator[Issue]:
    if revision != paper.revision:
        yield Issue(code="paper.changed_meanwhile", params={"who": str(paper.changed_by)})
    if not title.strip():
        yield Issue(code="field.required", place="title")


def _of_text(issue: Issue) -> Issue:
    return replace(issue, place="text")


@transaction.atomic
def keep_wording(actor: Actor, pk: int) -> PaperWording:
    """Have later papers of a kind begin with the text of this one.

    Raises:
        Refused: the actor may not write papers.
        Invalid: there is no such paper, or it is issued.
    """
    require(actor, "write", "paper")
    paper = paper_to_change(actor, pk)
    row = PaperWording.objects.create(
        committee_id=actor.committee,
        template=paper.template,
        text=paper.text,
        kept_at=actor.at,
        kept_by_id=actor.user,
    )
    audit(actor, "paper.wording", subject_of(paper), Changes(after={"kind": paper.template}))
    return row


@transaction.atomic
def drop_paper(actor: Actor, pk: int) -> None:
    """Set a paper aside that is not wanted any more; its row and its text stay.

    Raises:
        Refused: the actor may not write papers.
        Invalid: there is no such paper, or it is issued.
    """
    require(actor, "write", "paper")
    paper = paper_to_change(actor, pk)
    paper.dropped_at = actor.at
    paper.save(update_fields=["dropped_at"])
    audit(actor, "paper.drop", subject_of(paper), Changes(before={"title": paper.title}))


def paper_findings(
    desk: PaperDesk, kind: PaperTemplate, paper: OfficialPaper, composed: Composed
) -> list[dict[str, Any]]:
    """Return what the checker of drafts says to a paper, with ``counted`` for figures that are bound.

    A figure that was typed can be wrong, and is judged. One that was counted cannot; if the checker reads
    it as another figure, so may a reader. Of a single member's figures the checker knows nothing.
    """
    told = Told(paper.last, paper.first, paper.last)
    places = list(composed.places())
    rows = []
    for one in desk.claims.check(composed.text, told):
        row = finding(one, desk.claims, told)
        if not row["claims"]:
            continue
        row["text"] = composed.text[row["start"] : row["end"]]
        row["counted"] = any(start < row["end"] and row["start"] < end for start, end, _ in places)
        if kind.about is About.MEMBER:
            row |= {
                "verdict": "uncheckable",
                "reason": "claim.about_member",
                "actual": None,
                "explained": None,
            }
        rows.append(row)
    return rows


def against(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the typed figures that the records contradict, or that are far off what they say.

    In a draft from outside a figure far off the records mostly speaks of something else; in a paper of the
    office somebody typed it who could have had it counted.
    """
    return [
        row
        for row in findings
        if not row["counted"] and (row["verdict"] == "contradicted" or row["reason"] == "claim.far_off")
    ]


@transaction.atomic
def issue_paper(actor: Actor, pk: int, revision: int, reason: str = "") -> OfficialPaper:
    """Issue a paper: number it, and freeze its words, its figures and the records behind them.

    Args:
        actor: who issues it.
        pk: the paper.
        revision: the revision that they read.
        reason: why it goes out although the records contradict a typed figure; needs the right to override.

    Raises:
        Refused: the actor may not issue papers, or not against the records.
        Invalid: it was changed meanwhile or is issued, or the records contradict a figure and no reason is
            given.
    """
    require(actor, "issue", "paper")
    paper = paper_to_change(actor, pk)
    desk = paper_desk(actor.committee, actor.at)
    kind = template_of(desk, paper.template)
    issues = [*_wrong_words(paper, revision, paper.title)]
    issues += [_of_text(issue) for issue in wrong_text(desk.mechanism, kind, paper.text)]
    if issues:
        raise Invalid(tuple(issues))
    day = actor.at.astimezone(ZoneInfo(desk.mechanism.time_zone)).date()
    composed = desk.composed(kind, paper, day)
    findings = paper_findings(desk, kind, paper, composed)
    _stand_by(actor, findings, reason)
    paper.content, paper.findings = as_plain(composed), findings
    paper.reason = reason.strip() if against(findings) else ""
    paper.rule = f"{desk.mechanism.id} {desk.mechanism.version}"
    paper.issued_at, paper.issued_by_id, paper.day = actor.at, actor.user, day
    _number(desk, kind, paper, day)
    paper.save()
    told = {"number": paper.printed, "figures": sum(1 for _ in composed.figures()), "reason": paper.reason}
    audit(actor, "paper.issue", subject_of(paper), Changes(after=told))
    return paper


def _stand_by(actor: Actor, findings: list[dict[str, Any]], reason: str) -> None:
    """Let nothing go out that the records contradict, unless somebody with the right says why."""
    wrong = against(findings)
    if not wrong:
        return
    if not reason.strip():
        figures = "、".join(row["text"] for row in wrong)
        raise Invalid((Issue(code="paper.contradicted", place="reason", params={"figures": figures}),))
    require(actor, "override", "paper")
    if len(reason) > LONGEST_REASON:
        params = {"length": len(reason), "longest": LONGEST_REASON}
        raise Invalid((Issue(code="field.too_long", place="reason", params=params),))


def _number(desk: PaperDesk, kind: PaperTemplate, paper: OfficialPaper, day: date) -> None:
    """Give a paper the next number of its row: gapless, because every giver waits for the one before."""
    series = next((one for one in desk.mechanism.letter_series if one.id == kind.series), None)
    if series is None:
        return
    wait_for_turn()
    paper.series, paper.year = series.id, day.year
    paper.number = queries.last_order(paper.committee_id, series.id, day.year) + 1
    bulletin = kind.style is Style.BULLETIN
    paper.printed = (
        f"{day.year}年第{paper.number}期"
        if bulletin
        else document_number(series.code, day.year, paper.number)
    )


def subject_of(paper: OfficialPaper) -> Subject:
    """Return a paper as the audit log names it."""
    return Subject(noun="paper", id=paper.pk, name=paper.title)
