"""Backups of everything, taken while the site runs, and their restoring.

A backup is a tar file with the layout of the data folder: the database as ``tongxin.sqlite3``, ``audit/``,
``evidence/``, and ``manifest.json`` with the SHA-256 of each. It holds personal data and the signing key.
"""

import hashlib
import json
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, connections, transaction

from tongxin.actions.acting import Actor, Changes, require
from tongxin.actions.audit import audit
from tongxin.actions.search_rebuilding import rebuild
from tongxin.actions.verification import Verification, verify
from tongxin.engine.kernel.issues import Subject
from tongxin.store import copies
from tongxin.store.queries.audit import head

FORMAT = "tongxin-backup/1"
DATABASE = "tongxin.sqlite3"
MANIFEST = "manifest.json"
PARTS = ("audit", "evidence")
_SITE = Subject(noun="site", id=1)


class Damaged(ValueError):  # noqa: N818 — reads as the outcome it is.
    """A backup is not whole: a file is missing, added or altered, or it is no backup at all."""


class Occupied(Exception):  # noqa: N818 — reads as the outcome it is.
    """There is something already where a backup should be restored to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """What a backup holds.

    Attributes:
        files: how many files.
        size: their bytes together.
        seq: number of the last audit entry in it.
        digest: that entry's digest.
    """

    files: int
    size: int
    seq: int
    digest: str


def back_up(actor: Actor, target: Path, *, folder: Path) -> Backup:
    """Write a backup; readers and writers of the site go on meanwhile.

    Args:
        actor: the installation.
        target: the tar file to write; ``.gz`` at its end compresses it.
        folder: the data folder.

    Raises:
        Refused: somebody else asks.
        Occupied: the target exists.
    """
    require(actor, "keep", "site")
    if target.exists():
        raise Occupied(str(target))
    with transaction.atomic():
        audit(actor, "site.backup", _SITE, Changes(after={"file": target.name}))
    unfinished = target.with_name(f".{target.name}.part")
    unfinished.touch(mode=0o600)
    try:
        with tempfile.TemporaryDirectory(prefix="tongxin-backup-") as made:
            backup = _fill(actor, unfinished, Path(made), folder, compress=target.suffix in {".gz", ".tgz"})
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return backup


def _fill(actor: Actor, target: Path, made: Path, folder: Path, *, compress: bool) -> Backup:
    # Checkpoints first, then the table, then the files: each knows no more than what comes after it.
    _copy_audit(folder, made)
    copies.write_copy(made / DATABASE)
    with copies.opened(made / DATABASE) as alias:
        seq, digest = head(alias)
    with tarfile.open(target, "w:gz") if compress else tarfile.open(target, "w") as archive:
        files = _add_all(archive, [(made, DATABASE), (made, "audit"), (folder, "evidence")])
        manifest = {
            "format": FORMAT,
            "made_at": actor.at.isoformat(),
            "head": {"seq": seq, "digest": digest},
            "files": {name: {"sha256": sha256, "size": size} for name, (sha256, size) in files.items()},
        }
        (made / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        archive.add(made / MANIFEST, MANIFEST)
    size = sum(size for _, size in files.values())
    return Backup(files=len(files), size=size, seq=seq, digest=digest)


def _copy_audit(folder: Path, made: Path) -> None:
    (made / "audit").mkdir(mode=0o700)
    for name in ("key.pem", "public.pem", "checkpoints.jsonl"):
        if (folder / "audit" / name).exists():
            (made / "audit" / name).touch(mode=0o600)
            (made / "audit" / name).write_bytes((folder / "audit" / name).read_bytes())


def _add_all(archive: tarfile.TarFile, parts: list[tuple[Path, str]]) -> dict[str, tuple[str, int]]:
    files: dict[str, tuple[str, int]] = {}
    for root, part in parts:
        found = [root / part] if (root / part).is_file() else sorted((root / part).rglob("*"))
        for path in found:
            if path.is_file() and not path.is_symlink():
                name = path.relative_to(root).as_posix()
                files[name] = (_digest(path), path.stat().st_size)
                archive.add(path, name)
    return files


@contextmanager
def opened(backup: Path) -> Iterator[tuple[Path, str]]:
    """Give the folder and the database alias of a backup, to verify it away from any site.

    Args:
        backup: the tar file, or a folder that one was unpacked to.

    Raises:
        Damaged: it is not whole.
    """
    with tempfile.TemporaryDirectory(prefix="tongxin-verify-") as made:
        folder = backup
        if not backup.is_dir():
            folder = Path(made)
            unpack(backup, folder)
        elif (backup / MANIFEST).exists():
            check_manifest(backup)
        if not (folder / DATABASE).is_file():
            raise Damaged(f"{DATABASE} is missing")
        with copies.opened(folder / DATABASE) as alias:
            yield folder, alias


def unpack(backup: Path, folder: Path) -> None:
    """Unpack a backup and check it against its manifest.

    Raises:
        Damaged: it is not whole.
    """
    try:
        with tarfile.open(backup, "r:*") as archive:
            archive.extractall(folder, filter="data")
    except tarfile.TarError as problem:
        raise Damaged(str(problem)) from problem
    check_manifest(folder)


def check_manifest(folder: Path) -> None:
    """Hold the files of an unpacked backup against its manifest.

    Raises:
        Damaged: one is missing, added or altered.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        wanted = {str(name): str(facts["sha256"]) for name, facts in manifest["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise Damaged(f"{MANIFEST} is missing or unreadable") from problem
    if manifest.get("format") != FORMAT:
        raise Damaged(f"{MANIFEST} is of another format")
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for name in sorted(there.symmetric_difference({*wanted, MANIFEST})):
        raise Damaged(f"{name} is {'not listed' if name in there else 'missing'}")
    for name, sha256 in wanted.items():
        if _digest(folder / name) != sha256:
            raise Damaged(f"{name} was altered")


def restore(actor: Actor, backup: Path, *, folder: Path, migrate: Callable[[], None]) -> Verification:
    """Restore a backup into an empty data folder and an empty database, and verify the outcome.

    Everybody is signed out. A backup of a log that does not hold is restored all the same: the finding is
    in what is returned.

    Args:
        actor: the installation.
        backup: the tar file.
        folder: the data folder.
        migrate: brings the tables up to date.

    Raises:
        Refused: somebody else asks.
        Occupied: there is data already.
        Damaged: the backup is not whole.
    """
    require(actor, "keep", "site")
    for part in PARTS:
        if (folder / part).exists() and any((folder / part).iterdir()):
            raise Occupied(str(folder / part))
    own_file = folder / DATABASE if connection.vendor == "sqlite" else None
    if own_file is not None and own_file.exists() and own_file.stat().st_size:
        raise Occupied(str(own_file))
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=folder) as made:
        unpack(backup, Path(made))
        if own_file is not None:
            connections["default"].close()
            (Path(made) / DATABASE).replace(own_file)
            migrate()
        else:
            migrate()
            if not copies.is_empty():
                raise Occupied("database")
            copies.read_copy(Path(made) / DATABASE)
        for part in PARTS:
            if (Path(made) / part).exists():
                _move(Path(made) / part, folder / part)
    return _finish(actor, folder)


def _finish(actor: Actor, folder: Path) -> Verification:
    found = verify(folder)
    # A copy from another database lacks what is made from the rest.
    rebuild(lambda _name, _count: None, missing=True)
    with transaction.atomic():
        copies.forget_sessions()
        audit(actor, "site.restore", _SITE, Changes(after={"seq": found.checked, "head": found.head}))
    return found


def _move(source: Path, target: Path) -> None:
    if target.exists():
        target.rmdir()  # empty, as was asked before
    source.rename(target)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
