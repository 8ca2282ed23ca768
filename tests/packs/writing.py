"""Packs written for a test: the plain county's files with some words changed."""

import shutil
from pathlib import Path

from tongxin.packs.registry import FOLDER


def county_with(folder: Path, *changes: tuple[str, str, str]) -> Path:
    """Copy the plain county's pack and change it.

    Args:
        folder: an empty folder of the test.
        changes: (file, words, words instead); the words must stand in the file exactly once.
    """
    written = folder / "county"
    shutil.copytree(FOLDER / "county", written)
    for file, old, new in changes:
        path = written / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")
    return written


def longan_with(folder: Path, *changes: tuple[str, str, str]) -> Path:
    """Copy Long'an's pack and change it, wherever the words stand.

    Args:
        folder: an empty folder of the test.
        changes: (file, words, words instead); the words must stand in the file.
    """
    written = folder / "longan"
    shutil.copytree(FOLDER / "longan", written)
    for file, old, new in changes:
        path = written / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} does not stand in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")
    return written


def line_of(folder: Path, file: str, words: str) -> int:
    """Return the number of the only line that has these words."""
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    found = [number for number, line in enumerate(lines, 1) if words in line]
    assert len(found) == 1, f"{words!r} stands on lines {found} of {file}"
    return found[0]
