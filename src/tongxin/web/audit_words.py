"""The sentence of every verb in the audit log, and where the records it names can be seen."""

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, Promise] = {
    "claim.check": _("checked a draft"),
    "claim.forget": _("withdrew a wording"),
    "claim.teach": _("taught the checker a wording"),
    "account.close": _("closed an account"),
    "account.create": _("made an account"),
    "account.grant": _("granted a role"),
    "account.language": _("chose a language"),
    "account.locked": _("was locked out after failed tries"),
    "account.password_change": _("changed their password"),
    "account.reopen": _("reopened an account"),
    "account.reset": _("reset a password"),
    "account.revoke": _("ended a role"),
    "account.session_end": _("signed out somewhere else"),
    "account.sign_in": _("signed in"),
    "account.sign_in_failed": _("failed to sign in"),
    "account.sign_out": _("signed out"),
    "account.unlock": _("unlocked an account"),
    "calendar.end": _("took their calendar's address away"),
    "calendar.make": _("made an address for their calendar"),
    "committee.create": _("set up a committee"),
    "complaint.answer": _("answered a complaint"),
    "complaint.write": _("wrote a complaint or suggestion"),
    "entry.correct": _("corrected a record"),
    "entry.export": _("exported records"),
    "entry.record": _("recorded"),
    "entry.reveal": _("looked at hidden fields of a record"),
    "entry.void": _("declared a record void"),
    "exemption.grant": _("freed of a duty"),
    "exemption.withdraw": _("withdrew the freeing of a duty"),
    "figure.export": _("exported figures"),
    "import.confirm": _("confirmed a roster import"),
    "import.discard": _("discarded a roster import"),
    "import.done": _("finished a roster import"),
    "import.preview": _("uploaded a roster sheet"),
    "link.adopt": _("adopted a link"),
    "link.end": _("ended a link"),
    "link.hand_over": _("handed a link over"),
    "member.admit": _("admitted a member"),
    "member.affiliation": _("changed a political affiliation"),
    "member.change": _("changed a member's details"),
    "member.leave": _("ended a membership"),
    "member.place": _("placed a member in a unit"),
    "member.sector": _("moved a member to another sector"),
    "organisation.change": _("changed the details of a body"),
    "organisation.create": _("added a body"),
    "paper.begin": _("began a paper"),
    "paper.drop": _("set a paper aside"),
    "paper.issue": _("issued a paper"),
    "paper.wording": _("kept the text of a paper for later ones"),
    "paper.write": _("changed a paper"),
    "pairing.adopt": _("adopted a pairing"),
    "pairing.discard": _("put a pairing away"),
    "pairing.edit": _("changed a pairing by hand"),
    "pairing.run": _("ran a pairing"),
    "person.reveal": _("looked at hidden details of a person"),
    "problem.answer": _("answered a problem"),
    "problem.ask": _("asked the enterprise about a problem"),
    "problem.close": _("recorded a confirmed solution"),
    "problem.hand": _("handed a problem to a department"),
    "problem.say": _("gave the enterprise's word on a problem"),
    "proceeding.attach": _("attached a file to a paper"),
    "proceeding.begin": _("began a paper"),
    "proceeding.edit": _("edited a paper beside its author's text"),
    "proceeding.export": _("exported a list of papers"),
    "proceeding.issue": _("issued a bulletin"),
    "proceeding.letter": _("issued a letter of a paper"),
    "proceeding.move": _("moved a paper on"),
    "proceeding.reveal": _("looked at hidden details of a paper"),
    "proceeding.sign": _("answered whether to sign a paper"),
    "proceeding.stand_by": _("said whether they stand by a paper entered for them"),
    "proceeding.take_off": _("took a file off a paper"),
    "proceeding.write": _("wrote a paper"),
    "reminder.address": _("changed where their reminders go"),
    "reminder.send": _("was sent a reminder"),
    "review.archive": _("archived a review"),
    "review.close": _("closed a review after its meeting"),
    "review.comment": _("commented in a review"),
    "review.conclude": _("wrote a conclusion of a review"),
    "review.open": _("opened a review"),
    "review.reopen": _("took a review up again"),
    "review.sign": _("signed the conclusions of a review"),
    "review.task_done": _("finished a task of a review"),
    "site.backup": _("took a backup"),
    "site.restore": _("restored a backup"),
    "topic.open": _("put a topic on the list"),
    "topic.withdraw": _("withdrew a topic"),
    "unit.head": _("appointed the head of a unit"),
    "workday.complete": _("completed a year of the working-day calendar"),
    "workday.mark": _("marked a day of the working-day calendar"),
    "workday.withdraw": _("withdrew a mark of the working-day calendar"),
}
"""A sentence starts with who did it, so each reads on from a name."""

NOUNS: dict[str, Promise] = {
    "claim": _("Checked drafts"),
    "account": _("Accounts"),
    "base": _("Bases"),
    "calendar": _("Calendars"),
    "committee": _("Committee"),
    "complaint": _("Complaints"),
    "enterprise": _("Enterprises"),
    "entry": _("Records"),
    "exemption": _("Exemptions"),
    "figure": _("Figures"),
    "handling_unit": _("Handling units"),
    "import": _("Roster imports"),
    "link": _("Links"),
    "member": _("Members"),
    "paper": _("Papers of the office"),
    "organisation": _("Bodies"),
    "pairing": _("Pairings"),
    "party_organisation": _("Party organisations"),
    "person": _("People"),
    "problem": _("Problems of enterprises"),
    "proceeding": _("Proposals and reports"),
    "reminder": _("Reminders"),
    "review": _("Reviews"),
    "site": _("Installation"),
    "topic": _("Suggested topics"),
    "unit": _("Units"),
    "workday": _("Working-day calendar"),
}
"""What the log speaks about."""


_PAGES = {"complaint": "complaint-detail", "exemption": "", "figure": ""}
"""Pages of records whose name is not that of the noun; empty for acts on no single record."""


def sentence(verb: str) -> str:
    """Return what a verb says in the active language; one without words shows its code."""
    return str(VERBS.get(verb, verb))


def address(noun: str, object_id: int | None) -> str:
    """Return the page of a record that the log names, or nothing where it has none of its own."""
    if not object_id:
        return ""
    try:
        return reverse(_PAGES.get(noun, noun.replace("_", "-")), args=[object_id])
    except NoReverseMatch:
        return ""
