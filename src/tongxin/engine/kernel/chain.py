"""The hash chain of the audit log: each link's digest covers its content and the digest before it.

The content is written as canonical JSON in the manner of RFC 8785: sorted keys, no spaces, UTF-8.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

GENESIS = "0" * 64
"""What the first link stands on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLink:
    """One link as it was read back.

    Attributes:
        seq: its number, rising by one from one.
        content: everything it says, as JSON values.
        previous: the digest it claims to stand on.
        digest: the digest it claims.
    """

    seq: int
    content: Mapping[str, object]
    previous: str
    digest: str


def canonical(content: Mapping[str, object]) -> bytes:
    """Write a content in the one way that is hashed."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


def digest_of(content: Mapping[str, object], previous: str) -> str:
    """Return the digest of a content on the digest before it: 64 hexadecimal characters."""
    return hashlib.sha256(previous.encode("ascii") + b"\n" + canonical(content)).hexdigest()


def entry_digest(content: Mapping[str, object]) -> str:
    """Return the digest that seals an entry of the ledger: 64 hexadecimal characters.

    The audit log carries it beside the act that wrote the entry, so the chain vouches for the ledger too.

    Args:
        content: everything the entry says, as JSON values; see ``store/queries/seals.py``.
    """
    return hashlib.sha256(b"tongxin-entry\n" + canonical(content)).hexdigest()


def first_bad(links: Iterable[ChainLink]) -> tuple[int | None, int, str]:
    """Walk a chain from its start.

    Args:
        links: in the order of their numbers.

    Returns:
        number of the first link that is missing, moved or changed (``None`` when all hold), how many
        links held, and the digest of the last one that held.
    """
    previous, count = GENESIS, 0
    for link in links:
        holds = (
            link.seq == count + 1
            and link.previous == previous
            and link.digest == digest_of(link.content, previous)
        )
        if not holds:
            return count + 1, count, previous
        previous, count = link.digest, count + 1
    return None, count, previous
