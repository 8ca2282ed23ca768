"""Home, by role: what waits, what comes next, and the one thing to do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.http import require_GET

from tongxin.actions.acting import Actor
from tongxin.engine import checks
from tongxin.engine.figures.indicators import Indicator
from tongxin.engine.kernel import periods
from tongxin.engine.kernel.issues import Severity
from tongxin.engine.kernel.spans import Span
from tongxin.engine.ledger.kinds import EntryKind
from tongxin.engine.ledger.problems import Problem
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.roster.values import Link, Organisation, Roster
from tongxin.engine.roster.vocabulary import Family, LinkKind
from tongxin.packs import registry
from tongxin.store.queries import home
from tongxin.store.queries.checks import scene_of
from tongxin.store.queries.figures import figure_book
from tongxin.store.queries.happenings import Happening, counts, happenings, taken_part
from tongxin.store.queries.ledger import lines_of
from tongxin.store.queries.links import contacts
from tongxin.store.queries.problems import problems_handed_to
from tongxin.store.queries.roster import roster_of
from tongxin.store.queries.workdays import calendar_of
from tongxin.web import dispatch_desk, home_duties, home_papers, workday_rows
from tongxin.web.access import PageRequest, page
from tongxin.web.led_papers import Viewing, led_by
from tongxin.web.problem_words import TURNS

RECENT = 8
QUICK_KINDS = 4
HEADLINES = 5
LATE_SHOWN = 12
UNPLACED = "placement.missing"
# Where somebody has several roles, the home with the widest view comes first.
OVERSEEING = ("chair", "clerk")
WITH_PAPERS = ("clerk", "member", "unit", "chair")
ORDER = ("chair", "clerk", "dispatch", "admin", "member", "unit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every home starts from.

    Attributes:
        actor: whose home it is.
        mechanism: the mechanism in force.
        day: today; in a demonstration the day of its latest record, so that queues are not all empty.
        waiting: the queues.
        demo: whether the day is that of the demonstration.
    """

    actor: Actor
    committee: int
    mechanism: Mechanism
    day: date
    waiting: home.Queues
    demo: bool

    @property
    def month(self) -> Span:
        """The calendar month so far."""
        return periods.containing(self.day, periods.Grain.MONTH).span

    @property
    def quarter(self) -> Span:
        """The calendar quarter."""
        return periods.containing(self.day, periods.Grain.QUARTER).span

    @property
    def quarter_start(self) -> date:
        """First day of the quarter."""
        return periods.containing(self.day, periods.Grain.QUARTER).start

    @property
    def year(self) -> Span:
        """The calendar year so far."""
        return Span(date(self.day.year, 1, 1), self.day)

    @property
    def year_before(self) -> Span:
        """The same days of the year before."""
        year, month, day = self.day.year - 1, self.day.month, self.day.day
        return Span(date(year, 1, 1), date(year, month, min(day, 28) if month == 2 else day))

    def roster(self) -> Roster:
        """The roster, on all days."""
        return roster_of(self.committee, self.mechanism.vocabulary.party_codes())


@dataclass(frozen=True, slots=True, kw_only=True)
class Mine:
    """A link somebody holds, with whom, and when there was contact last."""

    link: Link
    kind: LinkKind | None
    name: str
    last: date | None
    due: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KindOfLink:
    """The links of one kind in a quarter."""

    kind: LinkKind
    total: int
    done: int
    silent: tuple[tuple[Link, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentUnit:
    """A liaison unit without a record this quarter, its head, and how many it had the quarter before."""

    unit: Organisation
    head: str
    records_before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A figure of the year so far beside the same days of the year before."""

    indicator: Indicator
    value: Decimal | None
    before: Decimal | None


@require_GET
@page("read", "home")
def index(request: PageRequest) -> HttpResponse:
    """Show the home of the visitor's role; with several roles, a tab for each."""
    desk = _desk(request.actor)
    kinds = [kind for kind in ORDER if kind in {role.home for role in request.actor.roles}]
    chosen = request.GET.get("as", "")
    kind = chosen if chosen in kinds else kinds[0]
    context = {"desk": desk, "home_kind": kind, "home_kinds": kinds, **_HOMES[kind](desk)}
    context["papers"] = home_papers.waiting(request.actor, desk.mechanism) if kind in WITH_PAPERS else []
    viewing = Viewing(request.actor, desk.mechanism, desk.day, desk.waiting.marks)
    context["led"] = led_by(viewing) if kind in WITH_PAPERS else []
    context["today"] = timezone.localdate(request.actor.at)
    if kind == "member":
        context["next_duties"], context["waiting_duties"] = home_duties.next_duties(request, desk.day)
    elif kind in OVERSEEING:
        context["standings"] = home_duties.standings(request, desk.day)
    return render(request, f"tongxin/home/{kind}.html", context)


def _desk(actor: Actor) -> Desk:
    committee = actor.committee_id or 0
    waiting = home.queues(committee, actor.user_id or 0)
    newest = waiting.newest if waiting.demo else None
    day = newest or timezone.localdate(actor.at)
    return Desk(
        actor=actor,
        committee=committee,
        mechanism=registry.pack(waiting.pack).in_force(day),
        day=day,
        waiting=waiting,
        demo=newest is not None,
    )


def _clerk(desk: Desk) -> dict[str, object]:
    month_before = periods.containing(desk.day.replace(day=1) - timedelta(days=1), periods.Grain.MONTH).span
    this_month, last_month = home.recorded(desk.committee, desk.month, month_before)
    scene = scene_of(desk.committee, desk.mechanism.vocabulary, desk.day)
    found = checks.run(scene)
    errors = sum(len(found[check.code]) for check in checks.CHECKS if check.severity is Severity.ERROR)
    return {
        "this_month": this_month,
        "last_month": last_month,
        "errors": errors,
        "unplaced": sum(issue.code == UNPLACED for issues in found.values() for issue in issues),
        "links": _links(desk, scene.roster),
        "recent": _recent(desk),
        "calendar_ends": _calendar_ends(desk),
    }


def _calendar_ends(desk: Desk) -> date | None:
    """Return the last day that the working-day calendar knows if it is near, for whoever may read it."""
    if desk.actor.scope("workday", "read") is None:
        return None
    if workday_rows.ending(desk.mechanism.calendar(), desk.day) is None:
        return None  # what the office marks can only reach further
    return workday_rows.ending(calendar_of(desk.committee, desk.mechanism), desk.day)


def _member(desk: Desk) -> dict[str, object]:
    roster, me = desk.roster(), desk.actor.person_id or 0
    mine = _mine(desk, roster, me)
    holders = [
        (desk.mechanism.vocabulary.link_kind(link.kind), roster.people[holder])
        for link in roster.links_on(desk.day)
        if link.person == me
        for holder in link.people
    ]
    return {
        "mine": mine,
        "next": next((row for row in mine if row.due), None),
        "holders": holders,
        "quick": _quick(desk.mechanism),
        "recent": _recent(desk, taken_part(me)),
    }


def _chair(desk: Desk) -> dict[str, object]:
    book = figure_book(desk.committee, desk.mechanism)
    headlines = [
        Headline(
            indicator=item,
            value=book.figure(item.id, desk.year).value,
            before=book.figure(item.id, desk.year_before).value,
        )
        for item in _headlines(desk.mechanism)
    ]
    return {
        "headlines": headlines,
        "silent_units": _silent_units(desk, book.roster),
        "links": _links(desk, book.roster),
    }


def _unit(desk: Desk) -> dict[str, object]:
    roster = desk.roster()
    bodies = [roster.organisations[pk] for pk in sorted(desk.actor.unit_ids) if pk in roster.organisations]
    return {
        "bodies": [(body, desk.mechanism.vocabulary.organisation_kind(body.kind)) for body in bodies],
        "contacts": [
            (post, roster.people[post.person])
            for post in roster.posts
            if post.organisation in desk.actor.unit_ids and post.span.covers(desk.day)
        ],
        "problems": _problems(desk) if desk.actor.scope("problem", "read") is not None else None,
    }


def _dispatch(desk: Desk) -> dict[str, object]:
    return {"piles": dispatch_desk.piles(desk.actor, desk.mechanism, desk.day)}


def _problems(desk: Desk) -> list[tuple[Problem, str, str, Promise]]:
    """Return the problems that a department has on its desk: problem, title, shape and word of its turn."""
    found = [
        one
        for one in problems_handed_to(desk.committee, desk.mechanism, desk.day, desk.actor.unit_ids)
        if one.closed is None
    ]
    titles = {line.id: line.title for line in lines_of(desk.committee, [one.happening for one in found])}
    return [(one, titles.get(one.happening, ""), *TURNS[one.turn]) for one in found]


def _admin(desk: Desk) -> dict[str, object]:
    sees_log = desk.actor.scope("audit", "read") is not None
    return {
        "accounts": home.accounts(desk.committee, desk.actor.at),
        "log_head": home.log_head() if sees_log else None,
        "acts": home.acts(desk.committee, RECENT) if sees_log else [],
    }


_HOMES: dict[str, Callable[[Desk], dict[str, object]]] = {
    "clerk": _clerk,
    "member": _member,
    "chair": _chair,
    "unit": _unit,
    "dispatch": _dispatch,
    "admin": _admin,
}


def _recent(desk: Desk, mine: Q | None = None) -> list[tuple[Happening, EntryKind | None]]:
    if desk.actor.scope("entry", "read") is None:
        return []
    rows = happenings(desk.committee, mine or Q(), limit=RECENT)
    return [(row, desk.mechanism.entry_kind(row.kind)) for row in rows]


def _quick(mechanism: Mechanism) -> list[EntryKind]:
    return [kind for kind in mechanism.entry_kinds if kind.quick][:QUICK_KINDS]


def _mine(desk: Desk, roster: Roster, me: int) -> list[Mine]:
    """Return the links somebody holds: those without contact this quarter first, longest silent on top."""
    held = [link for link in roster.links_on(desk.day) if me in link.people]
    met = contacts(desk.committee, roster, held, Span(None, desk.day))
    rows = [
        Mine(
            link=link,
            kind=desk.mechanism.vocabulary.link_kind(link.kind),
            name=_ends(roster, link)[1],
            last=met[link.id].last if link.id in met else None,
            due=link.id not in met or met[link.id].last < desk.quarter_start,
        )
        for link in held
    ]
    return sorted(rows, key=lambda row: (not row.due, row.last or date.min))


def _links(desk: Desk, roster: Roster) -> list[KindOfLink]:
    """Return each kind of link with those that had no contact this quarter."""
    if desk.actor.scope("link", "read") is None:
        return []
    links = roster.links_on(desk.day)
    met = contacts(desk.committee, roster, links, desk.quarter)
    rows = []
    for kind in desk.mechanism.vocabulary.links:
        of_kind = [link for link in links if link.kind == kind.id]
        silent = [link for link in of_kind if link.id not in met]
        rows.append(
            KindOfLink(
                kind=kind,
                total=len(of_kind),
                done=len(of_kind) - len(silent),
                silent=tuple((link, *_ends(roster, link)) for link in silent[:LATE_SHOWN]),
            )
        )
    return rows


def _ends(roster: Roster, link: Link) -> tuple[str, str]:
    holders = [roster.people[pk].name for pk in link.people]
    holders += [roster.organisations[pk].name for pk in link.organisations]
    person, body = roster.people.get(link.person or 0), roster.organisations.get(link.organisation or 0)
    return "、".join(holders), person.name if person else body.name if body else ""


def _silent_units(desk: Desk, roster: Roster) -> list[SilentUnit]:
    """Return the liaison units without any record this quarter, those silent for longer first."""
    before = periods.containing(desk.quarter_start - timedelta(days=1), periods.Grain.QUARTER).span
    found = counts(desk.committee, "unit", before, desk.quarter)
    roles = {kind.id: kind.head_role for kind in desk.mechanism.vocabulary.organisation_kinds}
    heads = {
        (post.organisation, post.role): roster.people[post.person].name
        for post in roster.posts
        if post.span.covers(desk.day)
    }
    rows = [
        SilentUnit(
            unit=unit,
            head=heads.get((unit.id, roles.get(unit.kind, "")), ""),
            records_before=found.get(unit.id, (0, 0))[0],
        )
        for unit in roster.organisations_of(Family.LIAISON_UNIT, desk.day)
        if not found.get(unit.id, (0, 0))[1]
    ]
    return sorted(rows, key=lambda row: row.records_before > 0)


def _headlines(mechanism: Mechanism) -> list[Indicator]:
    return [item for item in mechanism.indicators if item.headline][:HEADLINES]


urls: list[URLPattern] = [path("", index, name="home")]
