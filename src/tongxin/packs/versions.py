"""A pack's versions: the present one in the folder, earlier ones in ``versions/<first day>/``.

Each is complete, so that last year is judged by last year's rules and by nothing else.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tongxin.engine.mechanism.values import Mechanism, Pack
from tongxin.packs.loader import load_version
from tongxin.packs.nodes import Located, read
from tongxin.packs.problems import PackError, PackProblem

EARLIER = "versions"


class _Version(NamedTuple):
    """A version, its folder, and what stands before its files' names in problems."""

    mechanism: Mechanism
    folder: Path
    prefix: str


def load_pack(folder: Path) -> Pack:
    """Read all versions of a pack.

    Raises:
        PackError: something is wrong in one of them, or they do not follow one another; all problems
            are in it.
    """
    found: list[_Version] = []
    problems: list[PackProblem] = []
    for place, prefix in _folders(folder):
        try:
            found.append(_Version(load_version(place, prefix), place, prefix))
        except PackError as error:
            problems.extend(error.problems)
    for number, version in enumerate(found):
        problems.extend(_clashes(version, [other.mechanism for other in found[:number]]))
        problems.extend(_misplaced(version, found[0].mechanism))
    if problems:
        raise PackError(problems)
    versions = sorted((version.mechanism for version in found), key=lambda version: version.effective)
    return Pack(id=versions[-1].id, versions=tuple(versions))


def _folders(folder: Path) -> Iterator[tuple[Path, str]]:
    yield folder, ""
    earlier = folder / EARLIER
    for place in sorted(earlier.iterdir()) if earlier.is_dir() else ():
        if place.is_dir():
            yield place, f"{EARLIER}/{place.name}/"


def _clashes(version: _Version, others: list[Mechanism]) -> Iterator[PackProblem]:
    """Two versions may not bind from the same day or bear the same code; all belong to one pack."""
    mechanism = version.mechanism
    if any(other.effective == mechanism.effective for other in others):
        yield _at(version, "effective", "pack.effective_twice", found=str(mechanism.effective))
    if any(other.version == mechanism.version for other in others):
        yield _at(version, "version", "pack.version_twice", found=mechanism.version)
    if others and others[0].id != mechanism.id:
        yield _at(version, "id", "pack.other_id", found=mechanism.id, expected=others[0].id)


def _misplaced(version: _Version, present: Mechanism) -> Iterator[PackProblem]:
    """An earlier version lies under its first day, and that day is before the present version's."""
    day = version.mechanism.effective
    if version.prefix and version.folder.name != day.isoformat():
        name = version.folder.name
        yield _at(version, "effective", "pack.version_folder", found=str(day), expected=name)
    elif version.prefix and day > present.effective:
        yield _at(version, "effective", "pack.not_earlier", found=str(day), expected=str(present.effective))


def _at(version: _Version, key: str, code: str, **params: str) -> PackProblem:
    node = read(version.folder, "mechanism.yaml", f"{version.prefix}mechanism.yaml")
    items: dict[str, Located] = node.value if isinstance(node.value, dict) else {}
    return items[key].problem(code, **params)
