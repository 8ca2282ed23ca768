"""Complaints and suggestions about the system: the form behind every footer, and the administrator's list."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tongxin.actions import complaints as verbs
from tongxin.actions.acting import Invalid
from tongxin.store.queries import complaints as queries
from tongxin.web import wording
from tongxin.web.access import PageRequest, page

PAGE = 50
Problem = tuple[str, str]


@require_http_methods(["GET", "POST"])
@page("use", "account")
def write(request: PageRequest) -> HttpResponse:
    """Take a complaint or suggestion, and show the earlier ones with their answers."""
    text = request.POST.get("text", "")
    about = request.POST.get("page", request.GET.get("page", ""))[:200]
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            verbs.write_complaint(request.actor, text, about)
        except Invalid as problem:
            problems = _problems(problem)
        else:
            messages.success(request, _("Thank you. The administrator reads it; the answer will stand here."))
            return redirect("complaint")
    context = {
        "text": text,
        "about": about,
        "problems": problems,
        "most": verbs.MOST_CHARACTERS,
        "written": queries.of_user(request.actor.user)[:PAGE],
    }
    return render(request, "tongxin/complaints/edit.html", context, status=422 if problems else 200)


@require_GET
@page("read", "complaint")
def index(request: PageRequest) -> HttpResponse:
    """List what people wrote; what waits for an answer comes first."""
    rows = queries.of_committee(request.actor.committee)
    context = {"shown": Paginator(rows, PAGE).get_page(request.GET.get("page"))}
    return render(request, "tongxin/complaints/list.html", context)


@require_GET
@page("read", "complaint")
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Show one complaint with its answer, or a form for it."""
    return _detail(request, pk, "", [])


@require_http_methods(["POST"])
@page("answer", "complaint")
def answer(request: PageRequest, pk: int) -> HttpResponse:
    """Answer a complaint."""
    text = request.POST.get("answer", "")
    try:
        verbs.answer_complaint(request.actor, pk, text)
    except Invalid as problem:
        return _detail(request, pk, text, _problems(problem))
    messages.success(request, _("Your answer is kept; its writer sees it."))
    return redirect("complaints")


def _detail(request: PageRequest, pk: int, text: str, problems: list[Problem]) -> HttpResponse:
    found = queries.of_committee(request.actor.committee).filter(pk=pk).first()
    if found is None:
        raise Http404
    context = {"complaint": found, "text": text, "problems": problems}
    return render(request, "tongxin/complaints/detail.html", context, status=422 if problems else 200)


def _problems(problem: Invalid) -> list[Problem]:
    return [(wording.issue(issue), f"id_{issue.place}" if issue.place else "") for issue in problem.issues]


urls: list[URLPattern] = [
    path("complaint/", write, name="complaint"),
    path("complaints/", index, name="complaints"),
    path("complaints/<int:pk>/", detail, name="complaint-detail"),
    path("complaints/<int:pk>/answer/", answer, name="complaint-answer"),
]
