"""Every address of the site with the record it is tried on, and clients of every role."""

from django.test import Client

from tongxin.config.urls import urlpatterns
from tongxin.store import models
from tongxin.web.access import guard_of

USERS = {
    "clerk": "clerk",
    "party_clerk": "party",
    "member": "member",
    "informant": "informant",
    "party_group_leader": "leader",
    "handling_unit": "unit",
    "dispatcher": "dispatch",
    "chair": "chair",
    "auditor": "auditor",
    "administrator": "admin",
}
"""Role → the demonstration's account that has this role alone."""


def _organisation(family):
    return lambda: models.Organisation.objects.filter(family=family).order_by("pk").first().pk


def _entry():
    return models.Entry.objects.filter(root=None).order_by("pk").first().pk


def _seat():
    return models.Membership.objects.filter(end=None).order_by("pk").first().pk


def _link():
    return models.Link.objects.filter(end=None).order_by("pk").first().pk


def _duty():
    link = models.Link.objects.filter(kind="groups_to_enterprise", end=None).order_by("pk").first()
    return ["enterprise_visit", link.pk]


def _paper():
    return models.Proceeding.objects.order_by("pk").first().pk


def _letter():
    return models.IssuedLetter.objects.filter(letter="reply").order_by("pk").first().pk


def _user():
    return models.User.objects.get(username="party").pk


EXAMPLES = {
    "duty": lambda: [*_duty(), "2024Q4"],
    "duty-exempt": _duty,
    "exemption-withdraw": lambda: [0],
    "calendar-feed": lambda: ["unknown"],
    "claim": lambda: [0],
    "claim-again": lambda: [0],
    "claim-corrected": lambda: [0],
    "claim-docx": lambda: [0],
    "claim-figure": lambda: [0, 0],
    "claim-wording-forget": lambda: [0],
    "paper": lambda: [0],
    "paper-new": lambda: ["annual_report"],
    "paper-write": lambda: [0],
    "paper-drop": lambda: [0],
    "paper-figure": lambda: [0, 0],
    "paper-docx": lambda: [0],
    "paper-pdf": lambda: [0],
    "proceeding-attach": lambda: [0],
    "proceeding-file": lambda: [0],
    "proceeding-file-off": lambda: [0],
    "proceeding-stand-by": lambda: [0],
    "proceeding-topics": lambda: ["proposal"],
    "topic-withdraw": lambda: [0],
    "pairing": lambda: [0],
    "pairing-edit": lambda: [0, 0, 0],
    "pairing-again": lambda: [0],
    "pairing-adopt": lambda: [0],
    "pairing-discard": lambda: [0],
    "pairing-picture": lambda: [0],
    "proceedings-of": lambda: ["proposal"],
    "proceedings-xlsx": lambda: ["proposal"],
    "proceedings-columns": lambda: ["proposal"],
    "proceedings-compilation": lambda: ["proposal"],
    "proceedings-handover": lambda: ["proposal"],
    "proceeding-letter": lambda: [_letter()],
    "proceeding-letter-form": lambda: [_letter()],
    "proceeding-letter-pdf": lambda: [_letter()],
    "proceeding-letter-form-pdf": lambda: [_letter()],
    "proceeding-sheet": lambda: [_paper()],
    "proceeding-new": lambda: ["proposal"],
    "proceeding": lambda: [_paper()],
    "proceeding-write": lambda: [_paper()],
    "proceeding-alike": lambda: [_paper()],
    "proceeding-sign": lambda: [_paper()],
    "proceeding-reveal": lambda: [_paper()],
    "proceeding-edition": lambda: [0],
    "proceeding-bulletins": lambda: ["opinion"],
    "proceeding-bulletin-new": lambda: ["opinion"],
    "proceeding-bulletin": lambda: [0],
    "proceeding-bulletin-docx": lambda: [0],
    "proceeding-bulletin-pdf": lambda: [0],
    "proceeding-batch": lambda: ["opinion", "adopt"],
    "proceeding-move": lambda: [0, "submit"],
    "proceeding-part-move": lambda: [0, "receive"],
    "review": lambda: [0],
    "review-item": lambda: [0],
    "review-conclude": lambda: [0],
    "review-task": lambda: [0],
    "review-step": lambda: [0, "archive"],
    "review-paper": lambda: [0, "material"],
    "problem": lambda: [models.Entry.objects.filter(kind="problem_raised").order_by("pk").first().pk],
    "problem-ask": lambda: [0],
    "problem-close": lambda: [0],
    "problem-word": lambda: ["unknown"],
    "session-end": lambda: [0],
    "account": lambda: [_user()],
    "account-grant": lambda: [_user()],
    "account-revoke": lambda: [_user(), models.RoleGrant.objects.get(user=_user()).pk],
    "account-reset": lambda: [_user()],
    "account-change": lambda: [_user(), "close"],
    "unit": lambda: [_organisation("liaison_unit")()],
    "person": lambda: [models.Membership.objects.order_by("pk").first().person_id],
    "member": lambda: [models.Membership.objects.order_by("pk").first().pk],
    "person-reveal": lambda: [models.Membership.objects.order_by("pk").first().person_id],
    "party-organisation": lambda: [_organisation("party_organisation")()],
    "link": lambda: [models.Link.objects.order_by("pk").first().pk],
    "unit-head": lambda: [_organisation("liaison_unit")()],
    "member-place": lambda: [_seat()],
    "member-leave": lambda: [_seat()],
    "link-new": lambda: ["party_to_nonparty"],
    "link-hand-over": lambda: [_link()],
    "link-end": lambda: [_link()],
    "enterprise": lambda: [_organisation("enterprise")()],
    "base": lambda: [_organisation("base")()],
    "handling-unit": lambda: [models.RoleGrant.objects.get(user__username="unit").organisation_id],
    "unit-edit": lambda: [_organisation("liaison_unit")()],
    "party-organisation-edit": lambda: [_organisation("party_organisation")()],
    "enterprise-edit": lambda: [_organisation("enterprise")()],
    "base-edit": lambda: [_organisation("base")()],
    "handling-unit-edit": lambda: [_organisation("handling_unit")()],
    "entries-filter-delete": lambda: [0],
    "entry-new": lambda: ["visit"],
    "evidence": lambda: [0],
    "entry": lambda: [_entry()],
    "entry-correct": lambda: [_entry()],
    "entry-void": lambda: [_entry()],
    "entry-reveal": lambda: [_entry()],
    "figure": lambda: ["org.room_township"],
    "proceeding-monitor": lambda: ["proposal"],
    "proceeding-chosen": lambda: ["proposal", "choose_key"],
    "proceeding-behind": lambda: ["proposal", "given"],
    "proceeding-promises": lambda: ["proposal"],
    "proceeding-ours": lambda: ["proposal"],
    "proceeding-queue": lambda: ["proposal"],
    "proceeding-decide": lambda: [_paper()],
    "proceeding-together": lambda: ["proposal", "assign"],
    "tally": lambda: ["proposals"],
    "tally-xlsx": lambda: ["proposals"],
    "figure-xlsx": lambda: ["org.room_township"],
    "import": lambda: [0],
    "import-confirm": lambda: [0],
    "import-discard": lambda: [0],
    "import-step": lambda: [0],
    "import-problems": lambda: [0],
    "mechanism-source": lambda: ["links.yaml"],
    "complaint-detail": lambda: [0],
    "complaint-answer": lambda: [0],
}
"""Page → the record it is tried on; 0 where the demonstration has none, which is a missing page."""


def patterns():
    """Return every address of the site."""
    return list(urlpatterns)


def label(pattern):
    """Return the pattern's name, told apart from others of the same name."""
    return f"{pattern.name} {pattern.pattern}"


def address(pattern):
    """Return an address that fits a pattern."""
    if not pattern.pattern.converters:
        return f"/{pattern.pattern}"
    assert pattern.name in EXAMPLES, f"say in EXAMPLES which record the page {pattern.name} is tried on"
    values = dict(zip(pattern.pattern.converters, EXAMPLES[pattern.name](), strict=True))
    text = str(pattern.pattern)
    for name, converter in pattern.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower()
        kind = {"string": "str"}.get(kind, kind)
        text = text.replace(f"<{kind}:{name}>", str(values[name]))
    return f"/{text}"


def signed_in(role):
    """Return a client of the demonstration's account with a role."""
    client = Client()
    client.force_login(models.User.objects.get(username=USERS[role]))
    return client


def guards():
    """Return (pattern, guard) for every address; the guard of a public page is ``None``."""
    return [(pattern, guard_of(pattern.callback)) for pattern in patterns()]
