"""Forms of the draft checker."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxin.engine.mechanism.values import Mechanism
from tongxin.web.wording import label


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DraftForm(forms.Form):
    """A draft to be checked: pasted or as a file, with its day and the period that it reports on."""

    title = forms.CharField(
        label=_("Title"), max_length=200, required=False, help_text=_("Its first line, if left empty.")
    )
    text = forms.CharField(
        label=_("Paste the draft"), required=False, widget=forms.Textarea(attrs={"rows": 12}), strip=False
    )
    file = forms.FileField(
        label=_("Or choose a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".docx,.txt,.md"}),
        help_text=_("A Word document (.docx) or plain text (.txt). If there is a file, it is checked."),
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    first = forms.DateField(label=_("It reports on the time from"), widget=_day())
    last = forms.DateField(label=_("to"), widget=_day())
    day = forms.DateField(
        label=_("Date of the draft"),
        required=False,
        widget=_day(),
        help_text=_("What stands, such as the number of members, is read on this day. Empty: the last day."),
    )


class PeriodForm(forms.Form):
    """Another day of a draft, and another period that it reports on."""

    first = forms.DateField(label=_("It reports on the time from"), widget=_day())
    last = forms.DateField(label=_("to"), widget=_day())
    day = forms.DateField(label=_("Date of the draft"), required=False, widget=_day())


class ChoiceForm(forms.Form):
    """Which indicator and which days a figure is of."""

    measure = forms.ChoiceField(label=_("It is a figure of"), required=False)
    first = forms.DateField(label=_("From"), required=False, widget=_day())
    last = forms.DateField(label=_("To"), required=False, widget=_day())

    def __init__(self, *args: Any, mechanism: Mechanism, **kwargs: Any) -> None:  # noqa: ANN401 — Django's.
        """Offer the indicators of a mechanism."""
        super().__init__(*args, **kwargs)
        self.fields["measure"].choices = measures(mechanism)  # type: ignore[attr-defined]  # a ChoiceField

    def days(self, before: Sequence[str] | None = None) -> tuple[date, date] | None:
        """Return the days chosen, if both ends are and somebody changed them.

        Days that were left as they stood are not pinned, so that they follow the draft's period.

        Args:
            before: the days that were chosen before, as ISO texts; kept if they were left as they stood.
        """
        if not {"first", "last"} & set(self.changed_data):
            return (date.fromisoformat(before[0]), date.fromisoformat(before[1])) if before else None
        first, last = self.cleaned_data["first"], self.cleaned_data["last"]
        return (first, last) if first and last else None


class WordingForm(forms.Form):
    """A wording to be taught."""

    use = forms.ChoiceField(
        label=_("What the words say"),
        choices=[
            ("said", _("says this indicator")),
            ("never", _("never says this indicator")),
            ("name", _("is a name and no figure")),
        ],
    )
    measure = forms.ChoiceField(label=_("Indicator"), required=False)
    phrase = forms.CharField(
        label=_("Words"),
        max_length=120,
        help_text=_(
            "# stands for the figure, … for a few characters between, / between words of which one suffices: "
            "走访/慰问…老党员…#"
        ),
    )

    def __init__(self, *args: Any, mechanism: Mechanism, **kwargs: Any) -> None:  # noqa: ANN401 — Django's.
        """Offer the indicators of a mechanism."""
        super().__init__(*args, **kwargs)
        self.fields["measure"].choices = measures(mechanism)  # type: ignore[attr-defined]  # a ChoiceField


def measures(mechanism: Mechanism) -> list[tuple[str, Any]]:
    """Return the indicators under their headings, with none first."""
    grouped = [
        (
            label(group.label),
            [(item.id, label(item.label)) for item in mechanism.indicators if item.group == group.id],
        )
        for group in mechanism.indicator_groups
    ]
    return [("", _("None of them")), *(group for group in grouped if group[1])]
