"""Sentences about what stands against a move, or keeps a paper from being handed in."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXTS: dict[str, Promise] = {
    "move.not_from_here": _("Meanwhile it is somewhere else. Load the page again to see where it stands."),
    "move.not_yours": _("This is in other hands."),
    "move.nothing_to_undo": _("There is nothing to take back."),
    "move.too_often": _("This can be done %(most)s time(s) only, and was."),
    "move.too_soon": _("This can be done once in %(hours)s hours."),
    "move.window_over": _("The time in which this could be done is over."),
    "paper.body_needed": _("Choose the body that hands it in."),
    "paper.body_of_other_kind": _("This form is not for bodies of this kind. Choose another form or body."),
    "paper.not_declared": _("Agree to this before you hand it in."),
    "paper.plenary_only": _("This form is taken during a plenary session only."),
    "paper.too_few_people": _("%(least)s people must stand behind it; there are %(there)s."),
    "paper.too_long": _("The parts have %(length)s characters together; %(longest)s are allowed."),
    "paper.too_many_units": _("Wish for %(most)s units at most."),
}
