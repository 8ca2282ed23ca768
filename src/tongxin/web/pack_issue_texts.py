"""Sentences about what is wrong with a pack; the file, line and key stand before them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongxin.packs.problems import PackProblem

TEXTS: dict[str, Promise] = {
    "review.figure_of_records": _("%(found)s is not counted from records, so no single one can have it."),
    "duty.months_apart": _("The months must stand side by side."),
    "duty.months_of_a_year": _("Only a yearly duty can name months; this one is owed each %(found)s."),
    "holiday.length": _("%(found)s is before %(expected)s, or too long after it for days off in a row."),
    "holiday.no_weekend": _("%(found)s is no weekend day, so it is worked anyway."),
    "holiday.worked_far": _("%(found)s is too far from its holiday of %(expected)s to be worked for it."),
    "holiday.worked_off": _("%(found)s is a day off as well (“%(near)s”). It can be only one of the two."),
    "holiday.worked_twice": _("%(found)s is worked for another holiday already."),
    "holiday.twice": _("%(found)s is off already: “%(near)s”."),
    "letter.form_attaches": _("A form is attached to a letter and attaches nothing itself."),
    "letter.loose_brace": _("A brace here has no partner: “%(found)s”."),
    "letter.unknown_placeholder": _("Nothing can be filled in for {%(found)s} here. Nearest: {%(near)s}."),
    "paper.annex_without_title": _("Line %(row)s: behind === stands the title of the annex."),
    "paper.empty": _("A paper needs a text."),
    "paper.loose_brace": _(
        "Line %(row)s: a brace has no partner in “%(found)s”. Write figures as {visit.count}."
    ),
    "paper.no_money": _(
        "Line %(row)s: {%(found)s} is counted in %(unit)s and cannot be written as a sum of money."
    ),
    "paper.not_by_member": _(
        "Line %(row)s: {%(found)s} is not counted for single members. "
        "Choose a figure that is broken down by member."
    ),
    "paper.state_over_all": _(
        "Line %(row)s: {%(found)s} says what is on a day and has no total over time. Leave “| all” out."
    ),
    "paper.table_in_line": _("Line %(row)s: the table {%(found)s} stands alone on its line."),
    "paper.too_long": _(
        "The text has %(length)s characters; at most %(longest)s are possible. Split the paper."
    ),
    "paper.unknown_mark": _(
        "Line %(row)s: “%(mark)s” in {%(found)s} says nothing here. "
        "Possible are before, year_before, all, bare, 万元, 亿元, and by with a way to break down."
    ),
    "paper.unknown_name": _("Line %(row)s: there is no figure “%(found)s”. Nearest: {%(near)s}."),
    "paper.unknown_way": _("Line %(row)s: {%(found)s} is not broken down by %(by)s. Possible: %(near)s."),
    "letter.unused": _("No move sends “%(found)s”, and no letter attaches it."),
    "pack.choices": _("“%(found)s”: choices belong to choice fields, and every choice field needs some."),
    "pack.dangling": _("“%(found)s” is not declared. Nearest: %(near)s."),
    "pack.effective_twice": _("Another version binds from %(found)s already. Each needs its own first day."),
    "pack.empty_file": _("The file is empty."),
    "pack.factor": _("An input unit and a factor above 1 go together; the factor is %(found)s."),
    "pack.id_twice": _("“%(found)s” stands twice in this list. Rename or remove one."),
    "pack.key_twice": _("This key stands twice. Remove one."),
    "pack.linkers_bodies": _("%(expected)s bodies each give one linker, but linkers says %(found)s."),
    "pack.missing_key": _("“%(expected)s” is missing here."),
    "pack.missing_language": _("The wording for “%(expected)s” is missing."),
    "pack.no_bool": _("“%(found)s” is neither true nor false."),
    "pack.no_date": _("“%(found)s” is no date. Write it like 2023-01-01."),
    "pack.no_file": _("The file is missing."),
    "pack.no_folder": _("There is no such pack. Nearest: %(near)s."),
    "pack.no_int": _("“%(found)s” is no whole number."),
    "pack.no_list": _("A list is expected here, not “%(found)s”."),
    "pack.no_mapping": _("Keys with values are expected here: %(expected)s."),
    "pack.no_ratio": _("“%(found)s”: only an indicator of the source ratio has a numerator and denominator."),
    "pack.no_sum": _("“%(found)s”: a quantity is named, but the measure is not sum."),
    "pack.no_text": _("A single text is expected here, not “%(found)s”."),
    "pack.no_yaml": _("This cannot be read as YAML: %(found)s."),
    "pack.not_earlier": _("%(found)s is after %(expected)s, from which the present version binds."),
    "pack.other_id": _("“%(found)s” is the id of another pack; this one is “%(expected)s”."),
    "pack.percent": _("%(found)s is no share between 1 and 100 percent."),
    "pack.ratio_part": _("“%(found)s” is no indicator that a ratio can divide. Nearest: %(near)s."),
    "pack.shown_twice": _("Another chapter shows “%(found)s” already."),
    "pack.sum_unit": _("This sum is printed in %(found)s, but “%(kind)s” keeps it in %(expected)s."),
    "pack.too_small": _("%(found)s is too small."),
    "pack.unknown_key": _("“%(found)s” is no key here. Nearest: %(near)s."),
    "pack.unknown_value": _("“%(found)s” cannot stand here. Nearest: %(near)s."),
    "pack.unknown_verb": _("Nobody can be given “%(found)s” on this. Nearest: %(near)s."),
    "pack.version_folder": _("The version binds from %(found)s, but its folder is called %(expected)s."),
    "pack.version_twice": _("Another version is called “%(found)s” already."),
    "workflow.from_nowhere": _("“%(found)s” can be made from no state."),
    "workflow.no_bulletins": _("“%(found)s” takes an issue of a bulletin; declare one under “bulletins”."),
    "workflow.nothing_edited": _("“%(found)s” asks for an edited text; mark a state with “edited: true”."),
    "workflow.never_follows": _("“%(found)s” is made by nobody, and follows from none of the moves."),
    "tally.not_broken_down": _(
        "“%(found)s” cannot be broken down this way; add “%(expected)s” to its `per`, or leave it out here."
    ),
    "workflow.no_leader": _(
        "“%(found)s” is made by a leader, but no move names one; let a move of the paper take a person."
    ),
    "workflow.nobody": _("Nobody may make “%(found)s”."),
    "workflow.out_of_reach": _("No move leads to “%(found)s”."),
    "workflow.trap": _("A paper in “%(found)s” never comes to rest: no final state can be reached."),
}


def sentence(problem: PackProblem) -> str:
    """Return a problem's sentence in the active language, without its place."""
    return str(TEXTS[problem.code]) % problem.params
