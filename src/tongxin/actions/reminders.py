"""Reminders: where somebody wants them, and that one was sent."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from tongxin.actions.acting import Actor, Changes, Invalid, require
from tongxin.actions.audit import audit
from tongxin.engine.kernel.issues import Issue, Subject
from tongxin.store.models import Reminder, User


@transaction.atomic
def set_reminder_address(actor: Actor, address: str) -> None:
    """Set the e-mail address that reminders go to; an empty one means that none are wanted by e-mail.

    Raises:
        Refused: the actor has no account of their own.
        Invalid: this is no e-mail address.
    """
    require(actor, "use", "account")
    address = address.strip()
    try:
        if address:
            validate_email(address)
    except ValidationError as error:
        raise Invalid((Issue(code="reminder.no_address", place="address"),)) from error
    User.objects.filter(pk=actor.user).update(email=address)
    # An address is personal; the log says that it changed, not to what.
    changes = Changes(after={"set": bool(address)})
    audit(actor, "reminder.address", Subject(noun="account", id=actor.user, name=actor.name), changes)


@transaction.atomic
def note_reminder(actor: Actor, user: User, day: date, channel: str, duties: int) -> None:
    """Put on record that somebody was reminded on a day, so that they are not reminded twice.

    Raises:
        Refused: only the installation itself sends reminders.
    """
    require(actor, "send", "reminder")
    Reminder.objects.create(user=user, day=day, channel=channel, duties=duties)
    subject = Subject(noun="account", id=user.pk, name=user.display_name or user.username)
    audit(actor, "reminder.send", subject, Changes(after={"channel": channel, "day": day, "duties": duties}))
