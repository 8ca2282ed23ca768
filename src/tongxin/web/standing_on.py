"""What roster pages stand on: the committee, its mechanism and the directory of the day asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.http import Http404
from django.utils import timezone

from tongxin.engine.kernel.labels import Label
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.roster.directory import Directory
from tongxin.engine.roster.values import Membership, Organisation
from tongxin.engine.roster.vocabulary import Family
from tongxin.packs import registry
from tongxin.store.queries import committees, directories
from tongxin.store.queries.happenings import newest_day
from tongxin.web.access import PageRequest

PAGE = 50
Row = TypeVar("Row")


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
    """Return the day a page is asked for, such as ``?on=2024-06-30``; nonsense reads as none.

    Without one it is today; in a demonstration the day of its latest record, as on the home page, so that
    not every unit is silent.
    """
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        newest = newest_day(committee.pk) if committee.demo else None
        return newest or timezone.localdate(request.actor.at)


def ground(request: PageRequest) -> Ground:
    """Return what a roster page stands on.

    Raises:
        Http404: the account belongs to no committee.
    """
    if request.actor.committee_id is None:
        raise Http404
    committee = committees.committee_of(request.actor.committee_id)
    day = day_asked(request, committee)
    mechanism = registry.pack(committee.pack).in_force(day)
    return Ground(committee, mechanism, directories.directory_of(committee, mechanism, day), day)


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
