"""Drafts and saved filters of an account."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tongxin.store.models import Draft, SavedFilter

RECEIPT = "recorded:"
"""Begins the key of a receipt: what became of a form that was sent, kept against sending it twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An unfinished form."""

    id: int
    form: str
    data: Mapping[str, Any]
    saved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A named filter of a list."""

    id: int
    name: str
    query: str


def drafts_of(user_id: int) -> list[Kept]:
    """Return an account's drafts, the last saved first."""
    rows = Draft.objects.filter(user=user_id).exclude(form__startswith=RECEIPT).order_by("-saved_at")
    return [Kept(id=row.pk, form=row.form, data=row.data, saved_at=row.saved_at) for row in rows]


def draft_of(user_id: int, form: str) -> Kept | None:
    """Return the draft of a form, if the account kept one."""
    row = Draft.objects.filter(user=user_id, form=form).first()
    return None if row is None else Kept(id=row.pk, form=row.form, data=row.data, saved_at=row.saved_at)


def filters_of(user_id: int, page: str) -> list[Saved]:
    """Return an account's saved filters of a list, by name."""
    rows = SavedFilter.objects.filter(user=user_id, page=page).order_by("name")
    return [Saved(id=row.pk, name=row.name, query=row.query) for row in rows]
