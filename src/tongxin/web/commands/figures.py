"""``tongxin figures``: every figure of a period."""

import argparse
import json
import unicodedata

from tongxin.engine.figures.values import Figure
from tongxin.engine.kernel.quantities import plain_text
from tongxin.engine.mechanism.values import Mechanism
from tongxin.web.commands import asking

HELP = "Print every figure of a period, counted from the records"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    asking.arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Print the figures as JSON or as a table."""
    asked = asking.asked(options)
    figures = asked.book.figures(asked.period)
    if options.json:
        print(json.dumps([_data(figure) for figure in figures], ensure_ascii=False, indent=2))
        return 0
    for line in _table(figures, asked.mechanism):
        print(line)
    return 0


def _data(figure: Figure) -> dict[str, object]:
    return {
        "indicator": figure.indicator,
        "value": None if figure.value is None else plain_text(figure.value),
        "unit": figure.unit,
        "count_of_records": figure.count,
    }


def _table(figures: list[Figure], mechanism: Mechanism) -> list[str]:
    rows = [("indicator", "value", "unit", "records", "")]
    for figure in figures:
        item = mechanism.indicator(figure.indicator)
        value = "-" if figure.value is None else f"{plain_text(figure.value)}"
        label = item.label.zh_hans if item else ""
        rows.append((figure.indicator, value, figure.unit, str(figure.count), label))
    widths = [max(_width(row[place]) for row in rows) for place in range(4)]
    return [
        "  ".join(
            (
                _padded(row[0], widths[0]),
                _padded(row[1], widths[1], right=True),
                _padded(row[2], widths[2]),
                _padded(row[3], widths[3], right=True),
                row[4],
            )
        ).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _padded(text: str, width: int, *, right: bool = False) -> str:
    room = " " * (width - _width(text))
    return room + text if right else text + room
