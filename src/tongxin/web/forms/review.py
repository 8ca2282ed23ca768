"""Forms of reviews."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxin.web.forms.roster import Choices, day_field

TASKS = 3
"""Tasks that one form takes; more are added by sending it again."""

Pairs = list[tuple[str, str]]


class OpenForm(forms.Form):
    """Which review, and in which year it is owed."""

    kind = forms.ChoiceField(label=_("Review"))
    year = forms.TypedChoiceField(label=_("Year"), coerce=int)

    def __init__(self, *args: Any, kinds: Pairs, years: list[int], **kwargs: Any) -> None:  # noqa: ANN401 — Django's signature.
        """Offer the kinds and years."""
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["year"].choices = [(year, year) for year in years]  # type: ignore[attr-defined]  # the same


def _offer_bands(form: forms.Form, bands: Pairs) -> None:
    if not bands:
        del form.fields["band"]
        return
    form.fields["band"].choices = [("", _("none")), *bands]  # type: ignore[attr-defined]  # a ChoiceField


class CommentForm(forms.Form):
    """What a reviewer says."""

    text = forms.CharField(label=_("My comment"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    band = forms.ChoiceField(label=_("Band"), required=False)

    def __init__(self, *args: Any, bands: Pairs, **kwargs: Any) -> None:  # noqa: ANN401 — Django's signature.
        """Offer the bands, if the kind of review has any."""
        super().__init__(*args, **kwargs)
        _offer_bands(self, bands)


class CloseForm(forms.Form):
    """On which day the meeting was."""

    met_on = day_field(_("Day of the meeting"), _("Comments become visible and can no longer be changed."))


class SignForm(forms.Form):
    """Who signs the conclusions."""

    signed_by = forms.CharField(label=_("Signed by"), max_length=60)


class ReopenForm(forms.Form):
    """Why a round is taken up again."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class ConcludeForm(forms.Form):
    """The conclusion for one who is reviewed, and the tasks that follow."""

    text = forms.CharField(label=_("Conclusion"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    band = forms.ChoiceField(label=_("Band"), required=False)

    def __init__(self, *args: Any, bands: Pairs, people: Choices, **kwargs: Any) -> None:  # noqa: ANN401 — Django's signature.
        """Offer bands, and people for the tasks."""
        super().__init__(*args, **kwargs)
        _offer_bands(self, bands)
        for number in range(1, TASKS + 1):
            label = _("Task %(number)s")
            self.fields[f"task{number}"] = forms.CharField(
                label=label % {"number": number}, max_length=300, required=False
            )
            who = forms.TypedChoiceField(
                label=_("Who answers for it"), coerce=int, required=False, empty_value=None
            )
            who.choices = [("", "—"), *people]
            self.fields[f"person{number}"] = who
            due = day_field(_("Due"))
            due.required = False
            self.fields[f"due{number}"] = due

    def plain_fields(self) -> list[forms.BoundField]:
        """Return the fields of the conclusion itself."""
        return [bound for bound in self.visible_fields() if bound.name in {"text", "band"}]

    def task_fields(self) -> list[list[forms.BoundField]]:
        """Return the fields of each task together: the task, who answers for it, its day."""
        return [
            [self[f"{part}{number}"] for part in ("task", "person", "due")] for number in range(1, TASKS + 1)
        ]


class DoneForm(forms.Form):
    """How and when a task was done."""

    day = day_field(_("Day"))
    note = forms.CharField(label=_("How it was done"), max_length=300)
