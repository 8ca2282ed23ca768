"""Accounts: the actor behind a user (more verbs are added here)."""

from datetime import datetime

from tongxin.actions.acting import Actor
from tongxin.packs import registry
from tongxin.store.models import User


def actor_of(user: User, *, at: datetime, request_id: str = "") -> Actor:
    """Build the actor behind a signed-in user: roles and ties as of today.

    Args:
        user: the account.
        at: the moment of the act.
        request_id: id of the request.
    """
    day = at.date()
    grants = [grant for grant in user.grants.all() if grant.span.covers(day)]
    committee = user.committee
    mechanism = registry.pack(committee.pack).in_force(day) if committee else None
    roles = tuple(
        role for grant in grants if mechanism is not None and (role := mechanism.role(grant.role)) is not None
    )
    return Actor(
        user_id=user.pk,
        name=user.display_name or user.username,
        committee_id=user.committee_id,
        at=at,
        person_id=user.person_id,
        roles=roles,
        unit_ids=frozenset(grant.organisation_id for grant in grants if grant.organisation_id),
        request_id=request_id,
    )
