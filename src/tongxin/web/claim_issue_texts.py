"""Sentences about drafts that are checked against the records."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXTS: dict[str, Promise] = {
    "claim.no_such_check": _("There is no such check any more."),
    "claim.no_such_figure": _("This figure is not in the draft."),
    "claim.no_such_wording": _("This wording was withdrawn meanwhile."),
    "claim.taught_already": _("“%(phrase)s” is known already."),
    "claim.unknown_measure": _("The mechanism has no such indicator."),
    "draft.file_kind": _("Only .docx and .txt files can be read. Save the draft as one of them."),
    "draft.no_text": _("The file has no text. If it is a scan or a picture, type the text."),
    "draft.period": _("The last day lies before the first."),
    "draft.file_too_large": _("The file is larger than %(most)s MB. Leave the pictures out."),
    "draft.unreadable": _("The file cannot be read. Save it again in Word, or paste the text."),
}

REASONS: dict[str, Promise] = {
    "claim.no_measure": _("No indicator was found for it."),
    "claim.about_member": _("The checker does not know the figures of single members."),
    "claim.no_figure": _("It says no amount."),
    "claim.part": _("It is a part of a total, or a share or an average."),
    "claim.one_day": _("It tells of a single day."),
    "claim.no_period": _("It reaches back to a day that is not named."),
    "claim.no_records": _("The records do not cover these days."),
    "claim.no_records_before": _("The records do not cover the same days a year before."),
    "claim.no_base": _("There was nothing a year before to compare with."),
    "claim.by_name": _("Counted from the records of that name."),
    "claim.far_off": _("It is far off the records: perhaps a part, or something else."),
    "claim.rule": _("It lays down a rule."),
    "claim.plan": _("It is planned."),
}
"""Why a figure cannot be checked."""
