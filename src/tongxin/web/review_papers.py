"""Reviews as Word documents: the material pack for the meeting, and the result."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from docx.document import Document as Paper

from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.reviews.rules import ReviewKind
from tongxin.store.queries.reviews import Item, Round
from tongxin.web import official_page as page
from tongxin.web import wording
from tongxin.web.review_rows import MaterialRows, band_word, material_rows


def material_pack(
    row: Round, items: Iterable[Item], kind: ReviewKind, mechanism: Mechanism, office: str
) -> bytes:
    """Return the material of a round, one section each, in the order of speaking.

    Args:
        row: the round.
        items: who is reviewed, with the frozen material.
        kind: the kind of review.
        mechanism: the mechanism, for labels.
        office: name of the committee.
    """
    paper = _paper(
        _("%(kind)s: material %(year)s") % {"kind": wording.label(kind.label), "year": row.year}, office
    )
    said = {
        "from": wording.day(row.looks_from),
        "to": wording.day(row.looks_to),
        "at": wording.moment(row.frozen_at),
    }
    paper.add_paragraph(_("Records from %(from)s to %(to)s, as known on %(at)s.") % said)
    for item in items:
        paper.add_heading(f"{item.place}. {item.name}", 1)
        _material(paper, material_rows(mechanism, kind, item, item.material))
    return page.saved(paper)


def result(row: Round, items: Iterable[Item], kind: ReviewKind, mechanism: Mechanism, office: str) -> bytes:
    """Return the result of a round: figures, comments, conclusion and tasks of each; and who signed."""
    paper = _paper(
        _("%(kind)s: result %(year)s") % {"kind": wording.label(kind.label), "year": row.year}, office
    )
    if row.met_on:
        paper.add_paragraph(_("Meeting on %(day)s.") % {"day": wording.day(row.met_on)})
    for item in items:
        paper.add_heading(f"{item.place}. {item.name}", 1)
        _material(paper, material_rows(mechanism, kind, item, item.material), records=False)
        for remark in item.comments.all():
            who = remark.reviewer.display_name or remark.reviewer.username
            band = band_word(kind, remark.band)
            paper.add_paragraph(f"{who}{f'（{band}）' if band else ''}：{remark.text}")
        band = band_word(kind, item.band)
        line = paper.add_paragraph()
        line.add_run(_("Conclusion: ")).bold = True
        line.add_run(f"{band}。{item.conclusion}" if band else item.conclusion)
        for task in item.tasks.all():
            values = {
                "task": task.text,
                "who": task.person.name if task.person else "–",
                "due": wording.day(task.due),
            }
            paper.add_paragraph(_("Task: %(task)s (%(who)s, by %(due)s)") % values, style="List Bullet")
    if row.signed_by:
        last = paper.add_paragraph(_("Signed: %(name)s") % {"name": row.signed_by})
        last.alignment = page.Align.RIGHT
        day = paper.add_paragraph(wording.day(row.concluded_at.date()) if row.concluded_at else "")
        day.alignment = page.Align.RIGHT
    return page.saved(paper)


def _paper(title: str, office: str) -> Paper:
    paper = page.official_page(title, office)
    page.page_numbers(paper)
    page.line(paper, office, align=page.Align.CENTER)
    paper.add_heading(title, 0).alignment = page.Align.CENTER
    return paper


def _material(paper: Paper, found: MaterialRows, *, records: bool = True) -> None:
    table = paper.add_table(rows=1, cols=3)
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, (_("Criterion"), _("Figure"), _("Value")), strict=True):
        cell.text = str(text)
    for label, figures in found.criteria:
        for figure in figures:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = wording.label(label), wording.label(figure.label)
            cells[2].text = figure.value
    if not records:
        return
    paper.add_paragraph(_("Records of the year: %(count)s") % {"count": len(found.records)})
    for one in found.records:
        kind = wording.label(one.kind.label) if one.kind else one.code
        paper.add_paragraph(f"{wording.day(one.day)} {kind} #{one.id}", style="List Bullet")
