"""Bodies of every family: adding one, changing its details, closing it."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from tongxin.actions.acting import Actor, Changes, Invalid, require
from tongxin.actions.audit import audit
from tongxin.engine.kernel.issues import Issue, Subject
from tongxin.engine.roster.vocabulary import Family
from tongxin.packs import registry
from tongxin.store.models import Organisation
from tongxin.store.queries.committees import committee_of

NOUNS = {
    Family.LIAISON_UNIT: "unit",
    Family.PARTY_ORGANISATION: "party_organisation",
    Family.ENTERPRISE: "enterprise",
    Family.BASE: "base",
    Family.HANDLING_UNIT: "handling_unit",
}
"""Family → the noun whose right ``change`` it takes."""

TEXTS = ("code", "name", "township", "address", "credit_code", "credit_code_note")
MORE_TEXTS = ("contact_name", "contact_phone", "about")
BODIES = ("parent", "host")
DAYS = ("start", "end")


@transaction.atomic
def add_organisation(actor: Actor, family: Family, values: Mapping[str, object]) -> Organisation:
    """Add a body.

    Args:
        actor: who acts.
        family: the family it belongs to.
        values: field → value; bodies as ids, days as dates.

    Raises:
        Refused: the actor may not change such bodies.
        Invalid: the kind is not of the family, the code is taken, or a body named is not there.
    """
    require(actor, "change", NOUNS[family])
    row = Organisation(committee_id=actor.committee, family=family.value)
    _fill(actor, row, family, values)
    row.save()
    after = {name: value for name, value in values.items() if value}
    audit(actor, "organisation.create", _subject(row), Changes(after=after))
    return row


@transaction.atomic
def change_organisation(actor: Actor, pk: int, values: Mapping[str, object]) -> Organisation:
    """Change a body's details; what it was before stands in the log.

    Raises:
        Refused: the actor may not change such bodies.
        Invalid: there is no such body, or as for adding one.
    """
    row = Organisation.objects.select_for_update().filter(committee_id=actor.committee, pk=pk).first()
    if row is None:
        raise Invalid((Issue(code="organisation.unknown"),))
    family = Family(row.family)
    require(actor, "change", NOUNS[family])
    before = {name: _value(row, name) for name in values}
    _fill(actor, row, family, values)
    row.save()
    changed = {name: value for name, value in values.items() if before[name] != (value or _empty(name))}
    if changed:
        kept = {name: before[name] for name in changed}
        audit(actor, "organisation.change", _subject(row), Changes(before=kept, after=changed))
    return row


def _empty(name: str) -> object:
    return "" if name in {*TEXTS, *MORE_TEXTS, "kind"} else None


def _value(row: Organisation, name: str) -> object:
    return getattr(row, f"{name}_id" if name in BODIES else name)


def _fill(actor: Actor, row: Organisation, family: Family, values: Mapping[str, object]) -> None:
    """Put values into a row after looking at all of them."""
    issues = [*_wrong_kind(actor, family, values), *_wrong_code(actor, row, values)]
    for name in BODIES:
        named = values.get(name)
        if not isinstance(named, int):
            continue
        known = Organisation.objects.filter(committee_id=actor.committee, pk=named)
        if named == row.pk or not known.exists():
            issues.append(Issue(code="organisation.unknown", place=name))
    start, end = values.get("start"), values.get("end")
    if isinstance(start, date) and isinstance(end, date) and end < start:
        issues.append(Issue(code="organisation.ends_before", place="end"))
    if issues:
        raise Invalid(tuple(issues))
    for name, value in values.items():
        setattr(row, f"{name}_id" if name in BODIES else name, value or _empty(name))


def _wrong_kind(actor: Actor, family: Family, values: Mapping[str, object]) -> list[Issue]:
    mechanism = registry.pack(committee_of(actor.committee).pack).in_force(actor.at.date())
    kinds = [kind.id for kind in mechanism.vocabulary.organisation_kinds if kind.family is family]
    return [] if values.get("kind") in kinds else [Issue(code="organisation.no_kind", place="kind")]


def _wrong_code(actor: Actor, row: Organisation, values: Mapping[str, object]) -> list[Issue]:
    code = str(values.get("code") or "")
    taken = Organisation.objects.filter(committee_id=actor.committee, code=code).exclude(pk=row.pk)
    params = {"code": code}
    return [Issue(code="organisation.code_taken", place="code", params=params)] if taken.exists() else []


def _subject(row: Organisation) -> Subject:
    return Subject(noun="organisation", id=row.pk, name=row.name)
