"""Small rosters, ledgers and duty rules, written in few words."""

from datetime import UTC, date, datetime, time

from tongxin.engine.duties.rules import Bound, Cadence, DutyRule
from tongxin.engine.duties.settling import Scene, duties, rule_sets
from tongxin.engine.kernel.labels import plain
from tongxin.engine.kernel.spans import Span
from tongxin.engine.ledger.entries import Act, Entry
from tongxin.engine.roster.values import Link, Organisation, Person, Roster
from tongxin.engine.roster.vocabulary import Family

EFFECTIVE = date(2023, 1, 1)
YEAR = Span(date(2024, 1, 1), date(2024, 12, 31))
END = date(2024, 12, 31)
LATER = datetime(2030, 1, 1, tzinfo=UTC)
A, B = 1, 2
"""The two who link an enterprise: of the committee's party group, and of the office's."""
OTHER = 3
FIRM, BRANCH = 20, 21
SINCE = date(2023, 1, 1)


def rule(name="visit", each=Cadence.QUARTER, **more):
    values = {"bound": Bound.LINK, "of": ("joint",), "counts": ("visit",)} | more
    return DutyRule(id=name, group="all", label=plain(name), about=plain(name), each=each, **values)


def link(pk=100, *, start=SINCE, end=None, people=(A, B)):
    return Link(id=pk, kind="joint", people=people, organisation=BRANCH, span=Span(start, end))


def roster(*links):
    return Roster(
        people={pk: Person(id=pk, name=f"演示{pk}") for pk in (A, B, OTHER)},
        organisations={
            FIRM: Organisation(id=FIRM, family=Family.ENTERPRISE, kind="enterprise", name="演示公司"),
            BRANCH: Organisation(
                id=BRANCH, family=Family.PARTY_ORGANISATION, kind="branch", name="演示公司支部", host=FIRM
            ),
        },
        links=links or (link(),),
    )


def visit(number, happened, *people, root=None, act=Act.RECORD, recorded=None, **more):
    day = date.fromisoformat(happened)
    return Entry(
        id=number,
        root=root or number,
        act=act,
        kind=more.pop("kind", "visit"),
        happened=day,
        recorded=recorded or datetime.combine(day, time(12), UTC),
        enterprise=more.pop("enterprise", FIRM),
        participants=tuple((person, "visitor") for person in people or (A,)),
        **more,
    )


def judged(one, *entries, as_of=END, links=(), known=LATER, asked=YEAR, **scene):
    """Return the duties of one rule in a year."""
    facts = Scene(roster=roster(*links), entries=tuple(entries), known=known, **scene)
    return list(duties(rule_sets([("2023.1", EFFECTIVE, (one,))]), facts, asked, as_of))


def states(found):
    """Return period → state."""
    return {duty.window.code: duty.state.value for duty in found}
