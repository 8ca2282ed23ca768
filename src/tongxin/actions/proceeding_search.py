"""Papers as the search finds them and as new ones are held against them: from the day they are handed in."""

from collections.abc import Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from tongxin.actions.searching import Findable, index_text
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.proceedings.rules import Workflow
from tongxin.packs import registry
from tongxin.store.models import Committee, Proceeding
from tongxin.store.queries.papers_alike import NOUN
from tongxin.store.queries.proceedings import handed_in, newest_text

_SLICE = 200


def index_paper(paper: Proceeding, flow: Workflow, time_zone: str) -> None:
    """Let a paper be found by its newest text; one that was never handed in is nobody else's to find.

    Args:
        paper: the paper.
        flow: its workflow, which orders the parts of the text.
        time_zone: where the committee is.
    """
    text = newest_text(paper)
    if paper.submitted_at is not None and text is not None:
        index_text(_findable(paper, text.parts, flow, time_zone))


def all_papers(committee: Committee) -> Iterator[Sequence[Findable]]:
    """Yield all papers of a committee that were handed in, slice by slice."""
    versions = registry.pack(committee.pack).versions
    flows = {flow.id: (flow, version) for version in versions for flow in version.workflows}
    rows = handed_in(committee.pk)
    last = 0
    while found := list(rows.filter(pk__gt=last)[:_SLICE]):
        last = found[-1].pk
        yield [
            _findable(paper, text.parts, *_rules(flows, paper.workflow))
            for paper in found
            if (text := max(paper.texts.all(), key=lambda one: one.version, default=None)) is not None
        ]


def _rules(flows: Mapping[str, tuple[Workflow, Mechanism]], code: str) -> tuple[Workflow | None, str]:
    """Return a workflow with the time zone that goes with it; of one that is gone the parts keep no order."""
    flow, mechanism = flows.get(code, (None, None))
    return flow, mechanism.time_zone if mechanism else "UTC"


def _findable(paper: Proceeding, parts: Mapping[str, str], flow: Workflow | None, time_zone: str) -> Findable:
    confirmed = (row.person.name for row in paper.signers.all() if row.state == "confirmed")
    first = paper.first.name if paper.first else ""
    body = paper.body.name if paper.body else ""
    at = paper.submitted_at or paper.created_at
    return Findable(
        committee=paper.committee_id,
        noun=NOUN,
        object_id=paper.pk,
        day=at.astimezone(ZoneInfo(time_zone)).date(),
        title=paper.title,
        body=body_of(parts, flow),
        code=paper.workflow,
        about="、".join(dict.fromkeys(filter(None, [body, first, *confirmed]))),
        compared=True,
    )


def body_of(parts: Mapping[str, str], flow: Workflow | None) -> str:
    """Return the text of a paper in one piece, its parts in the order of the workflow."""
    declared = [part.id for part in flow.submission.parts] if flow and flow.submission else []
    order = [*declared, *sorted(set(parts) - set(declared))]
    return "\n".join(text for code in order if (text := parts.get(code, "").strip()))
