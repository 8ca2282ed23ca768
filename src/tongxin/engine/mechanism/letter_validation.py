"""Whether the letters of a mechanism hold together: each goes out somewhere and names only what is known."""

from collections.abc import Iterator

from tongxin.engine.kernel.issues import Issue
from tongxin.engine.mechanism.names import known
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.proceedings.letters import HOLE, Layout, Letter, placeholders, questions
from tongxin.engine.proceedings.rules import Move, Workflow


def letters(mechanism: Mechanism) -> Iterator[Issue]:
    """Yield what is wrong with letters and with the moves that send them: unknown names first, then the rest.

    With a name mistyped a letter seems to be sent by nobody; that would hide the mistake.
    """
    unknown = [*_sent(mechanism), *(issue for one in mechanism.letters for issue in _names(mechanism, one))]
    if unknown:
        yield from unknown
        return
    for letter in mechanism.letters:
        place = _place(letter)
        senders = list(_senders(mechanism, letter))
        if not senders:
            yield Issue(code="letter.unused", params={"found": letter.id}, place=place)
        for flow, move in senders:
            yield from _holes(mechanism, flow, move, letter)


def _place(letter: Letter) -> str:
    return f"letters.yaml/letters/{letter.id}"


def _sent(mechanism: Mechanism) -> Iterator[Issue]:
    declared = [letter.id for letter in mechanism.letters]
    for flow in mechanism.workflows:
        for move in flow.moves:
            if move.letter:
                place = f"workflows.yaml/workflows/{flow.id}/moves/{move.id}/letter"
                yield from known(move.letter, declared, place)


def _names(mechanism: Mechanism, letter: Letter) -> Iterator[Issue]:
    place = _place(letter)
    if letter.series:
        yield from known(letter.series, [one.id for one in mechanism.letter_series], f"{place}/series")
    if letter.attaches:
        forms = [one.id for one in mechanism.letters if one.layout is Layout.FORM]
        yield from known(letter.attaches, forms, f"{place}/attaches")
    if letter.attaches and letter.layout is Layout.FORM:
        params = {"found": letter.attaches}
        yield Issue(code="letter.form_attaches", params=params, place=f"{place}/attaches")
    if letter.layout is Layout.LETTER and not letter.head:
        yield Issue(code="pack.missing_key", params={"expected": "head"}, place=place)


def _senders(mechanism: Mechanism, letter: Letter) -> Iterator[tuple[Workflow, Move]]:
    """Yield the moves that send a letter, itself or attached to another one, with their workflows."""
    by_name = {letter.id, *(one.id for one in mechanism.letters if one.attaches == letter.id)}
    for flow in mechanism.workflows:
        for move in flow.moves:
            if move.letter in by_name:
                yield flow, move


def _holes(mechanism: Mechanism, flow: Workflow, move: Move, letter: Letter) -> Iterator[Issue]:
    place = _place(letter)
    whole = mechanism.workflow(flow.part_of) or flow
    valid = placeholders(flow, whole, move)
    for key, text in letter.templates():
        for hole in HOLE.finditer(text):
            yield from known(hole.group(1), valid, f"{place}/{key}", "letter.unknown_placeholder")
        left = HOLE.sub("", text)
        if "{" in left or "}" in left:
            yield Issue(
                code="letter.loose_brace", params={"found": left.strip()[:40]}, place=f"{place}/{key}"
            )
    for code in letter.asks:
        yield from known(code, questions(whole), f"{place}/asks/{code}")
