"""Whether a mechanism holds together: every name it uses is declared, every ratio ends.

The place of an issue is the way to it through the pack's files: ``file/list/id/key``.
"""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from tongxin.engine.figures.filters import CONDITIONS, FIELD, PARTICIPANT_IN_ROLE, spec_of
from tongxin.engine.figures.indicators import Condition, Indicator, Measure, Source
from tongxin.engine.kernel.issues import Issue
from tongxin.engine.ledger.kinds import EntryKind, FieldType
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.roster.vocabulary import Family

RIGHTS: dict[str, tuple[str, ...]] = {
    "account": ("use", "read", "manage"),
    "audit": ("read",),
    "base": ("read", "change"),
    "check": ("read",),
    "complaint": ("read", "answer"),
    "draft": ("keep",),
    "enterprise": ("read", "change"),
    "entry": ("read", "record", "correct", "void", "export"),
    "figure": ("read", "export"),
    "handling_unit": ("read", "change"),
    "home": ("read",),
    "import": ("read", "run"),
    "link": ("read", "change"),
    "mechanism": ("read",),
    "member": ("read", "change", "reveal", "export"),
    "party_organisation": ("read", "change"),
    "unit": ("read", "change"),
}
"""Every noun that pages and verbs ask rights on, with its verbs."""

HOMES = ("admin", "chair", "clerk", "member", "unit")
BODIES = ("unit", "base", "enterprise", "organisation")
DIMENSIONS = ("month", "quarter", "unit", "sector", "member", "kind")
COMMITTEE = "committee"


def check(mechanism: Mechanism) -> list[Issue]:
    """Return everything in a mechanism that points to nothing or cannot be counted."""
    return [
        *_roster(mechanism),
        *_links(mechanism),
        *_entries(mechanism),
        *(issue for item in mechanism.indicators for issue in _indicator(mechanism, item)),
        *_ratios(mechanism),
        *_roles(mechanism),
    ]


def _known(found: str, known: Iterable[str], place: str, code: str = "pack.dangling") -> Iterator[Issue]:
    names = sorted(set(known))
    if found not in names:
        near = get_close_matches(found, names, 1, 0.4)
        shown = near[0] if near else ", ".join(names[:8])
        yield Issue(code=code, params={"found": found, "near": shown}, place=place)


def _roster(mechanism: Mechanism) -> Iterator[Issue]:
    words = mechanism.vocabulary
    posts = {post.id: post for post in words.posts}
    for kind in words.organisation_kinds:
        if kind.head_role:
            place = f"roster.yaml/organisation_kinds/{kind.id}/head_role"
            yield from _known(kind.head_role, [p.id for p in posts.values() if p.of == kind.family], place)
    for post in words.posts:
        place = f"roster.yaml/posts/{post.id}/of"
        yield from _known(post.of, [COMMITTEE, *(family.value for family in Family)], place)
    for norm in words.norms:
        yield from _known(norm.among, ["members", "standing"], f"roster.yaml/norms/{norm.id}/among")


def _links(mechanism: Mechanism) -> Iterator[Issue]:
    bodies = {
        kind.id
        for kind in mechanism.vocabulary.organisation_kinds
        if kind.family is Family.PARTY_ORGANISATION
    }
    for link in mechanism.vocabulary.links:
        place = f"links.yaml/links/{link.id}"
        for body in link.bodies:
            yield from _known(body, bodies, f"{place}/bodies/{body}")
        if link.bodies and len(link.bodies) != link.linkers:
            params = {"found": str(link.linkers), "expected": str(len(link.bodies))}
            yield Issue(code="pack.linkers_bodies", params=params, place=f"{place}/linkers")


def _entries(mechanism: Mechanism) -> Iterator[Issue]:
    groups = [group.id for group in mechanism.entry_groups]
    for kind in mechanism.entry_kinds:
        place = f"entries.yaml/kinds/{kind.id}"
        yield from _known(kind.group, groups, f"{place}/group")
        for body in kind.about:
            yield from _known(body, BODIES, f"{place}/about/{body}")
        for field in kind.fields:
            chosen = field.type in (FieldType.CHOICE, FieldType.CHOICES)
            if chosen is not bool(field.choices):
                yield Issue(
                    code="pack.choices", params={"found": field.id}, place=f"{place}/fields/{field.id}"
                )
        for quantity in kind.quantities:
            if quantity.factor < 1 or (quantity.factor != 1) is not bool(quantity.input_unit):
                where = f"{place}/quantities/{quantity.id}"
                yield Issue(code="pack.factor", params={"found": str(quantity.factor)}, place=where)


def _indicator(mechanism: Mechanism, item: Indicator) -> Iterator[Issue]:
    place = f"indicators.yaml/indicators/{item.id}"
    yield from _known(item.group, [group.id for group in mechanism.indicator_groups], f"{place}/group")
    for dimension in item.per:
        yield from _known(dimension, DIMENSIONS, f"{place}/per/{dimension}")
    for kind in item.kinds:
        yield from _known(kind, _kinds(mechanism, item.source), f"{place}/kinds/{kind}")
    kinds = _entry_kinds(mechanism, item)
    if item.measure is Measure.SUM:
        amounts = [quantity.id for kind in kinds for quantity in kind.quantities]
        yield from _known(
            item.quantity, amounts, f"{place}/quantity" if item.quantity else f"{place}/measure"
        )
    for role in item.roles:
        yield from _known(role, [known.id for kind in kinds for known in kind.roles], f"{place}/roles/{role}")
    for number, condition in enumerate(item.where):
        yield from _condition(mechanism, item, condition, f"{place}/where/{number}")


def _kinds(mechanism: Mechanism, source: Source) -> list[str]:
    if source is Source.ENTRIES:
        return [kind.id for kind in mechanism.entry_kinds]
    if source is Source.LINKS:
        return [kind.id for kind in mechanism.vocabulary.links]
    if source is Source.ORGANISATIONS:
        return [kind.id for kind in mechanism.vocabulary.organisation_kinds]
    return []


def _entry_kinds(mechanism: Mechanism, item: Indicator) -> list[EntryKind]:
    if item.source is not Source.ENTRIES:
        return []
    return [kind for kind in mechanism.entry_kinds if not item.kinds or kind.id in item.kinds]


def _condition(mechanism: Mechanism, item: Indicator, condition: Condition, place: str) -> Iterator[Issue]:
    spec = spec_of(condition.on)
    if spec is None or item.source not in spec.sources:
        offered = [name for name, one in CONDITIONS.items() if item.source in one.sources]
        yield from _known(condition.on, [name for name in offered if name != condition.on], f"{place}/on")
        return
    kinds = _entry_kinds(mechanism, item)
    if condition.on.startswith(PARTICIPANT_IN_ROLE):
        role = condition.on.removeprefix(PARTICIPANT_IN_ROLE)
        yield from _known(role, [known.id for kind in kinds for known in kind.roles], f"{place}/on")
    allowed = list(spec.values)
    if condition.on.startswith(FIELD):
        name = condition.on.removeprefix(FIELD)
        fields = [field for kind in kinds for field in kind.fields]
        yield from _known(name, [field.id for field in fields], f"{place}/on")
        if not any(field.id == name for field in fields):
            return
        allowed = [
            "yes",
            "no",
            *(choice.id for field in fields if field.id == name for choice in field.choices),
        ]
    elif spec.names:
        allowed += _named(mechanism, spec.names)
    for value in condition.values:
        yield from _known(value, allowed, f"{place}/values/{value}")


def _named(mechanism: Mechanism, names: str) -> list[str]:
    words = mechanism.vocabulary
    if names == "sector":
        return [item.id for item in words.sectors]
    if names == "affiliation":
        return [*(item.id for item in words.affiliations), "party_member", "non_party_member"]
    if names == "post":
        return [item.id for item in words.posts]
    return [
        *(item.id for item in words.organisation_kinds),
        *(item.id for item in mechanism.entry_kinds),
    ]


def _ratios(mechanism: Mechanism) -> Iterator[Issue]:
    """A ratio divides two indicators that are no ratios themselves, so none can run in a circle."""
    simple = [item.id for item in mechanism.indicators if item.source is not Source.RATIO]
    for item in mechanism.indicators:
        place = f"indicators.yaml/indicators/{item.id}"
        for key, value in (("numerator", item.numerator), ("denominator", item.denominator)):
            if item.source is Source.RATIO:
                yield from _known(value, simple, f"{place}/{key}")
            elif value:
                yield Issue(code="pack.no_ratio", params={"found": value}, place=f"{place}/{key}")


def _roles(mechanism: Mechanism) -> Iterator[Issue]:
    for role in mechanism.roles:
        place = f"roles.yaml/roles/{role.id}"
        yield from _known(role.home, HOMES, f"{place}/home")
        for number, right in enumerate(role.rights):
            for noun in sorted(right.nouns):
                yield from _known(noun, RIGHTS, f"{place}/rights/{number}/nouns/{noun}")
            verbs = [verb for noun in right.nouns for verb in RIGHTS.get(noun, ())]
            for verb in sorted(right.verbs):
                yield from _known(verb, verbs, f"{place}/rights/{number}/verbs/{verb}")
