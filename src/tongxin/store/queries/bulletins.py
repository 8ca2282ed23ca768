"""Bulletins with the reports they hold, and the office's edited versions of papers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet

from tongxin.store.models import Proceeding, ProceedingBulletin, ProceedingEdition, ProceedingMove

Bulletin = ProceedingBulletin
"""An issue of a bulletin, as pages see it."""

Edition = ProceedingEdition
"""The office's version of a text, as pages see it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A report as it stands in a bulletin.

    Attributes:
        paper: the paper.
        title: the heading that was issued.
        parts: the text that was issued, by the code of the part: the office's version, else the author's.
        author: who wrote it: the first signer, or the body.
        signers: others who stand behind it.
    """

    paper: int
    title: str
    parts: dict[str, str]
    author: str
    signers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A bulletin with everything that it prints.

    Attributes:
        series: code of the series, as the mechanism declares it.
        period: year or session in which it is numbered.
        number: its number.
        issued_on: its day.
        items: its reports in the order of issuing.
    """

    series: str
    period: str
    number: int
    issued_on: date
    items: tuple[Item, ...]


def newest_edition(paper: Proceeding) -> ProceedingEdition | None:
    """Return the latest version of the office, if it wrote one."""
    return paper.editions.order_by("-version").first()


def last_bulletin(committee_id: int, workflow: str, series: str, period: str) -> int:
    """Return the highest number given so far to an issue of a bulletin."""
    rows = ProceedingBulletin.objects.filter(
        committee=committee_id, workflow=workflow, series=series, period=period
    )
    return int(rows.aggregate(last=Max("number"))["last"] or 0)


def bulletins_of(committee_id: int, workflow: str, within: Q) -> QuerySet[ProceedingBulletin]:
    """Return the issues of bulletins of a kind of papers, newest first, with how many reports each holds."""
    rows = ProceedingBulletin.objects.filter(committee=committee_id, workflow=workflow)
    seen = Proceeding.objects.filter(within, committee=committee_id, workflow=workflow)
    there = rows.filter(moves__proceeding__in=seen.values("pk"))
    return there.annotate(papers=Count("moves__proceeding", distinct=True)).order_by("-issued_on", "-pk")


def bulletin_of(committee_id: int, pk: int) -> ProceedingBulletin | None:
    """Return an issue of a bulletin."""
    return ProceedingBulletin.objects.filter(committee=committee_id, pk=pk).first()


def issued_on(committee_id: int, workflow: str, day: date) -> list[ProceedingBulletin]:
    """Return the issues of a day, to which a report may still be added."""
    rows = ProceedingBulletin.objects.filter(committee=committee_id, workflow=workflow, issued_on=day)
    return list(rows.order_by("pk"))


def content_of(bulletin: ProceedingBulletin, within: Q | None = None) -> Content:
    """Return all that an issue prints, each report in the version that stood when it was issued.

    Args:
        bulletin: the issue.
        within: which papers somebody may see; ``None`` for the whole issue.
    """
    seen = Proceeding.objects.filter(within or Q(), committee=bulletin.committee_id)
    moves = list(
        bulletin.moves.filter(proceeding__in=seen.values("pk"))
        .select_related("proceeding__first", "proceeding__body")
        .prefetch_related("proceeding__signers__person", "proceeding__editions", "proceeding__texts")
        .order_by("pk")
    )
    return Content(
        series=bulletin.series,
        period=bulletin.period,
        number=bulletin.number,
        issued_on=bulletin.issued_on,
        items=tuple(_item(move) for move in moves),
    )


def _item(move: ProceedingMove) -> Item:
    paper = move.proceeding
    edited = [row for row in paper.editions.all() if row.written_at <= move.at]
    written = [row for row in paper.texts.all() if row.written_at <= move.at]
    text = max(edited or written, key=lambda row: row.version, default=None)
    first = paper.first.name if paper.first else ""
    return Item(
        paper=paper.pk,
        title=text.title if text else paper.title,
        parts=dict(text.parts) if text else {},
        author=paper.body.name if paper.body else first,
        signers=tuple(row.person.name for row in paper.signers.all() if row.state == "confirmed"),
    )


def in_bulletins(papers: Iterable[int]) -> dict[int, ProceedingBulletin]:
    """Return the issue in which each of some papers stands."""
    rows = ProceedingMove.objects.filter(proceeding__in=list(papers), bulletin__isnull=False)
    return {row.proceeding_id: row.bulletin for row in rows.select_related("bulletin") if row.bulletin}
