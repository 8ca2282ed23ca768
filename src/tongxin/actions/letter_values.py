"""What a letter says in its placeholders: taken from the paper, its signers, its units and its moves."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tongxin.engine.kernel.official_words import day_words, session_words
from tongxin.engine.ledger.kinds import FieldSpec
from tongxin.engine.proceedings.lettering import said_words
from tongxin.engine.proceedings.letters import PAPER, SAID
from tongxin.engine.proceedings.rules import Workflow
from tongxin.store.models import Proceeding, ProceedingPart

_AND = "、"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """The moment at which a letter is sent.

    Attributes:
        flow: workflow of the paper.
        moving: workflow whose move sends it; that of the paper or of its parts.
        said: what the letter can repeat of the moves.
        part: the part whose unit sends it.
        day: the day where the committee is.
        handed_in: the day on which the paper was handed in.
        series: the row of numbers of the day, for a paper that has no number yet.
    """

    flow: Workflow
    moving: Workflow
    said: Mapping[str, object]
    part: ProceedingPart | None
    day: date
    handed_in: date | None
    series: str


def values_of(paper: Proceeding, sending: Sending) -> dict[str, str]:
    """Return placeholder → words for a letter of a paper.

    Args:
        paper: the paper, with its signers, its committee and the papers handled with it.
        sending: the moment of sending.
    """
    signed = (row.person.name for row in paper.signers.all() if row.state == "confirmed")
    asked = sending.flow.submission.fields if sending.flow.submission else ()
    specs = {spec.id: spec for move in sending.moving.moves for spec in move.fields}
    # What the sending move itself asks wins over a field of the same name elsewhere.
    return {
        "committee": paper.committee.name,
        "cosigners": _AND.join(signed),
        "day": day_words(sending.day),
        "handed_in": day_words(sending.handed_in) if sending.handed_in else "",
        "merged": _AND.join(dict.fromkeys(proposer(other) for other in handled_with(paper))),
        "number": f"{paper.number:03}" if paper.number is not None else "",
        "proposer": proposer(paper),
        "session": session_words(paper.series or sending.series),
        "title": paper.title,
        "unit": sending.part.body.name if sending.part else "",
        "units": _AND.join(part.body.name for part in paper.parts.all()),
        **dict(_words(PAPER, asked, paper.fields)),
        **dict(_words(SAID, specs.values(), sending.said)),
    }


def proposer(paper: Proceeding) -> str:
    """Return who hands a paper in: the body, or the first signer."""
    if paper.body is not None:
        return paper.body.name
    return paper.first.name if paper.first is not None else ""


def handled_with(paper: Proceeding) -> Iterator[Proceeding]:
    """Yield the papers that are handled together with one: the leading one and what was merged into it."""
    lead = paper.lead or paper
    for other in (lead, *lead.merged.all()):
        if other.pk != paper.pk:
            yield other


def _words(
    before: str, specs: Iterable[FieldSpec], fields: Mapping[str, object]
) -> Iterator[tuple[str, str]]:
    for spec in specs:
        yield f"{before}{spec.id}", said_words(spec, fields.get(spec.id))
