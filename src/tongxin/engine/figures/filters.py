"""The conditions an indicator's filter may use, in one table, and how each is tested.

A condition tests one of three things: the record (an entry, an organisation), or a person (a member, a
participant of an entry, an end of a link). Person conditions choose *whom* an indicator counts; an entry
that nobody passes is not counted. ``participant:<role>`` asks instead whether an entry has somebody in
that role who passes.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tongxin.engine.figures.indicators import Condition, Source
from tongxin.engine.figures.people import PeopleByDay
from tongxin.engine.ledger.entries import Entry
from tongxin.engine.roster.values import Organisation, Roster
from tongxin.engine.roster.vocabulary import Family

FIELD = "field:"
PARTICIPANT_IN_ROLE = "participant:"

PARTY_MEMBER = "party_member"
NON_PARTY_MEMBER = "non_party_member"
MEMBER = "member"
YES = "yes"
NO = "no"

_PERSONS = frozenset({Source.ENTRIES, Source.MEMBERS, Source.LINKS})


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionSpec:
    """What a condition may say.

    Attributes:
        sources: the sources of indicators it makes sense for.
        values: the values it may name; empty when the pack's vocabulary gives them.
        names: what the values name in the pack: ``sector``, ``affiliation``, ``post``, ``kind``,
            ``field`` or nothing.
    """

    sources: frozenset[Source]
    values: tuple[str, ...] = ()
    names: str = ""


CONDITIONS: dict[str, ConditionSpec] = {
    FIELD: ConditionSpec(sources=frozenset({Source.ENTRIES}), names="field"),
    "has": ConditionSpec(
        sources=frozenset({Source.ENTRIES}), values=("base", "enterprise", "unit", "organisation")
    ),
    PARTICIPANT_IN_ROLE: ConditionSpec(
        sources=frozenset({Source.ENTRIES}), values=(PARTY_MEMBER, NON_PARTY_MEMBER, MEMBER)
    ),
    "unit_kind": ConditionSpec(sources=frozenset({Source.ENTRIES}), names="kind"),
    "base_kind": ConditionSpec(sources=frozenset({Source.ENTRIES}), names="kind"),
    "organisation_kind": ConditionSpec(sources=frozenset({Source.ENTRIES}), names="kind"),
    "participant": ConditionSpec(sources=_PERSONS, values=(PARTY_MEMBER, NON_PARTY_MEMBER, MEMBER)),
    "affiliation": ConditionSpec(sources=_PERSONS, names="affiliation"),
    "sector": ConditionSpec(sources=_PERSONS, names="sector"),
    "post": ConditionSpec(sources=_PERSONS, names="post"),
    "placed": ConditionSpec(sources=_PERSONS, values=(YES, NO)),
    "family": ConditionSpec(
        sources=frozenset({Source.ORGANISATIONS}), values=tuple(family.value for family in Family)
    ),
    "kind": ConditionSpec(sources=frozenset({Source.ENTRIES, Source.ORGANISATIONS}), names="kind"),
    "host": ConditionSpec(
        sources=frozenset({Source.ORGANISATIONS}), values=tuple(family.value for family in Family)
    ),
}
"""Each condition by the text before its parameter.

``participant`` knows ``member`` (holds a seat that day) and of those ``party_member`` (党员委员) and
``non_party_member`` (党外委员); ``affiliation`` asks for a political affiliation, or for ``party_member`` and
``non_party_member``, with or without a seat.
"""

PersonTest = Callable[[int, date], bool]
EntryTest = Callable[[Entry, date], bool]
OrganisationTest = Callable[[Organisation], bool]


def spec_of(on: str) -> ConditionSpec | None:
    """Return what a condition may say, or ``None`` for an unknown one."""
    return CONDITIONS.get(_head(on))


def _head(on: str) -> str:
    name, colon, parameter = on.partition(":")
    return f"{name}:" if colon and parameter else name


def person_tests(where: Iterable[Condition], people: PeopleByDay) -> tuple[PersonTest, ...]:
    """Return the tests that a person must pass on a day to be counted."""
    facts: dict[str, Callable[[int, date], Iterable[str]]] = {
        "participant": lambda person, day: _standing(people, person, day),
        "affiliation": lambda person, day: [
            *people.affiliations(person, day),
            PARTY_MEMBER if people.is_party_member(person, day) else NON_PARTY_MEMBER,
        ],
        "sector": lambda person, day: (people.sector(person, day) or "",),
        "post": people.posts,
        "placed": lambda person, day: (YES if people.is_placed(person, day) else NO,),
    }
    return tuple(_person_test(facts[condition.on], condition) for condition in where if condition.on in facts)


def _person_test(facts: Callable[[int, date], Iterable[str]], condition: Condition) -> PersonTest:
    wanted = frozenset(condition.values)
    return lambda person, day: wanted.isdisjoint(facts(person, day)) is condition.negated


def _standing(people: PeopleByDay, person: int, day: date) -> Sequence[str]:
    """Say whether somebody is a seat holder, and of those whether a party member."""
    if not people.is_member(person, day):
        return ()
    return (MEMBER, PARTY_MEMBER if people.is_party_member(person, day) else NON_PARTY_MEMBER)


def entry_tests(where: Iterable[Condition], roster: Roster, people: PeopleByDay) -> tuple[EntryTest, ...]:
    """Return the tests that an entry itself must pass, judged on its day."""
    return tuple(test for condition in where if (test := _entry_test(condition, roster, people)) is not None)


def _entry_test(condition: Condition, roster: Roster, people: PeopleByDay) -> EntryTest | None:
    wanted = frozenset(condition.values)
    facts = _entry_facts(condition.on, roster, people)
    if facts is None:
        return None
    return lambda entry, day: wanted.isdisjoint(facts(entry, day)) is condition.negated


def _entry_facts(
    on: str, roster: Roster, people: PeopleByDay
) -> Callable[[Entry, date], Iterable[str]] | None:
    """Return what of an entry a condition looks at, or ``None`` if it looks at no entry."""
    if on.startswith(FIELD):
        name = on.removeprefix(FIELD)
        return lambda entry, _day: _texts(entry.fields.get(name))
    if on.startswith(PARTICIPANT_IN_ROLE):
        role = on.removeprefix(PARTICIPANT_IN_ROLE)
        return lambda entry, day: [
            fact
            for person, taken in entry.participants
            if taken == role
            for fact in _standing(people, person, day)
        ]
    plain: dict[str, Callable[[Entry, date], Iterable[str]]] = {
        "has": lambda entry, _day: _bodies(entry),
        "kind": lambda entry, _day: (entry.kind,),
        "unit_kind": lambda entry, _day: _kind_of(roster, entry.unit),
        "base_kind": lambda entry, _day: _kind_of(roster, entry.base),
        "organisation_kind": lambda entry, _day: _kind_of(roster, entry.organisation),
    }
    return plain.get(on)


def _texts(value: object) -> Sequence[str]:
    """Return a stored field as the texts a condition may name; a missing flag reads as ``no``."""
    if value is None or value is False or value == "":
        return (NO, "false")
    if value is True:
        return (YES, "true")
    if isinstance(value, list | tuple):
        return [str(item) for item in value]
    return (str(value),)


def _bodies(entry: Entry) -> Sequence[str]:
    bodies = (
        ("base", entry.base),
        ("enterprise", entry.enterprise),
        ("unit", entry.unit),
        ("organisation", entry.organisation),
    )
    return [name for name, body in bodies if body is not None]


def _kind_of(roster: Roster, organisation: int | None) -> Sequence[str]:
    found = roster.organisations.get(organisation) if organisation is not None else None
    return (found.kind,) if found is not None else ()


def organisation_tests(where: Iterable[Condition], roster: Roster) -> tuple[OrganisationTest, ...]:
    """Return the tests that an organisation must pass."""
    facts: dict[str, Callable[[Organisation], Iterable[str]]] = {
        "family": lambda item: (item.family.value,),
        "kind": lambda item: (item.kind,),
        "host": lambda item: _family_of(roster, item.host),
    }
    return tuple(
        _organisation_test(facts[condition.on], condition) for condition in where if condition.on in facts
    )


def _organisation_test(
    facts: Callable[[Organisation], Iterable[str]], condition: Condition
) -> OrganisationTest:
    wanted = frozenset(condition.values)
    return lambda item: wanted.isdisjoint(facts(item)) is condition.negated


def _family_of(roster: Roster, organisation: int | None) -> Sequence[str]:
    found = roster.organisations.get(organisation) if organisation is not None else None
    return (found.family.value,) if found is not None else ()
