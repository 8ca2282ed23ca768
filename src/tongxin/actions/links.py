"""Links: adopting one, handing it over, ending it; who held it before stays in the history."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from tongxin.actions.acting import Actor, Changes, Invalid, require
from tongxin.actions.audit import audit
from tongxin.engine.kernel.issues import Issue, Subject
from tongxin.engine.roster.directory import Directory
from tongxin.engine.roster.linking import against_holding, holds_by_organisation, links_body, targets
from tongxin.engine.roster.values import Link as LinkValue
from tongxin.engine.roster.vocabulary import LinkKind
from tongxin.packs import registry
from tongxin.store.models import Link, LinkHolder
from tongxin.store.queries.committees import committee_of
from tongxin.store.queries.directories import directory_of


@transaction.atomic
def hand_over_link(actor: Actor, link_id: int, holders: Sequence[int], day: date, reason: str) -> Link:
    """Let others hold a link from a day on: the link ends the day before, and another to the same starts.

    Args:
        actor: who acts.
        link_id: the link handed over.
        holders: ids of those who take it over, as many as the kind of link needs.
        day: the first day of the new link.
        reason: why; it stands in the history.

    Returns:
        The new link.

    Raises:
        Refused: the actor may not change links.
        Invalid: the link does not hold on the day, or these holders may not take it.
    """
    require(actor, "change", "link")
    row = _open_link(actor, link_id, day)
    if row.start is not None and row.start >= day:
        raise Invalid((Issue(code="link.not_begun", place="day"),))
    book = _directory(actor, day)
    kind = book.vocabulary.link_kind(row.kind)
    link = _value(book, row)
    if kind is None:
        raise Invalid((Issue(code="link.kind_gone"),))
    if problems := against_holding(book, kind, link, holders):
        raise Invalid(problems)
    row.end, row.reason = day - timedelta(days=1), reason
    row.save(update_fields=["end", "reason"])
    new = Link.objects.create(
        committee_id=actor.committee,
        kind=row.kind,
        person_id=row.person_id,
        organisation_id=row.organisation_id,
        start=day,
    )
    _hold(new, kind, holders)
    before = {"link": row.pk, "holders": [*link.people, *link.organisations]}
    after = {"holders": list(holders), "start": day, "reason": reason}
    audit(actor, "link.hand_over", _subject(book, new), Changes(before=before, after=after))
    return new


@transaction.atomic
def adopt_link(actor: Actor, code: str, target: int, holders: Sequence[int], day: date) -> Link:
    """Let somebody link a person or a branch that nobody links yet, from a day on.

    Args:
        actor: who acts.
        code: the kind of link.
        target: id of the person, or of the branch where the kind leads to one.
        holders: ids of those who hold it, as many as the kind needs.
        day: its first day.

    Raises:
        Refused: the actor may not change links.
        Invalid: no such kind, the target has such a link or may have none, or these may not hold it.
    """
    require(actor, "change", "link")
    book = _directory(actor, day)
    kind = book.vocabulary.link_kind(code)
    if kind is None:
        raise Invalid((Issue(code="link.kind_gone"),))
    if target not in targets(book, kind):
        raise Invalid((Issue(code="link.no_target", place="target"),))
    person, body = (None, target) if links_body(kind) else (target, None)
    wanted = LinkValue(id=0, kind=code, person=person, organisation=body)
    if problems := against_holding(book, kind, wanted, holders):
        raise Invalid(problems)
    new = Link.objects.create(
        committee_id=actor.committee, kind=code, start=day, person_id=person, organisation_id=body
    )
    _hold(new, kind, holders)
    after = {"kind": code, "target": target, "holders": list(holders), "start": day}
    audit(actor, "link.adopt", _subject(book, new), Changes(after=after))
    return new


def _hold(link: Link, kind: LinkKind, holders: Sequence[int]) -> None:
    field = "organisation_id" if holds_by_organisation(kind) else "person_id"
    LinkHolder.objects.bulk_create([LinkHolder(link=link, **{field: holder}) for holder in holders])


@transaction.atomic
def end_link(actor: Actor, link_id: int, day: date, reason: str) -> None:
    """End a link; ``day`` is the last on which it holds.

    Raises:
        Refused: the actor may not change links.
        Invalid: the link does not hold on the day, or no reason is given.
    """
    require(actor, "change", "link")
    row = _open_link(actor, link_id, day)
    if not reason.strip():
        raise Invalid((Issue(code="link.reason_needed", place="reason"),))
    book = _directory(actor, day)
    row.end, row.reason = day, reason.strip()
    row.save(update_fields=["end", "reason"])
    changes = Changes(before={"end": None}, after={"end": day, "reason": row.reason})
    audit(actor, "link.end", _subject(book, row), changes)


def _open_link(actor: Actor, link_id: int, day: date) -> Link:
    """Return a link that holds on a day and has no end yet, locked."""
    rows = Link.objects.select_for_update().filter(committee_id=actor.committee, pk=link_id)
    row = rows.first()
    if row is None:
        raise Invalid((Issue(code="link.unknown"),))
    if row.end is not None or not row.span.covers(day):
        raise Invalid((Issue(code="link.not_holding", place="day"),))
    return row


def _directory(actor: Actor, day: date) -> Directory:
    committee = committee_of(actor.committee)
    return directory_of(committee, registry.pack(committee.pack).in_force(day), day)


def _value(book: Directory, row: Link) -> LinkValue:
    return next(link for link in book.roster.links if link.id == row.pk)


def _subject(book: Directory, row: Link) -> Subject:
    roster = book.roster
    if row.person_id is not None:
        name = roster.people[row.person_id].name
    else:
        name = roster.organisations[row.organisation_id].name if row.organisation_id is not None else ""
    return Subject(noun="link", id=row.pk, name=name)
