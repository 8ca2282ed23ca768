"""Which files may support an entry, recognised by their content and not by their name."""

import io
import zipfile

from tongxin.engine.kernel.issues import Issue

LARGEST = 10 * 1024 * 1024
"""Bytes that one file may have."""

MOST_FILES = 20
"""Files that one entry may have."""

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

ENDINGS = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    _WORD: (".docx",),
    _SHEET: (".xlsx",),
}
"""Types that are taken, and the endings their names may have."""


def media_type_of(content: bytes) -> str | None:
    """Return the type that a file's content shows, or ``None`` when it is none of those taken."""
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    return _office_type(content) if content.startswith(b"PK\x03\x04") else None


def _office_type(content: bytes) -> str | None:
    """Return the type of an office document without macros; only the list of its parts is read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    if "[Content_Types].xml" not in names or any(name.endswith("vbaProject.bin") for name in names):
        return None
    if "word/document.xml" in names:
        return _WORD
    return _SHEET if "xl/workbook.xml" in names else None


def check_file(name: str, content: bytes) -> tuple[str, tuple[Issue, ...]]:
    """Return a file's type and what is wrong with it.

    Args:
        name: the file's name as uploaded.
        content: its bytes.

    Returns:
        the media type (empty when it is none of those taken) and issues at the place ``evidence``.
    """
    size = len(content)
    if not size:
        return "", (_issue("evidence.empty", name),)
    if size > LARGEST:
        return "", (_issue("evidence.too_large", name, megabytes=LARGEST // 1024 // 1024),)
    found = media_type_of(content)
    if found is None:
        return "", (_issue("evidence.other_type", name),)
    if not name.lower().endswith(ENDINGS[found]):
        return "", (_issue("evidence.misnamed", name, ending=ENDINGS[found][0]),)
    return found, ()


def _issue(code: str, name: str, **params: int | str) -> Issue:
    return Issue(code=code, place="evidence", params={"name": name, **params})
