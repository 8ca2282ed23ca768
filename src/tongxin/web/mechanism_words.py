"""Words for what a mechanism declares with codes of the program: families, parties, rights, scopes."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongxin.engine.duties.rules import Cadence, Presence
from tongxin.engine.kernel.official_words import numeral
from tongxin.engine.kernel.rights import Scope
from tongxin.engine.ledger.kinds import FieldType
from tongxin.engine.roster.vocabulary import Family, Party
from tongxin.web import audit_words, wording

FAMILIES: dict[Family, Promise] = {
    Family.LIAISON_UNIT: gettext_lazy("Liaison units"),
    Family.PARTY_ORGANISATION: gettext_lazy("Party organisations"),
    Family.SPECIAL_COMMITTEE: gettext_lazy("Special committees"),
    Family.HANDLING_UNIT: gettext_lazy("Handling units"),
    Family.ENTERPRISE: gettext_lazy("Enterprises"),
    Family.BASE: gettext_lazy("Bases"),
}
PARTIES: dict[Party, Promise] = {
    Party.PARTY_GROUP_MEMBER: gettext_lazy("Party-group member"),
    Party.PARTY_MEMBER: gettext_lazy("Party-member member"),
    Party.NON_PARTY_MEMBER: gettext_lazy("Non-party member"),
    Party.PARTY_ORGANISATION: gettext_lazy("Party organisation"),
    Party.ENTERPRISE_BRANCH: gettext_lazy("Enterprise party branch"),
}
FIELD_TYPES: dict[FieldType, Promise] = {
    FieldType.CHOICE: gettext_lazy("one of"),
    FieldType.CHOICES: gettext_lazy("some of"),
    FieldType.TEXT: gettext_lazy("text"),
    FieldType.FLAG: gettext_lazy("yes or no"),
    FieldType.DATE: gettext_lazy("date"),
}
BODIES: dict[str, Promise] = {
    "unit": gettext_lazy("unit"),
    "base": gettext_lazy("base"),
    "enterprise": gettext_lazy("enterprise"),
    "organisation": gettext_lazy("organiser"),
}
SCOPES: dict[Scope, Promise] = {
    Scope.OWN: gettext_lazy("Their own"),
    Scope.LINKS: gettext_lazy("Their own and those of whom they link"),
    Scope.UNIT: gettext_lazy("Their unit or body"),
    Scope.COMMITTEE: gettext_lazy("The whole committee"),
}
NOUNS: dict[str, Promise] = {
    **audit_words.NOUNS,
    "audit": gettext_lazy("Audit log"),
    "check": gettext_lazy("Data checks"),
    "draft": gettext_lazy("Drafts"),
    "duty": gettext_lazy("Duties"),
    "home": gettext_lazy("Today"),
    "mechanism": gettext_lazy("Mechanism"),
}
VERBS: dict[str, Promise] = {
    "teach": gettext_lazy("teach"),
    "answer": gettext_lazy("answer"),
    "adopt": gettext_lazy("adopt"),
    "approve": gettext_lazy("sign off"),
    "check": gettext_lazy("check"),
    "change": gettext_lazy("change"),
    "comment": gettext_lazy("comment"),
    "correct": gettext_lazy("correct"),
    "dispatch": gettext_lazy("assign to units"),
    "exempt": gettext_lazy("exempt"),
    "export": gettext_lazy("export"),
    "hand": gettext_lazy("hand on"),
    "handle": gettext_lazy("handle"),
    "hold": gettext_lazy("hold"),
    "issue": gettext_lazy("issue papers"),
    "override": gettext_lazy("issue against the records"),
    "write": gettext_lazy("write papers"),
    "keep": gettext_lazy("keep"),
    "manage": gettext_lazy("manage"),
    "oversee": gettext_lazy("oversee"),
    "read": gettext_lazy("read"),
    "record": gettext_lazy("record"),
    "reveal": gettext_lazy("show hidden details"),
    "review": gettext_lazy("review"),
    "run": gettext_lazy("run"),
    "submit": gettext_lazy("hand in"),
    "use": gettext_lazy("use"),
    "void": gettext_lazy("declare void"),
}
PARTS: dict[str, Promise] = {
    "organisation_kinds": gettext_lazy("Kinds of bodies"),
    "affiliations": gettext_lazy("Political affiliations"),
    "sectors": gettext_lazy("Sectors"),
    "posts": gettext_lazy("Posts"),
    "norms": gettext_lazy("Norms"),
    "links": gettext_lazy("Kinds of links"),
    "duties": gettext_lazy("What is owed"),
    "entry_kinds": gettext_lazy("Kinds of records"),
    "indicators": gettext_lazy("Indicators"),
    "tallies": gettext_lazy("Tallies"),
    "workflows": gettext_lazy("How papers are handled"),
    "holidays": gettext_lazy("Days off and weekend days worked"),
    "roles": gettext_lazy("Roles and rights"),
}
"""What a chapter may show, by the codes that packs use for it."""

CADENCES: dict[Cadence, Promise] = {
    Cadence.MONTH: gettext_lazy("in each month"),
    Cadence.QUARTER: gettext_lazy("in each quarter"),
    Cadence.HALF: gettext_lazy("in each half-year"),
    Cadence.YEAR: gettext_lazy("in each year"),
    Cadence.TERM: gettext_lazy("in each term"),
}
PRESENCES: dict[Presence, Promise] = {
    Presence.ANY: gettext_lazy("any of those who link must take part"),
    Presence.ALL: gettext_lazy("all who link must take part"),
    Presence.NONE: gettext_lazy("nobody in particular need take part"),
}
EVERYBODY: dict[str, Promise] = {
    "all": gettext_lazy("All members"),
    "party_member": gettext_lazy("Party members"),
    "non_party_member": gettext_lazy("Non-party members"),
}
"""Whom a duty of members binds, where no post is named."""

FILES: dict[str, str] = {
    "organisation_kinds": "roster.yaml",
    "affiliations": "roster.yaml",
    "sectors": "roster.yaml",
    "posts": "roster.yaml",
    "norms": "roster.yaml",
    "links": "links.yaml",
    "duties": "duties.yaml",
    "entry_kinds": "entries.yaml",
    "indicators": "indicators.yaml",
    "tallies": "indicators.yaml",
    "workflows": "workflows.yaml",
    "holidays": "holidays.yaml",
    "roles": "roles.yaml",
}
"""The file of a pack in which each part is declared."""


def chapter_number(number: int) -> str:
    """Write the number of a chapter as official texts do: 第三章, 第十二章; Chapter 3.

    Args:
        number: from 1 to 99.
    """
    if wording.language() == "en":
        return _("Chapter %(number)s") % {"number": number}
    return f"第{numeral(number)}章"


def listed(words: list[str]) -> str:
    """Join words as the active language lists them."""
    return (", " if wording.language() == "en" else "、").join(words)
