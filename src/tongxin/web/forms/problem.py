"""Forms for the problems of enterprises."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxin.web.forms.roster import Choices


class HandForm(forms.Form):
    """Which department gets a problem."""

    unit = forms.TypedChoiceField(label=_("Department"), coerce=int)

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:  # noqa: ANN401 — Django's signature.
        """Offer the handling units."""
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", "—"), *units]  # type: ignore[attr-defined]  # a ChoiceField


class AnswerForm(forms.Form):
    """What was done about a problem."""

    text = forms.CharField(
        label=_("What was done"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The enterprise is then asked; only its word closes the problem."),
    )


class WordForm(forms.Form):
    """What the enterprise says."""

    solved = forms.ChoiceField(
        label=_("Is the problem solved?"),
        choices=[("yes", _("Yes, it is solved")), ("no", _("No, not yet"))],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label=_("Your name"), max_length=60)
    text = forms.CharField(
        label=_("Anything to add"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
