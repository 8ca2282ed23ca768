"""Papers as Word documents: the sheet of one, what was handed to units, many in one document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from docx.document import Document as Document_

from tongxin.engine.kernel.official_words import session_words
from tongxin.engine.proceedings.rules import Workflow
from tongxin.engine.proceedings.submissions import Extent
from tongxin.store.queries.proceedings import Paper
from tongxin.web import official_page as page
from tongxin.web import official_parts as parts
from tongxin.web import proceeding_rows as rows
from tongxin.web import wording

_AND = "、"


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """Who makes a document, when, and of which kind of papers."""

    office: str
    flow: Workflow
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A line of the list of what units were given.

    Attributes:
        unit: the unit.
        paper: the paper.
        role: what the unit does.
        others: the other units that have a part in it, with what they do.
        due: last day of the reply; ``None`` where no deadline is declared.
    """

    unit: str
    paper: Paper
    role: str
    others: tuple[str, ...]
    due: date | None


def sheet(making: Making, paper: Paper, texts: dict[str, str]) -> bytes:
    """Return the sheet of one paper: facts, who signed and when, the parts of its text.

    Args:
        making: who makes it.
        paper: the paper with signers and wished units.
        texts: its text by the code of the part.
    """
    name = f"{making.office}{wording.label(making.flow.label)}"
    document = page.official_page(paper.title, making.office, making.at)
    page.page_numbers(document)
    parts.title(document, name, before=0)
    parts.table(document, (), list(_facts(making.flow, paper)), (36, 120))
    page.line(document)
    _text(document, making.flow, texts)
    return page.saved(document)


def _facts(flow: Workflow, paper: Paper) -> Iterable[tuple[str, str]]:
    form = flow.submission.form(paper.form) if flow.submission else None
    told = (
        (_("Number"), quoted(paper)),
        (_("Matter"), paper.title),
        (_("Form"), wording.label(form.label) if form else ""),
        (_("Body"), paper.body.name if paper.body else ""),
        (_("First signer"), paper.first.name if paper.first else ""),
        (_("Signers"), "\n".join(_signers(paper))),
        (_("Units wished for"), _AND.join(unit.name for unit in paper.wished.all())),
        *rows.answers(flow.submission.fields if flow.submission else (), paper.fields),
        (_("Handed in"), wording.day(_day(paper.submitted_at))),
    )
    return [(name, words) for name, words in told if words]


def _signers(paper: Paper) -> Iterable[str]:
    """Yield who was asked to sign with what they answered, and when."""
    for row in paper.signers.all():
        words = {"confirmed": _("signed"), "declined": _("declined")}.get(row.state, _("not answered yet"))
        answer = " ".join(filter(None, (words, wording.day(_day(row.answered_at)))))
        yield f"{row.person.name}（{answer}）"


def _text(document: Document_, flow: Workflow, texts: dict[str, str]) -> None:
    for part in flow.submission.parts if flow.submission else ():
        lines = [line for line in texts.get(part.id, "").split("\n") if line.strip()]
        if lines:
            parts.heading(document, wording.label(part.label), 2)
        for line in lines:
            page.body_text(document, line.strip())


def quoted(paper: Paper) -> str:
    """Return a paper's number as it is quoted: 十一届三次会议第012号; empty before it has one."""
    number = rows.number_words(paper)
    if not number:
        return ""
    return _("%(session)s, no. %(number)s") % {"session": session_words(paper.series), "number": number}


def _day(at: datetime | None) -> date | None:
    return timezone.localdate(at) if at else None


def handover_list(making: Making, handed: Sequence[Handed], about: str) -> bytes:
    """Return the list of papers that units were given: a table for each unit.

    Args:
        making: who makes it.
        handed: the lines, those of a unit together.
        about: which papers these are, such as those of a day.
    """
    name = _("List of papers handed over")
    document = page.official_page(name, making.office, making.at)
    page.page_numbers(document)
    parts.title(document, f"{making.office}{name}", before=0, after=0)
    day = {"day": wording.day(_day(making.at))}
    page.line(document, _("As of %(day)s") % day, parts.SMALL, align=page.Align.CENTER)
    if about:
        page.line(document, about, parts.SMALL, align=page.Align.CENTER)
    headings = (_("No."), _("Number"), _("Matter"), _("Proposer"), _("Part"), _("Other units"), _("Due"))
    for unit in dict.fromkeys(one.unit for one in handed):
        own = [one for one in handed if one.unit == unit]
        count = ngettext("%(num)s paper", "%(num)s papers", len(own)) % {"num": len(own)}
        parts.heading(document, f"{unit}（{count}）", 1)
        lines = [_line(number, one) for number, one in enumerate(own, 1)]
        parts.table(document, headings, lines, (10, 22, 44, 22, 12, 24, 22))
    return page.saved(document)


def _line(number: int, one: Handed) -> tuple[str, ...]:
    who = one.paper.body or one.paper.first
    return (
        str(number),
        quoted(one.paper),
        one.paper.title,
        who.name if who else "",
        one.role,
        "\n".join(one.others),
        one.due.isoformat() if one.due else "",
    )


def compilation(
    making: Making, papers: Sequence[Paper], texts: dict[int, dict[str, str]], about: str
) -> bytes:
    """Return many papers in one document, by theme, with contents; those kept closed are counted.

    Args:
        making: who makes it.
        papers: the papers, in order.
        texts: text of each paper by the code of the part.
        about: which papers these are.
    """
    name = _("%(kind)s: compilation") % {"kind": wording.label(making.flow.label)}
    document = page.official_page(name, making.office, making.at)
    page.page_numbers(document)
    open_ones = [paper for paper in papers if _extent(making.flow, paper) is not Extent.NOTHING]
    parts.title(document, f"{making.office}{name}")
    page.line(document, about, align=page.Align.CENTER)
    page.line(document, wording.day(_day(making.at)), align=page.Align.CENTER)
    page.line(document)
    for words in _counts(making.flow, papers, open_ones):
        page.body_text(document, words)
    themes = list(_themes(making.flow, open_ones))
    _contents(document, themes)
    for place, (theme, own) in enumerate(themes):
        parts.new_page(document)
        parts.heading(document, theme, 1, f"theme{place}")
        for paper in own:
            _entry(document, making.flow, paper, texts.get(paper.pk, {}))
    parts.reckon_pages_when_opened(document)
    return page.saved(document)


def concealed(flow: Workflow, paper: Paper) -> bool:
    """Tell whether a paper's text is hidden, as of one that was stopped as secret; no document has it."""
    state = flow.state(paper.state)
    return state is not None and state.concealed


def _extent(flow: Workflow, paper: Paper) -> Extent:
    if concealed(flow, paper):
        return Extent.NOTHING
    return flow.submission.compiled.extent(paper.fields) if flow.submission else Extent.NOTHING


def _counts(flow: Workflow, papers: Sequence[Paper], shown: Sequence[Paper]) -> Iterable[str]:
    """Yield how many papers are in it, and how many are shortened or left out, and why."""
    hidden = sum(concealed(flow, one) for one in papers)
    left, short = len(papers) - len(shown) - hidden, sum(_extent(flow, one) is Extent.SHORT for one in shown)
    yield ngettext(
        "%(num)s paper is in this document.", "%(num)s papers are in this document.", len(shown)
    ) % {"num": len(shown)}
    if short:
        yield ngettext(
            "Of %(num)s of them only the title is printed, as its proposer wished.",
            "Of %(num)s of them only the titles are printed, as their proposers wished.",
            short,
        ) % {"num": short}
    if left:
        yield ngettext(
            "%(num)s paper is left out because its proposer did not agree to publication.",
            "%(num)s papers are left out because their proposers did not agree to publication.",
            left,
        ) % {"num": left}
    if hidden:
        yield ngettext(
            "%(num)s paper is left out because its text is hidden.",
            "%(num)s papers are left out because their text is hidden.",
            hidden,
        ) % {"num": hidden}


def _themes(flow: Workflow, papers: Sequence[Paper]) -> Iterable[tuple[str, list[Paper]]]:
    """Yield each theme with its papers, in the order of the pack; papers without one come last."""
    rules = flow.submission
    by = rules.theme if rules else ""
    spec = next((one for one in rules.fields if one.id == by), None) if rules else None
    names = {choice.id: wording.label(choice.label) for choice in spec.choices} if spec else {}
    found: dict[str, list[Paper]] = {code: [] for code in (*names, "")}
    for paper in papers:
        code = str(paper.fields.get(by, ""))
        found[code if code in names else ""].append(paper)
    yield from ((names.get(code, _("Papers")), own) for code, own in found.items() if own)


def _contents(document: Document_, themes: Sequence[tuple[str, list[Paper]]]) -> None:
    page.line(document)
    page.line(document, _("Contents"), page.Type(page.HEI), align=page.Align.CENTER)
    for place, (theme, own) in enumerate(themes):
        parts.contents_line(document, theme, f"theme{place}")
        for paper in own:
            parts.contents_line(document, _named(paper), f"paper{paper.pk}", indent=1)


def _named(paper: Paper) -> str:
    return f"{rows.number_words(paper)} {paper.title}".strip()


def _entry(document: Document_, flow: Workflow, paper: Paper, texts: dict[str, str]) -> None:
    page.line(document)
    parts.heading(document, _named(paper), 2, f"paper{paper.pk}")
    signed = [row.person.name for row in paper.signers.all() if row.state == "confirmed"]
    who = [one.name for one in (paper.body, paper.first) if one]
    by = _("Handed in by %(names)s.") % {"names": _AND.join((*who, *signed))}
    page.body_text(document, "　".join(filter(None, (quoted(paper), by))))
    if _extent(flow, paper) is Extent.SHORT:
        page.body_text(document, _("The proposer agreed to the publication of the title alone."))
        return
    _text(document, flow, texts)
