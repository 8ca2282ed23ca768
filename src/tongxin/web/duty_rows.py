"""Duties as pages show them: what, for whom, by when, how they stand, and the way to the right form."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from tongxin.actions.acting import Actor
from tongxin.engine.duties.book import DutyBook, answerers, urgency
from tongxin.engine.duties.rules import Bound, DutyRule
from tongxin.engine.duties.settling import Duty, State
from tongxin.engine.duties.subjects import Subject
from tongxin.engine.kernel.rights import Scope
from tongxin.engine.roster.vocabulary import Family
from tongxin.packs import registry
from tongxin.store.queries.duties import duty_book_of
from tongxin.web import duty_words, standing_on, wording
from tongxin.web.access import PageRequest
from tongxin.web.link_rows import Named, bodies_named, people_named
from tongxin.web.standing_on import Ground


@dataclass(frozen=True, slots=True)
class Desk:
    """What duty pages stand on: the committee on a day, and its duties as of it."""

    where: Ground
    book: DutyBook
    actor: Actor


@dataclass(frozen=True, slots=True)
class Way:
    """A button that opens a form with what is known filled in."""

    word: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """One duty.

    Attributes:
        duty: the duty.
        rule: its rule.
        holders: who answers for it.
        target: for whom it is done; a body's or member's own duty names that one.
        period: its period in words.
        shape: shape of its state.
        word: its state in a word.
        why: the reason in a sentence.
        address: its page.
        ways: how it is recorded, the simplest first; none once it is met or long past.
    """

    duty: Duty
    rule: DutyRule
    holders: list[Named]
    target: Named
    period: str
    shape: str
    word: str
    why: str
    address: str
    ways: list[Way]


def desk(request: PageRequest, day: date | None = None) -> Desk:
    """Return what duty pages stand on.

    Args:
        request: the page's request.
        day: the day, where the page knows it; default: the one that is asked for.
    """
    return desk_of(standing_on.ground(request, day), request.actor)


def desk_of(where: Ground, actor: Actor) -> Desk:
    """Return what pages show of a committee's duties on a day."""
    return Desk(where, duty_book_of(where.committee, registry.pack(where.committee.pack), where.day), actor)


STILL_ASKED = 92
"""Days after which a missed period is no longer asked for: a record could still come in, the deed cannot."""


def asked_since(here: Desk) -> date:
    """Return the day from which on missed due dates are still asked about."""
    return here.where.day - timedelta(days=STILL_ASKED)


def may_see(here: Desk, duty: Duty, scope: Scope | None) -> bool:
    """Tell whether a visitor may see a duty: all of them, or those they answer for or that lead to them."""
    if scope is None or scope is Scope.COMMITTEE:
        return scope is not None
    me = here.actor.person_id
    if me is None:
        return bool(duty.subject.bodies & here.actor.unit_ids)
    return me in answerers(duty.subject, here.where.directory) or me in duty.subject.target_people


def of_links(request: PageRequest, where: Ground, links: Iterable[int]) -> list[DutyRow]:
    """Return what is owed under some links in the year, as far as the visitor may see it, by due date."""
    wanted = frozenset(links)
    return _of_year(request, where, lambda one: one.subject.bound is Bound.LINK and one.subject.id in wanted)


def of_body(request: PageRequest, where: Ground, body: int) -> list[DutyRow]:
    """Return what a body itself owes in the year, as far as the visitor may see it, by due date."""
    return _of_year(
        request, where, lambda one: one.subject.bound is Bound.ORGANISATION and one.subject.id == body
    )


def _of_year(request: PageRequest, where: Ground, chosen: Callable[[Duty], bool]) -> list[DutyRow]:
    here, scope = desk_of(where, request.actor), request.actor.scope("duty", "read")
    found = [
        duty
        for duty in here.book.duties
        if duty.window.last.year >= where.day.year and chosen(duty) and may_see(here, duty, scope)
    ]
    return rows(here, sorted(found, key=urgency))


def settled_by(request: PageRequest, happening: int) -> list[DutyRow]:
    """Return the duties that a happening counts for and that the visitor may see."""
    scope = request.actor.scope("duty", "read")
    if scope is None:
        return []
    here = desk(request)
    return rows(here, [one for one in here.book.settled.get(happening, ()) if may_see(here, one, scope)])


def rows(here: Desk, found: Iterable[Duty]) -> list[DutyRow]:
    """Return duties as rows; one of a rule that the mechanism of the day no longer has is left out."""
    known = {rule.id: rule for rule in here.where.mechanism.duties}
    return [row(here, duty, known[duty.rule]) for duty in found if duty.rule in known]


def row(here: Desk, duty: Duty, rule: DutyRule) -> DutyRow:
    """Return a duty as a row."""
    lately = duty.state is State.OVERDUE and duty.due >= asked_since(here)
    return DutyRow(
        duty=duty,
        rule=rule,
        holders=people_named(here.where, answerers(duty.subject, here.where.directory)),
        target=target(here.where, duty.subject),
        period=duty_words.period_of(duty, rule.each),
        shape=duty_words.SHAPES[duty.state],
        word=str(duty_words.STATES[duty.state]),
        why=duty_words.why(duty, here.where.day),
        address=address(duty),
        ways=ways(here, rule, duty.subject) if lately or duty.state is State.OPEN else [],
    )


def address(duty: Duty) -> str:
    """Return the page of a duty."""
    return reverse("duty", args=[duty.rule, duty.subject.id, duty.window.code])


def target(where: Ground, subject: Subject) -> Named:
    """Return for whom a duty is done: the linked person or body, the body itself, the member."""
    if subject.body is not None:
        return bodies_named(where, [subject.body])[0]
    return people_named(where, sorted(subject.target_people or subject.people))[0]


def ways(here: Desk, rule: DutyRule, subject: Subject) -> list[Way]:
    """Return the forms by which a duty is recorded, with what is known filled in."""
    if here.actor.scope("entry", "record") is None:
        return []
    kinds = [kind for code in rule.counts if (kind := here.where.mechanism.entry_kind(code))]
    known = prefill(here.where, subject)
    return [
        Way(wording.label(kind.verb), wording.with_query(reverse("entry-new", args=[kind.id]), known))
        for kind in sorted(kinds, key=lambda one: not one.quick)
    ]


def prefill(where: Ground, subject: Subject) -> dict[str, object]:
    """Return what a form about a subject is opened with, so that nobody types what is known."""
    roster = where.directory.roster
    if subject.bound is Bound.MEMBER:
        return {"person": next(iter(subject.people))}
    known: dict[str, object] = {}
    if subject.target_people:
        known["person"] = min(subject.target_people)
    for pk in sorted(subject.target_bodies | (subject.bodies if not subject.people else frozenset())):
        body = roster.organisations[pk]
        part = _PART_OF.get(body.family, "organisation")
        if part != "organisation" or subject.bound is Bound.ORGANISATION:
            known[part] = pk
    return known


_PART_OF = {
    Family.LIAISON_UNIT: "unit",
    Family.ENTERPRISE: "enterprise",
    Family.BASE: "base",
}
