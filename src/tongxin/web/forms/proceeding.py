"""Forms made from a workflow: a paper with its parts, and what is said with a move."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxin.engine.ledger.kinds import FieldSpec, FieldType
from tongxin.engine.proceedings.rules import Move, Takes
from tongxin.engine.proceedings.submissions import Submission, SubmissionRules
from tongxin.web.forms.roster import Choices, day_field
from tongxin.web.wording import label

LONG = 120
"""Texts that may be longer get more than one line."""
FEW = 4
"""So many choices stand open; more of them fold into a list."""
UNITS = 4
"""Units that one assignment takes; more are added by another one."""


def field_of(spec: FieldSpec) -> forms.Field:
    """Return the control of a coded field."""
    words = label(spec.label)
    if spec.type is FieldType.DATE:
        day = day_field(words)
        day.required = False
        return day
    if spec.type is FieldType.FLAG:
        return forms.BooleanField(label=words, required=False)
    if spec.type in {FieldType.CHOICE, FieldType.CHOICES}:
        return _choice(spec, words)
    widget = forms.Textarea(attrs={"rows": 4 if spec.longest <= 1000 else 12})
    return forms.CharField(
        label=words,
        max_length=spec.longest,
        required=spec.required,
        widget=forms.TextInput() if spec.longest <= LONG else widget,
    )


def _choice(spec: FieldSpec, words: str) -> forms.Field:
    choices = [(choice.id, label(choice.label)) for choice in spec.choices]
    few = len(choices) <= FEW
    if not few or not spec.required:
        choices = [("", "—"), *choices]
    return forms.ChoiceField(
        label=words,
        choices=choices,
        required=spec.required,
        initial=choices[0][0] if len(choices) == 1 else None,
        widget=forms.RadioSelect() if few and spec.required else forms.Select(),
    )


def said(form: forms.Form, specs: Sequence[FieldSpec]) -> dict[str, object]:
    """Return the answers of a form's coded fields; days as text, what was left out left out."""
    found: dict[str, object] = {}
    for spec in specs:
        value = form.cleaned_data.get(f"field.{spec.id}")
        if value not in (None, "", False):
            found[spec.id] = value.isoformat() if spec.type is FieldType.DATE else value
    return found


class PaperForm(forms.Form):
    """A paper: its form, title, parts, what else is asked; nothing is required before it is handed in."""

    form = forms.ChoiceField(label=_("Form"), required=False, widget=forms.RadioSelect())
    body = forms.TypedChoiceField(
        label=_("Body that hands it in"), coerce=int, required=False, empty_value=None
    )
    title = forms.CharField(label=_("Title"), max_length=200, required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 — Django's signature.
        rules: SubmissionRules,
        bodies: Choices,
        units: Choices,
        **kwargs: Any,  # noqa: ANN401 — Django's signature.
    ) -> None:
        """Make the fields that the workflow asks for."""
        super().__init__(*args, **kwargs)
        self.rules = rules
        self.fields["form"].choices = [(one.id, label(one.label)) for one in rules.forms]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["body"].choices = [("", "—"), *bodies]  # type: ignore[attr-defined]  # the same
        if not any(one.collective for one in rules.forms):
            del self.fields["body"]
        for part in rules.parts:
            self.fields[f"part.{part.id}"] = forms.CharField(
                label=label(part.label),
                help_text=label(part.hint),
                required=False,
                widget=forms.Textarea(attrs={"rows": 8}),
            )
        for spec in rules.fields:
            field = field_of(spec)
            field.required = False
            self.fields[f"field.{spec.id}"] = field
        for number in range(1, rules.most_units + 1):
            self.fields[f"unit{number}"] = _body(_("Unit wished for"), units)
        for declaration in rules.declarations:
            self.fields[f"declared.{declaration.id}"] = forms.BooleanField(
                label=label(declaration.label), required=False
            )

    def submission(self, people: Sequence[int]) -> Submission:
        """Return what was written, with the people who stand behind it."""
        given = self.cleaned_data
        units = [given.get(f"unit{number}") for number in range(1, self.rules.most_units + 1)]
        return Submission(
            form=given["form"],
            title=given["title"],
            parts={part.id: given[f"part.{part.id}"].replace("\r\n", "\n") for part in self.rules.parts},
            fields=said(self, self.rules.fields),
            declared=frozenset(one.id for one in self.rules.declarations if given[f"declared.{one.id}"]),
            people=tuple(people),
            body=given.get("body"),
            units=tuple(dict.fromkeys(unit for unit in units if unit is not None)),
        )


def _body(words: object, choices: Choices) -> forms.TypedChoiceField:
    field = forms.TypedChoiceField(label=words, coerce=int, required=False, empty_value=None)  # type: ignore[arg-type]  # lazy texts
    field.choices = [("", "—"), *choices]
    return field


class MoveForm(forms.Form):
    """What is said with a move, and what it takes."""

    ROLES = (
        ("sole", _("alone")),
        ("lead", _("leading")),
        ("assist", _("assisting")),
        ("split", _("separately")),
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 — Django's signature.
        move: Move,
        choices: Choices,
        **kwargs: Any,  # noqa: ANN401 — Django's signature.
    ) -> None:
        """Make the fields that the move asks for.

        Args:
            args: of Django.
            move: the move.
            choices: papers, units or people that it may take.
            kwargs: of Django.
        """
        super().__init__(*args, **kwargs)
        self.move = move
        words = {
            Takes.PAPER: _("Into which"),
            Takes.SUPPORTED: _("Which one"),
            Takes.BODY: _("Better unit"),
            Takes.PERSON: _("Who"),
            Takes.BULLETIN: _("Which issue"),
        }
        if move.takes in words:
            self.fields[move.takes.value] = _body(words[move.takes], choices)
            if move.takes is Takes.BULLETIN and choices:
                self.initial[move.takes.value] = choices[0][0]
        elif move.takes is Takes.UNITS:
            for number in range(1, UNITS + 1):
                self.fields[f"units{number}"] = _body(_("Handling unit"), choices)
                self.fields[f"role{number}"] = forms.ChoiceField(
                    label=_("Part"), choices=self.ROLES, required=False
                )
        for spec in move.fields:
            self.fields[f"field.{spec.id}"] = field_of(spec)

    def units(self) -> tuple[tuple[int, str], ...]:
        """Return the units chosen with the parts they play."""
        given = self.cleaned_data
        rows = [(given.get(f"units{n}"), given.get(f"role{n}") or "sole") for n in range(1, UNITS + 1)]
        return tuple((body, role) for body, role in rows if body is not None)

    def bulletin(self, series: Sequence[str]) -> tuple[int | None, str]:
        """Return the issue chosen, or the series whose next one is begun: ``-1`` is the first series."""
        chosen = self.cleaned_data.get(Takes.BULLETIN.value)
        if chosen is None or chosen > 0:
            return chosen, ""
        return None, series[-chosen - 1]

    def plain(self) -> list[forms.BoundField]:
        """Return the fields that stand one below another."""
        return [bound for bound in self.visible_fields() if not bound.name.startswith(("units", "role"))]

    def unit_rows(self) -> list[list[forms.BoundField]]:
        """Return each unit beside the part it plays."""
        if self.move.takes is not Takes.UNITS:
            return []
        return [[self[f"units{n}"], self[f"role{n}"]] for n in range(1, UNITS + 1)]
