"""Signed checkpoints of the audit log, kept in files outside the database.

A chain that somebody cut short, or wrote anew from the start, is whole in itself; only what was noted
elsewhere, under a key that the database does not hold, shows it.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The head of the log at a moment: number, digest, time (ISO), and the signature of the three."""

    seq: int
    digest: str
    at: str
    signature: str

    def signed_text(self) -> bytes:
        """Return the bytes that the signature covers."""
        return f"tongxin-checkpoint\n{self.seq}\n{self.digest}\n{self.at}".encode()


def _paths(folder: Path) -> tuple[Path, Path, Path]:
    return (
        folder / "audit" / "key.pem",
        folder / "audit" / "public.pem",
        folder / "audit" / "checkpoints.jsonl",
    )


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Let one process at a time make the key or append."""
    (folder / "audit").mkdir(parents=True, exist_ok=True)
    with (folder / "audit" / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _key(folder: Path) -> Ed25519PrivateKey:
    private, public, _ = _paths(folder)
    if not private.exists():
        made = Ed25519PrivateKey.generate()
        private.touch(mode=0o600)
        private.write_bytes(
            made.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        public.write_bytes(
            made.public_key().public_bytes(
                serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
            )
        )
    loaded = serialization.load_pem_private_key(private.read_bytes(), None)
    if not isinstance(loaded, Ed25519PrivateKey):
        raise TypeError(private.name)
    return loaded


def append(folder: Path, *, seq: int, digest: str, at: str) -> None:
    """Sign the head of the log and note it, unless it is the one noted last.

    Args:
        folder: the data folder.
        seq: number of the last audit entry.
        digest: its digest.
        at: its time, ISO.
    """
    with _locked(folder):
        key = _key(folder)
        bare = Checkpoint(seq=seq, digest=digest, at=at, signature="")
        signed = Checkpoint(seq=seq, digest=digest, at=at, signature=key.sign(bare.signed_text()).hex())
        line = json.dumps(asdict(signed)) + "\n"
        with _paths(folder)[2].open("a+", encoding="utf-8") as file:
            if _last_line(file) != line:
                file.write(line)


def _last_line(file: TextIO) -> str:
    # Ed25519 signs the same bytes the same way, so an equal head is an equal line.
    end = file.seek(0, os.SEEK_END)
    file.seek(max(end - 1024, 0))
    lines = file.read().splitlines(keepends=True)
    return lines[-1] if lines else ""


def _public_key(folder: Path) -> Ed25519PublicKey | None:
    """Return the key that proves signatures; without its own file, that of the signing key."""
    private, public, _ = _paths(folder)
    if not public.exists():
        return _key(folder).public_key() if private.exists() else None
    loaded = serialization.load_pem_public_key(public.read_bytes())
    return loaded if isinstance(loaded, Ed25519PublicKey) else None


def read(folder: Path) -> tuple[list[Checkpoint], int | None]:
    """Read the checkpoints.

    Returns:
        the checkpoints whose signature holds, and the line of the first that does not (``None``: all do).
    """
    lines = _paths(folder)[2]
    if not lines.exists():
        return [], None
    key = _public_key(folder)
    if key is None:
        return [], 1
    held: list[Checkpoint] = []
    for number, line in enumerate(lines.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            checkpoint = Checkpoint(**json.loads(line))
            key.verify(bytes.fromhex(checkpoint.signature), checkpoint.signed_text())
        except (InvalidSignature, ValueError, TypeError):
            return held, number
        held.append(checkpoint)
    return held, None
