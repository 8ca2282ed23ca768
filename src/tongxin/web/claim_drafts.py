"""A draft between the browser and its check: pasted or uploaded, and never lost when the form is refused."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.forms import Form

from tongxin.actions.acting import Actor, Invalid
from tongxin.actions.draft_checking import DraftText
from tongxin.actions.evidence import path_of, store_file
from tongxin.engine.claims.dates import Told
from tongxin.engine.kernel.issues import Issue
from tongxin.store.queries import drafts
from tongxin.store.queries.drafts import Kept
from tongxin.web.draft_documents import WORD, text_of

KEY = "claim-new"
"""By what the server keeps a draft that is being pasted."""
_SALT = "tongxin.claims.kept"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A Word document that came with a form which was refused; the next sending need not bring it again.

    Attributes:
        name: its name.
        sha256: under which it is kept.
    """

    name: str
    sha256: str

    @property
    def ticket(self) -> str:
        """What the form holds in its place, signed, so that nobody can ask for another file by its digest."""
        return signing.dumps(asdict(self), salt=_SALT)


def kept_file(ticket: str) -> KeptFile | None:
    """Return the document that a ticket stands for, if the server wrote it and still has the file."""
    try:
        found = KeptFile(**signing.loads(ticket, salt=_SALT))
    except (signing.BadSignature, TypeError):
        return None
    return found if path_of(found.sha256).is_file() else None


def draft_from(given: Mapping[str, Any]) -> DraftText:
    """Return the draft that a form brings: its file, else the file that it brought before, else its text.

    Raises:
        Invalid: the file cannot be read, or says nothing.
    """
    upload: UploadedFile[Any] | None = given["file"]
    kept = kept_file(given["kept"]) if given["kept"] else None
    text, name, sha256 = given["text"].replace("\r\n", "\n"), "", ""
    if upload is not None and upload.name:
        upload.seek(0)
        content, name = upload.read(), upload.name
        text = text_of(name, content)
        sha256 = store_file(name, content).sha256 if name.lower().endswith(WORD) else ""
    elif kept is not None:
        text, name, sha256 = text_of(kept.name, path_of(kept.sha256).read_bytes()), kept.name, kept.sha256
    if name and not text.strip():
        raise Invalid((Issue(code="draft.no_text", place="file"),))
    return DraftText(
        title=given["title"], text=text, told=told_of(given), file_name=name[:160], sha256=sha256
    )


def told_of(given: Mapping[str, Any]) -> Told:
    """Return the day of a draft and the period that it reports on, as a form says."""
    return Told(given["day"] or given["last"], given["first"], given["last"])


def keep_file(form: Form, upload: "UploadedFile[Any] | None") -> KeptFile | None:
    """Keep what was uploaded with a refused form, so that the next sending need not bring it again.

    A readable Word document is kept as a file; plain text goes into the field for pasted text.

    Returns:
        the Word document, from this sending or one before.
    """
    data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict, as the form was sent
    kept = kept_file(data.get("kept", ""))
    if upload is not None and upload.name and "file" not in form.errors:
        upload.seek(0)
        content = upload.read()
        try:
            text = text_of(upload.name, content)
            if upload.name.lower().endswith(WORD):
                kept = KeptFile(upload.name, store_file(upload.name, content).sha256)
            else:
                data["text"], kept = text, None
        except Invalid:
            return kept
    data["kept"] = kept.ticket if kept else ""
    form.data = data
    return kept


def typed_before(actor: Actor) -> Kept | None:
    """Return what somebody typed last into the form and did not send, if their roles keep drafts."""
    return drafts.draft_of(actor.user, KEY) if actor.scope("draft", "keep") else None


def start(last: date, kept: Kept | None) -> dict[str, Any]:
    """Return what the form begins with: the year up to the last day known, or what was typed before."""
    begin: dict[str, Any] = {"first": date(last.year, 1, 1), "last": last}
    values = kept.data.get("values", {}) if kept else {}
    typed = {
        name: texts[0] for name in ("title", "text", "first", "last", "day") if (texts := values.get(name))
    }
    return {**begin, **{name: text for name, text in typed.items() if text}}
