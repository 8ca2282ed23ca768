"""Forms of papers of the office."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxin.engine.papers.templates import LONGEST


class BeginForm(forms.Form):
    """The period that a paper is about, and the member."""

    period = forms.ChoiceField(label=_("It is about"))
    person = forms.TypedChoiceField(label=_("Member"), coerce=int, empty_value=None)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 — Django's.
        periods: Sequence[tuple[str, str]],
        people: Sequence[tuple[int, str]],
        **kwargs: Any,  # noqa: ANN401 — Django's.
    ) -> None:
        """Offer periods, and people for a paper about one of them.

        Args:
            *args: as Django has them.
            periods: code and name.
            people: id and name; empty for a paper about the committee.
            **kwargs: as Django has them.
        """
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = list(periods)  # type: ignore[attr-defined]  # a ChoiceField
        if people:
            self.fields["person"].choices = [("", "—"), *people]  # type: ignore[attr-defined]  # a ChoiceField
        else:
            del self.fields["person"]


class WriteForm(forms.Form):
    """The words of a paper."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=200)
    addressee = forms.CharField(
        label=_("Addressed to"), max_length=200, required=False, help_text=_("With the colon behind it.")
    )
    text = forms.CharField(
        label=_("Text"),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"}),
        help_text=_(
            "A paragraph a line; # and ## begin headings, === an annex. "
            "Figures stand in braces and are counted: {visit.count}."
        ),
    )


class IssueForm(forms.Form):
    """The revision that was read, and why it goes out against the records."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why it goes out all the same"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept with the paper and in the log."),
    )

    def __init__(self, *args: Any, asks_reason: bool, **kwargs: Any) -> None:  # noqa: ANN401 — Django's.
        """Ask for a reason only where the records contradict a figure."""
        super().__init__(*args, **kwargs)
        if not asks_reason:
            del self.fields["reason"]
