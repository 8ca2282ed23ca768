"""The secret address of one's calendar: making it, which ends the one before, and taking it away."""

import hashlib
import secrets

from django.db import transaction

from tongxin.actions.acting import Actor, require
from tongxin.actions.audit import audit
from tongxin.engine.kernel.issues import Subject
from tongxin.store.models import CalendarFeed


def digest_of(token: str) -> str:
    """Return what is kept of a calendar's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_calendar(actor: Actor) -> str:
    """Make a new secret address for one's calendar; the one before stops to answer.

    Returns:
        the secret, which is kept nowhere.

    Raises:
        Refused: the actor may read no duties.
    """
    require(actor, "read", "duty")
    token = secrets.token_urlsafe(24)
    values = {"digest": digest_of(token), "made_at": actor.at}
    CalendarFeed.objects.update_or_create(user_id=actor.user, defaults=values)
    audit(actor, "calendar.make", Subject(noun="account", id=actor.user, name=actor.name))
    return token


@transaction.atomic
def end_calendar(actor: Actor) -> None:
    """Take one's calendar's address away.

    Raises:
        Refused: the actor may read no duties.
    """
    require(actor, "read", "duty")
    if CalendarFeed.objects.filter(user_id=actor.user).delete()[0]:
        audit(actor, "calendar.end", Subject(noun="account", id=actor.user, name=actor.name))
