"""Suggested topics: the office lists what units, departments and the public would like papers about."""

from dataclasses import dataclass

from django.db import transaction

from tongxin.actions.acting import Actor, Changes, Invalid, require
from tongxin.actions.audit import audit
from tongxin.actions.entry_rows import mechanism_at
from tongxin.actions.proceeding_desk import flow_of
from tongxin.engine.kernel.issues import Issue, Subject
from tongxin.engine.ledger.validation import LONGEST_TITLE
from tongxin.store.models import Organisation, Topic
from tongxin.store.queries import proceedings as papers
from tongxin.store.queries import topics as queries

SOURCES = ("unit", "agency", "public", "office")
"""Who may propose a topic; the first two are named."""
NAMED = frozenset({"unit", "agency"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicDraft:
    """A topic as the office writes it.

    Attributes:
        title: the topic.
        about: what is behind it.
        source: who proposed it, one of ``SOURCES``.
        body: the body that proposed it.
    """

    title: str
    about: str = ""
    source: str = "office"
    body: int | None = None


@transaction.atomic
def open_topic(actor: Actor, workflow: str, draft: TopicDraft) -> Topic:
    """Put a topic on the list of the session that papers count for today.

    Raises:
        Refused: the actor does not review papers.
        Invalid: papers of this kind have no such list, or something is missing.
    """
    require(actor, "review", "proceeding")
    mechanism, day = mechanism_at(actor, actor.at)
    flow = flow_of(mechanism, workflow)
    issues = tuple(_missing(actor, draft))
    if flow.submission is None or not flow.submission.topics:
        issues = (Issue(code="topic.no_list"),)
    if issues:
        raise Invalid(issues)
    topic = Topic.objects.create(
        committee_id=actor.committee,
        workflow=flow.id,
        series=papers.series_on(actor.committee, day),
        title=draft.title.strip(),
        about=draft.about.strip(),
        source=draft.source,
        body_id=draft.body if draft.source in NAMED else None,
        opened_at=actor.at,
        opened_by_id=actor.user,
    )
    told = {"title": topic.title, "source": topic.source, "body": topic.body_id}
    audit(actor, "topic.open", _subject(topic), Changes(after=told))
    return topic


def _missing(actor: Actor, draft: TopicDraft) -> list[Issue]:
    found = []
    if not draft.title.strip():
        found.append(Issue(code="field.required", place="title"))
    elif len(draft.title) > LONGEST_TITLE:
        params = {"length": len(draft.title), "longest": LONGEST_TITLE}
        found.append(Issue(code="field.too_long", params=params, place="title"))
    if draft.source not in SOURCES:
        found.append(Issue(code="field.required", place="source"))
    known = Organisation.objects.filter(committee=actor.committee, pk=draft.body or 0).exists()
    if draft.source in NAMED and not known:
        found.append(Issue(code="field.required", place="body"))
    return found


@transaction.atomic
def withdraw_topic(actor: Actor, pk: int) -> Topic:
    """Withdraw a topic; papers that took it up keep it.

    Raises:
        Refused: the actor does not review papers.
        Invalid: there is none.
    """
    require(actor, "review", "proceeding")
    topic = queries.topic_of(actor.committee, pk)
    if topic is None:
        raise Invalid((Issue(code="topic.unknown"),))
    if topic.withdrawn_at is None:
        topic.withdrawn_at, topic.withdrawn_by_id = actor.at, actor.user
        topic.save(update_fields=["withdrawn_at", "withdrawn_by"])
        audit(actor, "topic.withdraw", _subject(topic), Changes(before={"title": topic.title}))
    return topic


def _subject(topic: Topic) -> Subject:
    return Subject(noun="topic", id=topic.pk, name=topic.title)
