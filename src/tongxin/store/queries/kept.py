"""Values kept in the memory of a process for as long as what they were read from stands.

A value read inside a transaction may rest on rows that are rolled back later, so it is kept only until
that transaction ends.
"""

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from django.db import connection, transaction

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class _Pledge:
    """Lives as long as the transaction in which it was made."""

    def __call__(self) -> None:
        """Do nothing: Django lets go of it at commit, at rollback and at the savepoint's rollback."""


class Kept(Generic[K, V]):
    """A few values by key, the least lately used dropped first."""

    def __init__(self, size: int) -> None:
        """Keep at most ``size`` values."""
        self._size = size
        self._values: OrderedDict[K, tuple[V, weakref.ref[_Pledge] | None]] = OrderedDict()
        self._lock = threading.RLock()

    def get(self, key: K, make: Callable[[V | None], V]) -> V:
        """Return the value of a key as ``make`` brings it up to date.

        Args:
            key: what the value was read for.
            make: takes the value kept so far, if any, and returns the one to keep; threads take turns.
        """
        with self._lock:
            known = self._standing(key)
            value = make(known)
            if value is not known:
                self._values[key] = (value, _pledge())
                while len(self._values) > self._size:
                    self._values.popitem(last=False)
            if key in self._values:
                self._values.move_to_end(key)
            return value

    def _standing(self, key: K) -> V | None:
        found = self._values.get(key)
        if found is None:
            return None
        value, pledge = found
        if pledge is not None and pledge() is None:
            del self._values[key]
            return None
        return value


def _pledge() -> "weakref.ref[_Pledge] | None":
    if not connection.in_atomic_block:
        return None
    pledge = _Pledge()
    transaction.on_commit(pledge)
    return weakref.ref(pledge)
