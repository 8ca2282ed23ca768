"""Forms for signing in, for the own password, and for an administrator's work on accounts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(forms.Form):
    """A user name and a password."""

    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autofocus": True, "autocapitalize": "none"}
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasswordForm(forms.Form):
    """A new password in place of the old one."""

    old_password = forms.CharField(
        label=_("Present password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )
    new_password = forms.CharField(
        label=_("New password"),
        max_length=200,
        strip=False,
        help_text=_("At least 8 characters, not only digits, and not a password that many people use."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    repeated = forms.CharField(
        label=_("New password once more"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Demand the same new password twice."""
        cleaned = super().clean() or {}
        if cleaned.get("new_password") and cleaned.get("repeated") not in (None, cleaned["new_password"]):
            self.add_error("repeated", _("This is not the same as the new password above."))
        return cleaned


def _day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


Choices = list[tuple[int, str]]


class GrantForm(forms.Form):
    """A role, the body it is for, and the days on which it holds."""

    role = forms.ChoiceField(label=_("Role"))
    organisation = forms.TypedChoiceField(
        label=_("For the body"), required=False, coerce=int, empty_value=None
    )
    start = forms.DateField(label=_("First day"), required=False, widget=_day_input())
    end = forms.DateField(label=_("Last day"), required=False, widget=_day_input())

    def __init__(self, *args: Any, roles: list[tuple[str, str]], bodies: Choices, **kwargs: Any) -> None:  # noqa: ANN401 — Django's signature.
        """Offer the roles of the pack and the bodies of the committee."""
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["organisation"].choices = [("", "—"), *bodies]  # type: ignore[attr-defined]  # a ChoiceField


class NewAccountForm(GrantForm):
    """An account with its first role."""

    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        help_text=_("Letters, digits and . @ + - _, at least two of them; its owner types it to sign in."),
    )
    display_name = forms.CharField(label=_("Name shown"), max_length=60, required=False)
    person = forms.TypedChoiceField(
        label=_("Person of the roster"), required=False, coerce=int, empty_value=None
    )
    field_order = ("username", "display_name", "person", "role", "organisation", "start", "end")

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:  # noqa: ANN401 — Django's signature.
        """Offer the people who have no account yet."""
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", "—"), *people]  # type: ignore[attr-defined]  # a ChoiceField


class ReminderForm(forms.Form):
    """Where reminders go."""

    address = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        help_text=_("Leave it empty for no e-mail."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
