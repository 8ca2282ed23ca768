"""A draft from end to end: its figures, what each speaks of, and what the records say to it."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from tongxin.engine.claims.dates import Told
from tongxin.engine.claims.found import Found
from tongxin.engine.claims.linking import Link, link
from tongxin.engine.claims.roles import Role, role_of
from tongxin.engine.claims.scanner import scan
from tongxin.engine.claims.scopes import Scope, Subject, scope_of, subject_of
from tongxin.engine.claims.verdicts import Judged, Records, Said, judge, unchecked
from tongxin.engine.claims.view import Simpler, View, look
from tongxin.engine.claims.wording import Phrasebook

_SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+[”’」』）)]*|\n|$)")
_TOPICS = re.compile(r"提案|社情民意信息|社情民意|意见建议|调研|协商|信息|诉求|读书|培训|就业")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What drafts are read with.

    Attributes:
        simpler: Traditional → Simplified.
        book: how the measures are said.
        names: names of the committee's mechanism and of its activities.
        bodies: bodies that have records of their own.
    """

    simpler: Simpler
    book: Phrasebook
    names: tuple[str, ...] = ()
    bodies: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A numeral of a draft, and what was made of it.

    Attributes:
        start: its first character in the draft.
        end: one after its last.
        found: what it says.
        link: what it speaks of; ``None`` for what says no amount.
        role: asserted, laid down or planned.
        scope: of whom and of which days.
        judged: what the records say.
    """

    start: int
    end: int
    found: Found
    link: Link | None = None
    role: Role = Role.CLAIM
    scope: Scope | None = None
    judged: Judged = field(default_factory=lambda: unchecked("claim.no_figure"))


@dataclass(frozen=True, slots=True)
class Going:
    """What a draft is speaking of so far."""

    subject: Subject
    topic: str = ""


def check_text(text: str, body: str, told: Told, knowledge: Knowledge, records: Records) -> list[Checked]:
    """Check a draft.

    Args:
        text: the draft.
        body: whose draft it is.
        told: its day and the period that it reports on.
        knowledge: how figures are said.
        records: what they are held against.

    Returns:
        every numeral in the order of the text; places are those of the draft.
    """
    found: list[Checked] = []
    going = Going(Subject(body))
    for start, sentence in sentences(text):
        checked, going = check_sentence(sentence, body, told, knowledge, records, going)
        found += [_moved(one, start) for one in checked]
    return found


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Divide a draft into sentences, each with the place where it begins."""
    for match in _SENTENCE.finditer(text):
        if match.group().strip():
            yield match.start(), match.group()


def check_sentence(
    sentence: str, body: str, told: Told, knowledge: Knowledge, records: Records, going: Going
) -> tuple[list[Checked], Going]:
    """Check a sentence, and return what the draft speaks of after it."""
    view = look(sentence, knowledge.simpler)
    figures = scan(view.text, told, knowledge.names)
    subject = subject_of(view.text, body, knowledge.bodies, going.subject)
    links = iter(link(view.text, figures, knowledge.book, going.topic))
    checked = []
    for at, figure in enumerate(figures):
        found = next(links) if figure.claims else None
        checked.append(_checked(view, figures, at, found, told, records, subject))
    topics = _TOPICS.findall(view.text)
    return checked, Going(subject, topics[-1] if topics else "")


def _checked(
    view: View,
    figures: list[Found],
    at: int,
    found: Link | None,
    told: Told,
    records: Records,
    subject: Subject,
) -> Checked:
    figure = figures[at]
    start, end = view.span(figure.start, figure.end)
    if found is None:
        return Checked(start, end, figure)
    role = role_of(found.frame, told, figures, at)
    scope = scope_of(view.text, figures, at, told, subject)
    return Checked(start, end, figure, found, role, scope, _judged(found, role, scope, records, told))


def _judged(found: Link, role: Role, scope: Scope, records: Records, told: Told) -> Judged:
    bounds = found.figure.bounds
    if role is not Role.CLAIM:
        return unchecked("claim.rule" if role is Role.NORM else "claim.plan")
    if found.measure is None or bounds is None:
        return unchecked("claim.no_measure")
    if found.part:
        return unchecked("claim.part")
    said = Said(
        found.figure.kind, found.figure.unit, bounds, found.measure, found.derive, found.change, scope
    )
    return judge(said, records, told.day)


def _moved(one: Checked, by: int) -> Checked:
    return Checked(one.start + by, one.end + by, one.found, one.link, one.role, one.scope, one.judged)
