"""The form of the office's version of a text, and the lists in which many papers are dealt with at once."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxin.actions.proceeding_batches import Row
from tongxin.engine.ledger.kinds import FieldType
from tongxin.engine.proceedings.numbering import BulletinSeries
from tongxin.engine.proceedings.rules import Move
from tongxin.engine.proceedings.submissions import TextPart
from tongxin.web.forms.proceeding import field_of
from tongxin.web.forms.roster import Choices
from tongxin.web.wording import label


class EditionForm(forms.Form):
    """A text as the office edits it."""

    title = forms.CharField(label=_("Title"), max_length=200)
    seen = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, *args: Any, parts: Sequence[TextPart], **kwargs: Any) -> None:  # noqa: ANN401 — Django's.
        """Make a field for each part of the text."""
        super().__init__(*args, **kwargs)
        self.parts = parts
        for part in parts:
            self.fields[f"part.{part.id}"] = forms.CharField(
                label=label(part.label), required=False, widget=forms.Textarea(attrs={"rows": 12})
            )

    def texts(self) -> dict[str, str]:
        """Return the parts, with plain line ends."""
        return {part.id: self.cleaned_data[f"part.{part.id}"].replace("\r\n", "\n") for part in self.parts}


class BulletinForm(forms.Form):
    """Which reports go into the next issue of which bulletin."""

    series = forms.ChoiceField(label=_("Bulletin"), widget=forms.RadioSelect())
    papers = forms.TypedMultipleChoiceField(
        label=_("Reports"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple()
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 — Django's signature.
        series: Sequence[BulletinSeries],
        papers: Choices,
        **kwargs: Any,  # noqa: ANN401 — Django's signature.
    ) -> None:
        """Offer the series and the papers that may be issued."""
        super().__init__(*args, **kwargs)
        self.fields["series"].choices = [(one.id, label(one.label)) for one in series]  # type: ignore[attr-defined]  # a ChoiceField
        self.initial.setdefault("series", series[0].id)
        self.fields["papers"].choices = papers  # type: ignore[attr-defined]  # the same


class BatchForm(forms.Form):
    """Rows of papers with what is said of each; a row without anything in it is left out."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 — Django's signature.
        move: Move,
        papers: Choices,
        count: int,
        **kwargs: Any,  # noqa: ANN401 — Django's signature.
    ) -> None:
        """Make the rows.

        Args:
            args: of Django.
            move: the move that is made of each paper.
            papers: papers that may be chosen.
            count: how many rows.
            kwargs: of Django.
        """
        super().__init__(*args, **kwargs)
        self.move, self.count = move, count
        for number in range(1, count + 1):
            chosen = forms.TypedChoiceField(
                label=_("Paper"), coerce=int, required=False, empty_value=None, choices=[("", "—"), *papers]
            )
            self.fields[f"row.{number}.paper"] = chosen
            for spec in move.fields:
                field = field_of(spec)
                if spec.type is FieldType.CHOICE:
                    offered = [(one.id, label(one.label)) for one in spec.choices]
                    field = forms.ChoiceField(label=label(spec.label), choices=[("", "—"), *offered])
                field.required = False
                self.fields[f"row.{number}.field.{spec.id}"] = field

    def lines(self) -> list[list[forms.BoundField]]:
        """Return the controls row by row."""
        names = ["paper", *(f"field.{spec.id}" for spec in self.move.fields)]
        return [[self[f"row.{number}.{name}"] for name in names] for number in range(1, self.count + 1)]

    def rows(self) -> list[Row]:
        """Return the rows that say something."""
        found = []
        for number in range(1, self.count + 1):
            fields = {}
            for spec in self.move.fields:
                value = self.cleaned_data.get(f"row.{number}.field.{spec.id}")
                if value not in (None, "", False):
                    fields[spec.id] = value.isoformat() if spec.type is FieldType.DATE else value
            paper = self.cleaned_data.get(f"row.{number}.paper")
            if paper is not None or fields:
                found.append(Row(number=number, paper=paper or 0, fields=fields))
        return found
