"""Choosing who stands behind a paper: the first signer, and others who are asked to sign."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tongxin.engine.kernel.rights import Scope
from tongxin.engine.roster.directory import Directory
from tongxin.store.queries.proceedings import Paper
from tongxin.web.access import PageRequest
from tongxin.web.entry_parsing import Reading
from tongxin.web.standing_on import Ground

NAME = "role.signer"
FIRST = "role.first"


@dataclass(frozen=True, slots=True)
class Option:
    """Somebody who can be chosen."""

    id: int
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Names as the form shows them: who is chosen, what is typed, what is wrong."""

    name: str
    label: str
    chosen: tuple[Option, ...]
    typed: str = ""
    error: str = ""
    required: bool = False
    offered: tuple[Option, ...] = ()
    more: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chooser:
    """The first signer, where the office writes for somebody, and the others."""

    first: Control | None
    others: Control
    own: int | None

    @property
    def error(self) -> str:
        """What is wrong with a name, or nothing."""
        return (self.first.error if self.first else "") or self.others.error

    @property
    def errors(self) -> list[tuple[str, str]]:
        """What is wrong with names, each with the control where it is put right, for the head of the page."""
        controls = (*((self.first,) if self.first else ()), self.others)
        return [(one.error, f"id_{one.name}") for one in controls if one.error]

    def people(self, _given: Mapping[str, object]) -> list[int]:
        """Return who stands behind the paper, the first signer first."""
        first = [option.id for option in self.first.chosen][:1] if self.first else []
        if not first and self.own is not None:
            first = [self.own]
        return list(dict.fromkeys([*first, *(option.id for option in self.others.chosen)]))

    @classmethod
    def read(
        cls,
        request: PageRequest,
        where: Ground,
        paper: Paper | None,
        kept: Mapping[str, Sequence[str]] | None,
    ) -> "Chooser":
        """Return what is chosen: as sent, as kept in a draft, or as the paper has it."""
        book = where.directory
        whole = request.scope is Scope.COMMITTEE
        values = dict(request.POST.lists()) if request.method == "POST" else kept
        own = paper.first_id if paper else request.actor.person_id
        if values is None:
            there = [row.person_id for row in paper.signers.all()] if paper else []
            first = [own] if own is not None and whole else []
            return cls(
                first=_control(FIRST, _("First signer"), book, first) if whole else None,
                others=_control(NAME, _("Others who are asked to sign"), book, there),
                own=own,
            )
        return cls(
            first=_sent(FIRST, _("First signer"), book, values) if whole else None,
            others=_sent(NAME, _("Others who are asked to sign"), book, values),
            own=None if whole else own,
        )


def _control(name: str, label: str, book: Directory, people: Sequence[int]) -> Control:
    chosen = tuple(
        Option(person, book.roster.people[person].name) for person in people if person in book.roster.people
    )
    return Control(name=name, label=label, chosen=chosen)


def _sent(name: str, label: str, book: Directory, values: Mapping[str, Sequence[str]]) -> Control:
    """Return who was chosen by a box or by a typed name; a name of nobody or of two people is an error."""
    reading = Reading(values)
    people, unknown = reading.numbers(name), []
    for typed in reading.names(f"names.{name}"):
        found = [person for person in book.seats if book.roster.people[person].name == typed]
        if len(found) == 1:
            people.append(found[0])
        else:
            unknown.append(typed)
    error = _("Not found, or not the only one of this name: %(names)s") % {"names": "、".join(unknown)}
    control = _control(name, label, book, list(dict.fromkeys(people)))
    return Control(
        name=name,
        label=label,
        chosen=control.chosen,
        typed="、".join(unknown),
        error=error if unknown else "",
    )


def flat(values: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the last value of each control, as a form takes initial values."""
    return {name: texts[-1] for name, texts in values.items() if texts}
