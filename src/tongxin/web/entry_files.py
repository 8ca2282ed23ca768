"""Evidence between the browser and the record: kept with the draft until the entry is recorded."""

from dataclasses import asdict
from typing import Any

from tongxin.actions.acting import Actor, Invalid
from tongxin.actions.drafts import save_draft
from tongxin.actions.evidence import keep_file
from tongxin.engine.ledger.drafts import EvidenceFile
from tongxin.store.queries import drafts
from tongxin.web.access import PageRequest
from tongxin.web.entry_parsing import Reading, Values

NOT_KEPT = frozenset({"csrfmiddlewaretoken", "token", "kept"})
"""Controls that are no part of what somebody typed."""


def files_of(user_id: int, key: str) -> tuple[EvidenceFile, ...]:
    """Return the files that a form's draft holds."""
    return files_in(drafts.draft_of(user_id, key))


def files_in(kept: drafts.Kept | None) -> tuple[EvidenceFile, ...]:
    """Return the files of a draft that has been read."""
    listed: list[dict[str, Any]] = kept.data.get("files", []) if kept else []
    return tuple(EvidenceFile(**file) for file in listed)


def take_files(
    request: PageRequest, key: str, reading: Reading, recorded: tuple[EvidenceFile, ...] = ()
) -> tuple[EvidenceFile, ...]:
    """Return the files that a form was sent with: those still ticked, and the new ones, stored.

    Only files that the server itself remembers can be ticked; a digest from elsewhere names nothing.

    Args:
        request: the request with its uploads.
        key: key of the form's draft.
        reading: the form; files that cannot be taken are noted on it.
        recorded: files of the entry that is being corrected.
    """
    known = {file.sha256: file for file in (*recorded, *files_of(request.actor.user, key))}
    taken = {digest: known[digest] for digest in reading.values.get("kept", ()) if digest in known}
    for upload in request.FILES.getlist("evidence"):
        try:
            file = keep_file(request.actor, str(upload.name), upload.read())
        except Invalid as problem:
            reading.issues.extend(problem.issues)
        else:
            taken[file.sha256] = file
    return tuple(taken.values())


def typed(values: Values) -> dict[str, list[str]]:
    """Return the part of a form that its draft keeps."""
    return {name: [str(text) for text in sent] for name, sent in values.items() if name not in NOT_KEPT}


def keep_typed(actor: Actor, key: str, reading: Reading, files: tuple[EvidenceFile, ...]) -> None:
    """Keep a form that was refused, so that nothing typed or uploaded is lost."""
    if actor.scope("draft", "keep") is None:
        return
    save_draft(actor, key, {"values": typed(reading.values), "files": [asdict(file) for file in files]})
