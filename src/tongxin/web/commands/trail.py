"""``tongxin trail``: the records one figure was counted from, and those that were not counted."""

import argparse
import json

from tongxin.engine.figures.values import Figure, Trail
from tongxin.engine.kernel.quantities import plain_text
from tongxin.web.commands import asking
from tongxin.web.commands.failing import CommandFailed
from tongxin.web.filter_words import describe

HELP = "Print the records one figure was counted from, and why others were left out"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("indicator", metavar="INDICATOR", help="id of the indicator, proposal.accepted")
    asking.arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Print the trail as JSON or as lines."""
    asked = asking.asked(options)
    item = asked.mechanism.indicator(options.indicator)
    if item is None:
        known = [one.id for one in asked.mechanism.indicators]
        hint = asking.nearest(options.indicator, known)
        raise CommandFailed(f"There is no indicator {options.indicator!r}. {hint}", 2)
    figure = asked.book.figure(item.id, asked.period)
    found = {
        **_data(figure, asked.book.trail(item.id, asked.period)),
        "version": f"{asked.mechanism.id} {asked.mechanism.version}/{item.version}",
        "filter": describe(item, asked.mechanism),
    }
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return 0
    for name, value in found.items():
        print(f"{name}: {_line(value)}")
    return 0


def _data(figure: Figure, trail: Trail) -> dict[str, object]:
    found: dict[str, object] = {
        "indicator": figure.indicator,
        "value": None if figure.value is None else plain_text(figure.value),
        "unit": figure.unit,
        "record_ids": list(trail.records),
        "excluded": [{"id": item.id, "reason": item.reason.value} for item in trail.excluded],
    }
    for name, part in (("numerator", figure.numerator), ("denominator", figure.denominator)):
        if part is not None:
            value = None if part.value is None else plain_text(part.value)
            found[name] = {"indicator": part.indicator, "value": value, "unit": part.unit}
    return found


def _line(value: object) -> str:
    if isinstance(value, list):
        return " ".join(
            f"{item['id']}({item['reason']})" if isinstance(item, dict) else str(item) for item in value
        )
    if isinstance(value, dict):
        return f"{value['indicator']} = {value['value']} {value['unit']}"
    return "-" if value is None else str(value)
