"""Problems of enterprises, read from the ledger and from how they are followed."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from tongxin.engine.kernel.spans import Span
from tongxin.engine.ledger.entries import Entry
from tongxin.engine.ledger.problems import Problem, Turn, problems
from tongxin.engine.mechanism.values import Mechanism
from tongxin.store import models
from tongxin.store.models import ProblemCase
from tongxin.store.queries.kept import Kept
from tongxin.store.queries.ledger import Head, entries_in_force, head_of

Case = ProblemCase
"""How a problem is followed, as pages see it."""

_FIRST = date(1949, 1, 1)


_kept: Kept[tuple[int, str, date], tuple[Head, list[Problem]]] = Kept(size=16)


def problems_of(committee_id: int, mechanism: Mechanism, day: date) -> list[Problem]:
    """Return a committee's problems as of a day, those that have waited longest first.

    They are kept until the ledger grows or a problem takes a step, which counts as a change of the roster.
    """
    head = head_of(committee_id)

    def follow(known: tuple[Head, list[Problem]] | None) -> tuple[Head, list[Problem]]:
        return (
            known if known is not None and known[0] == head else (head, _read(committee_id, mechanism, day))
        )

    return _kept.get((committee_id, mechanism.digest, day), follow)[1]


def _read(committee_id: int, mechanism: Mechanism, day: date) -> list[Problem]:
    kinds = {
        part: [kind.id for kind in mechanism.entry_kinds if kind.problem == part]
        for part in ("raised", "solved")
    }
    rows = list(entries_in_force(committee_id, [*kinds["raised"], *kinds["solved"]], Span(_FIRST, day)))

    def of(part: str) -> list[Entry]:
        return [row for row in rows if row.kind in kinds[part]]

    cases = ProblemCase.objects.filter(committee=committee_id).values_list("entry", "state")
    turns = {happening: Turn(state) for happening, state in cases}
    return problems(of("raised"), of("solved"), turns, day)


def problems_handed_to(
    committee_id: int, mechanism: Mechanism, day: date, bodies: Collection[int]
) -> list[Problem]:
    """Return the problems that were handed to some departments, those that have waited longest first."""
    rows = ProblemCase.objects.filter(committee=committee_id, handed_to__in=list(bodies))
    own = frozenset(rows.values_list("entry", flat=True))
    return [one for one in problems_of(committee_id, mechanism, day) if one.happening in own]


def said_first(happening: int) -> str:
    """Return what the record of a problem says, as last corrected."""
    rows = models.Entry.objects.filter(Q(pk=happening) | Q(root=happening)).order_by("-id")
    return rows.values_list("text", flat=True).first() or ""


def case_of(committee_id: int, happening: int) -> ProblemCase | None:
    """Return how a problem is followed, if it was handed to somebody."""
    rows = ProblemCase.objects.filter(committee=committee_id, entry=happening)
    return rows.select_related("handed_to", "answered_by", "entry").first()


def cases_of(committee_id: int) -> dict[int, ProblemCase]:
    """Return happening → how it is followed."""
    rows = ProblemCase.objects.filter(committee=committee_id).select_related("handed_to")
    return {row.entry_id: row for row in rows}


def case_asked(digest: str) -> ProblemCase | None:
    """Return the problem that a one-time link asks about, while it is the enterprise's turn."""
    rows = ProblemCase.objects.filter(digest=digest, state=Turn.ENTERPRISE.value).exclude(digest="")
    return rows.select_related("entry__enterprise", "handed_to", "committee").first()
