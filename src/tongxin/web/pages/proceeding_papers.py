"""Papers as Word documents: sheet, letters, list of what was handed over, compilation."""

from datetime import date, datetime, time

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tongxin.actions.letters import may_take
from tongxin.actions.proceedings import export_papers
from tongxin.engine.kernel.rights import Scope
from tongxin.engine.proceedings.lettering import Written, from_plain
from tongxin.engine.proceedings.rules import Workflow
from tongxin.store.queries import letters, proceedings
from tongxin.store.queries.workdays import calendar_of
from tongxin.web import proceeding_handover, proceeding_papers, standing_on, wording
from tongxin.web import proceeding_rows as rows
from tongxin.web.access import PageRequest, page
from tongxin.web.file_answers import file_answer
from tongxin.web.letter_papers import letter_paper
from tongxin.web.letter_print import printed_letter
from tongxin.web.official_files import paper_as_pdf
from tongxin.web.proceeding_filter import PaperFilter
from tongxin.web.proceeding_papers import Making
from tongxin.web.standing_on import Ground


def _letter(name: str, written: Written, form: str, at: datetime) -> HttpResponse:
    """Return a letter as a file: Word or PDF, from the same values."""
    made = letter_paper(written, at) if form == "docx" else paper_as_pdf(printed_letter(written), at)
    return file_answer(name, form, made)


def _making(request: PageRequest, where: Ground, flow: Workflow) -> Making:
    return Making(office=where.committee.name, flow=flow, at=request.actor.at)


@require_GET
@page("read", "proceeding")
def sheet(request: PageRequest, pk: int) -> HttpResponse:
    """Return the sheet of a paper."""
    where = standing_on.ground(request)
    paper = rows.paper_or_404(request, pk)
    flow = rows.flow_or_404(where, paper.workflow)
    if proceeding_papers.concealed(flow, paper):
        raise Http404
    _version, text = proceedings.text_beside(paper)
    content = proceeding_papers.sheet(_making(request, where, flow), paper, text)
    return file_answer(f"{rows.number_words(paper)}{paper.title}", "docx", content)


@require_GET
@page("read", "proceeding")
def letter(request: PageRequest, pk: int, form: str) -> HttpResponse:
    """Return a letter that was issued, as it was read then."""
    issued, written = _issued_or_404(request, pk)
    return _letter(f"{issued.name}{written.number}", written, form, issued.issued_at)


@require_GET
@page("read", "proceeding")
def attached(request: PageRequest, pk: int, form: str) -> HttpResponse:
    """Return the form that was attached to a letter, to be filled in by hand."""
    issued, written = _issued_or_404(request, pk)
    if written.attached is None:
        raise Http404
    return _letter(written.attached.title, written.attached, form, issued.issued_at)


def _issued_or_404(request: PageRequest, pk: int) -> tuple[letters.Letter, Written]:
    """Return a letter that the visitor may take.

    Raises:
        Http404: there is none, or it is not for the visitor.
    """
    issued = letters.letter_of(request.actor.committee, pk)
    if issued is None:
        raise Http404
    whole = request.scope is Scope.COMMITTEE
    if not may_take(request.actor, issued.proceeding, issued, whole=whole):
        raise Http404
    return issued, from_plain(issued.content)


@require_GET
@page("read", "proceeding")
def handover(request: PageRequest, workflow: str) -> HttpResponse:
    """Return what units were given: one unit's, a day's, or what the list's filter leaves."""
    where = standing_on.ground(request)
    flow = rows.flow_or_404(where, workflow)
    inner = rows.part_flow(where.mechanism, flow)
    if inner is None:
        raise Http404
    asked = PaperFilter.read(request.GET)
    papers = asked.applied(proceedings.papers_of(where.committee.pk, flow.id)).order_by()
    day = _day(request.GET.get("day", ""))
    condition = _units(request) & Q(proceeding__in=papers.values("pk")) & _begun(day)
    calendar = calendar_of(where.committee.pk, where.mechanism)
    handed = proceeding_handover.lines(
        inner, calendar, proceedings.handed_over(where.committee.pk, flow.id, condition)
    )
    if not handed:
        raise Http404
    about = asked.told(flow, inner) if asked else ""
    told = _("Handed over on %(day)s") % {"day": wording.day(day)} if day else about
    content = proceeding_papers.handover_list(_making(request, where, flow), handed, told)
    return file_answer(_("List of papers handed over"), "docx", content)


def _units(request: PageRequest) -> Q:
    """Return the condition that a part is of the unit asked for, within what the visitor may see.

    Raises:
        Http404: the visitor has no unit of their own, or asks for another one.
    """
    asked = request.GET.get("body", "")
    body = int(asked) if asked.isdecimal() else None
    if request.scope is Scope.COMMITTEE:
        return Q(body=body) if body is not None else Q()
    own = request.actor.unit_ids if body is None else request.actor.unit_ids & {body}
    if not own:
        raise Http404
    return Q(body__in=own)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _begun(day: date | None) -> Q:
    if day is None:
        return Q()
    first = timezone.make_aware(datetime.combine(day, time.min))
    return Q(begun_at__gte=first, begun_at__lte=timezone.make_aware(datetime.combine(day, time.max)))


@require_GET
@page("export", "proceeding")
def compilation(request: PageRequest, workflow: str) -> HttpResponse:
    """Return the papers that the list's filter leaves in one document, without those kept closed."""
    where = standing_on.ground(request)
    flow = rows.flow_or_404(where, workflow)
    asked = PaperFilter.read(request.GET)
    found = asked.applied(proceedings.papers_of(where.committee.pk, flow.id).filter(rows.within(request)))
    handed_in = found.filter(submitted_at__isnull=False).distinct().prefetch_related("signers__person")
    papers = list(handed_in.order_by("series", "number", "submitted_at", "pk"))
    if not papers:
        raise Http404
    export_papers(request.actor, flow.id, len(papers))
    texts = proceedings.newest_texts(paper.pk for paper in papers)
    told = asked.told(flow, rows.part_flow(where.mechanism, flow))
    content = proceeding_papers.compilation(_making(request, where, flow), papers, texts, told)
    return file_answer(_("%(kind)s: compilation") % {"kind": wording.label(flow.label)}, "docx", content)


urls: list[URLPattern] = [
    path("proceedings/papers/<int:pk>/sheet.docx", sheet, name="proceeding-sheet"),
    path("proceedings/letters/<int:pk>.docx", letter, {"form": "docx"}, name="proceeding-letter"),
    path("proceedings/letters/<int:pk>.pdf", letter, {"form": "pdf"}, name="proceeding-letter-pdf"),
    path("proceedings/letters/<int:pk>/form.docx", attached, {"form": "docx"}, name="proceeding-letter-form"),
    path(
        "proceedings/letters/<int:pk>/form.pdf", attached, {"form": "pdf"}, name="proceeding-letter-form-pdf"
    ),
    path("proceedings/<slug:workflow>/handover.docx", handover, name="proceedings-handover"),
    path("proceedings/<slug:workflow>/compilation.docx", compilation, name="proceedings-compilation"),
]
