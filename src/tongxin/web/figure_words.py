"""How figures read: periods, dimensions, reasons, and what the lines of a breakdown belong to."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongxin.engine.figures.indicators import Indicator, Measure, Source
from tongxin.engine.figures.tallies import Column
from tongxin.engine.figures.values import NO_DENOMINATOR, Cell, Reason
from tongxin.engine.kernel import periods
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.roster.values import Roster
from tongxin.web import wording

DIMENSIONS: dict[str, Promise] = {
    "month": gettext_lazy("By month"),
    "quarter": gettext_lazy("By quarter"),
    "year": gettext_lazy("By year"),
    "unit": gettext_lazy("By unit"),
    "organisation": gettext_lazy("By organisation"),
    "sector": gettext_lazy("By sector"),
    "member": gettext_lazy("By member"),
    "kind": gettext_lazy("By kind"),
}

COLUMNS: dict[str, Promise] = {
    "month": gettext_lazy("Month"),
    "quarter": gettext_lazy("Quarter"),
    "year": gettext_lazy("Year"),
    "unit": gettext_lazy("Unit"),
    "organisation": gettext_lazy("Organisation"),
    "sector": gettext_lazy("Sector"),
    "member": gettext_lazy("Member"),
    "kind": gettext_lazy("Kind"),
}

TALLY_COLUMNS: dict[Column, Promise] = {
    Column.PERIOD: gettext_lazy("This period"),
    Column.YEAR: gettext_lazy("Since 1 January"),
    Column.SESSION: gettext_lazy("Since the last plenary session"),
}

REASONS: dict[str, Promise] = {
    Reason.VOID: gettext_lazy("Declared void"),
    Reason.OUTSIDE_PERIOD: gettext_lazy("Outside the period"),
    Reason.FILTER_NOT_MET: gettext_lazy("Does not meet the filter"),
    Reason.NOTHING_COUNTED: gettext_lazy("Lacks what is counted"),
    NO_DENOMINATOR: gettext_lazy("Nothing to divide by in this period"),
}

_NUMERALS = "〇一二三四"
_SCALES = {"zh": ((10**8, "亿"), (10**4, "万")), "en": ((10**9, "bn"), (10**6, "m"), (10**3, "k"))}


def period_name(code: str) -> str:
    """Write a period's code: 2024年7月, 2024年第三季度, 2024年; July 2024, Q3 2024, 2024.

    Raises:
        ValueError: the text is no period code.
    """
    period = periods.parse(code)
    year, month = period.start.year, period.start.month
    if wording.language() == "en":
        english = {periods.Grain.MONTH: f"{period.start:%B} {year}", periods.Grain.YEAR: str(year)}
        return english.get(period.grain, f"Q{(month + 2) // 3} {year}")
    chinese = {periods.Grain.MONTH: f"{year}年{month}月", periods.Grain.YEAR: f"{year}年"}
    return chinese.get(period.grain, f"{year}年第{_NUMERALS[(month + 2) // 3]}季度")


def period_short(code: str) -> tuple[str, str]:
    """Write a period for under a bar: its name inside the year, and the year for the first one in it."""
    period = periods.parse(code)
    year, month = period.start.year, period.start.month
    english = wording.language() == "en"
    over = str(year) if english else f"{year}年"
    if period.grain is periods.Grain.YEAR:
        return over, ""
    if period.grain is periods.Grain.QUARTER:
        return (f"Q{(month + 2) // 3}" if english else f"{_NUMERALS[(month + 2) // 3]}季"), over
    return (f"{period.start:%b}" if english else f"{month}月"), over


def short_amount(value: Decimal | None) -> str:
    """Write an amount for a chart's label, in 万 or 亿 to one place; the table beneath is exact."""
    if value is None:
        return "–"
    for step, name in _SCALES["en" if wording.language() == "en" else "zh"]:
        if abs(value) >= step:
            scaled = (value / step).quantize(Decimal("0.1"), ROUND_HALF_UP)
            return wording.amount(scaled) + name
    return wording.amount(value)


def key_name(by: str, cell: Cell, roster: Roster, mechanism: Mechanism) -> str:
    """Name what a line of a breakdown belongs to."""
    if cell.key is None:
        return _("None recorded") if by in {"unit", "organisation"} else _("Not members")
    if by in {"month", "quarter", "year"}:
        return period_name(str(cell.key))
    if by in {"unit", "organisation"}:
        unit = roster.organisations.get(int(cell.key))
        return unit.name if unit else str(cell.key)
    if by == "member":
        person = roster.people.get(int(cell.key))
        return person.name if person else str(cell.key)
    return _coded(by, str(cell.key), mechanism)


def _coded(by: str, code: str, mechanism: Mechanism) -> str:
    if by == "sector":
        sector = next((item for item in mechanism.vocabulary.sectors if item.id == code), None)
        return wording.label(sector.label) if sector else code
    return kind_name(code, mechanism)


def kind_name(code: str, mechanism: Mechanism) -> str:
    """Return the name of a kind of entries, organisations or links."""
    words = mechanism.vocabulary
    for found in (mechanism.entry_kind(code), words.organisation_kind(code), words.link_kind(code)):
        if found is not None:
            return wording.label(found.label)
    return code


def question(indicator: Indicator, by: str) -> str:
    """Return the question that an indicator's chart over time answers."""
    name = {"label": wording.label(indicator.label)}
    if indicator.source is Source.RATIO:
        return _("How did this change: %(label)s?") % name
    if indicator.source is not Source.ENTRIES:
        return _("How many were there at the end of each period: %(label)s?") % name
    if by == "month":
        return _("How much in each month: %(label)s?") % name
    return _("How much in each period: %(label)s?") % name


def not_adding_up(indicator: Indicator, by: str) -> str:
    """Say why the lines of a breakdown need not add up to the figure."""
    if indicator.source is Source.RATIO:
        return _("Each line is a ratio of its own; ratios do not add up.")
    if indicator.source is not Source.ENTRIES:
        return _("Each line is the state at the end of a period; states do not add up.")
    if indicator.measure is Measure.PEOPLE:
        return _("Each person counts once in a line and once in the figure, so the lines do not add up.")
    if by in {"member", "sector"}:
        return _("A record with several people stands under each of them, so the lines do not add up.")
    return _("The lines do not add up to the figure.")
