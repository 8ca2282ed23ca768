"""An indicator's definition in words: what it looks at, which of it counts, and how."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongxin.engine.figures.filters import FIELD, PARTICIPANT_IN_ROLE
from tongxin.engine.figures.indicators import Condition, DateUsed, Indicator, Measure, Source
from tongxin.engine.kernel.labels import Label
from tongxin.engine.ledger.kinds import EntryKind
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.roster.vocabulary import Affiliation, PostRole, Sector
from tongxin.web import wording

_SOURCES: dict[Source, Promise] = {
    Source.ENTRIES: gettext_lazy("Records in force"),
    Source.MEMBERS: gettext_lazy("Members holding a seat on the last day"),
    Source.ORGANISATIONS: gettext_lazy("Bodies that exist on the last day"),
    Source.LINKS: gettext_lazy("Links that hold on the last day"),
}
_MEASURES: dict[Measure, Promise] = {
    Measure.COUNT: gettext_lazy("each counts one"),
    Measure.PEOPLE: gettext_lazy("each person counts once"),
    Measure.ATTENDANCES: gettext_lazy("each person counts once a record"),
    Measure.LINKERS: gettext_lazy("each who links counts once"),
    Measure.LINKED: gettext_lazy("each who is linked counts once"),
}
_ABOUT: dict[str, Promise] = {
    "participant": gettext_lazy("participant"),
    "affiliation": gettext_lazy("affiliation"),
    "sector": gettext_lazy("sector"),
    "post": gettext_lazy("post"),
    "placed": gettext_lazy("placed in a unit"),
    "has": gettext_lazy("names"),
    "family": gettext_lazy("family"),
    "kind": gettext_lazy("kind"),
    "host": gettext_lazy("host"),
    "unit_kind": gettext_lazy("kind of unit"),
    "base_kind": gettext_lazy("kind of base"),
    "organisation_kind": gettext_lazy("kind of organiser"),
}
_VALUES: dict[str, Promise] = {
    "party_member": gettext_lazy("party member"),
    "non_party_member": gettext_lazy("non-party member"),
    "member": gettext_lazy("member"),
    "yes": gettext_lazy("yes"),
    "no": gettext_lazy("no"),
    "base": gettext_lazy("base"),
    "enterprise": gettext_lazy("enterprise"),
    "unit": gettext_lazy("unit"),
    "organisation": gettext_lazy("organiser"),
    "liaison_unit": gettext_lazy("liaison unit"),
    "party_organisation": gettext_lazy("party organisation"),
    "special_committee": gettext_lazy("special committee"),
    "handling_unit": gettext_lazy("handling unit"),
}


def describe(indicator: Indicator, mechanism: Mechanism) -> str:
    """Say in one line what an indicator counts; a ratio says what it divides by what."""
    if indicator.source is Source.RATIO:
        parts = [mechanism.indicator(code) for code in (indicator.numerator, indicator.denominator)]
        names = [wording.label(part.label) if part else "" for part in parts]
        return _("%(numerator)s divided by %(denominator)s") % {
            "numerator": names[0],
            "denominator": names[1],
        }
    return ("; " if wording.language() == "en" else "；").join(_clauses(indicator, mechanism))


def _clauses(indicator: Indicator, mechanism: Mechanism) -> list[str]:
    clauses = [str(_SOURCES[indicator.source])]
    if indicator.kinds:
        kinds = [_kind(code, mechanism) for code in indicator.kinds]
        clauses.append(_("kind: %(names)s") % {"names": _or(kinds)})
    clauses += [_condition(item, indicator, mechanism) for item in indicator.where]
    if indicator.roles:
        roles = [_role(code, indicator, mechanism) for code in indicator.roles]
        clauses.append(_("taking part as: %(names)s") % {"names": _or(roles)})
    if indicator.measure is Measure.SUM:
        clauses.append(_("the sum of: %(name)s") % {"name": _quantity(indicator, mechanism)})
    else:
        clauses.append(str(_MEASURES[indicator.measure]))
    if indicator.source is Source.ENTRIES and indicator.date_used is DateUsed.RECORDED:
        clauses.append(_("by the day of recording"))
    return clauses


def _condition(condition: Condition, indicator: Indicator, mechanism: Mechanism) -> str:
    values = _or([_value(value, condition.on, indicator, mechanism) for value in condition.values])
    words = {"about": _about(condition.on, indicator, mechanism), "values": values}
    return (_("%(about)s not: %(values)s") if condition.negated else _("%(about)s: %(values)s")) % words


def _about(on: str, indicator: Indicator, mechanism: Mechanism) -> str:
    if on.startswith(FIELD):
        code = on.removeprefix(FIELD)
        specs = [kind.field(code) for kind in _kinds(indicator, mechanism)]
        return next((wording.label(spec.label) for spec in specs if spec), code)
    if on.startswith(PARTICIPANT_IN_ROLE):
        return _role(on.removeprefix(PARTICIPANT_IN_ROLE), indicator, mechanism)
    return str(_ABOUT.get(on, on))


def _value(value: str, on: str, indicator: Indicator, mechanism: Mechanism) -> str:
    if on.startswith(FIELD):
        code = on.removeprefix(FIELD)
        specs = [kind.field(code) for kind in _kinds(indicator, mechanism)]
        choices = [choice for spec in specs if spec for choice in spec.choices if choice.id == value]
        return wording.label(choices[0].label) if choices else str(_VALUES.get(value, value))
    named = _named(value, on, mechanism)
    return wording.label(named) if named else str(_VALUES.get(value, value))


def _named(value: str, on: str, mechanism: Mechanism) -> Label | None:
    """Return the label that the pack's vocabulary gives a value, if it is one of its words."""
    words = mechanism.vocabulary
    if on.endswith("kind"):
        found = words.organisation_kind(value) or mechanism.entry_kind(value)
        return found.label if found else None
    listed: dict[str, tuple[Sector | Affiliation | PostRole, ...]] = {
        "sector": words.sectors,
        "affiliation": words.affiliations,
        "post": words.posts,
    }
    return next((item.label for item in listed.get(on, ()) if item.id == value), None)


def _kinds(indicator: Indicator, mechanism: Mechanism) -> list[EntryKind]:
    return [kind for kind in mechanism.entry_kinds if not indicator.kinds or kind.id in indicator.kinds]


def _kind(code: str, mechanism: Mechanism) -> str:
    words = mechanism.vocabulary
    found = mechanism.entry_kind(code) or words.organisation_kind(code) or words.link_kind(code)
    return wording.label(found.label) if found else code


def _role(code: str, indicator: Indicator, mechanism: Mechanism) -> str:
    roles = [role for kind in _kinds(indicator, mechanism) for role in kind.roles if role.id == code]
    return wording.label(roles[0].label) if roles else code


def _quantity(indicator: Indicator, mechanism: Mechanism) -> str:
    specs = [kind.quantity(indicator.quantity) for kind in _kinds(indicator, mechanism)]
    return next((wording.label(spec.label) for spec in specs if spec), indicator.quantity)


def _or(names: list[str]) -> str:
    return (" or " if wording.language() == "en" else "或").join(names)
