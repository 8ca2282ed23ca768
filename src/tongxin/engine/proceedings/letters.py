"""Letters as a pack declares them: wording with placeholders, numbers of the committee, forms to fill in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tongxin.engine.kernel.labels import Label
from tongxin.engine.ledger.kinds import FieldSpec
from tongxin.engine.proceedings.rules import Hand, Move, Workflow

OF_PAPER = (
    "committee",
    "cosigners",
    "day",
    "handed_in",
    "merged",
    "number",
    "proposer",
    "session",
    "title",
    "units",
)
"""What every letter can name: the committee, the confirmed co-signers, the day of the letter, the day on
which the paper was handed in, the proposers of papers that are handled with it, its number, its proposer, the
session of its number, its title, the units that handle it."""
OF_PART = ("unit",)
"""What a letter of a unit's part can name besides."""
PAPER, SAID = "paper.", "said."
"""Before the name of a field: what was asked when the paper was handed in; what was said with moves."""
HOLE = re.compile(r"\{([^{}\n]*)\}")
"""A placeholder, such as ``{title}``."""


class Layout(StrEnum):
    """What a letter looks like."""

    LETTER = "letter"
    """The letter format of GB/T 9704-2012: issuer mark and double red lines, number at the right."""
    NOTICE = "notice"
    """Title, addressee, text, who sends it and when."""
    FORM = "form"
    """Facts and questions in a table, with boxes to tick."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSeries:
    """A row of document numbers, from one each year.

    Attributes:
        id: stable code.
        label: its name.
        code: what stands before the year, such as 隆协提.
    """

    id: str
    label: Label
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A line of a form that is filled in already: its name and its wording."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter that goes out with a move, or is attached to another one. Texts may have placeholders.

    Attributes:
        id: stable code.
        label: its name on the page of the paper.
        title: its title.
        layout: what it looks like.
        head: issuer mark, for the letter format.
        number: document number that somebody typed; empty where there is none, or where ``series`` gives it.
        series: row of the committee's numbers that it takes its own from.
        mark: what stands at the right above the title, such as the class of a reply.
        addressee: to whom it goes, for one person.
        addressee_of_body: to whom it goes where a body handed the paper in; as for a person if empty.
        text: what it says, a paragraph a line.
        facts: lines of a form.
        asks: fields of the proposer's moves that a form asks, each with its choices.
        signature: in whose name it goes out.
        signed_by: who signed it.
        contact: whom to ask.
        copies: who gets a copy; those with nobody in them fall away.
        attaches: letter of the form layout that is attached to it.
    """

    id: str
    label: Label
    title: str
    layout: Layout = Layout.NOTICE
    head: str = ""
    number: str = ""
    series: str = ""
    mark: str = ""
    addressee: str = ""
    addressee_of_body: str = ""
    text: str = ""
    facts: tuple[Fact, ...] = ()
    asks: tuple[str, ...] = ()
    signature: str = ""
    signed_by: str = ""
    contact: str = ""
    copies: tuple[str, ...] = ()
    attaches: str = ""

    def templates(self) -> Iterator[tuple[str, str]]:
        """Yield the way to every text that may have placeholders, and the text."""
        for key in ("title", "head", "number", "mark", "addressee", "addressee_of_body", "text"):
            yield key, getattr(self, key)
        for key in ("signature", "signed_by", "contact"):
            yield key, getattr(self, key)
        for place, copy in enumerate(self.copies):
            yield f"copies/{place}", copy
        for place, fact in enumerate(self.facts):
            yield f"facts/{place}/value", fact.value


def placeholders(flow: Workflow, whole: Workflow, move: Move) -> frozenset[str]:
    """Return what a letter that a move sends can name; what is masked on pages gets into no letter.

    Args:
        flow: the workflow of the move.
        whole: the workflow of the paper; the same for a move of the paper itself.
        move: the move.
    """
    asked = whole.submission.fields if whole.submission else ()
    said = {spec.id for one in telling(flow, move) for spec in one.fields if not spec.sensitive}
    own = OF_PART if flow.part_of else ()
    fields = (
        *(f"{PAPER}{spec.id}" for spec in asked if not spec.sensitive),
        *(f"{SAID}{code}" for code in said),
    )
    return frozenset((*OF_PAPER, *own, *fields))


def telling(flow: Workflow, move: Move) -> tuple[Move, ...]:
    """Return the moves whose answers a letter can repeat.

    A decision tells its own answers alone: what reviewers noted before it is not the proposer's to read. A
    reply is drafted first and sent later, so its letter repeats what the moves of the part said.
    """
    return flow.moves if flow.part_of or not move.fields else (move,)


def questions(flow: Workflow) -> dict[str, list[FieldSpec]]:
    """Return the fields that proposers are asked, by code, each as every move asks it."""
    found: dict[str, list[FieldSpec]] = {}
    for move in flow.moves:
        for spec in move.fields if Hand.PROPOSER in move.by else ():
            found.setdefault(spec.id, []).append(spec)
    return found
