"""Answers that are files to take along: Word documents and PDF."""

from urllib.parse import quote

from django.http import HttpResponse

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
"""Form of a file, as its name ends → what it is."""


def file_answer(name: str, form: str, content: bytes) -> HttpResponse:
    """Return a file that is saved under a name.

    Args:
        name: its name without the ending.
        form: ``docx`` or ``pdf``.
        content: the file.
    """
    response = HttpResponse(content, content_type=TYPES[form])
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{name}.{form}', safe='')}"
    return response
