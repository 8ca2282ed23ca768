"""Forms for dated changes of the roster: who heads, who sits where, who leaves, who links whom."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

Choices = list[tuple[int, str]]


def day_field(label: object, help_text: object = "") -> forms.DateField:
    """Return a field for a day."""
    day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=day, help_text=help_text)  # type: ignore[arg-type]  # lazy texts


def _offer(form: forms.Form, name: str, choices: Choices) -> None:
    form.fields[name].choices = [("", "—"), *choices]  # type: ignore[attr-defined]  # a ChoiceField


class HeadForm(forms.Form):
    """Who heads a unit, and from when."""

    person = forms.TypedChoiceField(label=_("Head"), coerce=int)
    day = day_field(_("First day"), _("The head before ends the day before and stays in the history."))

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:  # noqa: ANN401 — Django's signature.
        """Offer the people who may head the unit."""
        super().__init__(*args, **kwargs)
        _offer(self, "person", people)


class PlaceForm(forms.Form):
    """The unit in which a member has the primary place, and from when."""

    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    day = day_field(_("First day"), _("The place before ends the day before and stays in the history."))

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:  # noqa: ANN401 — Django's signature.
        """Offer the liaison units."""
        super().__init__(*args, **kwargs)
        _offer(self, "unit", units)


class LeaveForm(forms.Form):
    """How and when a membership ends."""

    HOW = (
        ("resigned", _("resigned")),
        ("revoked", _("revoked")),
        ("died", _("died")),
        ("term_end", _("end of term")),
    )
    how = forms.ChoiceField(label=_("How the membership ends"), choices=HOW)
    day = day_field(_("Last day"))
    note = forms.CharField(
        label=_("Note"), max_length=200, required=False, help_text=_("For example the decision's number.")
    )


class HandOverForm(forms.Form):
    """Who takes a link over, and from when."""

    day = day_field(_("First day"), _("Until the day before the link stays with whom it is now."))
    reason = forms.CharField(
        label=_("Reason"), max_length=200, required=False, help_text=_("It stands in the link's history.")
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 — Django's signature.
        holders: list[tuple[Choices, int | None]],
        **kwargs: Any,  # noqa: ANN401 — Django's signature.
    ) -> None:
        """Offer for each holder the people or bodies who may be it, and who it is now."""
        super().__init__(*args, **kwargs)
        several = len(holders) > 1
        for place, (choices, now) in enumerate(holders):
            label = _("Who links (%(number)s)") % {"number": place + 1} if several else _("Who links")
            field = forms.TypedChoiceField(label=label, coerce=int, initial=now)
            self.fields[f"holder{place}"] = field
            _offer(self, f"holder{place}", choices)
        self.order_fields([f"holder{place}" for place in range(len(holders))])

    def holders(self) -> list[int]:
        """Return the ids chosen, in order."""
        return [value for name, value in self.cleaned_data.items() if name.startswith("holder")]


class AdoptForm(HandOverForm):
    """Whom a new link leads to, who holds it, and from when."""

    target = forms.TypedChoiceField(label=_("Whom"), coerce=int)

    def __init__(self, *args: Any, targets: Choices, **kwargs: Any) -> None:  # noqa: ANN401 — Django's signature.
        """Offer whom nobody links yet."""
        super().__init__(*args, **kwargs)
        del self.fields["reason"]
        self.fields["day"].help_text = ""
        _offer(self, "target", targets)
        self.order_fields(["target"])


class EndLinkForm(forms.Form):
    """When and why a link ends without anybody taking it over."""

    day = day_field(_("Last day"))
    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("It stands in the link's history.")
    )
