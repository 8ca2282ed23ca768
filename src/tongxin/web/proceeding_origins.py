"""Papers that come from records: what a record may become, and what a new paper takes over from one."""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.actions.acting import Actor
from tongxin.engine.kernel.rights import Scope
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.proceedings.rules import Workflow
from tongxin.engine.proceedings.submissions import SubmissionRules
from tongxin.store.queries.entries import EntryRow, standing_of, versions
from tongxin.store.queries.proceedings import Paper
from tongxin.web import wording
from tongxin.web.access import PageRequest
from tongxin.web.entry_desk import within


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A record that a new paper comes from.

    Attributes:
        id: the record.
        title: its title.
        text: its text, where the paper begins.
    """

    id: int
    title: str
    text: str


def becoming(actor: Actor, mechanism: Mechanism, kind: str, record: int) -> list[tuple[str, str]]:
    """Return what a visitor may write from a record: words of the button and address."""
    if actor.scope("proceeding", "submit") is None:
        return []
    return [
        (
            _("Write from this: %(kind)s") % {"kind": wording.label(flow.label)},
            wording.with_query(reverse("proceeding-new", args=[flow.id]), {"from": record}),
        )
        for flow in mechanism.workflows
        if flow.submission and flow.submission.origins and flow.submission.origins.of(kind=kind)
    ]


def source_of(request: PageRequest, flow: Workflow) -> Source | None:
    """Return the record that the address names, if papers of the kind may come from it and it may be read."""
    asked = request.GET.get("from", "")
    origins = flow.submission.origins if flow.submission else None
    row = _readable(request, int(asked)) if asked.isdecimal() and origins else None
    if row is None or origins is None or origins.of(kind=row.kind) is None:
        return None
    return Source(id=row.happening, title=row.title, text=row.text)


def behind(request: PageRequest, paper: Paper) -> tuple[str, str] | None:
    """Return the title and address of the record that a paper came from, if the visitor may read it."""
    row = _readable(request, paper.source) if paper.source is not None else None
    return (row.title, reverse("entry", args=[row.happening])) if row else None


def _readable(request: PageRequest, pk: int) -> EntryRow | None:
    """Return a record as it stands, if the visitor may read it."""
    scope = request.actor.scope("entry", "read")
    found = standing_of(pk, {"read": within(request.actor, scope)}) if scope is not None else None
    if found is None or not found[1]["read"]:
        return None
    return versions(found[0])[-1]


def beginnings(source: Source | None, flow: Workflow) -> dict[str, object]:
    """Return what a new paper begins with: the record's title and, as its first part, its text."""
    rules = flow.submission
    if source is None or rules is None:
        return {}
    return {"title": source.title, f"part.{rules.parts[0].id}": source.text}


def fitting(actor: Actor, rules: SubmissionRules, *, seated: bool) -> SubmissionRules:
    """Return the rules with the forms that are for the visitor: the office may use all of them."""
    if actor.scope("proceeding", "submit") is Scope.COMMITTEE:
        return rules
    return replace(rules, forms=tuple(form for form in rules.forms if form.outside is not seated))


def first_form(rules: SubmissionRules) -> str:
    """Return the form that fits most visitors, so that nobody has to choose it."""
    plain = (form.id for form in rules.forms if not form.collective and form.least_people == 1)
    return next(plain, "")
