"""Proving that nothing was changed or dropped: the log's chain, its checkpoints, the ledger, the evidence."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tongxin.actions import checkpoints
from tongxin.actions.audit import content_of
from tongxin.engine.kernel.chain import ChainLink, first_bad
from tongxin.store.queries import seals
from tongxin.store.queries.audit import all_events, head


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a verification found.

    Attributes:
        checked: audit entries that held, from the first on.
        head: digest of the last one that held.
        bad: number of the first audit entry that does not hold, or ``None``. For the reason
            ``checkpoint`` it is a line of the checkpoint file instead.
        reason: ``""``, or why it does not hold. Of the log: ``chain`` (changed, missing or moved), ``cut``
            (entries that a checkpoint knows are gone), ``rewritten`` (the table and a checkpoint disagree),
            ``checkpoint`` (a checkpoint is not ours), ``unsigned`` (there is no checkpoint at all). Of the
            ledger: ``changed``, ``gone``, ``unsealed`` (no act wrote it) or ``evidence`` (files added or
            taken away). Of the files: ``file`` (missing or altered).
        checkpoints: checkpoints that were compared.
        records: rows of the ledger that held.
        bad_record: id of the first row of the ledger that does not hold, or ``None``.
        files: evidence files that held.
        bad_file: digest of the first evidence file that does not hold, or ``""``.
    """

    checked: int
    head: str
    bad: int | None
    reason: str
    checkpoints: int
    records: int = 0
    bad_record: int | None = None
    files: int = 0
    bad_file: str = ""

    @property
    def holds(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.reason


@dataclass(slots=True)
class _Claims:
    """What the log vouches for: row of the ledger → the audit entry, its seals, its evidence files."""

    digests: dict[int, str] = field(default_factory=dict)
    entries: dict[int, int] = field(default_factory=dict)
    evidence: dict[int, set[str]] = field(default_factory=dict)

    def add(self, seq: int, sealed: Mapping[str, Mapping[str, Any]]) -> None:
        for name, seal in sealed.items():
            row = int(name)
            self.entries.setdefault(row, seq)
            # A row is sealed once; a second seal that differs can only be wrong.
            same = self.digests.setdefault(row, seal["digest"]) == seal["digest"]
            self.digests[row] = seal["digest"] if same else ""
            self.evidence.setdefault(row, set()).update(seal["evidence"])


def verify(folder: Path, *, database: str = "default") -> Verification:
    """Prove a data folder and its database.

    Args:
        folder: holds ``audit/`` and ``evidence/``.
        database: alias of the database.
    """
    # Both are read first: what is appended meanwhile is then simply beyond them.
    wanted, forged = checkpoints.read(folder)
    last_seq, last_digest = head(database)
    claims, digests = _Claims(), dict.fromkeys([last_seq, *(one.seq for one in wanted)], "")
    bad, checked, last = first_bad(_links(database, digests, claims))
    expected = [*((one.seq, one.digest) for one in wanted), (last_seq, last_digest)]
    reason = "chain" if bad is not None else ""
    if bad is None:
        bad, reason = _against(sorted(expected), digests, checked)
    if bad is None and forged is not None:
        bad, reason = forged, "checkpoint"
    if bad is None and checked and not wanted:
        bad, reason = 1, "unsigned"
    found = Verification(checked=checked, head=last, bad=bad, reason=reason, checkpoints=len(wanted))
    found = found if reason else _ledger(found, claims, database)
    return found if found.reason else _files(found, folder, database)


def _links(database: str, digests: dict[int, str], claims: _Claims) -> Iterator[ChainLink]:
    for event in all_events(database):
        if event.seq in digests:
            digests[event.seq] = event.digest
        if event.noun == "entry":
            claims.add(event.seq, event.changes.get("seals", {}))
        yield ChainLink(
            seq=event.seq, content=content_of(event), previous=event.previous, digest=event.digest
        )


def _against(
    expected: list[tuple[int, str]], digests: Mapping[int, str], checked: int
) -> tuple[int | None, str]:
    for seq, digest in expected:
        if seq > checked:
            return checked + 1, "cut"
        if seq and digests[seq] != digest:
            return seq, "rewritten"
    return None, ""


def _ledger(found: Verification, claims: _Claims, database: str) -> Verification:
    """Hold every row of the ledger against the seal that the log has of it."""
    waiting = set(claims.digests)
    count = 0
    for row, seal in seals.all_seals(database):
        waiting.discard(row)
        reason = _row(row, seal, claims)
        if reason == "unsealed" and seals.sealed_by_now(row, database):
            continue
        if reason:
            return replace(found, reason=reason, bad=claims.entries.get(row), records=count, bad_record=row)
        count += 1
    if waiting:
        gone = min(waiting)
        return replace(found, reason="gone", bad=claims.entries[gone], records=count, bad_record=gone)
    return replace(found, records=count)


def _row(row: int, seal: seals.Seal, claims: _Claims) -> str:
    if row not in claims.digests:
        return "unsealed"
    if claims.digests[row] != seal.digest:
        return "changed"
    return "" if claims.evidence[row] == set(seal.evidence) else "evidence"


def _files(found: Verification, folder: Path, database: str) -> Verification:
    count = 0
    for sha256 in seals.evidence_digests(database):
        path = folder / "evidence" / sha256[:2] / sha256
        if not path.is_file() or _digest(path) != sha256:
            return replace(found, reason="file", files=count, bad_file=sha256)
        count += 1
    return replace(found, files=count)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
