"""Columns of the list of papers as a workbook: which there are, which somebody chose, what stands in them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.engine.ledger.kinds import FieldSpec
from tongxin.engine.proceedings.rules import Workflow
from tongxin.store.queries.proceedings import Paper
from tongxin.web import proceeding_rows as rows
from tongxin.web import wording

_AND = "、"
_KEY = "columns-of-papers"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its code, its heading, what stands in it, whether it is there unless somebody chooses."""

    code: str
    heading: str
    cell: Callable[[Paper], object]
    usual: bool = True


def columns(flow: Workflow) -> list[Column]:
    """Return the columns that the list of a workflow can have; what papers are asked comes last."""
    return [*_standing(flow), *_handling(), *_asked(flow)]


def _standing(flow: Workflow) -> list[Column]:
    def form(paper: Paper) -> str:
        found = flow.submission.form(paper.form) if flow.submission else None
        return wording.label(found.label) if found else ""

    def state(paper: Paper) -> str:
        found = flow.state(paper.state)
        return wording.label(found.label) if found else paper.state

    return [
        Column("series", _("Session"), lambda paper: paper.series),
        Column("number", _("Number"), rows.number_words),
        Column("title", _("Title"), lambda paper: paper.title),
        Column("form", _("Form"), form),
        Column("first", _("First signer"), _first),
        Column("signers", _("Signers"), _signers),
        Column("submitted", _("Handed in"), _submitted),
        Column("state", _("Where it stands"), state),
        Column("since", _("Since"), lambda paper: timezone.localdate(paper.since)),
        Column("units", _("Units"), lambda paper: _AND.join(part.body.name for part in paper.parts.all())),
    ]


def _handling() -> list[Column]:
    return [
        Column("roles", _("Units and their parts"), _roles, usual=False),
        Column("wished", _("Units wished for"), _wished, usual=False),
        Column("lead", _("Merged into"), lambda paper: paper.lead.title if paper.lead else "", usual=False),
    ]


def _asked(flow: Workflow) -> list[Column]:
    specs = flow.submission.fields if flow.submission else ()
    return [
        Column(f"field.{spec.id}", wording.label(spec.label), _answer(spec), usual=False) for spec in specs
    ]


def _answer(spec: FieldSpec) -> Callable[[Paper], object]:
    def told(paper: Paper) -> str:
        return next((words for _name, words in rows.answers((spec,), paper.fields)), "")

    return told


def _first(paper: Paper) -> str:
    return paper.body.name if paper.body else paper.first.name if paper.first else ""


def _signers(paper: Paper) -> str:
    return _AND.join(row.person.name for row in paper.signers.all() if row.state == "confirmed")


def _submitted(paper: Paper) -> object:
    return timezone.localdate(paper.submitted_at) if paper.submitted_at else ""


def _roles(paper: Paper) -> str:
    return _AND.join(
        f"{part.body.name}（{rows.ROLES.get(part.role, part.role)}）" for part in paper.parts.all()
    )


def _wished(paper: Paper) -> str:
    return _AND.join(unit.name for unit in paper.wished.all())


def chosen(request: HttpRequest, flow: Workflow) -> list[Column]:
    """Return the columns that the visitor chose now or before, in their order; the usual ones if none.

    What is chosen now is kept for as long as they are signed in.
    """
    there = columns(flow)
    asked = request.GET.getlist("column")
    kept = request.session.get(_KEY, {})
    if asked:
        request.session[_KEY] = {**kept, flow.id: asked}
    wanted = asked or kept.get(flow.id, ())
    return [one for one in there if one.code in wanted] or [one for one in there if one.usual]


def cells(chosen_ones: Sequence[Column], papers: Iterable[Paper]) -> Iterable[list[object]]:
    """Yield the rows of the list."""
    for paper in papers:
        yield [column.cell(paper) for column in chosen_ones]
