"""Files of papers."""

from tongxin.store.models import PaperFile, Proceeding

Attached = PaperFile
"""A file of a paper, as pages see it."""


def files_of(paper: Proceeding) -> list[PaperFile]:
    """Return the files that are attached to a paper, in the order of attaching.

    A paper that was read with the mark that it has none is not asked for them.
    """
    if not getattr(paper, "has_files", True):
        return []
    return list(paper.files.filter(taken_off_at=None))


def file_of(committee_id: int, pk: int) -> PaperFile | None:
    """Return a file with its paper, also one that was taken off."""
    rows = PaperFile.objects.filter(proceeding__committee=committee_id, pk=pk)
    return rows.select_related("proceeding").first()
