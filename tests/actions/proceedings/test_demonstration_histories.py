"""A history written in bulk is what the verbs would have written, move by move: rows, records, states."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from django.db import transaction

from tongxin.actions.acting import Actor, Invalid
from tongxin.actions.demonstration.histories import check
from tongxin.actions.demonstration.loading import load_demonstration
from tongxin.actions.demonstration.world import LOADED_AT, World
from tongxin.actions.demonstration.years import way_of_papers
from tongxin.actions.proceeding_desk import Step, Taken
from tongxin.actions.proceeding_moves import move_paper, move_part
from tongxin.actions.proceedings import begin_paper
from tongxin.engine.ledger.drafts import EntryDraft
from tongxin.engine.proceedings.submissions import Submission
from tongxin.store.models import Committee, Entry, Organisation, Person, Proceeding, User

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def longan(django_db_setup, django_db_blocker):
    setup = Actor(user_id=None, name="安装", committee_id=None, at=LOADED_AT, system=True)
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_demonstration(setup, pack="longan", progress=lambda _words: None)
        transaction.set_rollback(True)


def loader_of(committee, at):
    user = User.objects.get(username="demo-loader-longan")
    actor = Actor(user_id=user.pk, name="演示数据", committee_id=committee.pk, at=at, system=True)
    return user, actor


def world_of(committee):
    user, actor = loader_of(committee, LOADED_AT)
    bodies = {body.code: body for body in Organisation.objects.filter(committee=committee).exclude(code="")}
    return World(
        committee=committee,
        term=committee.terms.get(),
        actor=actor,
        loader=user,
        random=Random(1),
        bodies=bodies,
    )


def replayed(paper):
    """Play a paper's moves again through the verbs, at their times; follow-ups come by themselves."""
    _user, actor = loader_of(paper.committee, paper.created_at)
    text = paper.texts.get()
    people = (paper.first_id, *(row.person_id for row in paper.signers.all()))
    twin = begin_paper(
        actor,
        paper.workflow,
        Submission(
            form=paper.form,
            title=paper.title,
            parts=text.parts,
            fields=paper.fields,
            declared=frozenset(paper.declared),
            people=people,
            body=paper.body_id,
            units=tuple(paper.wished.values_list("pk", flat=True)),
        ),
    )
    twin.signers.update(state="confirmed")
    for row in paper.moves.select_related("part").order_by("pk"):
        if row.hand != "none":
            # Only the proposer agrees; all else the office may do as well.
            person = paper.first_id if row.move == "agree" else None
            again(replace(actor, at=row.at, person_id=person), paper, twin, row)
    twin.refresh_from_db()
    return twin


def again(actor, paper, twin, row):
    units = ()
    if row.move in {"assign", "grant"}:
        units = tuple(paper.parts.filter(begun_at=row.at).order_by("pk").values_list("body", "role"))
    taken = Taken(paper=row.other_id, body=row.body_id, person=row.person_id, units=units)
    step = Step(move=row.move, fields=row.fields, taken=taken)
    if row.part is None:
        move_paper(actor, twin.pk, step)
        return
    place = list(paper.parts.order_by("pk").values_list("pk", flat=True)).index(row.part_id)
    move_part(actor, twin.parts.order_by("pk")[place].pk, step)


def standing_of(paper):
    parts = [(part.body_id, part.role, part.state) for part in paper.parts.order_by("pk")]
    moves = [
        (row.move, row.at, row.fields, row.part.body_id if row.part else None)
        for row in paper.moves.select_related("part").order_by("at", "pk")
    ]
    return paper.state, paper.leader_id, parts, sorted(moves, key=str)


def records_of(paper):
    """Every happening that a paper's moves wrote, with all its rows."""
    found = []
    for root in paper.moves.exclude(entry=None).order_by("pk").values_list("entry", flat=True):
        rows = Entry.objects.filter(pk=root) | Entry.objects.filter(root=root)
        found.append(
            [
                (
                    row.kind,
                    row.act,
                    row.happened_on,
                    row.recorded_at,
                    row.title,
                    row.fields,
                    row.reason,
                    row.organisation_id,
                    sorted(row.participations.values_list("person", "role")),
                )
                for row in rows.order_by("pk")
            ]
        )
    return sorted(found, key=str)


def letters_of(paper):
    """Every letter that the moves of a paper sent, without the numbers, which a twin has its own of."""
    found = []
    for row in paper.letters.order_by("pk"):
        told = str(row.content).replace(f"第{paper.number:03}号", "第某号" if paper.number else "")
        if row.number:
            told = told.replace(row.content["number"], "")
        found.append((row.letter, row.issued_at, row.part.body_id if row.part else None, told))
    return found


CASES = {
    "returned to another unit": {"moves__move": "grant"},
    "handled again": {"moves__move": "reject"},
    "with an assisting unit": {"parts__role": "assist"},
    "answered separately": {"parts__role": "split"},
    "answered late": {"moves__move": "grant_extension"},
    "passed on": {"moves__move": "agree"},
    "withdrawn": {"moves__move": "withdraw"},
    "signed by several": {"form": "joint"},
    "asked about again": {"moves__move": "track"},
    "looked after by its leader": {"moves__move": "supervise"},
    "report kept for reference": {"workflow": "opinion", "state": "noted", "origin": None},
    "report passed on as a letter": {"workflow": "opinion", "state": "letter"},
    "report withdrawn": {"workflow": "opinion", "state": "withdrawn"},
}


@pytest.mark.parametrize("which", CASES.values(), ids=CASES)
def test_a_history_in_bulk_is_what_the_verbs_write(longan: Committee, which):
    rows = Proceeding.objects.filter(committee=longan, lead=None, merged=None, **which)
    paper = rows.exclude(submitted_at=None).order_by("pk").first()
    twin = replayed(paper)
    assert standing_of(twin) == standing_of(paper)
    assert records_of(twin) == records_of(paper)
    assert letters_of(twin) == letters_of(paper)
    assert (twin.submitted_at, twin.series) == (paper.submitted_at, paper.series)


def test_a_move_that_could_not_have_been_made_is_found(longan: Committee):
    drafts = [
        EntryDraft(
            kind="proposal",
            happened_on=date(2024, 3, 1),
            title="关于加强城厢镇耕地保护的建议",
            participants=(
                (Person.objects.filter(committee=longan).order_by("pk").first().pk, "first_signer"),
            ),
            fields={"form": "individual", "review": "not_filed", "outcome": "opinion", "theme": "economy"},
        )
    ]
    years = way_of_papers(world_of(longan), drafts)
    [history] = years.papers
    check(years.ground, history)
    history.played.insert(1, replace(history.played[-1]))
    with pytest.raises(Invalid) as problem:
        check(years.ground, history)
    assert problem.value.issues[0].code == "move.not_from_here"
