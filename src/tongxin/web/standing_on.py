"""What roster pages stand on: the committee, its mechanism and the directory of the day asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from tongxin.engine.kernel.labels import Label
from tongxin.engine.kernel.periods import Grain, Period, containing
from tongxin.engine.kernel.rights import Scope
from tongxin.engine.kernel.spans import Span
from tongxin.engine.ledger.kinds import EntryKind
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.roster.directory import Directory
from tongxin.engine.roster.values import Membership, Organisation
from tongxin.engine.roster.vocabulary import Family
from tongxin.packs import registry
from tongxin.store.queries import committees, directories
from tongxin.store.queries.entries import reach
from tongxin.store.queries.happenings import Happening, happenings, newest_day, within
from tongxin.store.queries.ties import ties_of
from tongxin.web.access import PageRequest

PAGE = 50
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record in a list, with its kind."""

    record: Happening
    kind: EntryKind | None


@dataclass(frozen=True, slots=True)
class Ground:
    """A committee, its mechanism, and the directory of a day."""

    committee: committees.CommitteeRow
    mechanism: Mechanism
    directory: Directory
    day: date

    def seat_of(self, person: int) -> Membership | None:
        """Return the seat of a person on the day, else the last they had."""
        seats = self.directory.all_seats.get(person, ())
        return self.directory.seats.get(person) or (seats[-1] if seats else None)

    @property
    def quarter(self) -> Period:
        """The calendar quarter of the day."""
        return containing(self.day, Grain.QUARTER)

    @property
    def quarter_before(self) -> Period:
        """The last complete quarter."""
        return Period(Grain.QUARTER, self.quarter.number - 1)

    def kind(self, code: str) -> Label | None:
        """Return the label of an organisation kind."""
        found = self.mechanism.vocabulary.organisation_kind(code)
        return found.label if found else None

    def post(self, code: str) -> Label | None:
        """Return the label of a post."""
        return next((item.label for item in self.mechanism.vocabulary.posts if item.id == code), None)

    def sector(self, code: str) -> Label | None:
        """Return the label of a sector; ``None`` for one from which belief could be read."""
        found = next((item for item in self.mechanism.vocabulary.sectors if item.id == code), None)
        return found.label if found and not found.sensitive else None

    def affiliation(self, code: str) -> Label | None:
        """Return the label of a political affiliation."""
        return next((item.label for item in self.mechanism.vocabulary.affiliations if item.id == code), None)


def day_asked(request: PageRequest, committee: committees.CommitteeRow) -> date:
    """Return the day a page is asked for, such as ``?on=2024-06-30``; nonsense reads as none: today."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return today(committee, timezone.localdate(request.actor.at))


def today(committee: committees.CommitteeRow, day: date) -> date:
    """Return the day; in a demonstration that of its latest record, so that not every unit is silent."""
    newest = newest_day(committee.pk) if committee.demo else None
    return newest or day


def ground(request: PageRequest, day: date | None = None) -> Ground:
    """Return what a roster page stands on.

    Args:
        request: the page's request.
        day: the day, where the page knows it; default: the one that is asked for.

    Raises:
        Http404: the account belongs to no committee.
    """
    committee = request.user.committee if request.user.is_authenticated else None
    if committee is None:
        raise Http404
    return standing(committee, day or day_asked(request, committee))


def standing(committee: committees.CommitteeRow, day: date) -> Ground:
    """Return a committee on a day."""
    mechanism = registry.pack(committee.pack).in_force(day)
    return Ground(committee, mechanism, directories.directory_of(committee, mechanism, day), day)


def sight(request: PageRequest) -> Q | None:
    """Return the condition that a record may be seen by the visitor, or ``None``: they see no records."""
    actor = request.actor
    scope = actor.scope("entry", "read")
    if scope is None:
        return None
    if scope is Scope.COMMITTEE:
        return reach(actor, scope)
    ties = ties_of(actor.person_id, actor.unit_ids, timezone.localdate(actor.at))
    return reach(actor, scope, ties)


def records(request: PageRequest, where: Ground, condition: Q, *, limit: int = 10) -> list[RecordRow]:
    """Return the latest records up to the day that meet a condition and that the visitor may see."""
    seen = sight(request)
    if seen is None:
        return []
    up_to = within(Span(None, where.day))
    found = happenings(where.committee.pk, seen & up_to & condition, limit=limit)
    return [RecordRow(row, where.mechanism.entry_kind(row.kind)) for row in found]


def organisation_or_404(where: Ground, pk: int, family: Family) -> Organisation:
    """Return an organisation of a family.

    Raises:
        Http404: there is none.
    """
    found = where.directory.roster.organisations.get(pk)
    if found is None or found.family is not family:
        raise Http404
    return found


def paged(request: PageRequest, rows: Sequence[Row]) -> "Page[Row]":
    """Return the page of a list that is asked for."""
    return Paginator(rows, PAGE).get_page(request.GET.get("page"))
