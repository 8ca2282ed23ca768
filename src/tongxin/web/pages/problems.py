"""Errors as pages in the visitor's language, each with a way on."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tongxin.engine.kernel.issues import Issue
from tongxin.web import wording


def _problem(request: HttpRequest, status: int, title: str, advice: str) -> HttpResponse:
    context = {
        "title": title,
        "advice": advice,
        "status": status,
        "request_id": getattr(request, "request_id", ""),
    }
    return render(request, "tongxin/problem.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the request could not be understood."""
    del exception
    return _problem(request, 400, _("This request could not be read"), _("Go back and try again."))


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the visitor's roles do not allow this page."""
    del exception
    advice = _("Your roles do not include this page. If your work needs it, ask the office to grant it.")
    return _problem(request, 403, _("You may not open this page"), advice)


def invalid(request: HttpRequest, issues: Iterable[Issue]) -> HttpResponse:
    """Say what is wrong with input that no form can show, such as a button pressed on an old page."""
    advice = " ".join(wording.issue(issue) for issue in issues)
    return _problem(request, 422, _("This cannot be done"), advice)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page or record."""
    del exception
    advice = _("The address may be mistyped, or the record lies outside what you may see.")
    return _problem(request, 404, _("There is no such page"), advice)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours, with the number that the log carries too."""
    advice = _("Nothing you saved before is lost. Try again; if it stays, give this number to the office.")
    return _problem(request, 500, _("Something went wrong on our side"), advice)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page was open too long, so that its form is no longer trusted."""
    del reason
    advice = _("The page was open for too long. Go back, load it again and send it once more.")
    return _problem(request, 403, _("The form has expired"), advice)
