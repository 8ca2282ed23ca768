"""A committee with handling units and papers, some of which were given to units."""

from datetime import UTC, datetime

from tests.engine.invented_assignments import UNITS

from tongxin.actions.proceeding_search import all_papers
from tongxin.actions.searching import index_texts
from tongxin.packs import registry
from tongxin.store.models import (
    Committee,
    Organisation,
    Person,
    Proceeding,
    ProceedingPart,
    ProceedingText,
    User,
)
from tongxin.store.queries.routing import suggested_units

AT = datetime(2024, 3, 1, 2, tzinfo=UTC)
MECHANISM = registry.pack("longan").versions[-1]
FLOWS = (MECHANISM.workflow("proposal"), MECHANISM.workflow("handling"))


class Town:
    """A committee with units and papers, some given to units."""

    def __init__(self, code="longan"):
        self.committee = Committee.objects.create(code=code, name="演示县政协", pack="longan")
        self.user = User.objects.create(username=f"loader-{code}", committee=self.committee)
        self.first = Person.objects.create(committee=self.committee, name="演示委员", created_at=AT)
        self.units = [
            Organisation.objects.create(
                committee=self.committee,
                family="handling_unit",
                kind="department",
                code=f"H{n}",
                name=f"局{n}",
            )
            for n in range(UNITS)
        ]
        self.places = {unit.pk: place for place, unit in enumerate(self.units)}

    def paper(self, one, *, state="filed", submitted=True):
        paper = Proceeding.objects.create(
            committee=self.committee,
            workflow="proposal",
            state=state,
            since=AT,
            title="",
            first=self.first,
            fields={"theme": one.theme},
            created_at=AT,
            created_by=self.user,
            submitted_at=AT if submitted else None,
        )
        ProceedingText.objects.create(
            proceeding=paper, version=1, parts={"advice": one.text}, written_at=AT, written_by=self.user
        )
        paper.wished.set([self.units[unit].pk for unit in one.wished])
        return paper

    def give(self, paper, unit, state="replied", role="sole"):
        return ProceedingPart.objects.create(
            proceeding=paper, body=self.units[unit], role=role, state=state, since=AT, begun_at=AT
        )

    def index(self):
        for texts in all_papers(self.committee):
            index_texts(texts)

    def settle(self, made):
        """Take in papers of earlier years, with the units that gave them back and those that kept them."""
        for one in made:
            paper = self.paper(one, state="closed")
            for unit in one.refused:
                self.give(paper, unit, state="reassigned")
            for unit in one.units:
                self.give(paper, unit)

    def suggested(self, papers, units=None, **more):
        open_units = list(self.places) if units is None else units
        return suggested_units(self.committee.pk, FLOWS, [paper.pk for paper in papers], open_units, **more)

    def best(self, paper, **more):
        return [self.places[one.unit] for one in self.suggested([paper], **more).get(paper.pk, ())]
