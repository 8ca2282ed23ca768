"""What roster imports compare against: the members, and the words that rows may use."""

from datetime import date

from django.db.models import Prefetch, Q

from tongxin.engine.roster.sheets import PERSON_FIELDS, Known
from tongxin.engine.roster.vocabulary import Family
from tongxin.store.models import Membership, Organisation, PartyStanding, Placement, RosterImport

Imported = RosterImport
"""An import as the pages see it."""


def known_members(committee_id: int, day: date) -> list[Known]:
    """Return the members as of a day with the present value of each column, in four queries."""
    open_on = (Q(start__isnull=True) | Q(start__lte=day)) & (Q(end__isnull=True) | Q(end__gte=day))
    seats = (
        Membership.objects.filter(open_on, committee_id=committee_id)
        .select_related("person")
        .prefetch_related(
            Prefetch("person__standings", PartyStanding.objects.filter(open_on).order_by("id")),
            Prefetch("placements", Placement.objects.filter(open_on, primary=True)),
        )
        .order_by("id")
    )
    return [_known(seat) for seat in seats]


def _known(seat: Membership) -> Known:
    values = {name: _text(getattr(seat.person, name)) for name in PERSON_FIELDS}
    standings = [standing.affiliation for standing in seat.person.standings.all()]
    units = [str(placement.unit_id) for placement in seat.placements.all()]
    values |= {
        "number": seat.number,
        "sector": seat.sector,
        "start": _text(seat.start),
        "affiliation": standings[0] if standings else "",
        "unit": units[0] if units else "",
    }
    return Known(membership=seat.pk, person=seat.person_id, values=values)


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def units_on(committee_id: int, day: date) -> list[tuple[str, str, str]]:
    """Return (name, code, id as text) of the liaison units that exist on a day."""
    rows = Organisation.objects.filter(
        Q(end__isnull=True) | Q(end__gte=day), committee_id=committee_id, family=Family.LIAISON_UNIT
    )
    return [(row.name, row.code, str(row.pk)) for row in rows.only("name", "code").order_by("id")]


def imports_of(committee_id: int) -> list[RosterImport]:
    """Return the latest fifty imports, without their previews."""
    rows = RosterImport.objects.filter(committee_id=committee_id).select_related("user")
    return list(rows.defer("preview").order_by("-id")[:50])


def import_of(committee_id: int, pk: int) -> RosterImport | None:
    """Return one import of a committee, or ``None``."""
    return RosterImport.objects.filter(committee_id=committee_id, pk=pk).select_related("user").first()
