"""Problems of enterprises: who has had them how long, one problem with its steps, the enterprise's word."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tongxin.actions import problems as verbs
from tongxin.actions.acting import Invalid
from tongxin.engine.kernel.rights import Scope
from tongxin.engine.ledger.problems import Problem, Turn
from tongxin.engine.roster.vocabulary import Family
from tongxin.store.queries import problems as queries
from tongxin.store.queries.ledger import lines_of
from tongxin.store.queries.problems import Case
from tongxin.web import standing_on, wording
from tongxin.web.access import PageRequest, page, public
from tongxin.web.forms import sent, show_issues
from tongxin.web.forms.problem import AnswerForm, HandForm, WordForm
from tongxin.web.link_rows import Named, bodies_named
from tongxin.web.problem_words import TURNS
from tongxin.web.standing_on import Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A problem with its words."""

    problem: Problem
    title: str
    enterprise: Named
    handler: str
    shape: str
    word: str


@require_GET
@page("read", "problem")
def index(request: PageRequest) -> HttpResponse:
    """List the problems, those that have waited longest first."""
    where = standing_on.ground(request)
    rows = rows_of(request, where)
    wanted = request.GET.get("turn", "")
    shown = [row for row in rows if not wanted or row.problem.turn.value == wanted]
    context = {
        "where": where,
        "rows": standing_on.paged(request, shown),
        "turn": wanted,
        "turns": [(turn.value, word) for turn, (_shape, word) in TURNS.items()],
        "open": sum(row.problem.closed is None for row in rows),
        "total": len(rows),
    }
    return render(request, "tongxin/problems_raised/list.html", context)


def rows_of(request: PageRequest, where: Ground) -> list[Row]:
    """Return the problems that a visitor may see: all, or those handed to their department."""
    at = (where.committee.pk, where.mechanism, where.day)
    whole = request.scope is Scope.COMMITTEE
    found = (
        queries.problems_of(*at) if whole else queries.problems_handed_to(*at, bodies=request.actor.unit_ids)
    )
    cases = queries.cases_of(where.committee.pk)
    lines = {line.id: line.title for line in lines_of(where.committee.pk, [one.happening for one in found])}
    return [_row(where, one, lines.get(one.happening, ""), cases.get(one.happening)) for one in found]


def _row(where: Ground, one: Problem, title: str, case: Case | None) -> Row:
    shape, word = TURNS[one.turn]
    return Row(
        problem=one,
        title=title,
        enterprise=bodies_named(where, [one.enterprise])[0] if one.enterprise else Named(""),
        handler=case.handed_to.name if case else "",
        shape=shape,
        word=str(word),
    )


@require_http_methods(["GET", "POST"])
@page("read", "problem")
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Show one problem with its steps, and take the next one: handing on, or the answer."""
    return _shown(request, pk, "")


def _shown(request: PageRequest, pk: int, link: str) -> HttpResponse:
    where = standing_on.ground(request)
    row = next((one for one in rows_of(request, where) if one.problem.happening == pk), None)
    if row is None:
        raise Http404
    case = queries.case_of(where.committee.pk, pk)
    posted = request.method == "POST" and not link
    units = [(unit.id, unit.name) for unit in where.directory.of_family(Family.HANDLING_UNIT)]
    hand = HandForm(request.POST if posted and "unit" in request.POST else None, units=units)
    answer = AnswerForm(request.POST if posted and "text" in request.POST else None)

    def handed(given: dict[str, int]) -> bool:
        verbs.hand_problem(request.actor, pk, given["unit"])
        return True

    def answered(given: dict[str, str]) -> bool:
        verbs.answer_problem(request.actor, pk, given["text"])
        return True

    if (hand.is_bound and sent(request, hand, handed)) or (
        answer.is_bound and sent(request, answer, answered)
    ):
        messages.success(request, _("Kept; the next one is asked."))
        return redirect("problem", pk)
    turn = row.problem.turn
    context = {
        "where": where,
        "row": row,
        "case": case,
        "text": queries.said_first(pk),
        "link": link,
        "hand": hand if turn not in {Turn.CLOSED, Turn.TO_RECORD} else None,
        "answer": answer if turn in {Turn.HANDLER, Turn.HANDLER_AGAIN} else None,
        "asks": turn is Turn.ENTERPRISE,
        "records": turn is Turn.TO_RECORD,
    }
    status = 422 if posted else 200
    return render(request, "tongxin/problems_raised/detail.html", context, status=status)


@never_cache
@require_POST
@page("hand", "problem")
def ask(request: PageRequest, pk: int) -> HttpResponse:
    """Make the one-time link and show it this once."""
    try:
        token = verbs.ask_enterprise(request.actor, pk)
    except Invalid as problem:
        messages.error(request, " ".join(wording.issue(issue) for issue in problem.issues))
        return redirect("problem", pk)
    return _shown(request, pk, request.build_absolute_uri(reverse("problem-word", args=[token])))


@require_POST
@page("hand", "problem")
def close(request: PageRequest, pk: int) -> HttpResponse:
    """Record the solution that the enterprise confirmed."""
    try:
        entry = verbs.close_problem(request.actor, pk)
    except Invalid as problem:
        messages.error(request, " ".join(wording.issue(issue) for issue in problem.issues))
        return redirect("problem", pk)
    messages.success(request, _("Recorded. The problem is closed."))
    return redirect("entry", entry)


@never_cache
@public
@require_http_methods(["GET", "POST"])
def word(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the enterprise, by its one-time link, whether its problem is solved."""
    case = queries.case_asked(verbs.digest_of(token))
    form = WordForm(request.POST or None)
    if request.method == "POST" and case is not None and form.is_valid():
        given = form.cleaned_data
        try:
            verbs.say_by_link(
                token, given["name"], given["text"], timezone.localtime(), solved=given["solved"] == "yes"
            )
        except Invalid as problem:
            show_issues(form, problem.issues)
        else:
            return render(
                request, "tongxin/problems_raised/word.html", {"case": None, "said": True, "form": form}
            )
    context = {"case": case, "said": False, "form": form}
    status = 404 if case is None else 422 if form.is_bound else 200
    return render(request, "tongxin/problems_raised/word.html", context, status=status)


urls: list[URLPattern] = [
    path("problems/", index, name="problems"),
    path("problems/<int:pk>/", detail, name="problem"),
    path("problems/<int:pk>/ask/", ask, name="problem-ask"),
    path("problems/<int:pk>/close/", close, name="problem-close"),
    path("answer/<str:token>/", word, name="problem-word"),
]
