"""Pairings: running one, changing it by hand, adopting it as links in one act, putting it away."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from tongxin.actions.acting import Actor, Changes, Invalid, require
from tongxin.actions.audit import audit
from tongxin.engine.kernel.issues import Issue, Subject
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.pairing.fitting import matching, problems
from tongxin.engine.pairing.judging import worths
from tongxin.engine.pairing.reading import read_problem
from tongxin.engine.pairing.solving import solve
from tongxin.engine.pairing.writing import written
from tongxin.engine.roster.directory import Directory
from tongxin.engine.roster.linking import holds_by_organisation, links_body
from tongxin.engine.roster.values import Link as LinkValue
from tongxin.engine.roster.vocabulary import LinkKind
from tongxin.packs import registry
from tongxin.store.models import Link, LinkHolder, PairingRun
from tongxin.store.queries.committees import committee_of
from tongxin.store.queries.directories import directory_of
from tongxin.store.queries.pairings import pairs_of


@transaction.atomic
def run_pairing(actor: Actor, code: str, day: date, pins: Mapping[int, Mapping[int, int]]) -> PairingRun:
    """Propose who links whom from a day on; nothing changes until it is adopted.

    Args:
        actor: who acts.
        code: the kind of link; one that persons hold.
        day: the first day of the links.
        pins: part (place of the holder) → linked → linker that must be.

    Raises:
        Refused: the actor may not run pairings.
        Invalid: the kind cannot be paired.
    """
    require(actor, "run", "pairing")
    book, mechanism = _book(actor, day)
    kind = _kind(book, code)
    asked = problems(matching(book, kind, mechanism.pairing))
    results: list[dict[str, Any]] = []
    for part, one in enumerate(asked):
        one["pinned"] = [[by, to] for to, by in sorted(pins.get(part, {}).items())]
        # Somebody who sits in both bodies is not their own partner.
        known = {linker["id"] for linker in one["linkers"]}
        one["forbidden"] = [pair for before in results for pair in before["pairs"] if pair[0] in known]
        read = read_problem(one)
        results.append(written(read, solve(read)))
    run = PairingRun.objects.create(
        committee_id=actor.committee,
        kind=code,
        day=day,
        version=mechanism.version,
        problems=asked,
        results=results,
        made_at=actor.at,
        made_by_id=actor.user_id,
    )
    after = {"kind": code, "day": day, "status": [result["status"] for result in results]}
    audit(actor, "pairing.run", _subject(run, kind), Changes(after=after))
    return run


def _book(actor: Actor, day: date) -> tuple[Directory, Mechanism]:
    committee = committee_of(actor.committee)
    mechanism = registry.pack(committee.pack).in_force(day)
    return directory_of(committee, mechanism, day), mechanism


def _kind(book: Directory, code: str) -> LinkKind:
    kind = book.vocabulary.link_kind(code)
    if kind is None:
        raise Invalid((Issue(code="link.kind_gone"),))
    if holds_by_organisation(kind):
        raise Invalid((Issue(code="pairing.by_hand"),))
    return kind


def _subject(run: PairingRun, kind: LinkKind) -> Subject:
    return Subject(noun="pairing", id=run.pk, name=kind.label.zh_hans)


def _open(actor: Actor, run_id: int) -> PairingRun:
    rows = PairingRun.objects.select_for_update().filter(committee_id=actor.committee, pk=run_id)
    run = rows.filter(state="proposed").first()
    if run is None:
        raise Invalid((Issue(code="pairing.not_open"),))
    return run


@transaction.atomic
def edit_pairing(actor: Actor, run_id: int, part: int, linked: int, linker: int) -> None:
    """Give somebody to another linker in a proposed pairing.

    Raises:
        Refused: the actor may not run pairings.
        Invalid: the run is closed, or such a pair is not possible.
    """
    require(actor, "run", "pairing")
    run = _open(actor, run_id)
    if not 0 <= part < len(run.problems):
        raise Invalid((Issue(code="pairing.no_such_pair"),))
    if (linker, linked) not in worths(read_problem(run.problems[part])):
        raise Invalid((Issue(code="pairing.no_such_pair", place="linker"),))
    before = pairs_of(run)[part].get(linked)
    run.edits = {**run.edits, f"{part}:{linked}": linker}
    run.save(update_fields=["edits"])
    kind = _kind(_book(actor, run.day)[0], run.kind)
    changes = Changes(before={"linked": linked, "linker": before}, after={"linked": linked, "linker": linker})
    audit(actor, "pairing.edit", _subject(run, kind), changes)


@transaction.atomic
def discard_pairing(actor: Actor, run_id: int) -> None:
    """Put a proposed pairing away; it stays in the list.

    Raises:
        Refused: the actor may not run pairings.
        Invalid: the run is closed.
    """
    require(actor, "run", "pairing")
    run = _open(actor, run_id)
    run.state, run.closed_at = "discarded", actor.at
    run.save(update_fields=["state", "closed_at"])
    audit(actor, "pairing.discard", _subject(run, _kind(_book(actor, run.day)[0], run.kind)))


@transaction.atomic
def adopt_pairing(actor: Actor, run_id: int) -> int:
    """Make the links of a proposed pairing hold from its day on, all of them or none.

    Pairs that hold already stay as they are; others end the day before and begin anew.

    Returns:
        how many links were changed or made.

    Raises:
        Refused: the actor may not adopt pairings.
        Invalid: the run is closed or impossible, the roster has changed since, or a link began too late.
    """
    require(actor, "adopt", "pairing")
    run = _open(actor, run_id)
    book, mechanism = _book(actor, run.day)
    kind = _kind(book, run.kind)
    _check_fresh(run, book, kind, mechanism)
    wanted = _wanted(run)
    held = {_target(link): link for link in book.roster.links_on(run.day, [run.kind])}
    changed = []
    for target, holders in sorted(wanted.items()):
        link = held.get(target)
        if link is not None and set(link.people) == set(holders):
            continue
        _replace(actor, run, kind, link, target, holders)
        changed.append(
            {"target": target, "before": list(link.people) if link else [], "after": list(holders)}
        )
    run.state, run.closed_at = "adopted", actor.at
    run.save(update_fields=["state", "closed_at"])
    changes = Changes(after={"day": run.day, "links": len(wanted), "changed": changed})
    audit(actor, "pairing.adopt", _subject(run, kind), changes)
    return len(changed)


def _check_fresh(run: PairingRun, book: Directory, kind: LinkKind, mechanism: Mechanism) -> None:
    """A pairing is adopted only for the people it was made for."""
    if any(result["status"] != "optimal" for result in run.results):
        raise Invalid((Issue(code="pairing.impossible"),))
    now = problems(matching(book, kind, mechanism.pairing))
    same: list[Any] = [
        old["linked"] == new["linked"]
        and old["linkers"] == new["linkers"]
        and old["present"] == new["present"]
        for old, new in zip(run.problems, now, strict=True)
    ]
    if not all(same):
        raise Invalid((Issue(code="pairing.stale"),))


def _wanted(run: PairingRun) -> dict[int, tuple[int, ...]]:
    parts = pairs_of(run)
    return {target: tuple(part[target] for part in parts) for target in parts[0]}


def _target(link: LinkValue) -> int | None:
    return link.person if link.person is not None else link.organisation


def _replace(  # noqa: PLR0917 — a link's kind, its old self, its ends.
    actor: Actor,
    run: PairingRun,
    kind: LinkKind,
    old: LinkValue | None,
    target: int,
    holders: tuple[int, ...],
) -> None:
    if old is not None:
        if old.span.start is not None and old.span.start >= run.day:
            raise Invalid((Issue(code="link.not_begun"),))
        Link.objects.filter(pk=old.id).update(end=run.day - timedelta(days=1), reason="结对调整")
    ends = {"organisation_id": target} if links_body(kind) else {"person_id": target}
    new = Link.objects.create(committee_id=actor.committee, kind=run.kind, start=run.day, **ends)
    LinkHolder.objects.bulk_create([LinkHolder(link=new, person_id=holder) for holder in holders])
