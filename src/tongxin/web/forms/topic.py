"""The form of a suggested topic."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxin.web.forms.roster import Choices
from tongxin.web.topic_words import SOURCES


class TopicForm(forms.Form):
    """A topic, what is behind it, and who proposed it."""

    title = forms.CharField(label=_("Topic"), max_length=200)
    about = forms.CharField(
        label=_("What is behind it"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    source = forms.ChoiceField(label=_("Proposed by"), choices=list(SOURCES.items()), initial="office")
    body = forms.TypedChoiceField(
        label=_("Which body"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("For a unit or a department."),
    )

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:  # noqa: ANN401 — Django's.
        """Offer the bodies that may propose a topic."""
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [("", "—"), *bodies]  # type: ignore[attr-defined]  # a ChoiceField
