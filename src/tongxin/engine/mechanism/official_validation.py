"""Whether the papers of a mechanism hold: each figure named is counted, each row of numbers is there."""

from collections.abc import Iterator
from dataclasses import replace

from tongxin.engine.figures.indicators import Indicator
from tongxin.engine.kernel.issues import Issue
from tongxin.engine.mechanism.names import known, nearest
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.papers.templates import BRACED, COMMITTEE, PaperTemplate, Style, mistakes

NEEDED = {
    Style.DOCUMENT: ("head",),
    Style.LETTER: ("series", "head", "addressee", "signature"),
    Style.BULLETIN: ("series", "head"),
    Style.SHEET: (),
}
"""What a kind of paper must say, by what it looks like."""


def official_papers(mechanism: Mechanism) -> Iterator[Issue]:
    """Yield what is wrong with the templates of papers."""
    for template in mechanism.papers:
        place = f"papers.yaml/papers/{template.id}"
        if template.series:
            rows = [one.id for one in mechanism.letter_series]
            yield from known(template.series, rows, f"{place}/series")
        for key in NEEDED[template.style]:
            if not getattr(template, key):
                yield Issue(code="pack.missing_key", params={"expected": key}, place=place)
        yield from _unknown_words(template.title, template.words, f"{place}/title")
        for key, text in template.named():
            yield from _unknown_words(text, (COMMITTEE,), f"{place}/{key}")
        for issue in wrong_text(mechanism, template, template.text):
            yield replace(issue, place=f"{place}/text")


def _unknown_words(text: str, words: tuple[str, ...], place: str) -> Iterator[Issue]:
    for found in BRACED.findall(text):
        yield from known(found.strip(), words, place, "letter.unknown_placeholder")


def wrong_text(mechanism: Mechanism, template: PaperTemplate, text: str) -> Iterator[Issue]:
    """Yield what is wrong with a text of a template; the place of each is its line, counted from one."""
    indicators = {item.id: item for item in mechanism.indicators}
    ways = {item.id: ways_of(item, indicators) for item in mechanism.indicators}
    names = {*indicators, *template.words}
    for issue in mistakes(template, text, indicators, ways):
        if issue.code == "paper.unknown_name":
            near = nearest(str(issue.params["found"]), names)
            yield replace(issue, params={**issue.params, "near": near})
        else:
            yield issue


def ways_of(item: Indicator, indicators: dict[str, Indicator]) -> frozenset[str]:
    """Return the ways an indicator may be broken down; a ratio as both of its parts may."""
    declared = frozenset({"month", "quarter", *item.per})
    for part in (item.numerator, item.denominator):
        if part in indicators:
            declared &= {"month", "quarter", *indicators[part].per}
    return declared
