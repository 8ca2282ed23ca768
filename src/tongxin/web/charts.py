"""Charts as SVG, built here: bars with direct labels, drawn once wide and once narrow.

All geometry is in attributes and all colour in the style sheet, so the strict content policy holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_WIDTH = 960
_TOP = 28
_PLOT = 190
_FOOT = 44
_DIGIT = 7.2
_ROW = 26
_NAME = 92
_NARROW = 340
_ROOM_FOR_VALUE = 84


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        name: what it stands for, in full.
        short: what stands under it, such as the month.
        over: what stands under that for this bar and those after it, such as the year; may be empty.
        value: its length; ``None`` when there is no value.
        text: the value as it is read.
    """

    name: str
    short: str
    over: str
    value: Decimal | None
    text: str


def wide_bars(bars: Sequence[Bar], title: str) -> SafeString:
    """Draw upright bars for a page or a sheet of paper.

    A label that finds no room over its bar is left out, except the largest: the table has them all.

    Args:
        bars: in order.
        title: the question the chart answers; assistive technology reads it with the values.
    """
    slot = _WIDTH / max(len(bars), 1)
    top = _largest(bars)
    parts = [
        _upright(bar, place * slot, slot, top, _first_largest(bars) == place)
        for place, bar in enumerate(bars)
    ]
    return format_html(
        '<svg class="chart chart-wide" viewBox="0 0 {} {}" role="img" aria-label="{}">{}'
        '<line class="chart-base" x1="0" x2="{}" y1="{}" y2="{}"/></svg>',
        *(_WIDTH, _TOP + _PLOT + _FOOT, _spoken(bars, title)),
        format_html_join("", "{}", ((part,) for part in parts)),
        *(_WIDTH, _TOP + _PLOT, _TOP + _PLOT),
    )


def _upright(bar: Bar, left: float, slot: float, top: Decimal, is_largest: bool) -> SafeString:
    height = _length(bar.value, top, _PLOT)
    middle, base = left + slot / 2, _TOP + _PLOT
    width = min(slot * 0.64, 56)
    fits = len(bar.text) * _DIGIT <= slot or is_largest
    return format_html(
        "<g><title>{}</title>"
        '<rect class="chart-bar" x="{}" y="{}" width="{}" height="{}" rx="1.5"/>{}{}{}</g>',
        f"{bar.name}: {bar.text}",
        *(_n(middle - width / 2), _n(base - height), _n(width), _n(height)),
        _text("chart-value", _within(middle, bar.text), base - height - 7, bar.text) if fits else "",
        _text("chart-name", middle, base + 17, bar.short),
        _text("chart-over", left + 2, base + 36, bar.over, anchor="start") if bar.over else "",
    )


def narrow_bars(bars: Sequence[Bar]) -> SafeString:
    """Draw lying bars for a phone; hidden from assistive technology, which has read the wide ones."""
    top = _largest(bars)
    parts = [_lying(bar, place * _ROW, top) for place, bar in enumerate(bars)]
    return format_html(
        '<svg class="chart chart-narrow" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}</svg>',
        *(_NARROW, max(len(bars), 1) * _ROW),
        format_html_join("", "{}", ((part,) for part in parts)),
    )


def _lying(bar: Bar, top: float, most: Decimal) -> SafeString:
    length = _length(bar.value, most, _NARROW - _NAME - _ROOM_FOR_VALUE)
    return format_html(
        '{}<rect class="chart-bar" x="{}" y="{}" width="{}" height="14" rx="1.5"/>{}',
        _text("chart-name", 0, top + 17, bar.name, anchor="start"),
        *(_NAME, _n(top + 6), _n(length)),
        _text("chart-value", _NAME + length + 5, top + 17, bar.text, anchor="start"),
    )


def _text(style: str, x: float, y: float, words: str, *, anchor: str = "middle") -> SafeString:
    return format_html(
        '<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>', style, _n(x), _n(y), anchor, words
    )


def _within(middle: float, words: str) -> float:
    """Keep a centred label inside the drawing."""
    half = len(words) * _DIGIT / 2
    return min(max(middle, half), _WIDTH - half)


def _largest(bars: Sequence[Bar]) -> Decimal:
    return max((bar.value for bar in bars if bar.value is not None), default=Decimal(0))


def _first_largest(bars: Sequence[Bar]) -> int:
    top = _largest(bars)
    return next((place for place, bar in enumerate(bars) if bar.value == top and top), -1)


def _length(value: Decimal | None, top: Decimal, room: int) -> float:
    if value is None or value <= 0 or top <= 0:
        return 0
    return max(float(value / top) * room, 1.5)


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _spoken(bars: Sequence[Bar], title: str) -> str:
    return f"{title} {'; '.join(f'{bar.name}: {bar.text}' for bar in bars)}"
