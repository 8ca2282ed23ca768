"""Drafts: unfinished forms kept by the server. They say nothing yet, so the log does not hold them."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from tongxin.actions.acting import Actor, Invalid, require
from tongxin.engine.kernel.issues import Issue
from tongxin.store.models import Draft
from tongxin.store.queries.drafts import RECEIPT

MOST_DRAFTS = 100
"""Unfinished forms that one account may have."""

LARGEST = 60_000
"""Characters of one draft, as JSON."""

_KEEP_RECEIPTS = timedelta(days=3)
_LONGEST_KEY = 80


@transaction.atomic
def save_draft(actor: Actor, form: str, data: Mapping[str, Any]) -> None:
    """Keep what is typed in a form so far, in place of what was kept before.

    Args:
        actor: who types.
        form: key of the form, such as ``entry-new:visit``.
        data: JSON values by control name.

    Raises:
        Refused: the actor's roles keep no drafts.
        Invalid: the key is no form's, the content is too large, or there are too many drafts.
    """
    require(actor, "keep", "draft")
    if not form or len(form) > _LONGEST_KEY or form.startswith(RECEIPT):
        raise Invalid((Issue(code="draft.unknown_form"),))
    if len(str(data)) > LARGEST:
        raise Invalid((Issue(code="draft.too_large"),))
    others = Draft.objects.filter(user=actor.user).exclude(form=form).exclude(form__startswith=RECEIPT)
    if others.count() >= MOST_DRAFTS:
        raise Invalid((Issue(code="draft.too_many", params={"most": MOST_DRAFTS}),))
    Draft.objects.update_or_create(
        user_id=actor.user, form=form, defaults={"data": dict(data), "saved_at": actor.at}
    )


@transaction.atomic
def discard_draft(actor: Actor, form: str) -> None:
    """Throw an unfinished form away.

    Raises:
        Refused: the actor's roles keep no drafts.
    """
    require(actor, "keep", "draft")
    drafts_of_form(actor, form).delete()


def drafts_of_form(actor: Actor, form: str) -> QuerySet[Draft]:
    """Return the actor's draft of a form, if any."""
    return Draft.objects.filter(user=actor.user, form=form).exclude(form__startswith=RECEIPT)


def receipt_for(actor: Actor, token: str) -> Draft:
    """Return the receipt of a form, made now if it is sent for the first time.

    The table allows one receipt a form and account, so two senders at once wait for each other here.
    """
    old = Draft.objects.filter(user=actor.user, form__startswith=RECEIPT)
    old.filter(saved_at__lt=actor.at - _KEEP_RECEIPTS).delete()
    receipt, _ = Draft.objects.get_or_create(
        user_id=actor.user, form=f"{RECEIPT}{token}"[:_LONGEST_KEY], defaults={"saved_at": actor.at}
    )
    return receipt
