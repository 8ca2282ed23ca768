"""Saved filters: a list's query under a name, for its owner alone."""

from django.db import transaction

from tongxin.actions.acting import Actor, Invalid, require
from tongxin.engine.kernel.issues import Issue
from tongxin.store.models import SavedFilter

MOST_FILTERS = 50
"""Filters that one account may keep a list."""

_LONGEST_NAME = 60
_LONGEST_QUERY = 1000


@transaction.atomic
def save_filter(actor: Actor, page: str, name: str, query: str) -> None:
    """Keep a list's filter under a name; the same name again replaces it.

    It is a setting of one's own account and changes no record, so the log does not hold it.

    Args:
        actor: whose filter it is.
        page: name of the list's page.
        name: what to call it.
        query: the address's query.

    Raises:
        Refused: the actor has no account of their own.
        Invalid: the name is missing or too long, or there are too many.
    """
    require(actor, "use", "account")
    name = name.strip()
    if not name:
        raise Invalid((Issue(code="field.required", place="name"),))
    if len(name) > _LONGEST_NAME or len(query) > _LONGEST_QUERY:
        params = {"length": len(name), "longest": _LONGEST_NAME}
        raise Invalid((Issue(code="field.too_long", place="name", params=params),))
    others = SavedFilter.objects.filter(user=actor.user, page=page).exclude(name=name)
    if others.count() >= MOST_FILTERS:
        raise Invalid((Issue(code="filter.too_many", place="name", params={"most": MOST_FILTERS}),))
    SavedFilter.objects.update_or_create(user_id=actor.user, page=page, name=name, defaults={"query": query})


@transaction.atomic
def delete_filter(actor: Actor, page: str, filter_id: int) -> None:
    """Forget a saved filter of one's own; another's is left alone.

    Raises:
        Refused: the actor has no account of their own.
    """
    require(actor, "use", "account")
    SavedFilter.objects.filter(pk=filter_id, user=actor.user, page=page).delete()
