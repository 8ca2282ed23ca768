"""Names that must be declared somewhere, and the nearest one to a name that is not."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from tongxin.engine.kernel.issues import Issue

_LIKE = 0.4
_SHOWN = 8
NOTHING = "–"


def nearest(found: str, known: Iterable[str]) -> str:
    """Return the valid name most like one that is not; where none is like it, the first few there are."""
    names = sorted(set(known))
    near = get_close_matches(found, names, 1, _LIKE)
    return near[0] if near else ", ".join(names[:_SHOWN]) or NOTHING


def known(found: str, names: Iterable[str], place: str, code: str = "pack.dangling") -> Iterator[Issue]:
    """Yield an issue if a name is not among the valid ones.

    Args:
        found: the name that was written.
        names: the names it may be.
        place: where it was written, as ``file/list/id/key``.
        code: code of the issue.
    """
    valid = list(names)
    if found not in valid:
        yield Issue(code=code, params={"found": found, "near": nearest(found, valid)}, place=place)
