"""What each data check is called, why it matters, and what mends it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class CheckWords:
    """The words of one check."""

    title: Promise
    why: Promise
    remedy: Promise


WORDS: dict[str, CheckWords] = {
    "placement": CheckWords(
        _("Every member is placed once"),
        _("A member outside the network gets no invitations and no duties; two places count twice."),
        _("Open the member and place them in one unit."),
    ),
    "unit_head": CheckWords(
        _("Every unit is headed by a party member"),
        _("The mechanism puts a party-member cadre at the head of each unit."),
        _("Open the unit and appoint a head who is a party member."),
    ),
    "nonparty_linked": CheckWords(
        _("Every non-party member is linked"),
        _("The mechanism links each non-party member with a party member."),
        _("Open Links and give the member a linker."),
    ),
    "link_to_departed": CheckWords(
        _("No link to somebody who left"),
        _("A link to or from somebody who left hides that nobody is in touch."),
        _("End the link or hand it over."),
    ),
    "duplicate_person": CheckWords(
        _("Nobody is entered twice"),
        _("The same person twice splits their records and counts two heads."),
        _("Compare the two; keep one and end the other's seat."),
    ),
    "credit_code": CheckWords(
        _("Credit codes pass their check character"),
        _("A failing code is usually a typing error; some valid early codes fail too."),
        _("Compare with the licence; if the code is right, keep it with a reason."),
    ),
    "party_norm": CheckWords(
        _("Share of non-party members"),
        _("The norm is reckoned at the change of term; in between it may be missed."),
        _("Note it for the next change of term; nothing needs to be done now."),
    ),
}
