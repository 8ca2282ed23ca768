"""Records found by their titles, with who takes part in them."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from tongxin.engine.claims.titled import Holding
from tongxin.engine.ledger.entries import Act
from tongxin.store import models


def holdings(committee_id: int, names: Collection[str], as_of: datetime | None = None) -> list[Holding]:
    """Return the records in force that have one of some titles, each with the persons named in it.

    Args:
        committee_id: the committee.
        names: the titles.
        as_of: only what was recorded by then counts; ``None`` for all that is known.
    """
    known = models.Entry.objects.filter(committee=committee_id)
    if as_of is not None:
        known = known.filter(recorded_at__lte=as_of)
    titles = {
        pk: (root or pk, title)
        for pk, root, title in known.filter(title__in=names).values_list("pk", "root_id", "title")
    }
    roots = {root for root, _title in titles.values()}
    latest: dict[int, tuple[int, str]] = {}
    versions = known.filter(Q(pk__in=roots) | Q(root__in=roots)).order_by("pk")
    for pk, root, act in versions.values_list("pk", "root_id", "act"):
        latest[root or pk] = pk, act
    kept = {pk for pk, act in latest.values() if act != Act.VOID and pk in titles}
    people: dict[int, set[int]] = defaultdict(set)
    for entry, person in models.Participation.objects.filter(entry__in=kept).values_list(
        "entry_id", "person_id"
    ):
        people[entry].add(person)
    return [Holding(titles[pk][0], titles[pk][1], frozenset(people[pk])) for pk in sorted(kept)]
