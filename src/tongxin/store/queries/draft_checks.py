"""Checked drafts and taught wordings."""

from django.db.models import QuerySet

from tongxin.store.models import DraftCheck, TaughtWording

Check = DraftCheck
"""A checked draft, as pages see it."""


def checks_of(committee_id: int) -> QuerySet[DraftCheck]:
    """Return the checks of a committee, newest first; of a draft that was checked again the last one."""
    rows = DraftCheck.objects.filter(committee=committee_id, after=None).select_related("checked_by")
    return rows.defer("text", "choices", "discords")


def check_of(committee_id: int, pk: int) -> DraftCheck | None:
    """Return a check."""
    rows = DraftCheck.objects.filter(committee=committee_id, pk=pk)
    return rows.select_related("checked_by", "before").first()


def newer_than(check: DraftCheck) -> DraftCheck | None:
    """Return the check that was made of the same draft afterwards."""
    return check.after.order_by("-pk").first()


def days_were_chosen(check: DraftCheck) -> bool:
    """Tell whether somebody checked the same draft over other days before, so that these are meant."""
    if check.before_id is None:
        return False
    before = DraftCheck.objects.filter(committee=check.committee_id, pk__lt=check.pk, text=check.text)
    return before.exclude(first=check.first, last=check.last).exists()


def taught(committee_id: int) -> QuerySet[TaughtWording]:
    """Return the wordings in force that a committee taught."""
    rows = TaughtWording.objects.filter(committee=committee_id, withdrawn_at=None)
    return rows.select_related("added_by").order_by("use", "measure", "pk")
