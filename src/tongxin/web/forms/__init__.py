"""Forms of the pages that are not made from the pack."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest

from tongxin.actions.acting import Invalid
from tongxin.engine.kernel.issues import Issue
from tongxin.web import wording

Done = TypeVar("Done")


def show_issues(form: Form, issues: Iterable[Issue]) -> None:
    """Put what a verb found wrong beside the fields of a form; what has no field stands above them."""
    for issue in issues:
        form.add_error(issue.place if issue.place in form.fields else None, wording.issue(issue))


@dataclass(frozen=True, slots=True)
class Sent(Generic[Done]):
    """What a verb returned for a form that was sent and taken."""

    value: Done


def sent(
    request: HttpRequest, form: Form, act: Callable[[dict[str, Any]], Done], said: str = ""
) -> Sent[Done] | None:
    """Do what a form asks for: if it is sent and valid, and the verb finds nothing wrong.

    Args:
        request: the page's request.
        form: the form; what is wrong is put on it.
        act: the verb, given the form's values.
        said: what the visitor is told then.

    Returns:
        what the verb returned, or ``None``: the form is to be shown, with status 422 if it was sent.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        done = Sent(act(form.cleaned_data))
    except Invalid as problem:
        show_issues(form, problem.issues)
        return None
    if said:
        messages.success(request, said)
    return done
