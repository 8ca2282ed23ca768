"""Reading roster and ledger: exact, in few queries, and kept in memory only while it stands."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import transaction
from tests.engine.figures_ledger import DONATED, MEMBERS, MET, VISITS
from tests.store.ledger_rows import Rows

from tongxin.engine.figures.book import open_book
from tongxin.engine.kernel.labels import plain
from tongxin.engine.kernel.spans import Span
from tongxin.engine.ledger.entries import Act
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.roster.vocabulary import Affiliation, Vocabulary
from tongxin.store import models
from tongxin.store.queries.figures import figure_book
from tongxin.store.queries.ledger import entries_of, head_of
from tongxin.store.queries.roster import roster_of

YEAR = Span(date(2024, 1, 1), date(2024, 12, 31))
PARTY = frozenset({"cpc"})


def mechanism(digest="1"):
    words = Vocabulary(
        organisation_kinds=(),
        affiliations=(Affiliation(id="cpc", label=plain("中共党员"), party=True),),
        sectors=(),
        posts=(),
        links=(),
    )
    return Mechanism(
        id="test",
        version="1",
        effective=date(2023, 1, 1),
        label=plain("t"),
        committee=plain("t"),
        time_zone="Asia/Shanghai",
        vocabulary=words,
        entry_groups=(),
        entry_kinds=(),
        indicator_groups=(),
        indicators=(VISITS, MET, DONATED, MEMBERS),
        roles=(),
        digest=digest,
    )


@pytest.fixture
def rows(db):
    return Rows()


def test_entries_come_with_participants_amounts_and_their_root(rows):
    person = rows.person("甲", "cpc", "cpc")
    unit = rows.organisation("liaison_unit", "township_room", "联络室")
    first = rows.entry(
        "donation",
        "2024-02-01",
        [(person, "donor"), (person, "visitor")],
        money=Decimal("36310.5"),
        unit=unit,
        fields={"purpose": "school"},
    )
    second = rows.entry("donation", "2024-02-02", root=first, act="correct")
    rows.entry("visit", "2024-02-03", [(person, "visitor")])
    Rows("other").entry("visit", "2024-02-03")
    read = list(entries_of(rows.committee.id))
    assert [(item.id, item.root, item.act) for item in read[:2]] == [
        (first.id, first.id, Act.RECORD),
        (second.id, first.id, Act.CORRECT),
    ]
    assert len(read) == 3
    assert read[0].participants == ((person.id, "donor"), (person.id, "visitor"))
    assert read[0].amounts == {"money": Decimal("36310.5")}
    assert read[0].fields == {"purpose": "school"}
    assert read[0].unit == unit.id
    assert read[0].recorded == datetime(2024, 2, 1, 12, tzinfo=UTC)
    assert read[1].participants == ()
    assert read[2].participants == ((person.id, "visitor"),)


def test_reading_on_yields_new_entries_only(rows):
    first = rows.entry("visit", "2024-02-01")
    second = rows.entry("visit", "2024-02-02")
    assert [item.id for item in entries_of(rows.committee.id, since_id=first.id)] == [second.id]
    head = head_of(rows.committee.id)
    assert (head.last, head.count) == (second.id, 2)


def test_the_ledger_is_read_in_three_queries_whatever_its_size(rows, django_assert_num_queries):
    people = [rows.person(f"人{number}") for number in range(3)]
    for number in range(1, 29):
        rows.entry("visit", f"2024-02-{number:02}", [(person, "met") for person in people], money=number)
    with django_assert_num_queries(3):
        assert len(list(entries_of(rows.committee.id))) == 28


def test_the_roster_is_read_with_all_its_dated_facts(rows, django_assert_max_num_queries):
    party = rows.person("甲", "cpc", "cpc")
    other = rows.person("乙", "masses", "economy", until=date(2024, 3, 31))
    models.PartyStanding.objects.create(person=other, affiliation="cdl", start=date(2024, 1, 1))
    unit = rows.organisation("liaison_unit", "township_room", "联络室")
    seat = other.memberships.get()
    models.Placement.objects.create(membership=seat, unit=unit, start=date(2023, 2, 1))
    models.Post.objects.create(committee=rows.committee, person=party, role="chair")
    link = models.Link.objects.create(committee=rows.committee, kind="party_to_nonparty", person=other)
    for person in (party, rows.person("丙", "cpc")):
        models.LinkHolder.objects.create(link=link, person=person)
    with django_assert_max_num_queries(8):
        roster = roster_of(rows.committee.id, PARTY)
    assert roster.party_people(date(2024, 1, 1)) >= {party.id}
    assert other.id not in roster.party_people(date(2024, 1, 1))
    assert [item.affiliation for item in roster.standings if item.person == other.id] == ["masses", "cdl"]
    assert [seat.person for seat in roster.members(date(2024, 4, 1))] == [party.id]
    assert roster.placements[0].unit == unit.id
    assert roster.holders(frozenset({"chair"}), date(2024, 4, 1)) == {party.id}
    assert len(roster.links[0].people) == 2
    with django_assert_max_num_queries(1):
        assert roster_of(rows.committee.id, PARTY) is roster


def test_a_raised_roster_revision_is_read_again(rows):
    before = roster_of(rows.committee.id, PARTY)
    rows.person("甲", "cpc", "cpc")
    rows.committee.roster_revision += 1
    rows.committee.save()
    assert len(roster_of(rows.committee.id, PARTY).members(date(2024, 1, 1))) == 1
    assert before.memberships == {}


@transaction.atomic
def add_a_person_and_fail(rows):
    rows.person("甲", "cpc", "cpc")
    models.Committee.objects.filter(pk=rows.committee.id).update(roster_revision=1)
    assert len(roster_of(rows.committee.id, PARTY).people) == 1
    raise RuntimeError


def test_what_a_rolled_back_transaction_showed_is_not_kept(rows):
    with pytest.raises(RuntimeError):
        add_a_person_and_fail(rows)
    models.Committee.objects.filter(pk=rows.committee.id).update(roster_revision=1)
    assert roster_of(rows.committee.id, PARTY).people == {}


def test_the_book_follows_the_ledger_by_new_entries_only(rows, django_assert_num_queries):
    first = rows.entry("visit", "2024-02-01")
    book = figure_book(rows.committee.id, mechanism())
    assert book.figure("visit.count", YEAR).value == 1
    with django_assert_num_queries(1):
        assert figure_book(rows.committee.id, mechanism()) is book
    rows.entry("visit", "2024-02-01", root=first, act="void")
    rows.entry("visit", "2023-02-01")
    with django_assert_num_queries(4):
        book = figure_book(rows.committee.id, mechanism())
    assert book.figure("visit.count", YEAR).value == 0
    assert book.figure("visit.count", Span(date(2023, 1, 1), date(2024, 12, 31))).value == 1


def test_an_entry_that_commits_late_with_a_lower_id_is_not_missed(rows):
    rows.entry("visit", "2024-02-01", id=1000)
    assert figure_book(rows.committee.id, mechanism()).figure("visit.count", YEAR).value == 1
    rows.entry("visit", "2024-02-02", id=999)
    assert head_of(rows.committee.id).last == 1000
    assert figure_book(rows.committee.id, mechanism()).figure("visit.count", YEAR).value == 2


def test_as_known_on_a_day_equals_a_book_that_never_saw_later_rows(rows):
    met = rows.person("乙", "masses", "economy")
    first = rows.entry("visit", "2024-02-01", [(met, "met")])
    rows.entry("visit", "2024-02-05", recorded=datetime(2024, 9, 1, tzinfo=UTC))
    rows.entry("visit", "2024-03-01", root=first, act="correct", recorded=datetime(2024, 6, 1, tzinfo=UTC))
    rows.entry("visit", "2024-03-01", root=first, act="void", recorded=datetime(2024, 10, 1, tzinfo=UTC))
    roster = roster_of(rows.committee.id, PARTY)
    for moment in (
        datetime(2024, 1, 1, tzinfo=UTC),
        datetime(2024, 3, 1, tzinfo=UTC),
        datetime(2024, 7, 1, tzinfo=UTC),
        datetime(2024, 9, 1, tzinfo=UTC),
        datetime(2024, 12, 1, tzinfo=UTC),
    ):
        then = figure_book(rows.committee.id, mechanism(), moment)
        known = [item for item in entries_of(rows.committee.id) if item.recorded <= moment]
        fresh = open_book(mechanism().indicators, roster).extended(known)
        assert then.figures(YEAR) == fresh.figures(YEAR)
        assert list(then.trail("visit.count", YEAR).records) == list(fresh.trail("visit.count", YEAR).records)


def test_another_mechanism_has_another_book(rows):
    assert figure_book(rows.committee.id, mechanism("1")) is not figure_book(
        rows.committee.id, mechanism("2")
    )
