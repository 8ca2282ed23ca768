"""Sentences about what stands against a move, or keeps a paper from being handed in."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXTS: dict[str, Promise] = {
    "file.there_already": _("“%(name)s” is attached already."),
    "file.too_many": _("A paper takes %(most)s files at most."),
    "move.before_paper": _("That is before the paper came in (%(came)s)."),
    "move.not_from_here": _("Meanwhile it is somewhere else. Load the page again to see where it stands."),
    "move.not_yours": _("This is in other hands."),
    "move.nothing_to_undo": _("There is nothing to take back."),
    "move.said_before": _("This is registered already."),
    "move.too_often": _("This can be done %(most)s time(s) only, and was."),
    "move.too_soon": _("This can be done once in %(hours)s hours."),
    "move.window_over": _("The time in which this could be done is over."),
    "proceeding.edited_meanwhile": _(
        "Somebody else edited it meanwhile. Load the page again; what you typed is kept as a draft."
    ),
    "proceeding.no_batch": _("This is not done for many papers at once."),
    "proceeding.not_alike": _("Choose one of the papers that say the same."),
    "proceeding.no_lead": _("Choose a proposal that is merged into none, and into which this one may go."),
    "proceeding.no_parts": _("Papers of this kind are not handled by units."),
    "proceeding.no_rows": _("Choose at least one paper."),
    "proceeding.not_edited": _("Edit it first; what goes out is the office's version."),
    "proceeding.not_in_editing": _("It is not being edited now."),
    "proceeding.nothing_edited": _("Write at least one part of the text."),
    "proceeding.roles_apart": _(
        "One unit alone, one that leads with others that assist, or each separately."
    ),
    "proceeding.same_unit": _("This unit has it already. Choose another one."),
    "proceeding.units_needed": _("Choose at least one unit."),
    "proceeding.units_wrong": _("Choose handling units, each once, and what part each plays."),
    "proceeding.unknown_workflow": _("The mechanism in force knows no papers of this kind."),
    "submission.alike": _(
        "%(count)s paper(s) that were handed in before say the same. Support one of them instead, or say why"
        " this one is needed."
    ),
    "submission.body_needed": _("Choose the body that hands it in."),
    "submission.body_of_other_kind": _(
        "This form is not for bodies of this kind. Choose another form or body."
    ),
    "submission.no_origin": _("Papers of this kind do not come from such a record."),
    "submission.not_declared": _("Agree to this before you hand it in."),
    "proceeding.denied": _(
        "The member does not stand by this paper that was entered for them. Ask them, or change it together."
    ),
    "submission.plenary_only": _("This form is taken during a plenary session only."),
    "submission.seat_needed": _("This form is for members of the present term. Choose another form."),
    "submission.too_few_people": _("%(least)s people must stand behind it; there are %(there)s."),
    "submission.too_long": _(
        "The parts have %(length)s characters together; %(longest)s are allowed. Shorten them and attach the "
        "longer text as a file."
    ),
    "submission.too_many_units": _("Wish for %(most)s units at most."),
    "topic.no_list": _("There is no list of topics for papers of this kind."),
    "topic.unknown": _("This topic is not on the list any more."),
}
