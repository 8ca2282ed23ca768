"""A draft from end to end: its figures, what each speaks of, and what the records say to it."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from tongxin.engine.claims.dates import Told
from tongxin.engine.claims.deriving import DIFFERENCE, GROWTH
from tongxin.engine.claims.found import Found, Kind
from tongxin.engine.claims.lexicon import Lexicon
from tongxin.engine.claims.linking import link
from tongxin.engine.claims.parting import Link
from tongxin.engine.claims.repeats import says_again, stands_alone
from tongxin.engine.claims.roles import Role, role_of
from tongxin.engine.claims.scanner import scan
from tongxin.engine.claims.scope_values import Scope
from tongxin.engine.claims.scopes import scope_of
from tongxin.engine.claims.subjects import Subject, Subjects, short, subjects_of
from tongxin.engine.claims.verdicts import Judged, Records, Said, judge, unchecked
from tongxin.engine.claims.view import Simpler, View, look
from tongxin.engine.claims.wording import Phrasebook

_SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+[”’」』）)]*|\n|$)")
_TOPICS = re.compile(r"联建|党日|提案|社情民意信息|社情民意|意见建议|调研|协商|信息|诉求|读书|培训|就业")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What drafts are read with.

    Attributes:
        simpler: Traditional → Simplified.
        book: how the measures are said.
        lexicon: words with numerals that say no figure, names of the mechanism among them.
        bodies: bodies that have records of their own.
    """

    simpler: Simpler
    book: Phrasebook
    lexicon: Lexicon
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


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Divide a draft into sentences, each with the place where it begins."""
    for match in _SENTENCE.finditer(text):
        if match.group().strip():
            yield match.start(), match.group()


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks the drafts of a body.

    Attributes:
        body: whose drafts.
        told: the day of the draft, and the period that it reports on.
        knowledge: how figures are said.
        records: what they are held against.
    """

    body: str
    told: Told
    knowledge: Knowledge
    records: Records

    def text(self, text: str) -> list[Checked]:
        """Check a draft.

        Returns:
            every numeral in the order of the text; places are those of the draft.
        """
        found: list[Checked] = []
        going = Going(Subject(self.body))
        for start, sentence in sentences(text):
            checked, going = self.sentence(sentence, going)
            found += [replace(one, start=one.start + start, end=one.end + start) for one in checked]
        return self.repeated(found)

    def repeated(self, found: list[Checked]) -> list[Checked]:
        """Let a figure that is stated again with the same noun speak of what it speaks of elsewhere.

        An account's first lines state the figures of its body in fewer words.
        """
        known: dict[tuple[Kind, str | None], dict[object, Checked]] = {}
        for one in found:
            if one.link is not None and stands_alone(one.link):
                same = known.setdefault((one.found.kind, one.found.unit), {})
                same.setdefault((one.link.frame.near, one.found.bounds, one.link.measure), one)
        return [
            self._as_elsewhere(one, known.get((one.found.kind, one.found.unit), {}).values()) for one in found
        ]

    def _as_elsewhere(self, one: Checked, known: Iterable[Checked]) -> Checked:
        if one.role is not Role.CLAIM or one.link is None or one.scope is None or one.scope.narrower:
            return one
        again = [other for other in known if other.link and says_again(one.link, other.link)]
        again.sort(key=lambda other: other.found.bounds != one.found.bounds)
        same = next(iter(again), None)
        if same is None or same.link is None or same.scope is None:
            return one
        scope = one.scope if one.scope.dated else same.scope
        found = replace(one.link, measure=same.link.measure, phrase=same.link.phrase, met=same.link.met)
        return replace(one, link=found, scope=scope, judged=self._judged(found, one.role, scope))

    def sentence(self, sentence: str, going: Going | None = None) -> tuple[list[Checked], Going]:
        """Check a sentence, and return what the draft speaks of after it.

        Args:
            sentence: the sentence.
            going: what the draft spoke of before it; ``None`` at its beginning.
        """
        before = going or Going(Subject(self.body))
        view = look(sentence, self.knowledge.simpler)
        figures = scan(view.text, self.told, self.knowledge.lexicon)
        subjects = subjects_of(view.text, self.body, self.knowledge.bodies, before.subject)
        linked = link(view.text, figures, self.knowledge.book, before.topic, self._stems())
        links = {one.figure.start: one for one in linked}
        checked: list[Checked] = []
        for at, figure in enumerate(figures):
            one = self._checked(view, figures, at, links.get(figure.start), subjects)
            checked.append(self._compared(one, checked))
        topics = _TOPICS.findall(view.text)
        return checked, Going(subjects.goes_on, topics[-1] if topics else "")

    def _stems(self) -> tuple[str, ...]:
        stems = {name.removesuffix("政协") for name in {self.body, *self.knowledge.bodies}}
        return tuple(sorted({*stems, *map(short, stems)}, key=lambda stem: (-len(stem), stem)))

    def _checked(
        self, view: View, figures: list[Found], at: int, found: Link | None, subjects: Subjects
    ) -> Checked:
        figure = figures[at]
        start, end = view.span(figure.start, figure.end)
        if found is None:
            return Checked(start, end, figure)
        role = role_of(found.frame, self.told, figures, at)
        scope = scope_of(view.text, figures, at, self.told, subjects.at(figure.start))
        return Checked(start, end, figure, found, role, scope, self._judged(found, role, scope))

    def _compared(self, one: Checked, before: Sequence[Checked]) -> Checked:
        """Let a growth or a difference speak of the later of the two times that its sentence compares."""
        if one.link is None or one.scope is None or one.link.derive not in {GROWTH, DIFFERENCE}:
            return one
        same = [
            other.scope
            for other in before
            if other.link and other.scope and other.link.measure == one.link.measure and not other.link.derive
        ]
        own = [scope for scope in same if scope.body == one.scope.body]
        if len({(scope.first, scope.last) for scope in own}) < 2:  # a comparison has two sides.
            return one
        latest = max(own, key=lambda scope: scope.last)
        scope = replace(one.scope, first=latest.first, last=latest.last, dated=latest.dated)
        return replace(one, scope=scope, judged=self._judged(one.link, one.role, scope))

    def _judged(self, found: Link, role: Role, scope: Scope) -> Judged:
        bounds = found.figure.bounds
        if role is not Role.CLAIM:
            return unchecked("claim.rule" if role is Role.NORM else "claim.plan")
        if found.measure is None or bounds is None:
            return unchecked("claim.no_measure")
        if found.part:
            return unchecked("claim.part")
        figure = found.figure
        said = Said(figure.kind, figure.unit, bounds, found.measure, found.derive, found.change, scope)
        return judge(said, self.records, self.told.day)
