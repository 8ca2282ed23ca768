"""A mechanism as the rows of its page: every code said in words of the visitor's language."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxin.engine.duties.rules import DutyRule
from tongxin.engine.figures.tallies import Column, Tally, TallyDetail, TallyGroup
from tongxin.engine.kernel.labels import Label
from tongxin.engine.kernel.rights import Right, Role
from tongxin.engine.ledger.kinds import EntryKind, FieldSpec, QuantitySpec, RoleSpec
from tongxin.engine.mechanism.values import SHOWS, Chapter, Mechanism
from tongxin.engine.roster.vocabulary import LinkKind, OrganisationKind, PostRole, Vocabulary
from tongxin.web import figure_words
from tongxin.web.duty_words import duty_row_cells
from tongxin.web.filter_words import describe
from tongxin.web.mechanism_words import (
    BODIES,
    FAMILIES,
    FIELD_TYPES,
    FILES,
    NOUNS,
    PARTIES,
    PARTS,
    SCOPES,
    VERBS,
    chapter_number,
    listed,
)
from tongxin.web.proceeding_words import move_cells
from tongxin.web.wording import day as wording_day
from tongxin.web.wording import label


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A chapter of the page.

    Attributes:
        id: its anchor.
        number: its number in words.
        title: its heading.
        paragraphs: what it says.
        part: which declared part stands below, or nothing.
        part_title: heading of that part.
        file: file of the pack in which it is written.
    """

    id: str
    number: str
    title: str
    paragraphs: list[str]
    part: str
    part_title: str
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One declared thing: its anchor, its code, its name, and its cells in the order of the columns."""

    id: str
    code: str
    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows under one heading; the heading is empty where the part has none."""

    title: str
    rows: list[Row]


def sections(mechanism: Mechanism) -> list[Section]:
    """Return the chapters in order, then one for each declared part that no chapter shows."""
    shown = {chapter.shows for chapter in mechanism.chapters}
    left = [part for part in SHOWS if part not in shown and _any(mechanism, part)]
    rest = [
        Section(
            id=f"annex-{part}",
            number=chapter_number(len(mechanism.chapters) + place),
            title=str(PARTS[part]),
            paragraphs=[],
            part=part,
            part_title="",
            file=FILES[part],
        )
        for place, part in enumerate(left, 1)
    ]
    return [*(_section(chapter, place) for place, chapter in enumerate(mechanism.chapters, 1)), *rest]


def _section(chapter: Chapter, place: int) -> Section:
    title = label(chapter.title)
    part_title = str(PARTS[chapter.shows]) if chapter.shows else ""
    return Section(
        id=chapter.id,
        number=chapter_number(place),
        title=title,
        paragraphs=[text.strip() for text in label(chapter.text).split("\n\n") if text.strip()],
        part=chapter.shows,
        part_title="" if part_title == title else part_title,
        file=FILES.get(chapter.shows, "mechanism.yaml"),
    )


def _any(mechanism: Mechanism, part: str) -> bool:
    return bool(getattr(mechanism if hasattr(mechanism, part) else mechanism.vocabulary, part))


def groups(mechanism: Mechanism, part: str) -> list[Group]:
    """Return the rows of a declared part, by heading."""
    make = _GROUPED.get(part)
    return make(mechanism) if make else [Group(title="", rows=list(_plain(mechanism.vocabulary, part)))]


def _plain(words: Vocabulary, part: str) -> Iterable[Row]:
    if part == "links":
        return [_link(link, words) for link in words.links]
    if part == "affiliations":
        yes, no = _("party member"), _("non-party")
        return [
            _row("affiliation", one.id, one.label, yes if one.party else no) for one in words.affiliations
        ]
    if part == "sectors":
        masked = _("masked")
        return [_row("sector", one.id, one.label, masked if one.sensitive else "") for one in words.sectors]
    if part == "posts":
        return [_row("post", post.id, post.label, *_post(post)) for post in words.posts]
    return [_row("norm", norm.id, norm.label, f"{norm.share_percent} %") for norm in words.norms]


def _row(noun: str, code: str, name: Label, *cells: str) -> Row:
    return Row(id=f"{noun}-{code}", code=code, name=label(name), cells=cells)


def _post(post: PostRole) -> tuple[str, str]:
    families = {family.value: str(word) for family, word in FAMILIES.items()}
    return families.get(post.of, _("The committee")), _("yes") if post.standing else ""


def _holidays(mechanism: Mechanism) -> list[Group]:
    years = groupby(sorted(mechanism.holidays, key=lambda one: one.last), key=lambda one: one.last.year)
    return [
        Group(
            title=str(year),
            rows=[
                _row(
                    "holiday",
                    one.id,
                    one.label,
                    wording_day(one.first) if one.first == one.last else _span(one.first, one.last),
                    listed([wording_day(day) for day in one.worked]),
                )
                for one in holidays
            ],
        )
        for year, holidays in years
    ]


def _span(first: date, last: date) -> str:
    return _("%(first)s to %(last)s") % {"first": wording_day(first), "last": wording_day(last)}


def _bodies(mechanism: Mechanism) -> list[Group]:
    words = mechanism.vocabulary
    posts = {post.id: label(post.label) for post in words.posts}
    kinds = sorted(words.organisation_kinds, key=lambda kind: list(FAMILIES).index(kind.family))
    return [
        Group(
            title=str(FAMILIES[family]),
            rows=[_row("body", kind.id, kind.label, *_body(kind, posts)) for kind in listed_kinds],
        )
        for family, listed_kinds in groupby(kinds, key=lambda kind: kind.family)
    ]


def _body(kind: OrganisationKind, posts: dict[str, str]) -> tuple[str, str]:
    head = posts.get(kind.head_role, "")
    if head and kind.head_party_member:
        head = _("%(post)s, a party member") % {"post": head}
    rules = [
        _("every member has one primary place in such a unit") if kind.places_members else "",
        "" if kind.statutory else _("not a statutory branch"),
    ]
    return head, listed([rule for rule in rules if rule])


def _link(link: LinkKind, words: Vocabulary) -> Row:
    ends = f"{PARTIES[link.linker]} → {PARTIES[link.linked]}"
    rules = [
        _linkers(link, words),
        _("at most %(count)s each") % {"count": link.max_load} if link.max_load else _("no limit"),
        _("everybody who can be linked is linked") if link.covers_all else "",
    ]
    return _row(
        "link", link.id, link.label, ends, listed([rule for rule in rules if rule]), label(link.about)
    )


def _linkers(link: LinkKind, words: Vocabulary) -> str:
    count = {"count": link.linkers}
    together = ngettext("%(count)s linker", "%(count)s linkers together", link.linkers) % count
    bodies = [label(kind.label) for code in link.bodies if (kind := words.organisation_kind(code))]
    if not bodies:
        return together
    return _("%(linkers)s, one each of: %(bodies)s") % {"linkers": together, "bodies": listed(bodies)}


def _duty(rule: DutyRule, mechanism: Mechanism) -> Row:
    return _row("duty", rule.id, rule.label, *duty_row_cells(rule, mechanism), label(rule.about))


def _duties(mechanism: Mechanism) -> list[Group]:
    return [Group(title="", rows=[_duty(rule, mechanism) for rule in mechanism.duties])]


def _workflows(mechanism: Mechanism) -> list[Group]:
    return [
        Group(
            title=label(flow.label),
            rows=[_row(flow.id, move.id, move.label, *move_cells(flow, move)) for move in flow.moves],
        )
        for flow in mechanism.workflows
    ]


def _roles(mechanism: Mechanism) -> list[Group]:
    return [Group(title=label(role.label), rows=_rights(role)) for role in mechanism.roles]


def _entries(mechanism: Mechanism) -> list[Group]:
    return [
        Group(
            title=label(group.label),
            rows=[
                _row("entry", kind.id, kind.label, kind.unit, *_entry(kind))
                for kind in mechanism.entry_kinds
                if kind.group == group.id
            ],
        )
        for group in mechanism.entry_groups
    ]


def _entry(kind: EntryKind) -> tuple[str, str]:
    asked = [
        *(_asked(quantity) for quantity in kind.quantities),
        *(_asked(field) for field in kind.fields),
    ]
    if kind.about:
        asked.append(_("may name: %(bodies)s") % {"bodies": listed([str(BODIES[one]) for one in kind.about])})
    if kind.reported:
        asked.append(_("reported by others"))
    return listed([_needed(label(role.label), role) for role in kind.roles]), "\n".join(asked)


def _needed(name: str, spec: RoleSpec | FieldSpec | QuantitySpec) -> str:
    return _("%(name)s (needed)") % {"name": name} if spec.required else name


def _asked(spec: FieldSpec | QuantitySpec) -> str:
    """Say what a form asks: 金额（必填）：元，可按万元填写; 方式（必填）：面谈、电话 之一."""
    name = _needed(label(spec.label), spec)
    if isinstance(spec, QuantitySpec):
        words = {"name": name, "unit": spec.unit, "input": spec.input_unit}
        return (
            _("%(name)s: %(unit)s, asked in %(input)s") if spec.input_unit else _("%(name)s: %(unit)s")
        ) % words
    kind = str(FIELD_TYPES[spec.type])
    if spec.choices:
        kind = f"{kind} {listed([label(choice.label) for choice in spec.choices])}"
    return _("%(name)s: %(kind)s") % {"name": name, "kind": kind}


def _indicators(mechanism: Mechanism) -> list[Group]:
    return [
        Group(
            title=label(group.label),
            rows=[
                _row(
                    "indicator",
                    item.id,
                    item.label,
                    item.unit,
                    label(item.counts),
                    describe(item, mechanism),
                    listed([str(figure_words.DIMENSIONS[by]) for by in item.per]),
                )
                for item in mechanism.indicators
                if item.group == group.id
            ],
        )
        for group in mechanism.indicator_groups
    ]


def _tallies(mechanism: Mechanism) -> list[Group]:
    names = {item.id: label(item.label) for item in mechanism.indicators}
    return [
        Group(
            title=label(tally.label),
            rows=[
                _row(
                    "tally",
                    f"{tally.id}-{place}",
                    part.label,
                    listed([names[code] for code in part.indicators]),
                    listed([str(figure_words.TALLY_COLUMNS[column]) for column in columns]),
                )
                for place, (part, columns) in enumerate(_tables(tally), 1)
            ],
        )
        for tally in mechanism.tallies
    ]


def _tables(tally: Tally) -> Iterator[tuple[TallyGroup | TallyDetail, tuple[Column, ...]]]:
    """Yield the parts of a tally with the days that each counts."""
    for group in tally.groups:
        yield group, tally.columns
    for detail in tally.details:
        yield detail, (detail.over,)


def _rights(role: Role) -> list[Row]:
    return [_right(right, f"role-{role.id}-{place}") for place, right in enumerate(role.rights, 1)]


def _right(right: Right, anchor: str) -> Row:
    nouns = [str(NOUNS[noun]) for noun in NOUNS if noun in right.nouns]
    verbs = [str(VERBS[verb]) for verb in VERBS if verb in right.verbs]
    return Row(id=anchor, code="", name=listed(nouns), cells=(listed(verbs), str(SCOPES[right.scope])))


_GROUPED: dict[str, Callable[[Mechanism], list[Group]]] = {
    "organisation_kinds": _bodies,
    "entry_kinds": _entries,
    "indicators": _indicators,
    "tallies": _tallies,
    "duties": _duties,
    "workflows": _workflows,
    "holidays": _holidays,
    "roles": _roles,
}
