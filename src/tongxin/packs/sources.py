"""The files of a pack as they were written, comments and all: its reasons stand in the comments."""

from datetime import date
from pathlib import Path

from tongxin.packs import registry
from tongxin.packs.loader import FILES
from tongxin.packs.versions import EARLIER


def lines(name: str, effective: date, file: str) -> list[str]:
    """Return the lines of one file of a version.

    Args:
        name: the pack, as committees name it.
        effective: first day of the version.
        file: name of the file.

    Raises:
        FileNotFoundError: no pack has a file of this name.
    """
    if file not in FILES:
        raise FileNotFoundError(file)
    return (_folder(name, effective) / file).read_text(encoding="utf-8").splitlines()


def _folder(name: str, effective: date) -> Path:
    """Return the folder of a version; only earlier ones lie under their first day."""
    folder = registry.folder_of(name)
    present = registry.pack(name).versions[-1].effective
    return folder if effective == present else folder / EARLIER / effective.isoformat()
