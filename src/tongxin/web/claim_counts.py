"""How many figures of a draft were found and checked, and what the list of them can be cut down to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tongxin.web.claim_rows import SHAPES, Finding


def counts(found: Sequence[Finding]) -> dict[str, int]:
    """Return how many figures were found, linked and checked, and what the records say to them."""
    return {
        "found": len(found),
        "linked": sum(bool(one.label) for one in found),
        "checked": sum(one.verdict != "uncheckable" for one in found),
        **{verdict: sum(one.verdict == verdict for one in found) for verdict in SHAPES},
        "clashing": sum(bool(one.clashes) for one in found),
    }


def reasons(found: Sequence[Finding]) -> list[tuple[str, int]]:
    """Return why figures cannot be checked, and how many for each reason, the commonest first."""
    return Counter(one.why for one in found if one.verdict == "uncheckable").most_common()


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of what the list shows.

    Attributes:
        code: ``all``, a verdict, or ``clashing``.
        words: what is chosen.
        shape: the shape of the verdict.
        count: how many figures it shows.
    """

    code: str
    words: str
    shape: str
    count: int


def choices(found: Sequence[Finding]) -> list[Choice]:
    """Return what the list of figures can be cut down to; what would show nothing is left out."""
    count = counts(found)
    offered = [
        Choice("all", _("All"), "", count["found"]),
        Choice("contradicted", _("contradicted"), "late", count["contradicted"]),
        Choice("clashing", _("do not fit the draft itself"), "soon", count["clashing"]),
        Choice("uncheckable", _("cannot be checked"), "none", count["uncheckable"]),
        Choice("confirmed", _("borne out"), "done", count["confirmed"]),
    ]
    return [one for one in offered if one.count]


def chosen(found: Sequence[Finding], code: str) -> list[Finding]:
    """Return the figures that a choice shows."""
    if code == "clashing":
        return [one for one in found if one.clashes]
    return [one for one in found if one.verdict == code] if code in SHAPES else list(found)
