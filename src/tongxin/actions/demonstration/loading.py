"""Puts the demonstration together, in one transaction."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from django.db import transaction

from tongxin.actions.acting import Actor, Changes, Invalid, require
from tongxin.actions.audit import Act, audit, audit_many
from tongxin.actions.demonstration import (
    accounts,
    advice,
    contacts,
    days,
    duty,
    links,
    organisations,
    papers,
    people,
    problems,
    reviewing,
    service,
)
from tongxin.actions.demonstration.world import LOADED_AT, SESSIONS, TERM_START, World
from tongxin.actions.demonstration.years import way_of_papers
from tongxin.actions.entries import Recording, correct_entry, draft_of, record_many, void_entry
from tongxin.actions.exemptions import Decision, grant_exemption
from tongxin.actions.proceeding_search import all_papers
from tongxin.actions.searching import index_texts
from tongxin.engine.kernel.issues import Issue, Subject
from tongxin.store import statistics
from tongxin.store.models import Committee, Entry, Link, Membership, Organisation, PlenarySession, Term, User

Progress = Callable[[str], None]
SEED = 20241031
CORRECTIONS, VOIDS = 12, 4
PLACES = 180


@transaction.atomic
def load_demonstration(actor: Actor, *, pack: str, number: int = 1, progress: Progress) -> Committee:
    """Make a committee with invented people and records.

    Args:
        actor: the installation itself.
        pack: name of its pack.
        number: 1 for the demonstration itself; others are made for load tests.
        progress: told what is being made.

    Returns:
        the committee.

    Raises:
        Refused: somebody other than the installation asks.
        Invalid: the committee is there already.
    """
    require(actor, "load", "demonstration")
    world = _world(pack, number)
    for words, step in (
        ("units, party organisations, enterprises, bases", organisations.make),
        ("members", people.make),
        ("links", links.make),
        ("accounts", accounts.make),
    ):
        progress(words)
        step(world)
    _log_roster(world)
    progress("two years of records")
    _record(world)
    _exempt(world)
    problems.follow(world)
    papers.leave_papers(world)
    for found in all_papers(world.committee):
        index_texts(found)
    statistics.refresh()
    return world.committee


def _world(pack: str, number: int) -> World:
    code = "longan" if number == 1 else f"demo-{number:04d}"
    if Committee.objects.filter(code=code).exists():
        raise Invalid((Issue(code="demonstration.there"),))
    short = "隆安县政协" if number == 1 else f"演示{number}县政协"
    committee = Committee.objects.create(
        code=code,
        name=f"{short}（演示数据）",
        short_name=short,
        division_code="450123",
        pack=pack,
        places=PLACES,
        demo=True,
    )
    term = Term.objects.create(committee=committee, number=11, start=TERM_START)
    PlenarySession.objects.bulk_create(
        [PlenarySession(term=term, number=which, start=start, end=end) for which, start, end in SESSIONS]
    )
    loader = User.objects.create(
        username=f"demo-loader-{code}",
        password="!",  # noqa: S106 — no password at all: nobody can sign in.
        committee=committee,
        display_name="演示数据",
        is_active=False,
        date_joined=LOADED_AT,
    )
    actor = Actor(user_id=loader.pk, name="演示数据", committee_id=committee.pk, at=LOADED_AT, system=True)
    chance = Random(SEED + number - 1)  # noqa: S311 — the same invented people each time, no secret.
    return World(committee=committee, term=term, actor=actor, loader=loader, random=chance)


def _log_roster(world: World) -> None:
    """Put every roster record on the audit log, as verbs would have."""
    audit(
        world.actor,
        "committee.create",
        Subject(noun="committee", id=world.committee.pk, name=world.committee.name),
        Changes(after={"demo": True, "places": PLACES}),
    )
    audit_many(world.actor, _acts(world))


def _acts(world: World) -> Iterator[Act]:
    for body in Organisation.objects.filter(committee=world.committee).order_by("pk"):
        subject = Subject(noun="organisation", id=body.pk, name=body.name)
        yield Act(verb="organisation.create", subject=subject, changes=Changes(after={"kind": body.kind}))
    for seat in Membership.objects.filter(committee=world.committee).select_related("person").order_by("pk"):
        subject = Subject(noun="member", id=seat.pk, name=seat.person.name)
        after = {"number": seat.number, "sector": seat.sector, "start": seat.start, "end": seat.end}
        yield Act(verb="member.admit", subject=subject, changes=Changes(after=after))
    for link in Link.objects.filter(committee=world.committee).order_by("pk"):
        subject = Subject(noun="link", id=link.pk, name=link.kind)
        yield Act(
            verb="link.adopt", subject=subject, changes=Changes(after={"start": link.start, "end": link.end})
        )


def _record(world: World) -> None:
    """Record two years; proposals come with everything that became of them."""
    drafts = [
        draft for theme in (advice, contacts, service, duty, reviewing) for draft in theme.all_of(world)
    ]
    known = [days.known_at(world.random, draft.happened_to or draft.happened_on) for draft in drafts]
    papers_behind = way_of_papers(world, [draft for draft in drafts if draft.kind == "proposal"])
    recordings = [
        Recording(draft=draft, recorded_at=at, recorded_by=world.loader.pk)
        for draft, at in zip(drafts, known, strict=True)
        if draft.kind != "proposal"
    ]
    # Ids rise in the order of recording.
    rows = sorted((*recordings, *papers_behind.recordings), key=lambda item: item.recorded_at)
    ids = record_many(world.actor, rows)
    papers_behind.keep({id(row): pk for row, pk in zip(rows, ids, strict=True)})
    _mend(world, ids)


def _exempt(world: World) -> None:
    """Free one enterprise and one pair of a duty, by decisions as a committee makes them."""
    link = world.joint[-1][0]
    away = (
        Link.objects.filter(committee=world.committee, kind="party_to_nonparty", end=None)
        .order_by("pk")
        .last()
    )
    decisions = [
        Decision(
            rule="enterprise_lecture",
            subject=link.pk,
            start=date(2024, 6, 1),
            end=date(2024, 12, 31),
            reason="企业停产检修",
            number="党组〔2024〕7号",
        )
    ]
    if away is not None:
        decisions.append(
            Decision(
                rule="nonparty_contact",
                subject=away.pk,
                start=date(2024, 3, 1),
                end=date(2024, 12, 31),
                reason="委员外派学习",
            )
        )
    for decision in decisions:
        grant_exemption(world.actor, decision)


def _mend(world: World, ids: list[int]) -> None:
    """Correct a few records and void a few that were entered twice, as happens in every office."""
    talks = list(
        Entry.objects.filter(pk__in=ids, kind="talk").order_by("pk")[: 20 * (CORRECTIONS + VOIDS) : 20]
    )
    for entry in talks[:CORRECTIONS]:
        acting = _later(world, entry)
        draft = draft_of(entry)
        changed = {**draft.fields, "opinions": "希望多组织到企业的调研"}
        correct_entry(acting, entry.pk, replace(draft, fields=changed), "补记对方提出的意见")
    twice = [
        Recording(
            draft=draft_of(entry),
            recorded_at=entry.recorded_at + timedelta(hours=1),
            recorded_by=world.loader.pk,
        )
        for entry in talks[CORRECTIONS:]
    ]
    for pk in record_many(world.actor, twice):
        void_entry(_later(world, Entry.objects.get(pk=pk)), pk, "重复录入")


def _later(world: World, entry: Entry) -> Actor:
    return replace(world.actor, at=min(entry.recorded_at + timedelta(days=9), LOADED_AT))
