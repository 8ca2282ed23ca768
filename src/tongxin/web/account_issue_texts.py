"""Sentences about accounts, passwords and complaints."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXTS: dict[str, Promise] = {
    "account.credentials": _("The user name or the password is wrong. Check both and try again."),
    "account.grant_days": _("The last day lies before the first. Change one of them."),
    "account.grant_over": _("This role has ended already; there is nothing to end."),
    "account.language": _("This system does not speak that language. Choose one of those offered."),
    "account.locked": _(
        "This account is locked after too many failed tries. Wait %(minutes)s minutes, or ask the office."
    ),
    "account.no_committee": _("This account belongs to no committee. Ask the administrator."),
    "account.none": _("The installation itself cannot do this; sign in with an account."),
    "account.not_locked": _("This account is not locked; its owner can sign in."),
    "account.organisation_needed": _("This role is always for one body. Choose it."),
    "account.organisation_unknown": _("This body is not the committee's. Choose one of those offered."),
    "account.own": _("This is your own account. Another administrator has to do this."),
    "account.person_taken": _("%(name)s has an account already. Use that one, or choose nobody."),
    "account.person_unknown": _("This person is not in the roster. Choose one of those offered."),
    "account.role_unknown": _("The mechanism has no role %(name)s. Choose one of those offered."),
    "account.username": _("A user name has 2 to 60 letters, digits or . @ + - _ and no spaces."),
    "account.username_taken": _("The user name %(name)s is taken. Choose another."),
    "complaint.answered": _("This has been answered already."),
    "complaint.too_long": _("This is too long; %(most)s characters fit. Shorten it."),
    "complaint.too_many": _("You have written %(most)s times in the last hour. Wait a little."),
    "password.entirely_numeric": _("A password of digits only is too easy to guess. Add letters."),
    "password.same": _("This is the present password. Choose another."),
    "password.too_common": _("Many people use this password. Choose another."),
    "password.too_short": _("This password is too short; it needs at least %(length)s characters."),
    "password.too_similar": _("This password is too much like your name. Choose another."),
    "password.weak": _("This password is not good enough. Choose another."),
    "password.wrong": _("The present password is wrong."),
}
