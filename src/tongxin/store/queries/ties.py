"""Whom and what somebody is tied to by links and shared bases."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import BigIntegerField, Q, Value

from tongxin.store.models import BasePartner, LinkHolder


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """People and organisations that somebody is linked with on a day.

    Attributes:
        people: linked persons, in either direction.
        organisations: linked organisations, the enterprises they stand in, and bases they share.
    """

    people: frozenset[int] = frozenset()
    organisations: frozenset[int] = frozenset()


def holding(day: date, prefix: str = "") -> Q:
    """Return the condition that a dated fact holds on a day.

    Args:
        day: the day.
        prefix: path to the dated row, such as ``link__``.
    """
    start = Q(**{f"{prefix}start__isnull": True}) | Q(**{f"{prefix}start__lte": day})
    return start & (Q(**{f"{prefix}end__isnull": True}) | Q(**{f"{prefix}end__gte": day}))


def ties_of(person_id: int | None, organisation_ids: Collection[int], day: date) -> Ties:
    """Return the ties of a person and of the bodies they act for, in one query.

    Args:
        person_id: the person, if the account has one.
        organisation_ids: bodies whose links count as theirs.
        day: links and partnerships must hold on it.
    """
    mine = Q(organisation__in=organisation_ids) | Q(link__organisation__in=organisation_ids)
    shared = Q(organisation__in=organisation_ids)
    if person_id is not None:
        mine |= Q(person=person_id) | Q(link__person=person_id)
        shared |= Q(person=person_id)
    linked = LinkHolder.objects.filter(mine, holding(day, "link__")).values_list(
        *("person", "link__person", "organisation", "organisation__host"),
        *("link__organisation", "link__organisation__host"),
    )
    none = Value(None, output_field=BigIntegerField())
    partners = BasePartner.objects.filter(shared, holding(day)).values_list(
        none, none, "base", "base__host", none, none
    )
    people: set[int | None] = set()
    organisations: set[int | None] = set()
    for row in linked.union(partners):
        people.update(row[:2])
        organisations.update(row[2:])
    return Ties(
        people=frozenset(pk for pk in people if pk is not None and pk != person_id),
        organisations=frozenset(pk for pk in organisations if pk is not None),
    )
