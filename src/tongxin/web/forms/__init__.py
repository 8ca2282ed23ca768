"""Forms of the pages that are not made from the pack."""

from collections.abc import Iterable

from django.forms import Form

from tongxin.engine.kernel.issues import Issue
from tongxin.web import wording


def show_issues(form: Form, issues: Iterable[Issue]) -> None:
    """Put what a verb found wrong beside the fields of a form; what has no field stands above them."""
    for issue in issues:
        form.add_error(issue.place if issue.place in form.fields else None, wording.issue(issue))
