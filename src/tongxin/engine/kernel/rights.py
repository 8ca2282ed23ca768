"""Who may do what: roles as data, decided in one place, deny by default."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from tongxin.engine.kernel.labels import Label


class Scope(IntEnum):
    """How far a right reaches; a wider scope includes the narrower ones."""

    OWN = 1
    LINKS = 2
    UNIT = 3
    COMMITTEE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """A role may do these verbs on these nouns within a scope."""

    nouns: frozenset[str]
    verbs: frozenset[str]
    scope: Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role that a pack declares.

    Attributes:
        id: stable code.
        label: its name.
        home: which of the home screens it opens (``clerk``, ``member``, ``chair``, ``unit``, ``admin``).
        rights: what it may do; nothing else is allowed.
        sees_sensitive: whether masked fields may be revealed (each reveal is logged).
    """

    id: str
    label: Label
    home: str
    rights: tuple[Right, ...]
    sees_sensitive: bool = False


def widest(roles: Iterable[Role], noun: str, verb: str) -> Scope | None:
    """Return how far the roles together let somebody do a verb on a noun, or ``None``: not at all."""
    scopes = (
        right.scope for role in roles for right in role.rights if noun in right.nouns and verb in right.verbs
    )
    return max(scopes, default=None)
