"""Reviews: opening a round with frozen material, commenting, closing, concluding, signing, archiving."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from tongxin.actions.acting import Actor, Changes, Invalid, require
from tongxin.actions.audit import audit
from tongxin.actions.entries import record_entry
from tongxin.engine.duties.rules import Bound
from tongxin.engine.duties.subjects import Subject as Owing
from tongxin.engine.kernel.issues import Issue, Subject
from tongxin.engine.kernel.quantities import plain_text
from tongxin.engine.kernel.rights import Scope
from tongxin.engine.ledger.drafts import EntryDraft
from tongxin.engine.ledger.entries import Entry
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.reviews.material import Material, year_of
from tongxin.engine.reviews.rules import ReviewKind
from tongxin.engine.roster.directory import by_pinyin
from tongxin.engine.roster.values import Roster
from tongxin.engine.roster.vocabulary import Family
from tongxin.packs import registry
from tongxin.store.models import ReviewComment, ReviewItem, ReviewRound, ReviewTask
from tongxin.store.queries.committees import committee_of
from tongxin.store.queries.reviews import materials, reviewed
from tongxin.store.queries.roster import roster_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task that follows from a review."""

    text: str
    person: int | None = None
    due: date | None = None


@transaction.atomic
def open_round(actor: Actor, code: str, year: int) -> ReviewRound:
    """Open a round: who is reviewed is taken from the roster, and their material frozen from the records.

    Args:
        actor: who acts.
        code: the kind of review.
        year: the year in which it is owed.

    Raises:
        Refused: the actor holds no reviews.
        Invalid: no such kind, there is a round already, or nobody is to be reviewed.
    """
    require(actor, "hold", "review")
    mechanism = _mechanism(actor)
    kind = _kind(mechanism, code)
    if ReviewRound.objects.filter(committee=actor.committee, kind=code, year=year).exists():
        raise Invalid((Issue(code="review.there", place="year"),))
    roster = roster_of(actor.committee, mechanism.vocabulary.party_codes())
    chosen = reviewed(mechanism, kind, roster, year)
    if not chosen:
        raise Invalid((Issue(code="review.nobody", place="year"),))
    span = year_of(kind, year)
    found = materials(actor.committee, mechanism, kind, span, chosen)
    row = ReviewRound.objects.create(
        committee_id=actor.committee,
        kind=code,
        year=year,
        version=mechanism.version,
        looks_from=span[0],
        looks_to=span[1],
        frozen_at=actor.at,
        opened_by_id=actor.user_id,
    )
    ReviewItem.objects.bulk_create(
        ReviewItem(
            round=row,
            place=place,
            subject=one.id,
            name=name_of(one, roster),
            material=as_json(*found[one.id]),
        )
        for place, one in enumerate(sorted(chosen, key=lambda one: _order(one, roster)), 1)
    )
    after = {"kind": code, "year": year, "reviewed": len(chosen), "from": span[0], "to": span[1]}
    audit(actor, "review.open", _subject(row, kind), Changes(after=after))
    return row


def name_of(one: Owing, roster: Roster) -> str:
    """Return the name of one who is reviewed."""
    if one.body is not None:
        return roster.organisations[one.body].name
    return roster.people[min(one.people)].name


def _order(one: Owing, roster: Roster) -> tuple[str, str, int]:
    if one.body is not None:
        return roster.organisations[one.body].code, "", one.id
    return by_pinyin(roster.people[min(one.people)])


def as_json(found: Material, entries: Sequence[Entry]) -> dict[str, object]:
    """Return material as it is kept: figures with the happenings behind them, and the records of the year."""
    return {
        "figures": {
            criterion: [
                {
                    "indicator": one.indicator,
                    "value": None if one.value is None else plain_text(one.value),
                    "unit": one.unit,
                    "records": list(one.records),
                }
                for one in shown
            ]
            for criterion, shown in found.figures.items()
        },
        "records": [[one.root, one.kind, one.happened.isoformat()] for one in entries],
    }


@transaction.atomic
def comment(actor: Actor, item_id: int, text: str, band: str) -> None:
    """Write or change one's comment; nobody else sees it before the round is closed.

    Raises:
        Refused: the actor comments on no reviews.
        Invalid: the round takes no comments, the text is empty, or there is no such band.
    """
    require(actor, "comment", "review")
    item = _item(actor, item_id, "commenting")
    kind = _kind(_mechanism(actor), item.round.kind)
    if not text.strip():
        raise Invalid((Issue(code="review.comment_needed", place="text"),))
    _check_band(kind, band)
    values = {"text": text.strip(), "band": band, "written_at": actor.at}
    ReviewComment.objects.update_or_create(item=item, reviewer_id=actor.user, defaults=values)
    # The log says that somebody commented, not what: it is secret until the round is closed.
    audit(actor, "review.comment", _named(item), Changes(after={"characters": len(text.strip())}))


def _check_band(kind: ReviewKind, band: str) -> None:
    if band and band not in {one.id for one in kind.bands}:
        raise Invalid((Issue(code="review.no_band", place="band"),))


@transaction.atomic
def close_round(actor: Actor, round_id: int, met_on: date) -> None:
    """Close a round after its meeting: comments become visible and can no longer be changed.

    Raises:
        Refused: the actor holds no reviews.
        Invalid: the round is not open for comments, or the day lies ahead.
    """
    require(actor, "hold", "review")
    row = _round(actor, round_id, "commenting")
    if met_on > actor.at.date():
        raise Invalid((Issue(code="review.day_ahead", place="met_on"),))
    row.state, row.met_on, row.closed_at = "closed", met_on, actor.at
    row.save(update_fields=["state", "met_on", "closed_at"])
    audit(actor, "review.close", _at(actor, row), Changes(after={"met_on": met_on}))


@transaction.atomic
def conclude(actor: Actor, item_id: int, text: str, band: str, tasks: Sequence[Task]) -> None:
    """Write the conclusion for one who is reviewed, and the tasks that follow.

    Raises:
        Refused: the actor holds no reviews.
        Invalid: the round is not closed or already signed, the text is empty, or a task has none.
    """
    require(actor, "hold", "review")
    item = _item(actor, item_id, "closed")
    kind = _kind(_mechanism(actor), item.round.kind)
    if not text.strip():
        raise Invalid((Issue(code="review.conclusion_needed", place="text"),))
    _check_band(kind, band)
    before = {"conclusion": item.conclusion, "band": item.band}
    item.conclusion, item.band = text.strip(), band
    item.save(update_fields=["conclusion", "band"])
    due = actor.at.date() + timedelta(days=kind.task_days)
    made = [
        ReviewTask(item=item, text=task.text.strip(), person_id=task.person, due=task.due or due)
        for task in tasks
        if task.text.strip()
    ]
    ReviewTask.objects.bulk_create(made)
    after = {"conclusion": item.conclusion, "band": band, "tasks": [task.text for task in made]}
    audit(actor, "review.conclude", _named(item), Changes(before=before, after=after))


@transaction.atomic
def sign_round(actor: Actor, round_id: int, signed_by: str) -> None:
    """Sign a round's conclusions: each writes a record, which settles the duty it was held for.

    Raises:
        Refused: the actor holds no reviews, or may not record.
        Invalid: the round is not closed, a conclusion is missing, or nobody signs.
    """
    require(actor, "hold", "review")
    row = _round(actor, round_id, "closed")
    mechanism = _mechanism(actor)
    kind = _kind(mechanism, row.kind)
    if not signed_by.strip():
        raise Invalid((Issue(code="review.signature_needed", place="signed_by"),))
    missing = row.items.filter(conclusion="").count()
    if missing:
        raise Invalid((Issue(code="review.unconcluded", params={"count": missing}),))
    for item in row.items.filter(entry=None):
        item.entry = record_entry(actor, _draft(actor, mechanism, kind, item))
        item.save(update_fields=["entry"])
    row.state, row.signed_by, row.concluded_at = "concluded", signed_by.strip(), actor.at
    row.save(update_fields=["state", "signed_by", "concluded_at"])
    audit(actor, "review.sign", _at(actor, row), Changes(after={"signed_by": row.signed_by}))


_PART_OF = {Family.LIAISON_UNIT: "unit", Family.ENTERPRISE: "enterprise", Family.BASE: "base"}


def _draft(actor: Actor, mechanism: Mechanism, kind: ReviewKind, item: ReviewItem) -> EntryDraft:
    rule = mechanism.duty(kind.settles)
    roster = roster_of(actor.committee, mechanism.vocabulary.party_codes())
    if rule is None or item.round.met_on is None:
        raise Invalid((Issue(code="review.kind_gone"),))
    title = f"{kind.label.zh_hans}：{item.name}"[:200]
    draft = {
        "kind": rule.counts[0],
        "happened_on": item.round.met_on,
        "title": title,
        "text": item.conclusion,
    }
    if rule.bound is Bound.MEMBER:
        person = roster.memberships[item.subject].person
        return EntryDraft(**draft, participants=((person, kind.entry_role),))  # type: ignore[arg-type]  # as above
    part = _PART_OF.get(roster.organisations[item.subject].family, "organisation")
    return EntryDraft(**draft, **{part: item.subject})  # type: ignore[arg-type]  # as above


@transaction.atomic
def archive_round(actor: Actor, round_id: int) -> None:
    """Archive a signed round; it is locked.

    Raises:
        Refused: the actor holds no reviews.
        Invalid: the round is not signed.
    """
    require(actor, "hold", "review")
    row = _round(actor, round_id, "concluded")
    row.state, row.archived_at = "archived", actor.at
    row.save(update_fields=["state", "archived_at"])
    audit(actor, "review.archive", _at(actor, row))


@transaction.atomic
def reopen_round(actor: Actor, round_id: int, reason: str) -> None:
    """Take a signed or archived round up again, with a reason; conclusions are then signed anew.

    Raises:
        Refused: the actor holds no reviews.
        Invalid: the round was not signed, or no reason is given.
    """
    require(actor, "hold", "review")
    row = _round(actor, round_id, "concluded", "archived")
    if not reason.strip():
        raise Invalid((Issue(code="review.reason_needed", place="reason"),))
    before = {"state": row.state, "signed_by": row.signed_by}
    row.state, row.signed_by, row.concluded_at, row.archived_at = "closed", "", None, None
    row.save(update_fields=["state", "signed_by", "concluded_at", "archived_at"])
    audit(actor, "review.reopen", _at(actor, row), Changes(before=before, after={"reason": reason.strip()}))


@transaction.atomic
def finish_task(actor: Actor, task_id: int, day: date, note: str) -> None:
    """Say that a task is done: whoever holds reviews, or the person it was given to.

    Raises:
        Refused: the actor may do neither.
        Invalid: there is no such open task, nothing is said of how, or the day lies ahead.
    """
    scope = require(actor, "read", "review")
    rows = ReviewTask.objects.select_for_update(of=("self",)).filter(item__round__committee=actor.committee)
    task = rows.filter(pk=task_id, done_on=None).first()
    mine = task is not None and task.person_id is not None and task.person_id == actor.person_id
    if task is None or (scope is not Scope.COMMITTEE and not mine):
        raise Invalid((Issue(code="review.no_task"),))
    if not mine:
        require(actor, "hold", "review")
    if not note.strip():
        raise Invalid((Issue(code="review.note_needed", place="note"),))
    if day > actor.at.date():
        raise Invalid((Issue(code="review.day_ahead", place="day"),))
    task.done_on, task.done_note = day, note.strip()
    task.save(update_fields=["done_on", "done_note"])
    audit(
        actor,
        "review.task_done",
        _named(task.item),
        Changes(after={"task": task.text, "note": task.done_note}),
    )


def _mechanism(actor: Actor) -> Mechanism:
    return registry.pack(committee_of(actor.committee).pack).in_force(actor.at.date())


def _kind(mechanism: Mechanism, code: str) -> ReviewKind:
    kind = mechanism.review(code)
    if kind is None:
        raise Invalid((Issue(code="review.kind_gone"),))
    return kind


def _round(actor: Actor, round_id: int, *states: str) -> ReviewRound:
    rows = ReviewRound.objects.select_for_update().filter(committee=actor.committee, pk=round_id)
    row = rows.filter(state__in=states).first()
    if row is None:
        raise Invalid((Issue(code="review.wrong_state"),))
    return row


def _item(actor: Actor, item_id: int, state: str) -> ReviewItem:
    rows = ReviewItem.objects.select_for_update(of=("self",)).select_related("round")
    item = rows.filter(round__committee=actor.committee, round__state=state, pk=item_id).first()
    if item is None:
        raise Invalid((Issue(code="review.wrong_state"),))
    return item


def _subject(row: ReviewRound, kind: ReviewKind) -> Subject:
    return Subject(noun="review", id=row.pk, name=f"{kind.label.zh_hans} {row.year}")


def _at(actor: Actor, row: ReviewRound) -> Subject:
    return _subject(row, _kind(_mechanism(actor), row.kind))


def _named(item: ReviewItem) -> Subject:
    return Subject(noun="review", id=item.round_id, name=item.name)
