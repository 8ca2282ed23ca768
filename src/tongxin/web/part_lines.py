"""Units' parts as lines of lists: which paper, whose, where it stands, by when, what can be done at once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongxin.engine.kernel.workdays import Calendar
from tongxin.engine.proceedings.judging import Offer, offered
from tongxin.engine.proceedings.monitoring import PartTrack, Seen, Watch, ratings
from tongxin.engine.proceedings.rules import State, Workflow
from tongxin.store.queries import part_tracks
from tongxin.store.queries.proceedings import Part
from tongxin.store.queries.workdays import calendar_of
from tongxin.web.access import PageRequest
from tongxin.web.proceeding_rows import ROLES, Due, dues, moment_of, number_words, shape_of
from tongxin.web.standing_on import Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """A unit's part in a list.

    Attributes:
        part: the part, with its paper and its unit.
        number: number of the paper, in words.
        role: what the unit does.
        state: where the part stands.
        shape: shape that the state is shown with.
        due: the deadline that is due first of those asked about.
        days: days that it has been where it is.
        offers: moves that the visitor may make now.
    """

    part: Part
    number: str
    role: Promise
    state: State | None
    shape: str
    due: Due | None
    days: int
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Sight:
    """Parts of one kind of paper as they stand on a day.

    Attributes:
        flow: workflow of the papers.
        watch: what the parts are looked at by.
        seen: part → how it stands.
        bodies: part → unit.
        tracks: part → its moves.
    """

    flow: Workflow
    watch: Watch
    seen: dict[int, Seen]
    bodies: dict[int, int]
    tracks: dict[int, PartTrack]

    @property
    def calendar(self) -> Calendar:
        """Which days are worked."""
        return self.watch.calendar

    @property
    def today(self) -> date:
        """The day on which the parts are looked at."""
        return self.watch.today


def look(where: Ground, flow: Workflow, inner: Workflow, wanted: Q) -> Sight:
    """Return the parts that meet a condition, as they stand on the day of the page."""
    calendar = calendar_of(where.committee.pk, where.mechanism)
    watch = Watch(inner, calendar, timezone.localdate, where.day)
    tracks = part_tracks.tracks_of(where.committee.pk, flow.id, ratings(flow), wanted)
    return Sight(
        flow=flow,
        watch=watch,
        seen={track.id: watch.see(track) for track in tracks},
        bodies={track.id: track.body for track in tracks},
        tracks={track.id: track for track in tracks},
    )


def due_of(sight: Sight, part: int, clocks: Collection[str] | None = None) -> Due | None:
    """Return the deadline of a part that is due first.

    Args:
        sight: the parts.
        part: which one.
        clocks: deadlines that are asked about; all for ``None``.
    """
    found = [one for one in sight.seen[part].deadlines if clocks is None or one.clock.id in clocks]
    return next(iter(dues(sight.calendar, found, sight.today)), None)


def lines(
    request: PageRequest, sight: Sight, parts: Iterable[int], clocks: Collection[str] | None = None
) -> list[PartLine]:
    """Return parts as lines, in the order given.

    Args:
        request: the page's request.
        sight: the parts.
        parts: which of them, as many as a page shows.
        clocks: deadlines that are asked about; all for ``None``.
    """
    ids = list(parts)
    there = part_tracks.parts_by_id(request.actor.committee, ids)
    return [_line(request, sight, there[pk], due_of(sight, pk, clocks)) for pk in ids if pk in there]


def _line(request: PageRequest, sight: Sight, part: Part, due: Due | None) -> PartLine:
    inner, seen = sight.watch.flow, sight.seen[part.pk]
    state = inner.state(part.state)
    moment = moment_of(request.actor, part.proceeding, part, seen.deadlines)
    return PartLine(
        part=part,
        number=number_words(part.proceeding),
        role=ROLES.get(part.role, _("alone")),
        state=state,
        shape=shape_of(inner, state),
        due=due,
        days=max(0, (sight.today - timezone.localdate(part.since)).days),
        offers=tuple(
            offer
            for offer in offered(inner, sight.tracks[part.pk].made, moment)
            if not offer.against and (not offer.move.only or part.role in offer.move.only)
        ),
    )
