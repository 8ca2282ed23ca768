"""Two years of proposals and opinion reports: their records among the others, their papers behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from random import Random
from zoneinfo import ZoneInfo

from tongxin.actions.demonstration.histories import (
    Ground,
    History,
    Written,
    acts_of,
    check,
    further,
    records,
)
from tongxin.actions.demonstration.history_letters import write_letters
from tongxin.actions.demonstration.history_rows import write_papers
from tongxin.actions.demonstration.proposal_making import Maker
from tongxin.actions.demonstration.proposals import histories
from tongxin.actions.demonstration.reports import reports
from tongxin.actions.demonstration.world import World
from tongxin.actions.entry_amendments import Amendment, amend_many
from tongxin.actions.entry_rows import Recording, mechanism_at
from tongxin.engine.ledger.drafts import EntryDraft
from tongxin.store.queries.proceedings import plenary_sessions
from tongxin.store.queries.workdays import calendar_of

SEED = 20230214
REPORTS_SEED = 20230301
WORKFLOW, REPORTS = "proposal", "opinion"


@dataclass(frozen=True, slots=True)
class Years:
    """Papers of the years past and the first records of their moves."""

    ground: Ground
    papers: Sequence[History]
    written: Sequence[Written]

    @property
    def recordings(self) -> list[Recording]:
        """First records that the moves write."""
        return [one.recording for one in self.written]

    def keep(self, ids: Mapping[int, int]) -> None:
        """Write the papers, and what became of their records.

        Args:
            ids: ids of the first records by the identity of their recordings.
        """
        for one in self.written:
            one.played.entry = ids[id(one.recording)]
        first = {id(one.played): one for one in self.written}
        rows = list(chain.from_iterable(further(self.ground, one, first) for one in self.papers))
        rows.sort(key=lambda row: row.at)
        amendments = [
            Amendment(
                before=row.before,
                recording=Recording(
                    draft=row.draft,
                    recorded_at=row.at,
                    recorded_by=self.ground.actor.user,
                    act=acts_of(row),
                    root=row.root.entry,
                    reason=row.reason,
                ),
            )
            for row in rows
        ]
        amend_many(self.ground.actor, amendments)
        write_papers(self.ground, self.papers)
        write_letters(self.ground, self.papers)


def way_of_papers(world: World, drafts: Sequence[EntryDraft]) -> Years:
    """Return the papers behind the records of proposals, each move of them judged.

    Args:
        world: the demonstration.
        drafts: records of proposals as they stand at the end.

    Raises:
        Invalid: a move of a paper could not have been made.
    """
    ground = _ground(world, WORKFLOW)
    papers = histories(Maker(world, ground, Random(SEED)), drafts)  # noqa: S311 — invented papers.
    return _years(ground, papers)


def way_of_reports(world: World, drafts: Sequence[EntryDraft], proposals: Sequence[History]) -> Years:
    """Return the opinion reports behind some records, each move of them judged.

    Args:
        world: the demonstration.
        drafts: records of reports, adoptions and instructions as they stand at the end.
        proposals: the proposals, some of which go on as reports.

    Raises:
        Invalid: a move of a report could not have been made.
    """
    ground = _ground(world, REPORTS)
    make = Maker(world, ground, Random(REPORTS_SEED))  # noqa: S311 — invented papers.
    return _years(ground, reports(make, drafts, proposals))


def _years(ground: Ground, papers: Sequence[History]) -> Years:
    for paper in papers:
        check(ground, paper)
    return Years(ground, papers, [row for paper in papers for row in records(ground, paper)])


def _ground(world: World, workflow: str) -> Ground:
    mechanism, _day = mechanism_at(world.actor, world.actor.at)
    flow = mechanism.workflow(workflow)
    part_flow = next((one for one in mechanism.workflows if one.part_of == workflow), None)
    if flow is None or part_flow is None:
        raise LookupError(workflow)
    zone = ZoneInfo(mechanism.time_zone)
    return Ground(
        world.actor,
        mechanism,
        flow,
        part_flow,
        calendar_of(world.committee.pk, mechanism),
        lambda at: at.astimezone(zone).date(),
        plenary_sessions(world.committee.pk),
    )
