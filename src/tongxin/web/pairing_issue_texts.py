"""Sentences of the issues of pairing."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXTS: dict[str, Promise] = {
    "pairing.by_hand": _("Links that organisations hold are adopted one by one, not paired."),
    "pairing.impossible": _("No pairing is possible yet. See what would have to be relaxed."),
    "pairing.min_above_max": _("The least load %(low)s is above the greatest, %(high)s."),
    "pairing.missing_key": _("This part is missing. A list is needed."),
    "pairing.no_candidate": _("A candidate is a list of linker, linked and affinity."),
    "pairing.no_id": _("“%(found)s” is no id. Give a text or a whole number."),
    "pairing.no_linker": _("A linker has id, min and max."),
    "pairing.no_list": _("A list is needed here."),
    "pairing.no_object": _("The problem must be an object with linkers, linked and candidates."),
    "pairing.no_pair": _("A pair is a list of linker and linked."),
    "pairing.no_whole_number": _("“%(found)s” is no whole number from %(least)s to %(most)s."),
    "pairing.no_such_pair": _("Such a pair is not possible. Choose somebody from the list."),
    "pairing.not_open": _("This pairing was already adopted or put away."),
    "pairing.stale": _("Members or links have changed since this pairing was run. Run it again."),
    "pairing.twice": _("“%(found)s” stands there twice. Leave one out."),
    "pairing.unknown_key": _("This part is not known. There are: %(known)s."),
    "pairing.unknown_linked": _("“%(found)s” is not among the linked."),
    "pairing.unknown_linker": _("“%(found)s” is not among the linkers."),
}
