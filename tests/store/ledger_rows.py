"""A committee with a small roster and ledger, as rows."""

from datetime import UTC, date, datetime, time

from tongxin.store import models

SINCE = date(2023, 1, 1)
NOON = time(12, tzinfo=UTC)


class Rows:
    """Writes rows of one committee."""

    def __init__(self, code="demo"):
        self.committee = models.Committee.objects.create(code=code, name="演示县政协", pack="longan")
        self.term = models.Term.objects.create(committee=self.committee, number=17, start=SINCE)
        self.user = models.User.objects.create(
            username=f"clerk-{code}", committee=self.committee, must_change_password=False
        )

    def person(self, name, affiliation=None, sector=None, *, since=SINCE, until=None):
        person = models.Person.objects.create(
            committee=self.committee, name=name, created_at=datetime(2023, 1, 1, tzinfo=UTC)
        )
        if affiliation:
            models.PartyStanding.objects.create(person=person, affiliation=affiliation)
        if sector:
            models.Membership.objects.create(
                committee=self.committee,
                term=self.term,
                person=person,
                number=f"N{person.id}",
                sector=sector,
                start=since,
                end=until,
            )
        return person

    def organisation(self, family, kind, name, **more):
        return models.Organisation.objects.create(
            committee=self.committee, family=family, kind=kind, code=name, name=name, **more
        )

    def entry(self, kind, happened, participants=(), money=None, recorded=None, **more):
        day = date.fromisoformat(happened)
        row = models.Entry.objects.create(
            committee=self.committee,
            kind=kind,
            happened_on=day,
            recorded_at=recorded or datetime.combine(day, NOON),
            recorded_by=self.user,
            title=more.pop("title", f"{kind} {happened}"),
            **more,
        )
        for person, role in participants:
            models.Participation.objects.create(entry=row, person=person, role=role)
        if money is not None:
            models.EntryAmount.objects.create(entry=row, name="money", amount=money, unit="元")
        return row
