"""Files of papers: attached and taken off while the paper is written, kept for good."""

from django.db import transaction

from tongxin.actions.acting import Actor, Changes, Invalid, Refused, require
from tongxin.actions.audit import audit
from tongxin.actions.evidence import store_file
from tongxin.actions.proceeding_desk import Desk, hands_of, open_desk, subject_of, writable
from tongxin.engine.kernel.issues import Issue
from tongxin.engine.proceedings.rules import Hand
from tongxin.store.models import PaperFile
from tongxin.store.queries import paper_files as queries


@transaction.atomic
def attach_file(actor: Actor, pk: int, name: str, content: bytes) -> PaperFile:
    """Attach a file to a paper, such as the longer text of one that has to be short.

    Args:
        actor: who attaches it.
        pk: the paper.
        name: name of the file; only the last part of a path is kept.
        content: its bytes.

    Raises:
        Refused: the paper is in other hands.
        Invalid: type, size or name are not acceptable, it is there already, or there are too many.
    """
    desk = _writing(actor, pk)
    file = store_file(name, content)
    there = queries.files_of(desk.paper)
    most = desk.flow.submission.files if desk.flow.submission else 0
    if any(one.sha256 == file.sha256 for one in there):
        raise Invalid((Issue(code="file.there_already", place="file", params={"name": file.name}),))
    if len(there) >= most:
        raise Invalid((Issue(code="file.too_many", place="file", params={"most": most}),))
    row = PaperFile.objects.create(
        proceeding=desk.paper,
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        sha256=file.sha256,
        added_at=actor.at,
        added_by_id=actor.user,
    )
    told = {"file": file.name, "size": file.size, "sha256": file.sha256}
    audit(actor, "proceeding.attach", subject_of(desk.paper), Changes(after=told))
    return row


@transaction.atomic
def take_off_file(actor: Actor, pk: int) -> PaperFile:
    """Take a file off a paper; the file itself is kept, and the log says what it was.

    Raises:
        Refused: there is none, or the paper is in other hands.
    """
    row = queries.file_of(actor.committee, pk)
    if row is None:
        raise Refused("submit", "proceeding")
    desk = _writing(actor, row.proceeding_id)
    row.refresh_from_db()
    if row.taken_off_at is None:
        row.taken_off_at, row.taken_off_by_id = actor.at, actor.user
        row.save(update_fields=["taken_off_at", "taken_off_by"])
        told = {"file": row.name, "sha256": row.sha256}
        audit(actor, "proceeding.take_off", subject_of(desk.paper), Changes(before=told))
    return row


def _writing(actor: Actor, pk: int) -> Desk:
    """Open a paper that the actor may write now.

    Raises:
        Refused: they may not.
    """
    require(actor, "submit", "proceeding")
    desk = open_desk(actor, pk)
    if not writable(desk) or not hands_of(actor, desk.paper) & {Hand.PROPOSER, Hand.OFFICE}:
        raise Refused("submit", "proceeding")
    return desk
