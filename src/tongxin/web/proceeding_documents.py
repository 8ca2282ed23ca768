"""Documents of a paper that a visitor may take: its sheet, letters that went out, lists of its units."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.actions.letters import may_take
from tongxin.engine.kernel.rights import Scope
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.proceedings.rules import Workflow
from tongxin.store.queries.letters import Letter, letters_of
from tongxin.store.queries.proceedings import Paper
from tongxin.web import wording
from tongxin.web.access import PageRequest
from tongxin.web.proceeding_papers import concealed


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that can be taken: its name, what tells it from others, its address and that of its PDF."""

    name: str
    note: str
    address: str
    pdf: str = ""


def documents(request: PageRequest, mechanism: Mechanism, flow: Workflow, paper: Paper) -> list[Document]:
    """Return the documents of a paper that the visitor may take, letters first, the latest on top."""
    whole = request.actor.scope("proceeding", "read") is Scope.COMMITTEE
    return [
        *_letters(request, mechanism, paper, whole=whole),
        *_sheet(flow, paper),
        *_handed(request, flow, paper, whole=whole),
    ]


def _letters(request: PageRequest, mechanism: Mechanism, paper: Paper, *, whole: bool) -> Iterator[Document]:
    for issued in letters_of(paper):
        if may_take(request.actor, paper, issued, whole=whole):
            yield from _letter(mechanism, issued)


def _letter(mechanism: Mechanism, issued: Letter) -> Iterable[Document]:
    letter = mechanism.letter(issued.letter)
    sender = issued.part.body.name if issued.part else ""
    about = (sender, issued.content.get("number", ""), wording.day(timezone.localdate(issued.issued_at)))
    note = " · ".join(filter(None, about))
    yield Document(
        name=wording.label(letter.label) if letter else issued.name,
        note=note,
        address=reverse("proceeding-letter", args=[issued.pk]),
        pdf=reverse("proceeding-letter-pdf", args=[issued.pk]),
    )
    attached = issued.content.get("attached")
    if attached:
        address = reverse("proceeding-letter-form", args=[issued.pk])
        pdf = reverse("proceeding-letter-form-pdf", args=[issued.pk])
        yield Document(name=attached["title"], note=sender, address=address, pdf=pdf)


def _sheet(flow: Workflow, paper: Paper) -> Iterator[Document]:
    if not concealed(flow, paper):
        address = reverse("proceeding-sheet", args=[paper.pk])
        yield Document(name=_("The paper itself"), note="", address=address)


def _handed(request: PageRequest, flow: Workflow, paper: Paper, *, whole: bool) -> Iterator[Document]:
    """Yield the lists of what the units of a paper have, and of what was handed over on the same day."""
    address = reverse("proceedings-handover", args=[flow.id])
    name = _("List of papers handed over")
    for part in paper.parts.all():
        if whole or part.body_id in request.actor.unit_ids:
            yield Document(name=name, note=part.body.name, address=f"{address}?body={part.body_id}")
    for day in sorted({timezone.localdate(part.begun_at) for part in paper.parts.all()}) if whole else ():
        note = _("all of %(day)s") % {"day": wording.day(day)}
        yield Document(name=name, note=note, address=f"{address}?day={day.isoformat()}")
