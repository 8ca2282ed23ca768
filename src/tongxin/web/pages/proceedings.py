"""Papers: lists by whose turn it is, one paper with its text, its parts and its time line, signing."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Page
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tongxin.actions import proceedings as verbs
from tongxin.actions.acting import Invalid, Refused
from tongxin.actions.proceeding_desk import concealed, sees
from tongxin.actions.proceeding_revealing import reveal_paper
from tongxin.engine.kernel.rights import Scope
from tongxin.engine.kernel.workdays import Calendar
from tongxin.engine.proceedings.rules import Hand, Move, Workflow
from tongxin.store.queries import bulletins
from tongxin.store.queries import proceedings as queries
from tongxin.store.queries.paper_files import files_of
from tongxin.store.queries.proceedings import Paper
from tongxin.store.queries.workdays import calendar_of
from tongxin.web import blind_ratings as blind
from tongxin.web import proceeding_editions as editions
from tongxin.web import proceeding_origins as origins
from tongxin.web import proceeding_rows as rows
from tongxin.web import standing_on, wording
from tongxin.web.access import PageRequest, page
from tongxin.web.led_papers import chosen_lists
from tongxin.web.paper_lights import lights
from tongxin.web.proceeding_documents import documents
from tongxin.web.proceeding_filter import PaperFilter
from tongxin.web.proceeding_replies import replies
from tongxin.web.proceeding_text import headed
from tongxin.web.standing_by import standing_by
from tongxin.web.standing_on import Ground
from tongxin.web.together_rows import possible


@require_GET
@page("read", "proceeding")
def index(request: PageRequest) -> HttpResponse:
    """List the papers of the first kind that the mechanism knows."""
    where = standing_on.ground(request)
    first = next((flow for flow in where.mechanism.workflows if flow.submission), None)
    if first is None:
        return render(request, "tongxin/proceedings/none.html", {"where": where})
    return _listed(request, where, first)


@require_GET
@page("read", "proceeding")
def listing(request: PageRequest, workflow: str) -> HttpResponse:
    """List papers of a kind, by state and by words of the title."""
    where = standing_on.ground(request)
    return _listed(request, where, rows.flow_or_404(where, workflow))


def _listed(request: PageRequest, where: Ground, flow: Workflow) -> HttpResponse:
    asked = PaperFilter.read(request.GET)
    found = asked.applied(queries.papers_of(where.committee.pk, flow.id).filter(rows.within(request)))
    found = found.distinct()
    shown: Page[Paper] = standing_on.paged(request, found)  # type: ignore[arg-type]  # rows in order
    context = {
        "where": where,
        "flow": flow,
        "page": shown,
        "lines": rows.lines(flow, shown.object_list, where.day),
        "numbers": _numbers(flow, shown.object_list),
        "lights": lights(where, flow, list(shown.object_list)),
        "batches": [move for move in flow.moves if move.batch] if _reviews(request) else [],
        "kinds": _kinds(where, flow),
        "options": _options(request, where, flow),
        "q": asked.words,
        "state": asked.state,
        "asked": asked.query(),
        "narrowed": bool(asked),
        "has_units": bool(request.actor.unit_ids),
        "together": _together(request, where, flow),
        "submits": request.actor.scope("proceeding", "submit") is not None,
        "desks": _desks(request, where, flow),
        "to_sign": queries.to_sign(where.committee.pk, request.actor.person_id),
    }
    return render(request, "tongxin/proceedings/list.html", context)


def _desks(request: PageRequest, where: Ground, flow: Workflow) -> list[tuple[str, str]]:
    """Return the working pages that the visitor may open: word and address, in the order of the work."""
    handled = rows.part_flow(where.mechanism, flow) is not None
    may = {verb: request.actor.scope("proceeding", verb) is not None for verb in ("review", "handle")}
    found = [
        (may["review"], _("To be decided"), "proceeding-queue"),
        (handled and may["handle"], _("What we handle"), "proceeding-ours"),
        (handled and request.scope is Scope.COMMITTEE, _("Who has what"), "proceeding-monitor"),
        (handled, _("Promises"), "proceeding-promises"),
        (flow.submission is not None and flow.submission.topics, _("Suggested topics"), "proceeding-topics"),
    ]
    working = [(words, reverse(name, args=[flow.id])) for open_, words, name in found if open_]
    return working + [(words, address) for words, address, _current in chosen_lists(flow)]


def _reviews(request: PageRequest) -> bool:
    return request.actor.scope("proceeding", "review") is not None


def _numbers(flow: Workflow, papers: Iterable[Paper]) -> dict[int, str]:
    """Return each paper's number as it is quoted: its own, or that of the bulletin in which it was issued."""
    if not flow.bulletins:
        return {paper.pk: rows.number_words(paper) for paper in papers}
    found = bulletins.in_bulletins(paper.pk for paper in papers)
    return {pk: f"{issue.period}-{issue.number:02}" for pk, issue in found.items()}


def _together(request: PageRequest, where: Ground, flow: Workflow) -> list[Move]:
    """Return the moves that the visitor may make for many papers at once."""
    if request.actor.scope("proceeding", "dispatch") is None:
        return []
    flows = filter(None, (flow, rows.part_flow(where.mechanism, flow)))
    return [move for of in flows for move in of.moves if possible(move, part=of.id != flow.id)]


def _kinds(where: Ground, shown: Workflow) -> list[tuple[str, str, bool]]:
    """Return the kinds of papers as tabs: word, address, whether it is the one shown."""
    return [
        (wording.label(flow.label), reverse("proceedings-of", args=[flow.id]), flow.id == shown.id)
        for flow in where.mechanism.workflows
        if flow.submission
    ]


def _options(request: PageRequest, where: Ground, flow: Workflow) -> list[tuple[str, str]]:
    """Return the states in which there are papers, with how many."""
    counts = queries.count_by_state(where.committee.pk, flow.id, rows.within(request))
    there = [
        (state.id, f"{wording.label(state.label)} {counts[state.id]}")
        for state in flow.states
        if state.id in counts
    ]
    return [("", _("All")), *there]


@require_GET
@page("read", "proceeding")
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Show a paper: where it stands, what the visitor may do, its text, its parts, its time line."""
    return _document(request, rows.paper_or_404(request, pk), revealed=False)


@require_POST
@page("reveal", "proceeding")
def reveal(request: PageRequest, pk: int) -> HttpResponse:
    """Show what is hidden in a paper once; that is put on record first."""
    paper = rows.paper_or_404(request, pk)
    reveal_paper(request.actor, pk)
    return _document(request, paper, revealed=True)


def _document(request: PageRequest, paper: Paper, *, revealed: bool) -> HttpResponse:
    where = standing_on.ground(request)
    flow = rows.flow_or_404(where, paper.workflow)
    inner = rows.part_flow(where.mechanism, flow)
    version, text = queries.text_beside(paper)
    line = queries.timeline(paper)
    offers = rows.offers(request, flow, paper, line)
    calendar = calendar_of(where.committee.pk, where.mechanism)
    hidden = concealed(flow, paper) and not revealed
    joined = queries.joined_to(paper, rows.supporting(flow))
    said = blind.ratings(request.actor, calendar, (flow, inner), line)
    context = {
        "where": where,
        "flow": flow,
        "paper": paper,
        "number": rows.number_words(paper),
        "state": flow.state(paper.state),
        "shape": rows.shape_of(flow, flow.state(paper.state), mine=bool(offers)),
        "form": flow.submission.form(paper.form) if flow.submission else None,
        "text": headed(flow, text if not hidden else {}),
        "hidden": hidden,
        "versions": version,
        "answers": list(rows.answers(flow.submission.fields if flow.submission else (), paper.fields)),
        "offers": offers,
        "dues": _dues(request, calendar, flow, line),
        "writable": _writable(request, flow, paper),
        "signs": _signs(request, flow, paper),
        "parts": rows.parts(request, calendar, inner, (paper, line), said.over),
        "events": rows.events(
            flow, inner, line, revealed=revealed, unseen=blind.unseen(request.actor, paper, inner, said)
        ),
        "replies": replies(inner, line),
        **_beside(request, flow, paper, line),
        "may_reveal": not revealed and _hides(request, flow, inner, (paper, line)),
        "revealed": revealed,
        "merged": [one for one in joined if one.lead_id == paper.pk],
        "supporters": [one for one in joined if paper.pk not in {one.lead_id, one.origin_id}],
        "kin": _kin(request, paper, [one for one in joined if one.origin_id == paper.pk]),
        "supported": rows.supported(flow, paper, line),
        "weighs": not hidden and _weighs(request, paper),
        "documents": documents(request, where.mechanism, flow, paper),
        "files": files_of(paper) if flow.submission and flow.submission.files and not hidden else [],
        "takes_files": flow.submission.files if flow.submission and _writable(request, flow, paper) else 0,
        "standing_by": standing_by(request, paper),
    }
    return render(request, "tongxin/proceedings/detail.html", context)


def _beside(request: PageRequest, flow: Workflow, paper: Paper, line: list[queries.Row]) -> dict[str, object]:
    """Return what stands beside a paper: the office's version, its bulletin, what it came from and became."""
    edited = any(state.edited for state in flow.states)
    shown = edited and editions.shown(request, flow, paper)
    edition = bulletins.newest_edition(paper) if shown else None
    issue = next((row.bulletin for row in line if row.bulletin), None)
    return {
        "edition": edition,
        "edition_text": headed(flow, edition.parts) if edition else [],
        "editable": edited and editions.editable(request, flow, paper),
        "bulletin": issue,
        "bulletin_words": rows.bulletin_words(flow, issue) if issue else "",
        "behind": origins.behind(request, paper),
    }


def _kin(request: PageRequest, paper: Paper, became: list[Paper]) -> list[tuple[bool, Paper]]:
    """Return the paper that one came from, marked, and those that it became, if the visitor sees them."""
    scope = request.actor.scope("proceeding", "read") or Scope.OWN
    found = [(True, paper.origin)] if paper.origin else []
    found += [(False, one) for one in became]
    return [(came, one) for came, one in found if sees(request.actor, scope, one)]


def _hides(
    request: PageRequest, flow: Workflow, inner: Workflow | None, what: tuple[Paper, list[queries.Row]]
) -> bool:
    """Tell whether something of a paper is hidden that the visitor may have shown."""
    paper, line = what
    if request.actor.scope("proceeding", "reveal") is None:
        return False
    if concealed(flow, paper):
        return True
    sensitive = {
        (move.id, spec.id)
        for rules in (flow, inner)
        for move in (rules.moves if rules else ())
        for spec in move.fields
        if spec.sensitive
    }
    return any((row.move, key) in sensitive for row in line for key in row.fields)


def _weighs(request: PageRequest, paper: Paper) -> bool:
    """Tell whether the visitor weighs what says the same: the office, until units have the paper."""
    return request.actor.scope("proceeding", "review") is not None and not paper.parts.all()


def _dues(
    request: PageRequest, calendar: Calendar, flow: Workflow, line: list[queries.Row]
) -> tuple[rows.Due, ...]:
    """Return the deadlines of the paper itself that run."""
    made = queries.made(row for row in line if row.part_id is None)
    found = rows.deadlines_of(calendar, flow, made)
    return rows.dues(calendar, found, timezone.localdate(request.actor.at))


def _writable(request: PageRequest, flow: Workflow, paper: Paper) -> bool:
    state = flow.state(paper.state)
    hands = rows.moment_of(request.actor, paper).hands
    first = paper.state == flow.start or (state is not None and state.hand is Hand.PROPOSER)
    may = request.actor.scope("proceeding", "submit") is not None
    return may and first and bool(hands & {Hand.PROPOSER, Hand.OFFICE}) and not paper.parts.all()


def _signs(request: PageRequest, flow: Workflow, paper: Paper) -> bool:
    """Tell whether the visitor is asked to sign now."""
    state = flow.state(paper.state)
    person = request.actor.person_id
    asked = any(row.person_id == person and row.state == "asked" for row in paper.signers.all())
    may = request.actor.scope("proceeding", "submit") is not None
    return may and asked and state is not None and state.hand is Hand.SIGNER


@require_POST
@page("submit", "proceeding")
def sign(request: PageRequest, pk: int) -> HttpResponse:
    """Take whether the visitor signs."""
    signs = request.POST.get("answer") == "sign"
    try:
        verbs.answer_signing(request.actor, pk, signs=signs)
    except Refused as refusal:
        raise Http404 from refusal
    except Invalid as problem:
        messages.error(request, " ".join(wording.issue(issue) for issue in problem.issues))
    else:
        messages.success(request, _("You signed.") if signs else _("You declined; the first signer sees it."))
    return redirect("proceeding", pk)


@require_POST
@page("submit", "proceeding")
def stand_by(request: PageRequest, pk: int) -> HttpResponse:
    """Take whether the visitor stands by a paper that was entered for them."""
    rows.paper_or_404(request, pk)
    stands = request.POST.get("answer") == "confirm"
    try:
        verbs.stand_by_paper(request.actor, pk, stands=stands)
    except Refused as refusal:
        raise Http404 from refusal
    words = _("Confirmed. It is yours.") if stands else _("The office sees that it is not yours.")
    messages.success(request, words)
    return redirect("proceeding", pk)


urls: list[URLPattern] = [
    path("proceedings/", index, name="proceedings"),
    path("proceedings/<slug:workflow>/", listing, name="proceedings-of"),
    path("proceedings/papers/<int:pk>/", detail, name="proceeding"),
    path("proceedings/papers/<int:pk>/sign/", sign, name="proceeding-sign"),
    path("proceedings/papers/<int:pk>/stand-by/", stand_by, name="proceeding-stand-by"),
    path("proceedings/papers/<int:pk>/reveal/", reveal, name="proceeding-reveal"),
]
