"""The form of a decision that frees of a duty."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tongxin.web.forms.roster import day_field


class ExemptForm(forms.Form):
    """From when to when, and why."""

    start = day_field(_("First day"))
    end = day_field(_("Last day"), _("Every period that shares a day with it is freed."))
    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("It stands wherever the duty does.")
    )
    number = forms.CharField(label=_("Number of the decision"), max_length=80, required=False)
    whole = forms.BooleanField(label=_("Freed of every duty in these days, as on leave"), required=False)
