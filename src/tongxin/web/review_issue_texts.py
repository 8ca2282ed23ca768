"""Sentences of the issues of reviews."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXTS: dict[str, Promise] = {
    "review.comment_needed": _("Write what you have to say."),
    "review.conclusion_needed": _("Write the conclusion."),
    "review.day_ahead": _("This day lies ahead. Give the day on which it was."),
    "review.kind_gone": _("The mechanism in force no longer knows this kind of review."),
    "review.no_band": _("Choose one of the bands listed."),
    "review.no_task": _("There is no such open task of yours."),
    "review.nobody": _("Nobody is to be reviewed in this year."),
    "review.note_needed": _("Say how it was done."),
    "review.reason_needed": _("Say why the round is taken up again; the reason stands in the log."),
    "review.signature_needed": _("Say who signs."),
    "review.there": _("There is a round of this kind in this year already."),
    "review.unconcluded": _("%(count)s conclusions are still missing."),
    "review.wrong_state": _("The round is no longer at this step. Load the page again."),
}
