"""Small ledgers, rosters and indicators for the tests of figures, written in few words."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

from tongxin.engine.figures.indicators import Condition, Indicator, Measure, Source
from tongxin.engine.kernel.labels import plain
from tongxin.engine.kernel.spans import Span
from tongxin.engine.ledger.entries import Act, Entry
from tongxin.engine.roster.values import (
    Link,
    Membership,
    Organisation,
    Person,
    Placement,
    Post,
    Roster,
    Standing,
)
from tongxin.engine.roster.vocabulary import Family

CHINA = timezone(timedelta(hours=8))
LATER = datetime(2030, 1, 1, tzinfo=UTC)
YEAR = Span(date(2024, 1, 1), date(2024, 12, 31))
SINCE = date(2023, 1, 1)


def indicator(name, *, source=Source.ENTRIES, where=(), **more):
    conditions = tuple(item if isinstance(item, Condition) else Condition(**item) for item in where)
    return Indicator(
        id=name,
        label=plain(name),
        counts=plain(name),
        group="g",
        unit=more.pop("unit", "次"),
        source=source,
        where=conditions,
        **more,
    )


def entry(number, happened, kind="visit", *, root=None, act=Act.RECORD, recorded=None, **more):
    """An entry recorded at noon (UTC) of the day it happened, unless said otherwise."""
    day = date.fromisoformat(happened)
    return Entry(
        id=number,
        root=root or number,
        act=act,
        kind=kind,
        happened=day,
        recorded=recorded or datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
        **more,
    )


def money(amount):
    return {"money": Decimal(amount)}


def roster():
    """Four members (1, 2 party; 3, 4 not), one who left, a linked pair, two units and a base.

    Person 4 joins the party on 1 July 2024; person 5 leaves the committee on 31 March 2024.
    """
    seats = {
        10: Membership(id=10, person=1, sector="cpc", span=Span(SINCE)),
        20: Membership(id=20, person=2, sector="economy", span=Span(SINCE)),
        30: Membership(id=30, person=3, sector="economy", span=Span(SINCE)),
        40: Membership(id=40, person=4, sector="education", span=Span(SINCE)),
        50: Membership(id=50, person=5, sector="education", span=Span(SINCE, date(2024, 3, 31))),
    }
    bodies = [
        Organisation(id=100, family=Family.LIAISON_UNIT, kind="township_room", name="城厢镇委员联络室"),
        Organisation(id=101, family=Family.LIAISON_UNIT, kind="department_group", name="县直第一联络组"),
        Organisation(id=200, family=Family.BASE, kind="reading", name="读书基地", host=300),
        Organisation(id=300, family=Family.ENTERPRISE, kind="enterprise", name="某公司"),
    ]
    return Roster(
        people={number: Person(id=number, name=f"人{number}") for number in range(1, 7)},
        standings=(
            Standing(person=1, affiliation="cpc"),
            Standing(person=2, affiliation="cpc"),
            Standing(person=4, affiliation="cpc", span=Span(date(2024, 7, 1))),
            Standing(person=5, affiliation="masses"),
        ),
        memberships=seats,
        organisations={body.id: body for body in bodies},
        posts=(
            Post(person=1, role="standing_member", organisation=None, span=Span(SINCE)),
            Post(person=1, role="chair", organisation=None, span=Span(SINCE)),
        ),
        placements=(
            Placement(membership=10, unit=100, primary=True, span=Span(SINCE)),
            Placement(membership=20, unit=100, primary=True, span=Span(SINCE)),
            Placement(membership=30, unit=101, primary=True, span=Span(SINCE)),
        ),
        links=(
            Link(id=1, kind="party_to_nonparty", people=(1,), person=3, span=Span(SINCE)),
            Link(id=2, kind="party_to_nonparty", people=(1,), person=4, span=Span(SINCE)),
            Link(id=3, kind="party_to_nonparty", people=(2,), person=5, span=Span(SINCE, date(2024, 3, 31))),
        ),
        party_codes=frozenset({"cpc"}),
    )


VISITS = indicator("visit.count", kinds=("visit",), per=("unit", "sector", "member", "kind"))
MET = indicator(
    "visit.nonparty",
    kinds=("visit",),
    measure=Measure.PEOPLE,
    roles=("met",),
    where=[{"on": "participant", "values": ("non_party_member",)}],
    per=("unit", "sector", "member"),
)
ATTENDED = indicator(
    "forum.attend",
    kinds=("forum",),
    measure=Measure.ATTENDANCES,
    roles=("participant",),
    unit="人次",
    per=("sector", "member", "unit"),
)
DONATED = indicator(
    "donate.total",
    kinds=("donation",),
    measure=Measure.SUM,
    quantity="money",
    unit="元",
    per=("member", "unit"),
)
MEMBERS = indicator("member.total", source=Source.MEMBERS, unit="名", per=("sector", "unit", "member"))
NONPARTY = indicator(
    "member.nonparty",
    source=Source.MEMBERS,
    unit="名",
    where=[{"on": "participant", "values": ("non_party_member",)}],
)
SHARE = indicator(
    "member.nonparty_share",
    source=Source.RATIO,
    unit="%",
    numerator="member.nonparty",
    denominator="member.total",
)
