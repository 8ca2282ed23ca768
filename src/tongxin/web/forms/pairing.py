"""Forms of the pairing: what to pair, and who somebody is given to instead."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongxin.web.forms.roster import day_field
from tongxin.web.pairing_rows import Option


class RunForm(forms.Form):
    """Which kind of link is paired, and from when it is to hold."""

    kind = forms.ChoiceField(label=_("Kind of link"))
    day = day_field(_("First day"), _("Members and posts are taken as they stand on this day."))

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401 — Django's signature.
        """Offer the kinds of links that persons hold."""
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]  # a ChoiceField


class EditForm(forms.Form):
    """Who somebody is given to instead."""

    linker = forms.TypedChoiceField(label=_("Who links"), coerce=int)

    def __init__(self, *args: Any, options: list[Option], **kwargs: Any) -> None:  # noqa: ANN401 — Django's signature.
        """Offer the linkers who could, each with what it would cost."""
        super().__init__(*args, **kwargs)
        choices = [("", "—"), *((one.id, _said(one)) for one in options if one.allowed)]
        self.fields["linker"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


def _said(one: Option) -> str:
    values = {"name": one.name, "load": one.load, "cost": one.cost, "imbalance": one.imbalance}
    if one.imbalance > 0:
        return (
            gettext("%(name)s: would have %(load)s, less even by %(imbalance)s, fit less by %(cost)s")
            % values
        )
    if one.cost > 0:
        return gettext("%(name)s: would have %(load)s, fit less by %(cost)s") % values
    return gettext("%(name)s: would have %(load)s, costs nothing") % values
