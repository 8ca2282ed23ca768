"""The author's text and the office's version of it, as pages show them: side by side, differences marked."""

from collections.abc import Mapping
from dataclasses import dataclass

from tongxin.actions.proceeding_desk import hands_of, hidden_from
from tongxin.engine.kernel.rights import Scope
from tongxin.engine.proceedings.comparing import Piece, Share, compared, only
from tongxin.engine.proceedings.rules import Hand, Workflow
from tongxin.store.queries.bulletins import Edition
from tongxin.store.queries.proceedings import Paper
from tongxin.web import wording
from tongxin.web.access import PageRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A part of the text in both versions.

    Attributes:
        heading: the part.
        first: the author's pieces, those that the office left out marked.
        second: the office's pieces, those that it added marked.
    """

    heading: str
    first: tuple[Piece, ...]
    second: tuple[Piece, ...]


def pairs(flow: Workflow, words: Mapping[str, str], title: str, edition: Edition, name: str) -> list[Pair]:
    """Return the title and the parts of both versions.

    Args:
        flow: the workflow.
        words: the author's text by part.
        title: the author's title.
        edition: the office's version.
        name: what a title is called.
    """
    found = [_pair(name, title, edition.title)]
    for part in flow.submission.parts if flow.submission else ():
        first, second = words.get(part.id, ""), edition.parts.get(part.id, "")
        if first or second:
            found.append(_pair(wording.label(part.label), first, second))
    return found


def _pair(heading: str, first: str, second: str) -> Pair:
    pieces = compared(first, second)
    return Pair(heading=heading, first=only(pieces, Share.FIRST), second=only(pieces, Share.SECOND))


def shown(request: PageRequest, flow: Workflow, paper: Paper) -> bool:
    """Tell whether the visitor sees the office's version; those who see no other papers do once it is out."""
    if hidden_from(request.actor, flow, paper):
        return False
    if request.actor.scope("proceeding", "read") is Scope.COMMITTEE:
        return True
    state = flow.state(paper.state)
    at_work = state is None or (state.hand in {Hand.OFFICE, Hand.APPROVER} and not state.final)
    return not at_work


def editable(request: PageRequest, flow: Workflow, paper: Paper) -> bool:
    """Tell whether the visitor may edit the office's version now."""
    state = flow.state(paper.state)
    return state is not None and state.edited and Hand.OFFICE in hands_of(request.actor, paper)
