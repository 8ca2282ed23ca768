"""Files that support entries: stored by digest outside the web root, never changed."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from tongxin.actions.acting import Actor, Invalid, require
from tongxin.engine.ledger.drafts import EvidenceFile
from tongxin.engine.ledger.files import check_file

_LONGEST_NAME = 160


def path_of(sha256: str) -> Path:
    """Return where a file with a digest lies."""
    folder: Path = settings.TONGXIN_EVIDENCE
    return folder / sha256[:2] / sha256


def keep_file(actor: Actor, name: str, content: bytes) -> EvidenceFile:
    """Store a file for an entry that is being written, and return how to name it.

    The log gets its entry when the file becomes part of an entry; until then it belongs to a draft.

    Args:
        actor: who uploads.
        name: its name; only the last part of a path is kept.
        content: its bytes.

    Raises:
        Refused: the actor may not record entries.
        Invalid: type, size or name are not acceptable.
    """
    require(actor, "record", "entry")
    return store_file(name, content)


def store_file(name: str, content: bytes) -> EvidenceFile:
    """Store a file, and return how to name it; who may do so was asked before.

    Args:
        name: its name; only the last part of a path is kept.
        content: its bytes.

    Raises:
        Invalid: type, size or name are not acceptable.
    """
    plain = Path(name.replace("\\", "/")).name
    media_type, issues = check_file(plain, content)
    if issues:
        raise Invalid(issues)
    digest = hashlib.sha256(content).hexdigest()
    _write(path_of(digest), content)
    ending = Path(plain).suffix
    return EvidenceFile(
        name=plain if len(plain) <= _LONGEST_NAME else plain[: _LONGEST_NAME - len(ending)] + ending,
        media_type=media_type,
        size=len(content),
        sha256=digest,
    )


def is_kept(file: EvidenceFile) -> bool:
    """Tell whether a named file was really stored."""
    path = path_of(file.sha256)
    return path.is_file() and path.stat().st_size == file.size


def _write(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, even if the machine stops."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
