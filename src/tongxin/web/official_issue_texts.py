"""Sentences about papers of the office."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXTS: dict[str, Promise] = {
    "paper.changed_meanwhile": _(
        "%(who)s changed this paper meanwhile. Your words are still below: open the paper in another tab, "
        "bring the two together, and save again."
    ),
    "paper.contradicted": _(
        "The records contradict figures that were typed: %(figures)s. Put the counted figures in braces "
        "there, or let somebody with the right issue it and say why."
    ),
    "paper.issued_already": _("%(number)s is issued and does not change any more. Begin a new paper."),
    "paper.no_such": _("There is no such paper any more."),
    "paper.no_such_member": _("Choose a member of the committee."),
    "paper.no_such_period": _("Choose one of the periods."),
    "paper.no_such_template": _("The mechanism has no such kind of paper."),
    "paper.period_unknown": _(
        "The records are known from %(since)s to %(last)s. Choose a period in between."
    ),
}
