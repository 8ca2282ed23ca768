"""A letter as it goes out: wording filled in once, kept as it was read, whatever changes later."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from tongxin.engine.kernel.official_words import day_words, tidy_number
from tongxin.engine.ledger.kinds import FieldSpec, FieldType
from tongxin.engine.proceedings.letters import HOLE, Layout, Letter, questions, telling
from tongxin.engine.proceedings.rules import Move, Workflow
from tongxin.engine.proceedings.standing import Made

_YES = "是"
_TEXTS = ("title", "head", "number", "mark", "addressee", "signature", "day", "signed_by", "contact")
"""What a letter holds as plain text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of a form, with the boxes to tick; none for words of one's own."""

    label: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A letter, filled in.

    Attributes:
        layout: what it looks like.
        title: its title.
        head: issuer mark.
        number: document number.
        mark: what stands at the right above the title.
        addressee: to whom it goes, with the colon.
        lines: its paragraphs.
        facts: lines of a form: name and words.
        questions: questions of a form.
        signature: in whose name it goes out.
        day: its day.
        signed_by: who signed it.
        contact: whom to ask.
        copies: who gets a copy.
        attached: the form that goes with it.
    """

    layout: Layout
    title: str
    head: str = ""
    number: str = ""
    mark: str = ""
    addressee: str = ""
    lines: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    questions: tuple[Question, ...] = ()
    signature: str = ""
    day: str = ""
    signed_by: str = ""
    contact: str = ""
    copies: tuple[str, ...] = ()
    attached: "Written | None" = None


def fill(template: str, values: Mapping[str, str]) -> str:
    """Return a text with its placeholders filled in, line by line.

    A line all of whose placeholders are empty falls away. What is filled in is not looked through again: a
    text that somebody typed can hold braces.
    """
    return "\n".join(
        HOLE.sub(lambda hole: values.get(hole.group(1), ""), line)
        for line in template.split("\n")
        if _says(line, values)
    ).strip()


def _says(line: str, values: Mapping[str, str]) -> bool:
    holes = [hole.group(1) for hole in HOLE.finditer(line)]
    return not holes or any(values.get(hole) for hole in holes)


def write_letter(
    letter: Letter,
    values: Mapping[str, str],
    *,
    of_body: bool,
    flow: Workflow,
    number: str = "",
    attached: Written | None = None,
) -> Written:
    """Return a letter filled in.

    Args:
        letter: the letter.
        values: placeholder → words.
        of_body: whether a body handed the paper in.
        flow: workflow of the paper, whose moves ask what a form asks.
        number: document number of the committee; empty where the letter takes none.
        attached: the form that goes with it.
    """
    addressee = letter.addressee_of_body if of_body and letter.addressee_of_body else letter.addressee
    copies = (fill(copy, values) for copy in letter.copies)
    return Written(
        layout=letter.layout,
        title=fill(letter.title, values),
        head=fill(letter.head, values),
        number=number or tidy_number(fill(letter.number, values)),
        mark=fill(letter.mark, values),
        addressee=fill(addressee, values),
        lines=tuple(line.strip() for line in fill(letter.text, values).split("\n") if line.strip()),
        facts=tuple((fact.name, fill(fact.value, values)) for fact in letter.facts),
        questions=tuple(_questions(flow, letter.asks)),
        signature=fill(letter.signature, values),
        day=values.get("day", ""),
        signed_by=fill(letter.signed_by, values),
        contact=fill(letter.contact, values),
        copies=tuple(copy for copy in copies if copy),
        attached=attached,
    )


def _questions(flow: Workflow, asked: Sequence[str]) -> Iterable[Question]:
    known = questions(flow)
    for code in asked:
        specs = known.get(code, [])
        choices = dict.fromkeys(choice.label.zh_hans for spec in specs for choice in spec.choices)
        if specs:
            yield Question(label=specs[0].label.zh_hans, choices=tuple(choices))


def said_words(spec: FieldSpec, value: object) -> str:
    """Return an answer as papers write it: the name of a choice, a day in full, a text as it was typed."""
    if value in (None, "", [], False):
        return ""
    names = {choice.id: choice.label.zh_hans for choice in spec.choices}
    if isinstance(value, list | tuple):
        return "、".join(names.get(str(one), str(one)) for one in value)
    if spec.type is FieldType.FLAG:
        return _YES
    return _day(str(value)) if spec.type is FieldType.DATE else names.get(str(value), str(value))


def _day(text: str) -> str:
    try:
        return day_words(date.fromisoformat(text))
    except ValueError:
        return text


def told_with(flow: Workflow, move: Move, held: Iterable[Made]) -> dict[str, object]:
    """Return what a letter can repeat of the moves so far: each answer as it was given last.

    Args:
        flow: workflow of the move that sends the letter.
        move: that move.
        held: moves in force, oldest first, the sending one last.
    """
    declared = {one.id: one.fields for one in telling(flow, move)}
    said: dict[str, object] = {}
    for made in held:
        # A question that was left open this time clears the answer of the time before.
        said |= {spec.id: made.fields.get(spec.id) for spec in declared.get(made.move, ())}
    return said


def as_plain(written: Written) -> dict[str, object]:
    """Return a letter as plain values, to be kept."""
    return asdict(written)


def from_plain(plain: Mapping[str, Any]) -> Written:
    """Return a letter as it was kept; what the program no longer knows, or did not know yet, is left out."""
    attached = plain.get("attached")
    asked = plain.get("questions", ())
    return Written(
        **{key: plain.get(key, "") for key in _TEXTS},
        layout=Layout(plain["layout"]),
        lines=tuple(plain.get("lines", ())),
        copies=tuple(plain.get("copies", ())),
        facts=tuple((name, words) for name, words in plain.get("facts", ())),
        questions=tuple(Question(label=one["label"], choices=tuple(one["choices"])) for one in asked),
        attached=from_plain(attached) if attached else None,
    )
