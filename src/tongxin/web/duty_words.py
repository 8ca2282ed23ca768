"""Duty rules in words: who owes what, how often, settled by which records."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxin.engine.duties.rules import Bound, DutyRule
from tongxin.engine.mechanism.values import Mechanism
from tongxin.web.mechanism_words import CADENCES, EVERYBODY, PRESENCES, listed
from tongxin.web.wording import label


def duty_row_cells(rule: DutyRule, mechanism: Mechanism) -> tuple[str, str, str]:
    """Return who owes a duty, how often, and what settles it."""
    kinds = [label(kind.label) for code in rule.counts if (kind := mechanism.entry_kind(code))]
    conditions = [listed(kinds)]
    if rule.bound is Bound.LINK:
        conditions.append(str(PRESENCES[rule.holders]))
    return owed_by(rule, mechanism), how_often(rule), "\n".join(conditions)


def owed_by(rule: DutyRule, mechanism: Mechanism) -> str:
    """Return who owes a duty: kinds of links or bodies, all members, or holders of posts."""
    words = mechanism.vocabulary
    if rule.bound is Bound.LINK:
        names = {kind.id: label(kind.label) for kind in words.links}
    elif rule.bound is Bound.ORGANISATION:
        names = {kind.id: label(kind.label) for kind in words.organisation_kinds}
    else:
        names = {post.id: label(post.label) for post in words.posts}
        names |= {code: str(word) for code, word in EVERYBODY.items()}
    return listed([names[code] for code in rule.of])


def how_often(rule: DutyRule) -> str:
    """Return how often something is owed: “in each quarter at least 1”, and in which months alone."""
    period = str(CADENCES[rule.each])
    least = ngettext("%(period)s at least %(count)s time", "%(period)s at least %(count)s times", rule.least)
    said = least % {"period": period, "count": rule.least}
    if not rule.months:
        return said
    months = listed([str(month) for month in rule.months])
    return _("%(often)s, in month %(months)s alone") % {"often": said, "months": months}
