"""Which units papers may go to, for any number of papers at once: three queries for one or for a hundred."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from tongxin.engine.proceedings.following import given_up
from tongxin.engine.proceedings.rules import Workflow
from tongxin.engine.routing.experience import Experience, Handled
from tongxin.engine.routing.suggesting import MOST, Asked, Suggestion, suggestions
from tongxin.engine.similar.grams import COMMON, grams
from tongxin.engine.similar.looking_up import nearness
from tongxin.store import postings
from tongxin.store.models import Proceeding, ProceedingPart, SearchText
from tongxin.store.queries.papers_alike import NOUN
from tongxin.store.queries.proceedings import ANSWERING
from tongxin.store.queries.similar import cleaned, compared_text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanting:
    """A paper for which units are wanted, with its cleaned text and where that is stored."""

    paper: int
    document: int | None
    text: str
    theme: str
    wished: frozenset[int]


def suggested_units(
    committee_id: int,
    flows: tuple[Workflow, Workflow],
    papers: Collection[int],
    units: Collection[int],
    *,
    most: int = MOST,
) -> dict[int, tuple[Suggestion, ...]]:
    """Return paper → the units that it may go to, the best first, each with its reasons.

    Args:
        committee_id: the committee.
        flows: workflow of the papers, and that of the parts in which units handle them.
        papers: papers of that workflow that were handed in.
        units: units that may be given papers now.
        most: how many units for each paper.
    """
    flow, inner = flows
    wanting = list(_wanting(committee_id, flow, papers))
    if not wanting:
        return {}
    documents, known = _experience(committee_id, flow, inner)
    every = dict.fromkeys(gram for one in wanting for gram in grams(one.text))
    # One more than common: the paper itself has them too.
    having = postings.having(committee_id, list(every), COMMON + 1)
    found = {}
    for one in wanting:
        near = nearness(one.text, having, apart=() if one.document is None else (one.document,))
        asked = Asked(
            near={documents[place]: likeness for place, likeness in near.items() if place in documents},
            theme=one.theme,
            wished=one.wished,
        )
        found[one.paper] = suggestions(asked, known, units, most=most)
    return found


def _wanting(committee_id: int, flow: Workflow, papers: Collection[int]) -> Iterator[_Wanting]:
    rows = Proceeding.objects.filter(committee=committee_id, workflow=flow.id, pk__in=papers)
    stored = _stored(OuterRef("committee"), OuterRef("pk"))
    asked = rows.annotate(
        document=Subquery(stored.values("pk")[:1]), text=Subquery(stored.values("body")[:1])
    ).order_by("pk")
    values = asked.values_list("pk", "document", "title", "text", "fields", "wished")
    for paper, group in groupby(values, key=itemgetter(0)):
        lines: list[tuple[Any, ...]] = list(group)
        _pk, document, title, text, fields, _unit = lines[0]
        yield _Wanting(
            paper=paper,
            document=document,
            text=cleaned(compared_text(title, text or "")).text,
            theme=_theme(flow, fields),
            wished=frozenset(line[-1] for line in lines if line[-1] is not None),
        )


def _experience(committee_id: int, flow: Workflow, inner: Workflow) -> tuple[dict[int, int], Experience]:
    """Return stored text → paper, and what units did with each."""
    parts = ProceedingPart.objects.filter(
        proceeding__committee=committee_id, proceeding__workflow=flow.id
    ).order_by("proceeding", "pk")
    stored = _stored(OuterRef("proceeding__committee"), OuterRef("proceeding"))
    rows = parts.annotate(document=Subquery(stored.values("pk")[:1])).values_list(
        "proceeding", "document", "body", "role", "state", "proceeding__fields"
    )
    documents: dict[int, int] = {}
    handled: list[Handled] = []
    gone = given_up(inner)
    for paper, group in groupby(rows, key=itemgetter(0)):
        lines = list(group)
        documents |= {line[1]: paper for line in lines if line[1] is not None}
        kept = [(body, role) for _paper, _document, body, role, state, _fields in lines if state not in gone]
        handled.append(
            Handled(
                paper=paper,
                theme=_theme(flow, lines[0][-1]),
                answered=_bodies(kept, ANSWERING),
                assisted=frozenset(body for body, role in kept if role not in ANSWERING),
                refused=frozenset(line[2] for line in lines if line[4] in gone),
            )
        )
    return documents, Experience(handled)


def _bodies(kept: Iterable[tuple[int, str]], roles: Collection[str]) -> frozenset[int]:
    return frozenset(body for body, role in kept if role in roles)


def _stored(committee: Any, paper: Any) -> QuerySet[SearchText]:  # noqa: ANN401 — references of a subquery.
    return SearchText.objects.filter(committee=committee, noun=NOUN, object_id=paper)


def _theme(flow: Workflow, fields: Mapping[str, object]) -> str:
    rules = flow.submission
    return str(fields.get(rules.theme) or "") if rules and rules.theme else ""
