"""A second, slow way to count, written from the wording of the rules and from nothing else.

It shares no code with the engine beyond its plain values: no index, no plan, no filter table.
"""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from tongxin.engine.figures.indicators import DateUsed, Indicator, Measure, Source


def held(facts, day):
    return [fact for fact in facts if (fact.span.start or date.min) <= day <= (fact.span.end or date.max)]


class Recount:
    def __init__(self, indicators, roster, entries, period, as_of, zone):
        self.indicators = {item.id: item for item in indicators}
        self.roster = roster
        self.period = period
        self.as_of = as_of
        self.zone = zone
        self.versions = {}
        for entry in sorted(entries, key=lambda entry: entry.id):
            if entry.recorded <= as_of:
                self.versions.setdefault(entry.root, []).append(entry)

    def of(self, name):
        indicator = self.indicators[name]
        if indicator.source is Source.RATIO:
            above, below = self.of(indicator.numerator), self.of(indicator.denominator)
            if below["value"] == 0:
                return {**above, "value": None}
            exact = above["value"] / below["value"] * (100 if indicator.unit == "%" else 1)
            return {**above, "value": exact.quantize(Decimal("0.01"), ROUND_HALF_UP)}
        if indicator.source is Source.ENTRIES:
            return self.entries(indicator)
        return self.stock(indicator)

    def entries(self, indicator: Indicator):
        counted, excluded, people, attendances, money = [], {}, set(), 0, Decimal(0)
        for versions in self.versions.values():
            last = versions[-1]
            if indicator.kinds and last.kind not in indicator.kinds:
                continue
            day = last.happened
            if indicator.date_used is DateUsed.RECORDED:
                day = versions[0].recorded.astimezone(self.zone).date()
            if not self.period.start <= day <= self.period.end:
                excluded[last.id] = "outside_period"
            elif last.act == "void":
                excluded[last.id] = "void"
            elif not self.passes(indicator, last):
                excluded[last.id] = "filter_not_met"
            elif not self.holds_anything(indicator, last):
                excluded[last.id] = "nothing_counted"
            else:
                counted.append(last.id)
                who = self.persons(indicator, last)
                people |= who
                attendances += len(who)
                money += last.amounts.get(indicator.quantity, Decimal(0))
        value = {
            Measure.COUNT: Decimal(len(counted)),
            Measure.PEOPLE: Decimal(len(people)),
            Measure.ATTENDANCES: Decimal(attendances),
            Measure.SUM: money,
        }[indicator.measure]
        return {"value": value, "records": set(counted), "excluded": excluded}

    def passes(self, indicator, entry):
        for condition in indicator.where:
            if condition.on.startswith("field:"):
                stored = entry.fields.get(condition.on[6:])
                if (stored in condition.values) == condition.negated:
                    return False
            if condition.on == "has":
                there = any(getattr(entry, name) is not None for name in condition.values)
                if there == condition.negated:
                    return False
        chooses_people = any(condition.on == "participant" for condition in indicator.where)
        return not chooses_people or bool(self.persons(indicator, entry))

    def holds_anything(self, indicator, entry):
        if indicator.measure is Measure.SUM:
            return indicator.quantity in entry.amounts
        if indicator.measure in {Measure.PEOPLE, Measure.ATTENDANCES}:
            return bool(self.persons(indicator, entry))
        return True

    def persons(self, indicator, entry):
        chosen = set()
        for person, role in entry.participants:
            if indicator.roles and role not in indicator.roles:
                continue
            if all(self.person_passes(person, entry.happened, c) for c in indicator.where):
                chosen.add(person)
        return chosen

    def person_passes(self, person, day, condition):
        if condition.on != "participant":
            return True
        return any(self.person_is(person, day, value) for value in condition.values) != condition.negated

    def person_is(self, person, day, what):
        seats = [seat for seat in self.roster.memberships.values() if seat.person == person]
        seated = bool(held(seats, day))
        party = any(
            standing.person == person and standing.affiliation in self.roster.party_codes
            for standing in held(self.roster.standings, day)
        )
        return {"member": seated, "party_member": seated and party, "non_party_member": seated and not party}[
            what
        ]

    def stock(self, indicator):
        day = self.period.end
        if indicator.source is Source.MEMBERS:
            seats = held(self.roster.memberships.values(), day)
            seats = [
                seat
                for seat in seats
                if all(self.person_passes(seat.person, day, condition) for condition in indicator.where)
            ]
            value = len(seats) if indicator.measure is Measure.COUNT else len({s.person for s in seats})
            return {"value": Decimal(value), "records": {seat.id for seat in seats}}
        links = [link for link in held(self.roster.links, day) if link.kind in indicator.kinds]
        if indicator.measure is Measure.LINKERS:
            value = len({person for link in links for person in link.people})
        elif indicator.measure is Measure.LINKED:
            value = len({link.person for link in links})
        else:
            value = len(links)
        return {"value": Decimal(value), "records": {link.id for link in links}}
