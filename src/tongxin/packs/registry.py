"""Packs by name, loaded once a process."""

from functools import cache
from pathlib import Path

from tongxin.engine.mechanism.names import nearest
from tongxin.engine.mechanism.values import Pack
from tongxin.packs.problems import PackError, PackProblem
from tongxin.packs.versions import load_pack

FOLDER = Path(__file__).parent


def folder_of(name: str) -> Path:
    """Return the folder of a pack that ships with the product, or the folder that a path names."""
    shipped = FOLDER / name
    return shipped if shipped.is_dir() and "/" not in name else Path(name)


def _unknown(name: str) -> PackProblem:
    params = {"near": nearest(name, shipped())}
    return PackProblem(code="pack.no_folder", file=name, line=1, key="", params=params)


@cache
def pack(name: str) -> Pack:
    """Return a pack by the name of a shipped one, or by its folder.

    Raises:
        PackError: there is no such folder, or something in it is wrong.
    """
    folder = folder_of(name)
    if not folder.is_dir():
        raise PackError([_unknown(name)])
    return load_pack(folder)


def shipped() -> list[str]:
    """Return the names of the packs that ship with the product, the template left out."""
    return sorted(item.parent.name for item in FOLDER.glob("[a-z]*/mechanism.yaml"))
