"""How values read in the visitor's language: dates, amounts, labels, issues, addresses."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from urllib.parse import urlencode

from django.utils import timezone, translation

from tongxin.engine.kernel.issues import Issue
from tongxin.engine.kernel.labels import Label
from tongxin.engine.kernel.periods import Grain, Period
from tongxin.engine.kernel.quantities import plain_text
from tongxin.web import issue_texts

_WAN = Decimal(10000)
_YI = Decimal(100000000)


def language() -> str:
    """Return the active language tag, one of the house's three."""
    return translation.get_language() or "zh-hans"


def label(value: Label | None) -> str:
    """Return a label's wording in the active language; a missing one reads as empty."""
    return value.text(language()) if value is not None else ""


def day(value: date | None) -> str:
    """Write a day: 2024年10月31日, or 31 October 2024."""
    if value is None:
        return ""
    if language() == "en":
        return f"{value.day} {value:%B} {value.year}"
    return f"{value.year}年{value.month}月{value.day}日"


_QUARTERS = ("一", "二", "三", "四")


def period(value: Period) -> str:
    """Write a calendar period: 2024年第三季度, 2024年上半年, 2024年7月, 2024年; or Q3 2024."""
    year, place = value.start.year, (value.start.month - 1) // value.grain
    if language() == "en":
        short = {
            Grain.MONTH: f"{value.start:%B}",
            Grain.QUARTER: f"Q{place + 1}",
            Grain.HALF: f"H{place + 1}",
        }
        return f"{short.get(value.grain, '')} {year}".strip()
    parts = {
        Grain.MONTH: f"{place + 1}月",
        Grain.QUARTER: f"第{_QUARTERS[place % 4]}季度",
        Grain.HALF: "下半年" if place else "上半年",
    }
    return f"{year}年{parts.get(value.grain, '')}"


def moment(value: datetime | None) -> str:
    """Write a day and time of day in the committee's time zone."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{day(local.date())} {local:%H:%M}"


def amount(value: Decimal | int, unit: str = "") -> str:
    """Write an amount as people read it: 36.31万元, 3.08亿元, 10,860个; never rounded.

    Large sums of money are written in 万 or 亿 only when that loses nothing.
    """
    number = Decimal(value)
    if unit == "元" and language() != "en":
        for step, name in ((_YI, "亿"), (_WAN, "万")):
            scaled = number / step
            if abs(number) >= step and scaled == round(scaled, 4):
                return f"{plain_text(scaled)}{name}元"
    whole, _, rest = plain_text(number).partition(".")
    text = f"{int(whole):,}" + (f".{rest}" if rest else "")
    return f"{text}{unit}" if language() != "en" or unit == "%" else f"{text} {unit}".strip()


def issue(value: Issue) -> str:
    """Write an issue as a sentence with its remedy in the active language."""
    return issue_texts.sentence(value)


def with_query(path: str, query: Mapping[str, object]) -> str:
    """Append the query's non-empty values to a path."""
    kept = {key: value for key, value in query.items() if value not in (None, "", [])}
    return f"{path}?{urlencode(kept, doseq=True)}" if kept else path
