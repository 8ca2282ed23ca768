"""The form of a body: a unit, a party organisation, an enterprise, a base, a handling unit."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxin.engine.roster.vocabulary import Family

Choices = list[tuple[int, str]]
ASKED = {
    Family.LIAISON_UNIT: ("township", "address"),
    Family.PARTY_ORGANISATION: ("parent", "host"),
    Family.ENTERPRISE: ("credit_code", "credit_code_note", "township", "address"),
    Family.BASE: ("host", "township", "address"),
    Family.HANDLING_UNIT: ("parent", "contact_name", "contact_phone", "address"),
}
"""What is asked beside kind, code, name, description and days."""


class OrganisationForm(forms.Form):
    """A body's details."""

    kind = forms.ChoiceField(label=_("Kind"))
    code = forms.CharField(label=_("Code"), max_length=40, help_text=_("Short and unique, such as R01."))
    name = forms.CharField(label=_("Name of the body"), max_length=120)
    parent = forms.TypedChoiceField(label=_("Belongs to"), coerce=int, empty_value=None, required=False)
    host = forms.TypedChoiceField(label=_("Stands in"), coerce=int, empty_value=None, required=False)
    credit_code = forms.CharField(label=_("Unified social credit code"), max_length=24, required=False)
    credit_code_note = forms.CharField(
        label=_("Why the code is kept although its check character fails"), max_length=200, required=False
    )
    contact_name = forms.CharField(label=_("Contact"), max_length=60, required=False)
    contact_phone = forms.CharField(label=_("Contact's phone"), max_length=40, required=False)
    township = forms.CharField(label=_("Township"), max_length=80, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    about = forms.CharField(
        label=_("Description"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    start = forms.DateField(
        label=_("First day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    end = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Only when it is closed; its records and history stay."),
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 — Django's signature.
        family: Family,
        kinds: list[tuple[str, str]],
        parents: Choices,
        hosts: Choices,
        **kwargs: Any,  # noqa: ANN401 — Django's signature.
    ) -> None:
        """Ask what the family needs, and offer the bodies it may belong to."""
        super().__init__(*args, **kwargs)
        for name in {name for asked in ASKED.values() for name in asked} - {*ASKED[family]}:
            del self.fields[name]
        offers = {"kind": kinds, "parent": [("", "—"), *parents], "host": [("", "—"), *hosts]}
        for name, choices in offers.items():
            if name in self.fields:
                self.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
