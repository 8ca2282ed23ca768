"""Pairings as pages show them: who would link whom, why, what the next best would cost."""

from collections import Counter
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tongxin.engine.kernel.labels import Label
from tongxin.engine.pairing.explaining import Reason
from tongxin.engine.pairing.fitting import Matching, fits, matching
from tongxin.engine.pairing.judging import achieved, changes
from tongxin.engine.pairing.problem import Problem
from tongxin.engine.pairing.reading import read_problem
from tongxin.engine.pairing.relaxing import Rule
from tongxin.engine.pairing.solving import Objective
from tongxin.engine.roster.directory import by_pinyin
from tongxin.engine.roster.linking import links_body
from tongxin.engine.roster.vocabulary import LinkKind
from tongxin.store.queries.pairings import Run, pairs_of, proposed_of
from tongxin.web.link_rows import Named, bodies_named, people_named
from tongxin.web.standing_on import Ground

REASONS: dict[str, Promise] = {
    Reason.PINNED: gettext_lazy("fixed by hand"),
    Reason.ONLY: gettext_lazy("the only one possible"),
    Reason.FITS_BEST: gettext_lazy("fits best"),
    Reason.KEPT: gettext_lazy("links them already"),
    Reason.FITS_AS_WELL: gettext_lazy("fits as well as anybody"),
    Reason.BALANCE: gettext_lazy("those who fit better would have too many"),
    Reason.OTHERS: gettext_lazy("those who fit better are needed more by others"),
}
RULES: dict[str, Promise] = {
    Rule.MAX: gettext_lazy("let %(linker)s have %(by)s more"),
    Rule.MIN: gettext_lazy("let %(linker)s have %(by)s fewer"),
    Rule.FORBIDDEN: gettext_lazy("allow %(linker)s to link %(linked)s"),
    Rule.PINNED: gettext_lazy("do not fix %(linker)s for %(linked)s"),
    Rule.CANDIDATES: gettext_lazy("find somebody who may link %(linked)s"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One pair of a proposal.

    Attributes:
        part: place of the holder.
        linked_id: id of the person or branch.
        linker: who would link.
        linked: whom.
        before: who links them now, if somebody else.
        same: whether the pair holds already.
        fits: what makes them fit.
        reasons: why this linker.
        next_best: who would be next, with the cost in points and in evenness.
        edited: whether it was changed by hand.
    """

    part: int
    linked_id: int
    linker: Named
    linked: Named
    before: Named | None
    same: bool
    fits: list[Label]
    reasons: list[str]
    next_best: tuple[Named, int, int] | None
    edited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The proposal for one holder.

    Attributes:
        pairs: the pairs, by how the linker's name is read.
        shares: (load, how many linkers have it).
        now: what it achieves with the changes by hand.
        best: what the proven optimum achieves.
        changed: pairs that do not hold yet.
        edits: changes by hand.
        relax: what to relax where no pairing is possible.
    """

    pairs: list[Pair]
    shares: list[tuple[int, int]]
    now: Objective | None
    best: Objective | None
    changed: int
    edits: int
    relax: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A linker that somebody could be given to, and what that would cost."""

    id: int
    name: str
    load: int
    cost: int
    imbalance: int
    allowed: bool


def parts(where: Ground, run: Run, kind: LinkKind) -> list[Part]:
    """Return a run's proposal, a part for each holder that the kind of link needs."""
    match = matching(where.directory, kind, where.mechanism.pairing)
    return [_part(where, run, match, place) for place in range(len(run.problems))]


def _part(where: Ground, run: Run, match: Matching, place: int) -> Part:
    problem, result = read_problem(run.problems[place]), run.results[place]
    if result["status"] != "optimal":
        relax = [_relaxed(where, match.kind, one) for one in result["relax"]]
        return Part(pairs=[], shares=[], now=None, best=None, changed=0, edits=0, relax=relax)
    pairs, proposed = pairs_of(run)[place], proposed_of(run)[place]
    explained = {one["pair"][1]: one for one in result["explanations"]}
    held = _held(problem)
    rows = [
        _pair(where, match, place, (by, to), held.get(to), explained[to] if proposed[to] == by else None)
        for to, by in sorted(
            pairs.items(), key=lambda pair: by_pinyin(where.directory.roster.people[pair[1]])
        )
    ]
    return Part(
        pairs=rows,
        shares=sorted(Counter(Counter(pairs.values()).values()).items(), reverse=True),
        now=achieved(problem, pairs),
        best=Objective(**result["objective"]),
        changed=sum(not row.same for row in rows),
        edits=sum(row.edited for row in rows),
        relax=[],
    )


def _held(problem: Problem) -> dict[int, int]:
    """Return linked → who links them now."""
    linkers = [one.id for one in problem.linkers]
    return {int(problem.linked[to]): int(linkers[by]) for by, to in problem.present}


def _pair(  # noqa: PLR0917 — a pair, and what is known of it.
    where: Ground,
    match: Matching,
    part: int,
    ends: tuple[int, int],
    now: int | None,
    said: dict[str, object] | None,
) -> Pair:
    by, to = ends
    labels = {fit.id: fit.label for fit in match.rules.fits}
    return Pair(
        part=part,
        linked_id=to,
        linker=people_named(where, [by])[0],
        linked=_named(where, match.kind, to),
        before=people_named(where, [now])[0] if now is not None and now != by else None,
        same=now == by,
        fits=[labels[fit] for fit in fits(match, by, to)],
        reasons=[str(REASONS[str(code)]) for code in said["reasons"]] if said else [],  # type: ignore[attr-defined]  # JSON
        next_best=_next(where, said),
        edited=said is None,
    )


def _next(where: Ground, said: dict[str, object] | None) -> tuple[Named, int, int] | None:
    best = said.get("next_best") if said else None
    if not isinstance(best, dict):
        return None
    return people_named(where, [best["linker"]])[0], best["cost"], best["imbalance"]


def _named(where: Ground, kind: LinkKind, to: int) -> Named:
    return bodies_named(where, [to])[0] if links_body(kind) else people_named(where, [to])[0]


def _relaxed(where: Ground, kind: LinkKind, one: dict[str, int | str]) -> str:
    said = {"by": one["by"]}
    if "linker" in one:
        said["linker"] = people_named(where, [int(one["linker"])])[0].name
    if "linked" in one:
        said["linked"] = _named(where, kind, int(one["linked"])).name
    return str(RULES[str(one["rule"])]) % said


def options(where: Ground, run: Run, part: int, linked: int) -> list[Option]:
    """Return who else could link somebody, the least costly first."""
    problem = read_problem(run.problems[part])
    pairs = pairs_of(run)[part]
    if linked not in pairs:
        return []
    return [
        Option(
            id=int(one.linker),
            name=where.directory.name(int(one.linker)),
            load=one.load,
            cost=one.cost,
            imbalance=one.imbalance,
            allowed=one.allowed,
        )
        for one in changes(problem, pairs, linked)
    ]
