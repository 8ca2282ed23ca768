"""Sentences of the issues of duties."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXTS: dict[str, Promise] = {
    "duty.unknown": _("The mechanism lays no such duty upon them."),
    "exemption.days_reversed": _("The last day lies before the first. Give a later one."),
    "exemption.reason_needed": _("Say why; the reason stands wherever the duty does."),
    "problem.answer_needed": _("Say what was done."),
    "problem.link_used": _("This link was used, or a newer one was sent. Ask the office for another."),
    "problem.name_needed": _("Say who you are."),
    "problem.no_unit": _("Choose one of the departments listed."),
    "problem.not_open": _("The problem is no longer at this step, or it is not yours."),
    "reminder.no_address": _("This is no e-mail address. Write it like name@example.org, or leave it empty."),
    "exemption.unknown": _("There is no such decision, or it was withdrawn before."),
}
