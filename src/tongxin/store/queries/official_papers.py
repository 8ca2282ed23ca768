"""Papers of the office, and the last number of a row of document numbers."""

from django.db.models import Max, QuerySet

from tongxin.store.models import IssuedLetter, OfficialPaper, PaperWording

Paper = OfficialPaper
"""A paper of the office, as pages see it."""


def papers_of(committee_id: int, template: str = "") -> QuerySet[OfficialPaper]:
    """Return the papers of a committee, newest first, without those that were set aside.

    Args:
        committee_id: the committee.
        template: only papers of this kind; empty for all.
    """
    rows = OfficialPaper.objects.filter(committee=committee_id, dropped_at=None).defer(
        "content", "findings", "text"
    )
    rows = rows.filter(template=template) if template else rows
    return rows.select_related("person", "changed_by", "issued_by")


def paper_of(committee_id: int, pk: int) -> OfficialPaper | None:
    """Return a paper of a committee."""
    rows = OfficialPaper.objects.filter(committee=committee_id, pk=pk)
    return rows.select_related("committee", "person", "begun_by", "changed_by", "issued_by").first()


def wording_of(committee_id: int, template: str) -> str:
    """Return the text that papers of a kind begin with if the office changed it, else an empty text."""
    row = PaperWording.objects.filter(committee=committee_id, template=template).first()
    return row.text if row else ""


def last_order(committee_id: int, series: str, year: int) -> int:
    """Return the highest number given so far in a row of document numbers; numbers begin at 1 every year.

    Letters about proposals and papers of the office may share a row.
    """
    asked = {"committee": committee_id, "series": series, "year": year}
    rows = (IssuedLetter.objects.filter(**asked), OfficialPaper.objects.filter(**asked))
    return max(int(row.aggregate(last=Max("number"))["last"] or 0) for row in rows)
