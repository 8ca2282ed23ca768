"""Actors and drafts with which the verbs of the ledger are tried."""

from datetime import UTC, date, datetime
from decimal import Decimal

from tongxin.actions.acting import Actor
from tongxin.engine.ledger.drafts import EntryDraft
from tongxin.packs import registry
from tongxin.store import models

NOW = datetime(2024, 10, 31, 2, tzinfo=UTC)
PDF = b"%PDF-1.7 invented"


def actor(rows, *roles, person=None, units=(), at=NOW, name="someone"):
    mechanism = registry.pack("longan").in_force(at.date())
    user, _ = models.User.objects.get_or_create(
        username=f"{name}-{rows.committee.code}", defaults={"committee": rows.committee, "person": person}
    )
    return Actor(
        user_id=user.pk,
        name=name,
        committee_id=rows.committee.pk,
        at=at,
        person_id=person.pk if person else None,
        roles=tuple(mechanism.role(role) for role in roles),
        unit_ids=frozenset(unit.pk for unit in units),
    )


def visit(visitor, **more):
    return EntryDraft(
        kind="visit", happened_on=date(2024, 10, 8), participants=((visitor.pk, "visitor"),), **more
    )


def money(visitor, amount):
    return EntryDraft(
        kind="donation",
        happened_on=date(2024, 10, 8),
        participants=((visitor.pk, "donor"),),
        amounts={"money": Decimal(amount)},
        fields={"purpose": "school"},
    )


def codes(problem):
    return [(issue.code, issue.place) for issue in problem.value.issues]


def events(verb):
    return list(models.AuditEvent.objects.filter(verb=verb).order_by("seq"))
