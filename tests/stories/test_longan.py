"""Each figure that the published account of Long'an states comes out of the records, with its trail.

The figures stand here as the account states them (余 and 多 as bounds), not as the demonstration plans
them, and each trail is counted again by a query that knows nothing of the engine.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from tongxin.actions.acting import Actor
from tongxin.actions.demonstration.loading import load_demonstration
from tongxin.actions.demonstration.world import LOADED_AT
from tongxin.engine.figures.book import Book
from tongxin.engine.kernel.spans import Span
from tongxin.packs import registry
from tongxin.store.models import (
    Committee,
    Entry,
    EntryAmount,
    LinkHolder,
    Membership,
    Organisation,
    Participation,
    PartyStanding,
    Proceeding,
    ProceedingBulletin,
)
from tongxin.store.queries.figures import figure_book

pytestmark = [pytest.mark.story, pytest.mark.django_db, pytest.mark.usefixtures("longan")]
SINCE_2023 = Span(date(2023, 1, 1), date(2024, 10, 31))
DAY = date(2024, 10, 31)


@pytest.fixture(scope="module")
def longan(django_db_setup, django_db_blocker) -> Iterator[Committee]:
    """Long'an with its invented records, loaded once and taken back after the module."""
    setup = Actor(user_id=None, name="安装", committee_id=None, at=LOADED_AT, system=True)
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_demonstration(setup, pack="longan", progress=lambda _words: None)
        transaction.set_rollback(True)


@pytest.fixture
def book(longan: Committee) -> Book:
    return figure_book(longan.pk, registry.pack("longan").in_force(DAY))


def in_force(*kinds: str) -> QuerySet[Entry]:
    """The last row of every happening of some kinds that is not void."""
    rows = Entry.objects.annotate(happening=Coalesce("root", "pk"))
    later = rows.filter(happening=OuterRef("happening"), pk__gt=OuterRef("pk"))
    return rows.filter(~Exists(later), kind__in=kinds).exclude(act="void")


def total(rows: QuerySet[Entry], name: str) -> Decimal:
    found = EntryAmount.objects.filter(entry__in=rows, name=name).aggregate(all=Sum("amount"))["all"]
    return found or Decimal(0)


FLOWS: list[tuple[str, int, int, Callable[[], QuerySet[Entry]]]] = [
    # 党员委员参与专题调研17个、大会发言调研15个，提交立案提案134件，反映社情民意信息72条
    ("research.topic", 17, 17, lambda: in_force("research")),
    ("research.topic.party", 17, 17, lambda: in_force("research")),
    ("research.speech", 15, 15, lambda: in_force("speech_research")),
    ("research.speech.party", 15, 15, lambda: in_force("speech_research")),
    ("proposal.accepted", 134, 134, lambda: in_force("proposal").filter(fields__review="filed")),
    ("proposal.accepted.party", 134, 134, lambda: in_force("proposal").filter(fields__review="filed")),
    ("opinion.reflected", 72, 72, lambda: in_force("opinion_report").filter(fields__stage="issued")),
    ("opinion.reflected.party", 72, 72, lambda: in_force("opinion_report").filter(fields__stage="issued")),
    # 10场协商议政座谈会
    ("forum.count", 10, 10, lambda: in_force("consultation")),
    # 各类学习宣讲20余场次；相关活动30余场次，解决企业实际问题20余个
    ("study.lecture", 21, 29, lambda: in_force("public_lecture", "party_lecture")),
    ("activity.joint", 31, 39, lambda: in_force("theme_party_day", "joint_activity")),
    ("help.problem", 21, 29, lambda: in_force("problem_solved")),
    # 企业委员捐助项目建设18个
    ("donate.projects", 18, 18, lambda: in_force("donation").filter(fields__purpose="project")),
]


@pytest.mark.parametrize(("indicator", "least", "most", "rows"), FLOWS, ids=[row[0] for row in FLOWS])
def test_a_count_of_the_account_equals_its_records(
    book: Book, indicator: str, least: int, most: int, rows: Callable[[], QuerySet[Entry]]
) -> None:
    value = book.figure(indicator, SINCE_2023).value
    assert least <= value <= most
    again = set(rows().values_list("pk", flat=True))
    assert set(book.trail(indicator, SINCE_2023).records) == again
    assert value == len(again)


SUMS = [
    # 就业岗位1万多个，增收3亿多元
    ("jobs.created", 10_001, 19_999, "jobs", ("jobs",), {}),
    ("income.raised", 300_000_001, 399_999_999, "money", ("income",), {}),
    # 36.31万元，捐资助学133.27万元，结对帮扶366人11万元；新增投入3.08亿元
    ("donate.project_money", 363_100, 363_100, "money", ("donation",), {"fields__purpose": "project"}),
    ("donate.school_money", 1_332_700, 1_332_700, "money", ("donation",), {"fields__purpose": "school"}),
    ("aid.people", 366, 366, "people", ("aid",), {}),
    ("donate.aid_money", 110_000, 110_000, "money", ("aid",), {}),
    ("invest.new", 308_000_000, 308_000_000, "money", ("investment",), {}),
]


@pytest.mark.parametrize(("indicator", "least", "most", "amount", "kinds", "where"), SUMS)
def test_a_sum_of_the_account_equals_its_records(
    book: Book, indicator: str, least: int, most: int, amount: str, kinds: tuple[str], where: dict[str, str]
) -> None:
    value = book.figure(indicator, SINCE_2023).value
    assert least <= value <= most
    rows = in_force(*kinds).filter(**where)
    assert value == total(rows, amount)
    assert set(book.trail(indicator, SINCE_2023).records) == set(rows.values_list("pk", flat=True))


def test_eighty_odd_members_came_to_the_ten_consultations(book: Book) -> None:
    """80多名委员参加10场: both readings, heads and attendances, lie in the bounds."""
    present = Participation.objects.filter(entry__in=in_force("consultation"), role="participant")
    heads = present.values("person").distinct().count()
    assert book.figure("forum.members", SINCE_2023).value == heads
    assert book.figure("forum.attend", SINCE_2023).value == present.count()
    assert 80 < heads < 90
    assert 80 < present.count() < 90


NETWORK = [
    # 11个乡镇委员联络室、9个县直委员联络组、14个社区委员联络站以及2个基层协商议事室；16家委员联建基地
    ("org.room_township", 11, Q(kind="township_room")),
    ("org.group_dept", 9, Q(kind="department_group")),
    ("org.station_community", 14, Q(kind="community_station")),
    ("org.consult_room", 2, Q(kind="consultation_room")),
    ("org.base", 16, Q(family="base")),
]


@pytest.mark.parametrize(("indicator", "stated", "which"), NETWORK, ids=[row[0] for row in NETWORK])
def test_the_network_has_as_many_units_as_stated(book: Book, indicator: str, stated: int, which: Q) -> None:
    assert book.figure(indicator, SINCE_2023).value == stated
    again = set(Organisation.objects.filter(which, end__isnull=True).values_list("pk", flat=True))
    assert set(book.trail(indicator, SINCE_2023).records) == again


def sitting() -> set[int]:
    """Persons with a seat on the day."""
    rows = Membership.objects.filter(start__lte=DAY).filter(Q(end__isnull=True) | Q(end__gte=DAY))
    return set(rows.values_list("person", flat=True))


def party() -> set[int]:
    """Party members on the day."""
    rows = PartyStanding.objects.filter(affiliation__in=("cpc", "cpc_probationary"))
    rows = rows.filter(Q(start__isnull=True) | Q(start__lte=DAY)).filter(
        Q(end__isnull=True) | Q(end__gte=DAY)
    )
    return set(rows.values_list("person", flat=True))


def test_72_party_members_link_106_non_party_members(book: Book) -> None:
    """72名党员委员结对联系106名党外委员: 34 link two and 38 link one."""
    people, comrades = sitting(), party()
    assert book.figure("member.total", SINCE_2023).value == len(people) == 178
    assert book.figure("member.party", SINCE_2023).value == len(people & comrades) == 72
    assert book.figure("member.nonparty", SINCE_2023).value == len(people - comrades) == 106
    held = LinkHolder.objects.filter(link__kind="party_to_nonparty", link__end__isnull=True)
    linkers = list(held.values_list("person", flat=True))
    assert book.figure("link.party", SINCE_2023).value == len(set(linkers)) == 72
    assert set(linkers) == people & comrades
    assert book.figure("link.nonparty", SINCE_2023).value == 106
    assert set(held.values_list("link__person", flat=True)) == people - comrades
    assert sorted(linkers.count(person) for person in set(linkers)) == [1] * 38 + [2] * 34


def test_every_member_is_placed_and_every_unit_headed_by_a_party_member(book: Book) -> None:
    assert book.figure("member.assigned", SINCE_2023).value == 178
    units = Organisation.objects.filter(family="liaison_unit")
    heads = {
        unit.pk: set(unit.posts.filter(role="unit_head").values_list("person", flat=True)) for unit in units
    }
    assert len(heads) == 36
    assert all(people and people <= party() for people in heads.values())


def test_the_honours_are_those_of_the_account(book: Book) -> None:
    """A firm and two members with national titles, one with a regional one too, and a city moral model."""
    assert book.figure("honour.nation", SINCE_2023).value == 3
    assert book.figure("honour.region", SINCE_2023).value == 1
    assert book.figure("honor.members", SINCE_2023).value == 3
    titles = set(in_force("honour").values_list("title", flat=True))
    assert {"全国乡村振兴青年先锋", "全国最美志愿者", "广西促进就业先进个人", "南宁市道德模范"} < titles


def test_non_party_members_are_59_55_percent_and_that_is_no_error(book: Book) -> None:
    assert book.figure("member.nonparty_share", SINCE_2023).value == Decimal("59.55")


def test_a_void_record_is_on_the_trail_as_excluded_and_counts_nothing(book: Book) -> None:
    voided = set(Entry.objects.filter(act="void").values_list("root", flat=True))
    assert voided
    trail = book.trail("talk.count", SINCE_2023)
    counted = set(Entry.objects.filter(pk__in=trail.records).values_list("root", flat=True))
    assert not voided & counted
    assert {excluded.reason for excluded in trail.excluded} == {"void"}


def test_as_known_on_a_day_is_not_for_a_day_as_known_today(longan: Committee, book: Book) -> None:
    half_year = Span(date(2023, 1, 1), date(2024, 6, 30))
    known_then = figure_book(
        longan.pk, registry.pack("longan").in_force(DAY), datetime(2024, 6, 30, 15, 59, tzinfo=UTC)
    )
    now, then = (one.figure("talk.count", half_year).value for one in (book, known_then))
    late = Entry.objects.filter(kind="talk", root=None, happened_on__lte=date(2024, 6, 30))
    late = late.filter(recorded_at__gt=datetime(2024, 6, 30, 15, 59, tzinfo=UTC))
    assert late.count() > 0
    assert then < now


REPORTS = [
    ("opinion.submitted", 190),
    ("opinion.reflected", 72),
    ("opinion.passed", 46),
    ("opinion.answered", 24),
    ("opinion.adopted", 28),
    ("opinion.adopted.city", 20),
    ("opinion.adopted.region", 7),
    ("opinion.adopted.nation", 1),
    # Twenty reports were adopted; seven of them by two levels, one of these by three.
    ("opinion.adopted.reports", 20),
    ("opinion.converted", 19),
]


@pytest.mark.parametrize(("indicator", "stated"), REPORTS)
def test_what_became_of_the_opinion_reports(book: Book, indicator: str, stated: int) -> None:
    figure = book.figure(indicator, SINCE_2023)
    assert figure.value == stated
    assert len(set(book.trail(indicator, SINCE_2023).records)) == stated


def test_a_proposal_that_went_on_as_a_report_is_filed_nowhere_twice(longan: Committee) -> None:
    became = Proceeding.objects.filter(committee=longan, origin__isnull=False).select_related("origin")
    assert became.count() == 19
    for paper in became:
        proposal, report = (
            in_force(kind).get(happening__in=row.moves.values("entry"))
            for kind, row in (("proposal", paper.origin), ("opinion_report", paper))
        )
        assert proposal.fields["review"] == "not_filed"
        assert report.fields["origin"] == "proposal"
        assert paper.texts.get().parts == paper.origin.texts.get().parts


def test_bulletins_are_gapless_in_each_year(longan: Committee) -> None:
    found: dict[str, list[int]] = {}
    for period, number in ProceedingBulletin.objects.order_by("number").values_list("period", "number"):
        found.setdefault(period, []).append(number)
    assert set(found) == {"2023", "2024"}
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in found.values())
