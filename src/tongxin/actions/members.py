"""Members: admitting, changing facts of the person, and dated changes that keep their history."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from pypinyin import Style, lazy_pinyin

from tongxin.actions.acting import Actor, Changes, Invalid, require
from tongxin.actions.audit import audit
from tongxin.engine.kernel.issues import Issue, Subject
from tongxin.engine.roster.sheets import PERSON_FIELDS
from tongxin.store.models import Link, Membership, Organisation, PartyStanding, Person, Placement, Post, Term

# Surnames that a dictionary of common readings gets wrong; 覃 is Qin in Guangxi.
SURNAMES = {
    "单": "shan",
    "仇": "qiu",
    "解": "xie",
    "区": "ou",
    "曾": "zeng",
    "覃": "qin",
    "查": "zha",
    "朴": "piao",
    "任": "ren",
    "尉": "yu",
    "盖": "ge",
    "乐": "yue",
}


def pinyin_of(name: str) -> str:
    """Return a name's pinyin for sorting and search, with the readings of surnames."""
    if not name:
        return ""
    first = SURNAMES.get(name[0])
    rest = lazy_pinyin(name[1:] if first else name, style=Style.NORMAL)
    return " ".join([first, *rest] if first else rest).lower()[:160]


def _subject(seat: Membership) -> Subject:
    return Subject(noun="member", id=seat.pk, name=seat.person.name)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@transaction.atomic
def admit(actor: Actor, term: Term, values: Mapping[str, str]) -> Membership:
    """Add a member to a term: person, affiliation, seat and, if named, the primary placement.

    Args:
        actor: who acts.
        term: the term they join.
        values: field → value as the sheet gives them, words already turned into codes.

    Raises:
        Refused: the actor may not change members.
        Invalid: the number is taken.
    """
    require(actor, "change", "member")
    start = _day(values.get("start", "")) or max(term.start or actor.at.date(), actor.at.date())
    number = values.get("number") or _next_number(term)
    taken = Membership.objects.filter(term=term, number=number).filter(
        Q(end__isnull=True) | Q(end__gte=start)
    )
    if taken.exists():
        raise Invalid((Issue(code="member.number_taken", params={"number": number}),))
    facts = {name: values.get(name, "") for name in PERSON_FIELDS if name != "born"}
    person = Person.objects.create(
        committee_id=term.committee_id,
        pinyin=pinyin_of(values["name"]),
        born=_day(values.get("born", "")),
        created_at=actor.at,
        **facts,
    )
    PartyStanding.objects.create(person=person, affiliation=values["affiliation"])
    seat = Membership.objects.create(
        committee_id=term.committee_id,
        term=term,
        person=person,
        number=number,
        sector=values["sector"],
        start=start,
        joined_by="added" if term.start and start > term.start else "elected",
    )
    if values.get("unit"):
        Placement.objects.create(membership=seat, unit=_unit(actor, int(values["unit"])), start=start)
    audit(actor, "member.admit", _subject(seat), Changes(after=dict(values)))
    return seat


def _next_number(term: Term) -> str:
    numbers = Membership.objects.filter(term=term).values_list("number", flat=True)
    highest = max((int(number) for number in numbers if number.isdecimal()), default=0)
    return f"{highest + 1:03d}"


def _unit(actor: Actor, unit_id: int) -> Organisation:
    unit = Organisation.objects.filter(committee_id=actor.committee, pk=unit_id).first()
    if unit is None:
        raise Invalid((Issue(code="unit.unknown", params={"unit": unit_id}),))
    return unit


@transaction.atomic
def change_person(
    actor: Actor, seat: Membership, facts: Mapping[str, str], seat_facts: Mapping[str, str]
) -> None:
    """Change facts of a member's person and of the seat that have no history of their own.

    Raises:
        Refused: the actor may not change members.
    """
    require(actor, "change", "member")
    person = seat.person
    before = {name: str(getattr(person, name) or "") for name in facts}
    before |= {name: str(getattr(seat, name) or "") for name in seat_facts}
    for name, value in facts.items():
        setattr(person, name, _day(value) if name == "born" else value)
    if "name" in facts:
        person.pinyin = pinyin_of(facts["name"])
    person.save()
    for name, value in seat_facts.items():
        setattr(seat, name, _day(value) if name == "start" else value)
    seat.save()
    audit(actor, "member.change", _subject(seat), Changes(before=before, after={**facts, **seat_facts}))


@transaction.atomic
def change_affiliation(actor: Actor, seat: Membership, affiliation: str, day: date) -> None:
    """Give a member another political affiliation from a day on; the earlier one stays in the history.

    Raises:
        Refused: the actor may not change members.
    """
    require(actor, "change", "member")
    held = list(PartyStanding.objects.filter(person=seat.person, end__isnull=True).order_by("id")[:1])
    _end(held, day)
    PartyStanding.objects.create(person=seat.person, affiliation=affiliation, start=day)
    before = {"affiliation": held[0].affiliation if held else ""}
    audit(
        actor,
        "member.affiliation",
        _subject(seat),
        Changes(before=before, after={"affiliation": affiliation}),
    )


@transaction.atomic
def move_to_unit(actor: Actor, seat: Membership, unit_id: int, day: date) -> None:
    """Place a member in another unit from a day on; the earlier placement stays in the history.

    Raises:
        Refused: the actor may not change members.
        Invalid: there is no such unit in the committee.
    """
    require(actor, "change", "member")
    unit = _unit(actor, unit_id)
    held = list(
        Placement.objects.filter(membership=seat, primary=True, end__isnull=True).select_related("unit")
    )
    _end(held, day)
    Placement.objects.create(membership=seat, unit=unit, start=day)
    before = {"unit": held[0].unit.name if held else ""}
    audit(actor, "member.place", _subject(seat), Changes(before=before, after={"unit": unit.name}))


@transaction.atomic
def change_sector(actor: Actor, seat: Membership, sector: str, day: date) -> Membership:
    """Move a member to another sector: the seat ends and a new one starts, placements go along.

    Raises:
        Refused: the actor may not change members.
    """
    require(actor, "change", "member")
    before = {"sector": seat.sector}
    if seat.start is not None and seat.start >= day:
        seat.sector = sector
        seat.save(update_fields=["sector"])
        audit(actor, "member.sector", _subject(seat), Changes(before=before, after={"sector": sector}))
        return seat
    placed = list(Placement.objects.filter(membership=seat, end__isnull=True))
    seat.end, seat.left_by = day - timedelta(days=1), "transfer"
    seat.save(update_fields=["end", "left_by"])
    _end(placed, day)
    new = Membership.objects.create(
        committee_id=seat.committee_id,
        term_id=seat.term_id,
        person=seat.person,
        number=seat.number,
        sector=sector,
        start=day,
        joined_by="transfer",
    )
    Placement.objects.bulk_create(
        [Placement(membership=new, unit_id=row.unit_id, primary=row.primary, start=day) for row in placed]
    )
    audit(actor, "member.sector", _subject(new), Changes(before=before, after={"sector": sector}))
    return new


LEAVING = ("resigned", "revoked", "died", "term_end")
"""How a seat may end; a change of sector is no leaving (:func:`change_sector`)."""


@transaction.atomic
def end_membership(actor: Actor, seat: Membership, day: date, how: str, note: str = "") -> None:
    """End a seat; ``day`` is the last of it.

    Placements, posts in the committee itself (such as standing member) and the links to the person end
    with it. Links that the person holds stay, so that the data check names whom somebody else must now link.

    Raises:
        Refused: the actor may not change members.
        Invalid: the seat does not hold on the day, or nobody leaves in that way.
    """
    require(actor, "change", "member")
    if seat.end is not None or not seat.span.covers(day):
        raise Invalid((Issue(code="member.not_sitting", place="day"),))
    if how not in LEAVING:
        raise Invalid((Issue(code="member.how_unknown", place="how", params={"how": how}),))
    seat.end, seat.left_by, seat.note = day, how, note.strip()
    seat.save(update_fields=["end", "left_by", "note"])
    after = day + timedelta(days=1)
    _end(list(Placement.objects.filter(membership=seat, end__isnull=True)), after)
    posts = Post.objects.filter(committee_id=actor.committee, person=seat.person, organisation=None)
    _end(list(posts.filter(end__isnull=True)), after)
    links = Link.objects.filter(committee_id=actor.committee, person_id=seat.person_id, end__isnull=True)
    ended = [link.pk for link in links]
    for link in links:
        # A link that was to begin later ends on its first day: rows of the ledger may speak of it.
        link.end, link.reason = max(day, link.start or day), note.strip() or link.reason
        link.save(update_fields=["end", "reason"])
    after_values = {"end": day, "how": how, "note": seat.note, "links_ended": ended}
    audit(actor, "member.leave", _subject(seat), Changes(before={"end": None}, after=after_values))


def _end(rows: list[PartyStanding] | list[Placement] | list[Post], day: date) -> None:
    """End dated rows the day before ``day``; a row that had not begun by then never held, so it goes."""
    for row in rows:
        if row.start is not None and row.start >= day:
            row.delete()
        else:
            row.end = day - timedelta(days=1)
            row.save(update_fields=["end"])
