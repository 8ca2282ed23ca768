"""Proving that the audit log is whole: the chain in the table, and the checkpoints kept outside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tongxin.actions import checkpoints
from tongxin.actions.audit import content_of
from tongxin.engine.kernel.chain import ChainLink, first_bad
from tongxin.store.queries.audit import all_events


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a verification found.

    Attributes:
        checked: audit entries that held, from the first on.
        head: digest of the last one that held.
        bad: number of the first entry that does not hold, or ``None``.
        reason: ``""``, ``chain`` (changed, missing or moved), ``cut`` (entries that a checkpoint knows are
            gone), ``rewritten`` (the table and a checkpoint disagree) or ``checkpoint`` (a checkpoint is
            not ours).
        checkpoints: checkpoints that were compared.
    """

    checked: int
    head: str
    bad: int | None
    reason: str
    checkpoints: int


def verify(folder: Path) -> Verification:
    """Recompute the chain and hold it against the checkpoints in a data folder."""
    wanted, forged = checkpoints.read(folder)
    digests: dict[int, str] = {}
    bad, checked, head = first_bad(_links(digests, {checkpoint.seq for checkpoint in wanted}))
    reason = "chain" if bad is not None else ""
    if bad is None:
        bad, reason = _against(wanted, digests, checked)
    if bad is None and forged is not None:
        bad, reason = forged, "checkpoint"
    return Verification(checked=checked, head=head, bad=bad, reason=reason, checkpoints=len(wanted))


def _links(digests: dict[int, str], wanted: set[int]) -> Iterator[ChainLink]:
    for event in all_events():
        if event.seq in wanted:
            digests[event.seq] = event.digest
        yield ChainLink(
            seq=event.seq, content=content_of(event), previous=event.previous, digest=event.digest
        )


def _against(
    wanted: list[checkpoints.Checkpoint], digests: dict[int, str], checked: int
) -> tuple[int | None, str]:
    for checkpoint in sorted(wanted, key=lambda item: item.seq):
        if checkpoint.seq > checked:
            return checked + 1, "cut"
        if digests.get(checkpoint.seq) != checkpoint.digest:
            return checkpoint.seq, "rewritten"
    return None, ""
