"""Organisations with all their facts, and the partners of bases."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tongxin.engine.kernel.spans import Span
from tongxin.engine.roster.vocabulary import Family
from tongxin.store.models import BasePartner, Organisation
from tongxin.store.queries.ties import holding


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyFacts:
    """An organisation's facts, as stored."""

    id: int
    family: str
    kind: str
    code: str
    name: str
    parent_id: int | None
    host_id: int | None
    township: str
    address: str
    credit_code: str
    credit_code_note: str
    contact_name: str
    contact_phone: str
    about: str
    start: date | None
    end: date | None

    @property
    def span(self) -> Span:
        """The days on which it exists."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A partner of a base: an organisation or a person, while it holds."""

    organisation: int | None
    person: int | None
    span: Span


_FACTS = tuple(BodyFacts.__dataclass_fields__)


def bodies(committee_id: int, *families: Family, day: date | None = None) -> list[BodyFacts]:
    """Return the organisations of some families by their codes, in one query.

    Args:
        committee_id: the committee.
        families: which.
        day: only those that exist on it.
    """
    rows = Organisation.objects.filter(committee=committee_id, family__in=families)
    if day is not None:
        rows = rows.filter(holding(day))
    return [BodyFacts(**row) for row in rows.order_by("code", "id").values(*_FACTS)]


def body(committee_id: int, pk: int, *families: Family) -> BodyFacts | None:
    """Return one organisation of some families."""
    row = (
        Organisation.objects.filter(committee=committee_id, family__in=families, pk=pk)
        .values(*_FACTS)
        .first()
    )
    return None if row is None else BodyFacts(**row)


def partners_of(bases: Iterable[int]) -> dict[int, list[Partner]]:
    """Return the partners of bases, past ones included, in one query."""
    found: dict[int, list[Partner]] = {}
    rows = BasePartner.objects.filter(base__in=list(bases)).order_by("base", "id")
    for base, organisation, person, start, end in rows.values_list(
        "base", "organisation", "person", "start", "end"
    ):
        item = Partner(organisation=organisation, person=person, span=Span(start, end))
        found.setdefault(base, []).append(item)
    return found


def partners_at(organisation_id: int, day: date) -> list[int]:
    """Return the bases that an organisation is a partner of on a day."""
    rows = BasePartner.objects.filter(holding(day), organisation=organisation_id).order_by("base__code")
    return list(rows.values_list("base", flat=True))


def shared_bases(person_id: int) -> list[int]:
    """Return the bases that somebody is or was a partner of."""
    rows = BasePartner.objects.filter(person=person_id).order_by("base__code")
    return list(rows.values_list("base", flat=True))
