"""Sentences of the issues of the working-day calendar."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXTS: dict[str, Promise] = {
    "workday.days_reversed": _("The last day lies before the first. Give a later one."),
    "workday.marked_already": _("%(day)s is marked already. Withdraw that mark first."),
    "workday.name_needed": _("Name the holiday; it stands wherever a deadline jumps over it."),
    "workday.nothing_there": _("Nothing is arranged for %(day)s that could be taken back."),
    "workday.number_needed": _("Give the number of the document that decided it."),
    "workday.too_long": _("At most %(most)s days can be marked at once."),
    "workday.unknown": _("There is no such mark, or it was withdrawn before."),
    "workday.worked_anyway": _("%(day)s is a working day anyway."),
    "workday.year_empty": _("No day of %(year)s is off yet. Mark the days off first."),
    "workday.year_known": _("The arrangement of %(year)s is known already."),
}
