"""A committee in its third session with members, a clerk and units, each with an account."""

from datetime import date

import pytest
from tests.actions.acting import AT, account, acting
from tests.actions.proceedings.proposing import go, submission

from tongxin.actions.proceedings import begin_paper
from tongxin.store.models import (
    Committee,
    Membership,
    Organisation,
    Person,
    PlenarySession,
    RoleGrant,
    Term,
)


@pytest.fixture
def committee():
    committee = Committee.objects.create(code="longan", name="演示县政协", pack="longan")
    term = Term.objects.create(committee=committee, number=11, start=date(2021, 10, 1))
    PlenarySession.objects.create(term=term, number=3, start=date(2024, 1, 8), end=date(2024, 1, 11))
    return committee


@pytest.fixture
def people(committee):
    found = [
        Person.objects.create(committee=committee, name=f"演示委员{number}", created_at=AT)
        for number in range(4)
    ]
    for number, person in enumerate(found):
        Membership.objects.create(
            committee=committee,
            term=committee.terms.get(),
            person=person,
            number=f"{number:03}",
            sector="agriculture",
            start=date(2021, 10, 1),
        )
    return found


@pytest.fixture
def units(committee):
    return [
        Organisation.objects.create(
            committee=committee,
            family="handling_unit",
            kind="department",
            code=f"H{number}",
            name=f"演示局{number}",
        )
        for number in range(3)
    ]


@pytest.fixture
def clerk(committee):
    return acting(account(committee, "clerk", "clerk", password=""))


@pytest.fixture
def leader(committee):
    return acting(account(committee, "leader", "party_group_leader", password=""))


@pytest.fixture
def informant(committee):
    person = Person.objects.create(committee=committee, name="演示信息员", created_at=AT)
    return acting(account(committee, "informant", "informant", password="", person=person))


@pytest.fixture
def members(committee, people):
    return [
        acting(account(committee, f"member{person.pk}", "member", password="", person=person))
        for person in people
    ]


@pytest.fixture
def handlers(committee, units):
    found = []
    for unit in units:
        user = account(committee, f"unit{unit.pk}", password="")
        RoleGrant.objects.create(user=user, role="handling_unit", organisation=unit, start=date(2020, 1, 1))
        found.append(acting(user))
    return found


@pytest.fixture
def handed_in(members, people):
    paper = begin_paper(members[0], "proposal", submission(people[:1]))
    go(members[0], paper, "submit")
    return paper
