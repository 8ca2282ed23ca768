"""What a paper consists of: who may hand it in, the parts of its text, what else is asked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tongxin.engine.kernel.issues import Issue
from tongxin.engine.kernel.labels import Label
from tongxin.engine.kernel.workdays import add_months
from tongxin.engine.ledger.kinds import Condition, FieldSpec
from tongxin.engine.ledger.validation import LONGEST_TITLE, field_issues


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionForm:
    """A form in which papers are handed in, such as individual, joint or collective.

    Attributes:
        id: stable code.
        label: its name.
        about: what makes it valid, in plain words.
        least_people: people who must stand behind it, the first included.
        kinds: kinds of bodies that may hand it in; empty for members.
        plenary_only: whether it is taken only while a plenary session is held.
        recorded_as: value that records carry in their field ``form``; the code itself if empty.
        first_role: role of who answers for it in the records.
        other_role: role of those who sign after the first; that of signers if empty.
        outside: whether somebody who holds no seat may hand it in, such as an informant.
    """

    id: str
    label: Label
    about: Label
    least_people: int = 1
    kinds: tuple[str, ...] = ()
    plenary_only: bool = False
    recorded_as: str = ""
    first_role: str = ""
    other_role: str = ""
    outside: bool = False

    @property
    def collective(self) -> bool:
        """Whether a body hands it in."""
        return bool(self.kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPart:
    """A part of the text.

    Attributes:
        id: stable code.
        label: its heading.
        hint: what belongs there.
        required: whether a paper without it is refused.
        longest: characters it may have; 0 for no limit of its own.
    """

    id: str
    label: Label
    hint: Label
    required: bool = True
    longest: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A sentence that must be agreed to before a paper is handed in."""

    id: str
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a paper may come from: a paper of another kind, or a record.

    Attributes:
        id: stable code.
        label: its name.
        workflow: kind of papers; empty for records.
        kinds: kinds of records; empty for papers.
    """

    id: str
    label: Label
    workflow: str = ""
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """From what papers come, so that nothing is counted as two things that are one.

    Attributes:
        field: field of the record that says it.
        known: what they may come from.
    """

    field: str
    known: tuple[Origin, ...]

    def of(self, *, workflow: str = "", kind: str = "") -> Origin | None:
        """Return what a paper comes from, given the kind of the paper or of the record behind it."""
        found = (one for one in self.known if (workflow and one.workflow == workflow) or kind in one.kinds)
        return next(found, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """How papers for a plenary session are told from those between sessions: by their day, never by hand.

    Attributes:
        field: field of the record that says it.
        months: months before the opening from which papers count for the session.
        within: what the field holds for a session, until it closes.
        outside: what it holds otherwise.
    """

    field: str
    within: str
    outside: str
    months: int = 3

    def of(self, day: date, sessions: Iterable[tuple[date, date]]) -> str:
        """Return what the field holds for a paper of a day.

        Args:
            day: the day on which it was handed in.
            sessions: plenary sessions, first and last day.
        """
        inside = any(add_months(start, -self.months) <= day <= end for start, end in sessions)
        return self.within if inside else self.outside


class Extent(StrEnum):
    """How much of a paper may be printed for others to read."""

    WHOLE = "whole"
    SHORT = "short"
    """Its title, its number and who handed it in."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiling:
    """How papers are put together in one document.

    Attributes:
        consent: field that says whether the proposer agreed to publication; empty where nobody is asked.
        whole: its values with which the whole text may be printed.
        short: its values with which only title and proposer may.
    """

    consent: str = ""
    whole: tuple[str, ...] = ()
    short: tuple[str, ...] = ()

    def extent(self, fields: Mapping[str, object]) -> Extent:
        """Return how much of a paper may be printed; who was asked and has not answered did not agree."""
        if not self.consent:
            return Extent.WHOLE
        said = str(fields.get(self.consent, ""))
        if said in self.whole:
            return Extent.WHOLE
        return Extent.SHORT if said in self.short else Extent.NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionRules:
    """What a paper consists of.

    Attributes:
        forms: forms in which it is handed in.
        parts: parts of its text.
        longest: characters of all parts together.
        wanted: characters that the guide asks for; more is said, not refused.
        fields: what else is asked, such as the theme or consent to publication.
        declarations: sentences that must be agreed to.
        most_units: how many handling units the proposer may wish for.
        signers: whether others may sign.
        files: how many files may be attached, such as the longer text; 0 for none.
        topics: whether the office keeps a list of suggested topics.
        first: what the first signer is called, such as the author; ``None`` for that word itself.
        season: how papers for a plenary session are told from others; ``None`` where nobody asks.
        origins: from what papers come; ``None`` where nobody asks.
        placed: whether the record names the liaison unit of its first signer.
        theme: field that sorts papers by matter; units are suggested by it as well. Empty for none.
        shown_if: what must have been agreed to for other members to see passages of a filed paper that says
            the same as theirs; ``None`` for never.
        compiled: how papers are put together in one document.
    """

    forms: tuple[SubmissionForm, ...]
    parts: tuple[TextPart, ...]
    longest: int
    wanted: int = 0
    fields: tuple[FieldSpec, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    most_units: int = 0
    signers: bool = False
    files: int = 0
    topics: bool = False
    first: Label | None = None
    season: Season | None = None
    origins: Origins | None = None
    placed: bool = False
    theme: str = ""
    shown_if: Condition | None = None
    compiled: Compiling = field(default_factory=Compiling)

    def form(self, code: str) -> SubmissionForm | None:
        """Return the form with a code, if it is declared."""
        return next((form for form in self.forms if form.id == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A paper as somebody hands it in.

    Attributes:
        form: code of the form.
        title: its title.
        parts: texts by the code of the part.
        fields: other answers by the code of the field.
        declared: declarations agreed to.
        people: who stands behind it: the first signer, then those who confirmed.
        body: the body that hands it in; ``None`` for members.
        body_kind: kind of that body.
        units: handling units wished for.
        seated: whether the first signer holds a seat on the day.
        source: the record that it comes from.
        topic: the suggested topic that it takes up.
    """

    form: str
    title: str
    parts: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, object] = field(default_factory=dict)
    declared: frozenset[str] = frozenset()
    people: tuple[int, ...] = ()
    body: int | None = None
    body_kind: str = ""
    units: tuple[int, ...] = ()
    seated: bool = True
    source: int | None = None
    topic: int | None = None

    @property
    def length(self) -> int:
        """Characters of all parts, spaces and line ends not counted."""
        return sum(len("".join(text.split())) for text in self.parts.values())


def submission_issues(draft: Submission, rules: SubmissionRules, *, plenary: bool) -> Iterator[Issue]:
    """Yield everything that keeps a paper from being handed in, each with the form field as its place.

    Args:
        draft: the paper.
        rules: what it must consist of.
        plenary: whether a plenary session is being held.
    """
    form = rules.form(draft.form)
    if form is None:
        yield Issue(code="field.required", place="form")
    else:
        yield from _form(draft, form, plenary=plenary)
    yield from _texts(draft, rules)
    yield from field_issues(draft.fields, rules.fields)
    for declaration in rules.declarations:
        if declaration.id not in draft.declared:
            yield Issue(code="submission.not_declared", place=f"declared.{declaration.id}")
    if len(draft.units) > rules.most_units:
        yield Issue(code="submission.too_many_units", params={"most": rules.most_units}, place="units")


def _form(draft: Submission, form: SubmissionForm, *, plenary: bool) -> Iterator[Issue]:
    if form.plenary_only and not plenary:
        yield Issue(code="submission.plenary_only", place="form")
    if form.collective and draft.body is None:
        yield Issue(code="submission.body_needed", place="body")
    elif form.collective and draft.body_kind not in form.kinds:
        yield Issue(code="submission.body_of_other_kind", place="body")
    elif not form.collective and not form.outside and not draft.seated:
        yield Issue(code="submission.seat_needed", place="form")
    if not draft.people:
        yield Issue(code="field.required", place="people")
    elif len(set(draft.people)) < form.least_people:
        params = {"least": form.least_people, "there": len(set(draft.people))}
        yield Issue(code="submission.too_few_people", params=params, place="people")


def _texts(draft: Submission, rules: SubmissionRules) -> Iterator[Issue]:
    if not draft.title.strip():
        yield Issue(code="field.required", place="title")
    elif len(draft.title) > LONGEST_TITLE:
        params = {"length": len(draft.title), "longest": LONGEST_TITLE}
        yield Issue(code="field.too_long", params=params, place="title")
    for part in rules.parts:
        text = draft.parts.get(part.id, "").strip()
        if part.required and not text:
            yield Issue(code="field.required", place=f"part.{part.id}")
        elif part.longest and len(text) > part.longest:
            params = {"length": len(text), "longest": part.longest}
            yield Issue(code="field.too_long", params=params, place=f"part.{part.id}")
    if draft.length > rules.longest:
        params = {"length": draft.length, "longest": rules.longest}
        yield Issue(code="submission.too_long", params=params, place=f"part.{rules.parts[-1].id}")
