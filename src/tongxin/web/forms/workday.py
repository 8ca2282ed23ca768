"""Forms of the working-day calendar: marking days, completing a year, reckoning a deadline."""

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from tongxin.engine.kernel.holidays import DayKind
from tongxin.engine.kernel.workdays import Measure
from tongxin.web import workday_words
from tongxin.web.forms.roster import day_field

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Years that the page shows; a slip of the pen lies outside."""
MOST = 1000


class MarkForm(forms.Form):
    """Which days are made what, and by which document."""

    kind = forms.TypedChoiceField(
        label=_("The days are"),
        coerce=DayKind,
        choices=[
            (DayKind.OFF.value, _("days off")),
            (DayKind.WORKED.value, _("worked in return, though a weekend or a holiday")),
            (DayKind.NORMAL.value, _("as in any week again; what was arranged for them is taken back")),
        ],
        widget=forms.RadioSelect,
        initial=DayKind.OFF.value,
    )
    first = day_field(_("First day"))
    last = day_field(_("Last day"), _("The same day again if it is one day."))
    name = forms.CharField(
        label=_("Holiday"),
        max_length=60,
        required=False,
        help_text=_("Deadlines say it where they jump over these days. Not needed to take something back."),
    )
    number = forms.CharField(
        label=_("Number of the document"),
        max_length=80,
        help_text=_("Such as the notice of the government or of the office."),
    )


class ReckonForm(forms.Form):
    """From which day how many days, working days or months run."""

    start = forms.DateField(
        label=_("Starting on"),
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
        validators=[
            MinValueValidator(date(FIRST_YEAR, 1, 1)),
            MaxValueValidator(date(LAST_YEAR, 12, 31)),
        ],
    )
    amount = forms.IntegerField(
        label=_("How many"),
        min_value=1,
        max_value=MOST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off"}),
    )
    measure = forms.TypedChoiceField(
        label=_("Counted by"),
        coerce=Measure,
        choices=[(one.value, word) for one, word in workday_words.MEASURES.items()],
    )
    roll = forms.BooleanField(label=_("A day off moves to the next working day"), required=False)
