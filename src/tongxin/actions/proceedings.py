"""Papers: writing them and asking others to sign; what becomes of them is in ``proceeding_moves``."""

from dataclasses import replace

from django.db import transaction

from tongxin.actions.acting import Actor, Changes, Invalid, Refused, require
from tongxin.actions.audit import audit
from tongxin.actions.entries import readable_entry
from tongxin.actions.entry_rows import mechanism_at
from tongxin.actions.proceeding_desk import flow_of, hands_of, open_desk, subject_of, writable
from tongxin.actions.proceeding_search import index_paper
from tongxin.engine.kernel.issues import Issue, Subject
from tongxin.engine.kernel.rights import Scope
from tongxin.engine.proceedings.rules import Hand, Workflow
from tongxin.engine.proceedings.submissions import Submission
from tongxin.store.models import Organisation, Person, Proceeding, ProceedingSigner, ProceedingText
from tongxin.store.queries import proceedings as queries
from tongxin.store.queries.topics import topic_of


@transaction.atomic
def begin_paper(actor: Actor, workflow: str, submission: Submission) -> Proceeding:
    """Begin a paper as a draft; nothing of it has to be complete.

    Raises:
        Refused: the actor hands in no papers, or none for somebody else.
        Invalid: the mechanism has no such workflow, or whom or what it names is not of the committee.
    """
    scope = require(actor, "submit", "proceeding")
    mechanism, _day = mechanism_at(actor, actor.at)
    flow = flow_of(mechanism, workflow)
    first = submission.people[0] if submission.people else actor.person_id
    if scope is not Scope.COMMITTEE and first != actor.person_id:
        raise Refused("submit", "proceeding")
    paper = Proceeding(
        committee_id=actor.committee,
        workflow=flow.id,
        state=flow.start,
        since=actor.at,
        created_at=actor.at,
        created_by_id=actor.user,
        on_behalf=first is not None and first != actor.person_id,
        topic_id=_topic(actor, flow, submission.topic),
    )
    people = submission.people or ((first,) if first is not None else ())
    if submission.source is not None:
        paper.source = _source(actor, flow, submission.source)
    _write(actor, paper, replace(submission, people=people))
    audit(actor, "proceeding.begin", subject_of(paper), Changes(after={"workflow": flow.id}))
    return paper


def _topic(actor: Actor, flow: Workflow, pk: int | None) -> int | None:
    """Return the topic that a paper takes up, if it is open and for papers of its kind."""
    topic = topic_of(actor.committee, pk) if pk is not None else None
    if pk is not None and (topic is None or topic.workflow != flow.id or topic.withdrawn_at is not None):
        raise Invalid((Issue(code="topic.unknown"),))
    return topic.pk if topic else None


def _unsettle(actor: Actor, paper: Proceeding, changed: list[str]) -> None:
    """What somebody else changed after the member had confirmed it has to be confirmed again."""
    if changed and paper.first_id != actor.person_id:
        paper.on_behalf, paper.stands, paper.stands_at = paper.first_id is not None, "", None
        paper.save(update_fields=["on_behalf", "stands", "stands_at"])


@transaction.atomic
def stand_by_paper(actor: Actor, pk: int, *, stands: bool) -> None:
    """Say whether one stands by a paper that the office entered in one's name.

    Raises:
        Refused: the actor is not whom it was entered for.
    """
    require(actor, "submit", "proceeding")
    paper = open_desk(actor, pk).paper
    if not paper.on_behalf or actor.person_id is None or paper.first_id != actor.person_id:
        raise Refused("submit", "proceeding")
    before = paper.stands
    paper.stands, paper.stands_at = "confirmed" if stands else "denied", actor.at
    paper.save(update_fields=["stands", "stands_at"])
    told = Changes(before={"stands": before}, after={"stands": paper.stands})
    audit(actor, "proceeding.stand_by", subject_of(paper), told)


def _source(actor: Actor, flow: Workflow, pk: int) -> int:
    """Return the record that a paper comes from, if papers of its kind may come from such a record."""
    record = readable_entry(actor, pk)
    origins = flow.submission.origins if flow.submission else None
    if origins is None or origins.of(kind=record.kind) is None:
        raise Invalid((Issue(code="submission.no_origin"),))
    return record.root_id or record.pk


@transaction.atomic
def write_paper(actor: Actor, pk: int, submission: Submission) -> Proceeding:
    """Give a paper a new version of its text; the versions before it are kept.

    Raises:
        Refused: the paper is in other hands.
        Invalid: whom or what it names is not of the committee.
    """
    desk = open_desk(actor, pk)
    if not writable(desk) or not hands_of(actor, desk.paper) & {Hand.PROPOSER, Hand.OFFICE}:
        raise Refused("submit", "proceeding")
    changed = _write(actor, desk.paper, submission)
    _unsettle(actor, desk.paper, changed)
    if changed:
        index_paper(desk.paper, desk.flow, desk.mechanism.time_zone)
        audit(actor, "proceeding.write", subject_of(desk.paper), Changes(after={"changed": changed}))
    return desk.paper


def _write(actor: Actor, paper: Proceeding, given: Submission) -> list[str]:
    """Keep what was written; return the names of what changed."""
    _known(actor, given)
    values = {
        "form": given.form,
        "title": given.title.strip(),
        "fields": dict(given.fields),
        "declared": sorted(given.declared),
        "body_id": given.body,
    }
    if given.people:
        values["first_id"] = given.people[0]
    changed = [key for key, value in values.items() if getattr(paper, key) != value]
    for key, value in values.items():
        setattr(paper, key, value)
    paper.save()
    if set(paper.wished.values_list("pk", flat=True)) != set(given.units):
        paper.wished.set(given.units)
        changed.append("wished")
    last = queries.newest_text(paper)
    parts = {key: text for key, text in given.parts.items() if text.strip()}
    if last is None or last.parts != parts or last.title != paper.title:
        ProceedingText.objects.create(
            proceeding=paper,
            version=last.version + 1 if last else 1,
            title=paper.title,
            parts=parts,
            written_at=actor.at,
            written_by_id=actor.user,
        )
        changed.append("text")
    return changed + _ask(actor, paper, given.people[1:])


def _known(actor: Actor, given: Submission) -> None:
    """Refuse people and bodies of another committee."""
    people = set(given.people)
    bodies = set(given.units) | ({given.body} if given.body is not None else set())
    if Person.objects.filter(committee=actor.committee, pk__in=people).count() < len(people):
        raise Invalid((Issue(code="person.unknown", place="people"),))
    if Organisation.objects.filter(committee=actor.committee, pk__in=bodies).count() < len(bodies):
        raise Invalid((Issue(code="organisation.unknown", place="units"),))


def _ask(actor: Actor, paper: Proceeding, people: tuple[int, ...]) -> list[str]:
    """Keep who is to sign; an answer that was given is kept."""
    there = {row.person_id: row for row in paper.signers.all()}
    wanted = [person for person in dict.fromkeys(people) if person != paper.first_id]
    for person in wanted:
        if person not in there:
            ProceedingSigner.objects.create(proceeding=paper, person_id=person, asked_at=actor.at)
    gone = [row.pk for person, row in there.items() if person not in wanted]
    ProceedingSigner.objects.filter(pk__in=gone).delete()
    return ["signers"] if gone or set(wanted) - set(there) else []


@transaction.atomic
def answer_signing(actor: Actor, pk: int, *, signs: bool) -> None:
    """Sign a paper, or decline to; only the person asked can do either.

    Raises:
        Refused: the actor was not asked.
        Invalid: the paper is past signing.
    """
    desk = open_desk(actor, pk)
    signer = ProceedingSigner.objects.filter(proceeding=desk.paper, person=actor.person_id).first()
    if signer is None or actor.person_id is None:
        raise Refused("submit", "proceeding")
    state = desk.flow.state(desk.paper.state)
    if state is None or state.hand is not Hand.SIGNER:
        raise Invalid((Issue(code="move.not_from_here", params={"move": "sign", "state": desk.paper.state}),))
    signer.state = "confirmed" if signs else "declined"
    signer.answered_at = actor.at
    signer.save(update_fields=["state", "answered_at"])
    audit(actor, "proceeding.sign", subject_of(desk.paper), Changes(after={"signs": signs}))


@transaction.atomic
def export_papers(actor: Actor, workflow: str, count: int) -> None:
    """Put on record that somebody takes a list of papers out of the system.

    Raises:
        Refused: the actor may not export papers.
    """
    require(actor, "export", "proceeding")
    subject = Subject(noun="proceeding", id=actor.committee)
    audit(actor, "proceeding.export", subject, Changes(after={"workflow": workflow, "papers": count}))
