"""Suggested handling units, as forms show them: each with its reasons in words and the papers behind them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxin.engine.proceedings.rules import Workflow
from tongxin.engine.roster.vocabulary import Family
from tongxin.engine.routing.suggesting import Ground as Kind
from tongxin.engine.routing.suggesting import Reason, Suggestion
from tongxin.store.queries.proceedings import titles_of
from tongxin.store.queries.routing import suggested_units
from tongxin.web.proceeding_rows import part_flow
from tongxin.web.standing_on import Ground


@dataclass(frozen=True, slots=True)
class PaperBehind:
    """A paper that a reason stands on."""

    words: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonShown:
    """One reason in words; ``against`` if it counts against the unit."""

    words: str
    against: bool
    papers: tuple[PaperBehind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitShown:
    """A suggested unit with its reasons, the weightiest order kept."""

    id: int
    name: str
    reasons: tuple[ReasonShown, ...]


def units_for(
    where: Ground, flow: Workflow, papers: Collection[int], *, without: Collection[int] = ()
) -> dict[int, list[UnitShown]]:
    """Return paper → suggested units, for one paper or a whole batch, in four queries.

    Args:
        where: the committee, its mechanism and its units.
        flow: workflow of the papers.
        papers: papers that were handed in.
        without: units that are not asked again, such as the one that gave it back.
    """
    inner = part_flow(where.mechanism, flow)
    names = {unit.id: unit.name for unit in where.directory.of_family(Family.HANDLING_UNIT)}
    if inner is None or not names:
        return {}
    units = [unit for unit in names if unit not in without]
    found = suggested_units(where.committee.pk, (flow, inner), papers, units)
    behind = _behind(where, (reason for some in found.values() for one in some for reason in one.reasons))
    return {paper: [_unit(names, one, behind) for one in some] for paper, some in found.items() if some}


def _behind(where: Ground, reasons: Iterable[Reason]) -> dict[int, PaperBehind]:
    papers = {paper for reason in reasons for paper in reason.papers}
    return {
        paper: PaperBehind(" ".join(filter(None, words)), reverse("proceeding", args=[paper]))
        for paper, words in titles_of(where.committee.pk, papers).items()
    }


def _unit(names: Mapping[int, str], one: Suggestion, behind: Mapping[int, PaperBehind]) -> UnitShown:
    reasons = tuple(
        ReasonShown(
            words=_WORDS[reason.ground](reason.count),
            against=reason.weight < 0,
            papers=tuple(behind[paper] for paper in reason.papers if paper in behind),
        )
        for reason in one.reasons
    )
    return UnitShown(id=one.unit, name=names[one.unit], reasons=reasons)


_WORDS: dict[Kind, Callable[[int], str]] = {
    Kind.SIMILAR: lambda count: (
        ngettext("had %(num)s similar paper", "had %(num)s similar papers", count) % {"num": count}
    ),
    Kind.ASSISTED: lambda count: (
        ngettext("assisted with %(num)s similar paper", "assisted with %(num)s similar papers", count)
        % {"num": count}
    ),
    Kind.WISHED: lambda _count: _("the proposer wishes for it"),
    Kind.THEME: lambda count: (
        ngettext("had %(num)s paper of this theme", "had %(num)s papers of this theme", count)
        % {"num": count}
    ),
    Kind.REFUSED: lambda count: (
        ngettext("gave %(num)s similar paper back", "gave %(num)s similar papers back", count)
        % {"num": count}
    ),
    Kind.REFUSED_THEME: lambda count: (
        ngettext("gave %(num)s paper of this theme back", "gave %(num)s papers of this theme back", count)
        % {"num": count}
    ),
}
