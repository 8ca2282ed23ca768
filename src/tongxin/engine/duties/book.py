"""The duties of a committee as of a day, arranged for reading: by subject, and by who answers for them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tongxin.engine.duties.settling import Duty, State
from tongxin.engine.duties.subjects import Subject
from tongxin.engine.roster.directory import Directory

Key = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class DutyBook:
    """Look-ups of one committee's duties.

    Attributes:
        day: the day as of which they are judged.
        duties: all of them, by version, rule, subject and period.
        by_key: what a duty is known by → the duty.
        of_subject: (rule, subject) → its duties, in the order of periods.
        of_person: person → duties they answer for.
        settled: id of a happening → duties it counts for.
    """

    day: date
    duties: tuple[Duty, ...]
    by_key: dict[Key, Duty] = field(default_factory=dict)
    of_subject: dict[tuple[str, int], list[Duty]] = field(default_factory=dict)
    of_person: dict[int, list[Duty]] = field(default_factory=dict)
    settled: dict[int, list[Duty]] = field(default_factory=dict)

    def waiting(self, person: int) -> list[Duty]:
        """Return what somebody still owes, what is overdue first, then by due date."""
        owed = [duty for duty in self.of_person.get(person, ()) if duty.state in {State.OVERDUE, State.OPEN}]
        return sorted(owed, key=urgency)


def urgency(duty: Duty) -> tuple[bool, date, date, str, int]:
    """Return what duties are sorted by: overdue ones first, then by due date, the longest silent on top."""
    last = duty.parts[-1].day if duty.parts else date.min
    return duty.state is not State.OVERDUE, duty.due, last, duty.rule, duty.subject.id


def answerers(subject: Subject, directory: Directory) -> tuple[int, ...]:
    """Return the persons who answer for a subject on the directory's day.

    These are the holders of a link or the member; for a body, and a link that a body holds, who heads it.
    """
    bodies = [directory.roster.organisations.get(body) for body in sorted(subject.bodies)]
    heads = [head for body in bodies if body is not None for head in directory.heads(body)]
    return tuple(dict.fromkeys([*sorted(subject.people), *heads]))


def duty_book(found: Iterable[Duty], directory: Directory) -> DutyBook:
    """Arrange duties.

    Args:
        found: the duties, judged as of the directory's day.
        directory: the roster of that day.
    """
    book = DutyBook(directory.day, tuple(found))
    people: dict[tuple[str, int], tuple[int, ...]] = {}
    for duty in book.duties:
        subject = (duty.subject.bound, duty.subject.id)
        if subject not in people:
            people[subject] = answerers(duty.subject, directory)
        book.by_key[duty.key] = duty
        book.of_subject.setdefault((duty.rule, duty.subject.id), []).append(duty)
        for person in people[subject]:
            book.of_person.setdefault(person, []).append(duty)
        for happening in duty.settled_by:
            book.settled.setdefault(happening, []).append(duty)
    return book
