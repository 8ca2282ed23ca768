"""The committee at a glance: its term, plenary sessions and sectors."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tongxin.store.models import PlenarySession, Term, TermSector
from tongxin.store.queries.ties import holding


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A plenary session (次)."""

    number: int
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermFacts:
    """A term (届) as the overview tells it.

    Attributes:
        id: identity.
        number: which term.
        start: first day.
        end: last day, if it is known.
        sessions: plenary sessions opened by the day asked for.
        places: sector → places; places are not members, some may be vacant.
    """

    id: int
    number: int
    start: date | None
    end: date | None
    sessions: tuple[Session, ...]
    places: Mapping[str, int]


def term_on(committee_id: int, day: date) -> TermFacts | None:
    """Return the term of a day, in three queries; the latest where none covers the day."""
    terms = Term.objects.filter(committee=committee_id)
    term = terms.filter(holding(day)).order_by("-number").first() or terms.order_by("-number").first()
    if term is None:
        return None
    sessions = PlenarySession.objects.filter(term=term, start__lte=day).order_by("number")
    return TermFacts(
        id=term.pk,
        number=term.number,
        start=term.start,
        end=term.end,
        sessions=tuple(Session(number=row.number, start=row.start, end=row.end) for row in sessions),
        places=dict(TermSector.objects.filter(term=term).values_list("code", "places")),
    )
