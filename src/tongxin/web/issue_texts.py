"""The sentence of every issue code; a test demands one for each code in use.

The sentences stand in files by theme, each with a ``TEXTS`` table; a code stands in one of them only.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongxin.engine.kernel.issues import Issue
from tongxin.web import (
    account_issue_texts,
    claim_issue_texts,
    duty_issue_texts,
    entry_issue_texts,
    official_issue_texts,
    pack_issue_texts,
    pairing_issue_texts,
    proceeding_issue_texts,
    review_issue_texts,
    roster_issue_texts,
    workday_issue_texts,
)

TEXTS: dict[str, Promise] = {
    **account_issue_texts.TEXTS,
    **claim_issue_texts.TEXTS,
    **roster_issue_texts.TEXTS,
    **duty_issue_texts.TEXTS,
    **entry_issue_texts.TEXTS,
    **official_issue_texts.TEXTS,
    **pack_issue_texts.TEXTS,
    **pairing_issue_texts.TEXTS,
    **proceeding_issue_texts.TEXTS,
    **review_issue_texts.TEXTS,
    **workday_issue_texts.TEXTS,
    "demonstration.there": gettext_lazy(
        "There is a committee already; invented records go into no real one."
    ),
    "field.required": gettext_lazy("This field is needed."),
}


def sentence(issue: Issue) -> str:
    """Return an issue's sentence in the active language with its parameters filled in."""
    text = TEXTS.get(issue.code)
    if text is None:
        return _("Unknown problem: %(code)s") % {"code": issue.code}
    return str(text) % dict(issue.params)
