"""What the figure pages stand on: the committee, its mechanism, the question asked, the book that answers."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils import timezone

from tongxin.engine.figures.book import Book
from tongxin.engine.figures.indicators import Indicator
from tongxin.engine.mechanism.values import Mechanism
from tongxin.packs import registry
from tongxin.store.queries.figures import figure_book
from tongxin.web.access import PageRequest
from tongxin.web.figure_query import Asked, asked, end_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One visit to the figures.

    Attributes:
        committee: the committee.
        mechanism: the version that binds on the period's last day.
        asked: the question.
        book: the answers.
        today: today; in a demonstration the day of its latest record, since nothing happens after it.
        since: first day of the mechanism.
    """

    committee: int
    mechanism: Mechanism
    asked: Asked
    book: Book
    today: date
    since: date

    def indicator(self, code: str) -> Indicator:
        """Return an indicator.

        Raises:
            Http404: the mechanism has none of that id.
        """
        found = self.mechanism.indicator(code)
        if found is None:
            raise Http404
        return found


def desk(request: PageRequest) -> Desk:
    """Return what a page about figures stands on.

    Raises:
        Http404: the account belongs to no committee.
    """
    committee = getattr(request.user, "committee", None)
    if committee is None:
        raise Http404
    pack = registry.pack(committee.pack)
    today = timezone.localdate(request.actor.at)
    if committee.demo:
        today = figure_book(committee.pk, pack.in_force(today)).last_day() or today
    question = asked(request.GET, today)
    mechanism = pack.in_force(question.end)
    moment = end_of(question.as_of, mechanism.time_zone) if question.as_of else None
    return Desk(
        committee=committee.pk,
        mechanism=mechanism,
        asked=question,
        book=figure_book(committee.pk, mechanism, moment),
        today=today,
        since=pack.versions[0].effective,
    )
