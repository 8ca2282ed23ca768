"""Whether a mechanism holds together: every name it uses is declared, every figure can be counted.

The place of an issue is the way to it through the pack's files: ``file/list/id/key``.
"""

from collections.abc import Iterator

from tongxin.engine.kernel.issues import Issue
from tongxin.engine.kernel.rights import Right
from tongxin.engine.ledger.kinds import EntryKind, FieldType
from tongxin.engine.mechanism.duty_validation import duties
from tongxin.engine.mechanism.holiday_validation import holidays
from tongxin.engine.mechanism.indicator_validation import indicators
from tongxin.engine.mechanism.letter_validation import letters
from tongxin.engine.mechanism.names import known
from tongxin.engine.mechanism.official_validation import official_papers
from tongxin.engine.mechanism.pairing_validation import pairing
from tongxin.engine.mechanism.review_validation import reviews
from tongxin.engine.mechanism.rights import HOMES, RIGHTS
from tongxin.engine.mechanism.values import SHOWS, Mechanism
from tongxin.engine.mechanism.workflow_validation import workflows
from tongxin.engine.roster.vocabulary import Family, LinkKind, Vocabulary

BODIES = ("unit", "base", "enterprise", "organisation")
COMMITTEE = "committee"
AMONG = ("members", "standing")
_WHOLE = 100


def check(mechanism: Mechanism) -> list[Issue]:
    """Return everything in a mechanism that points to nothing or cannot be counted."""
    return [
        *_chapters(mechanism),
        *_roster(mechanism.vocabulary),
        *_links(mechanism.vocabulary),
        *_entries(mechanism),
        *indicators(mechanism),
        *duties(mechanism),
        *pairing(mechanism),
        *reviews(mechanism),
        *workflows(mechanism),
        *letters(mechanism),
        *official_papers(mechanism),
        *holidays(mechanism),
        *_roles(mechanism),
    ]


def _chapters(mechanism: Mechanism) -> Iterator[Issue]:
    shown: set[str] = set()
    for chapter in mechanism.chapters:
        place = f"mechanism.yaml/chapters/{chapter.id}/shows"
        if chapter.shows:
            yield from known(chapter.shows, SHOWS, place)
        if chapter.shows in shown:
            yield Issue(code="pack.shown_twice", params={"found": chapter.shows}, place=place)
        shown |= {chapter.shows} - {""}


def _roster(words: Vocabulary) -> Iterator[Issue]:
    for kind in words.organisation_kinds:
        if kind.head_role:
            place = f"roster.yaml/organisation_kinds/{kind.id}/head_role"
            posts = [post.id for post in words.posts if post.of == kind.family]
            yield from known(kind.head_role, posts, place)
    bodies = [COMMITTEE, *(family.value for family in Family)]
    for post in words.posts:
        yield from known(post.of, bodies, f"roster.yaml/posts/{post.id}/of")
    for norm in words.norms:
        place = f"roster.yaml/norms/{norm.id}"
        yield from known(norm.among, AMONG, f"{place}/among")
        if not 0 < norm.share_percent <= _WHOLE:
            params = {"found": norm.share_percent}
            yield Issue(code="pack.percent", params=params, place=f"{place}/share_percent")


def _links(words: Vocabulary) -> Iterator[Issue]:
    bodies = [kind.id for kind in words.organisation_kinds if kind.family is Family.PARTY_ORGANISATION]
    for link in words.links:
        place = f"links.yaml/links/{link.id}"
        for body in link.bodies:
            yield from known(body, bodies, f"{place}/bodies/{body}")
        yield from _link_numbers(link, place)


def _link_numbers(link: LinkKind, place: str) -> Iterator[Issue]:
    if link.bodies and len(link.bodies) != link.linkers:
        params = {"found": link.linkers, "expected": len(link.bodies)}
        yield Issue(code="pack.linkers_bodies", params=params, place=f"{place}/linkers")
    if link.linkers < 1:
        yield Issue(code="pack.too_small", params={"found": link.linkers}, place=f"{place}/linkers")
    if link.max_load < 0:
        yield Issue(code="pack.too_small", params={"found": link.max_load}, place=f"{place}/max_load")


def _entries(mechanism: Mechanism) -> Iterator[Issue]:
    groups = [group.id for group in mechanism.entry_groups]
    for kind in mechanism.entry_kinds:
        place = f"entries.yaml/kinds/{kind.id}"
        yield from known(kind.group, groups, f"{place}/group")
        if kind.problem:
            yield from known(kind.problem, ("raised", "solved"), f"{place}/problem")
        for body in kind.about:
            yield from known(body, BODIES, f"{place}/about/{body}")
        yield from _fields(kind, place)


def _fields(kind: EntryKind, place: str) -> Iterator[Issue]:
    for field in kind.fields:
        chosen = field.type in (FieldType.CHOICE, FieldType.CHOICES)
        if chosen is not bool(field.choices):
            yield Issue(code="pack.choices", params={"found": field.id}, place=f"{place}/fields/{field.id}")
    for quantity in kind.quantities:
        if quantity.factor < 1 or (quantity.factor != 1) is not bool(quantity.input_unit):
            where = f"{place}/quantities/{quantity.id}"
            yield Issue(code="pack.factor", params={"found": quantity.factor}, place=where)


def _roles(mechanism: Mechanism) -> Iterator[Issue]:
    for role in mechanism.roles:
        place = f"roles.yaml/roles/{role.id}"
        yield from known(role.home, HOMES, f"{place}/home")
        for number, right in enumerate(role.rights):
            yield from _right(right, f"{place}/rights/{number}")


def _right(right: Right, place: str) -> Iterator[Issue]:
    """Each verb of a right must be a verb of each of its nouns."""
    for noun in sorted(right.nouns):
        yield from known(noun, RIGHTS, f"{place}/nouns/{noun}")
        for verb in sorted(right.verbs) if noun in RIGHTS else ():
            yield from known(verb, RIGHTS[noun], f"{place}/verbs/{verb}", "pack.unknown_verb")
