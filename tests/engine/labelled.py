"""Reads drafts whose numerals are labelled, and counts how far a reading of them agrees."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from tongxin.engine.claims.checking import Checked, Checker, Going, Knowledge
from tongxin.engine.claims.dates import Told
from tongxin.engine.claims.found import CLAIMED, Kind
from tongxin.engine.claims.ledgers import RowLedger

FOLDER = Path(__file__).parent / "drafts"
_LABEL = re.compile(r"\[\[([^|\]]+)\|([^\]]*)\]\]")
_PINYIN = re.compile(r"[（(][a-zü\u00e0-\u01dc]{1,7}[)）]")
_EVEN = str.maketrans("０１２３４５６７８９％．萬億餘", "0123456789%.万亿余")
_WORTH = {"万亿": 10**12, "千万": 10**7, "百万": 10**6, "亿": 10**8, "万": 10**4, "千": 10**3, "百": 10**2}
_KINDS = {"pp": "percentage_point"}


@dataclass(frozen=True, slots=True)
class Label:
    """What an annotator says of a numeral.

    Attributes:
        start: its first character in the sentence.
        end: one after its last.
        kind: what it is.
        values: its value, or its two ends; empty for kinds without.
        measure: the measure that it is the total of, or the growth or difference.
        part_of: the measure that it is only a part of.
        optional: whether it is borderline.
    """

    start: int
    end: int
    kind: Kind
    values: tuple[Fraction, ...] = ()
    measure: str = ""
    part_of: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A labelled draft.

    Attributes:
        name: name of its file.
        body: whose.
        told: its day and the days that it reports on.
        sentences: text and labels of each sentence.
    """

    name: str
    body: str
    told: Told
    sentences: tuple[tuple[str, tuple[Label, ...]], ...]


def drafts() -> Iterator[Draft]:
    """Read all labelled drafts, in the order of their names."""
    for path in sorted(FOLDER.glob("*.txt")):
        yield read(path)


def read(path: Path) -> Draft:
    """Read one labelled draft."""
    head, _, body = path.read_text("utf-8").partition("\n---\n")
    told = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    first, last = (date.fromisoformat(day) for day in told["default_period"].split())
    sentences = tuple(_sentence(line) for line in body.splitlines() if line.strip())
    return Draft(
        path.stem, told["org"].strip(), Told(date.fromisoformat(told["date"]), first, last), sentences
    )


def _sentence(line: str) -> tuple[str, tuple[Label, ...]]:
    text, at, labels = "", 0, []
    for match in _LABEL.finditer(line):
        text += line[at : match.start()]
        labels.append(_label(match[1], match[2].split(), len(text)))
        text += match[1]
        at = match.end()
    return text + line[at:], tuple(labels)


def _label(surface: str, words: list[str], start: int) -> Label:
    said = dict(word.split("=", 1) for word in words[1:])
    kind = Kind(_KINDS.get(words[0], words[0]))
    if "lo" in said:
        values: tuple[Fraction, ...] = (Fraction(said["lo"]), Fraction(said["hi"]))
    elif kind in CLAIMED or kind in {Kind.ORDINAL, Kind.DURATION}:
        values = (Fraction(said["v"]) if "v" in said else plain(surface),)
    else:
        values = ()
    return Label(
        start,
        start + len(surface),
        kind,
        values,
        measure=said.get("i", ""),
        part_of=said.get("s", ""),
        optional="opt" in said,
    )


def plain(surface: str) -> Fraction:
    """Return the value of Arabic figures with 万, 亿 or %, without the words around them.

    Raises:
        ValueError: there are none.
    """
    evened = _PINYIN.sub("", surface).translate(_EVEN).replace(",", "")
    found = re.search(r"\d+(?:\.\d+)?", evened)
    if found is None:
        raise ValueError(surface)
    value = Fraction(found.group())
    rest = evened[found.end() :].lstrip("余多")
    if rest.startswith("%"):
        value /= 100
    value *= next((worth for word, worth in _WORTH.items() if rest.startswith(word)), 1)
    return -value if evened.startswith(("-", "－")) else value


def read_by(knowledge: Knowledge, draft: Draft) -> Iterator[tuple[str, tuple[Label, ...], list[Checked]]]:
    """Read a draft sentence by sentence, as the checker does."""
    checker = Checker(draft.body, draft.told, knowledge, RowLedger({}, (), ()))
    going: Going | None = None
    for text, labels in draft.sentences:
        checked, going = checker.sentence(text, going)
        yield text, labels, checked


def counted(sentences: Iterable[tuple[str, tuple[Label, ...], list[Checked]]]) -> Counter[str]:
    """Count how far a reading agrees with the labels.

    Returns:
        ``claims`` labelled, ``claimed`` by the reading, ``right`` ones; the same for numerals of all kinds
        as ``all``, ``found``, ``all_right``; ``linked`` labelled, ``links_right``; ``unlinked`` labelled,
        ``links_wrong``: links to the whole where there is none, or only a part.
    """
    tally: Counter[str] = Counter()
    for _text, labels, checked in sentences:
        kept = [one for one in checked if not _borderline(one, labels)]
        wanted = [label for label in labels if not label.optional]
        tally["all"] += len(wanted)
        tally["found"] += len(kept)
        tally["claims"] += sum(label.kind in CLAIMED for label in wanted)
        tally["claimed"] += sum(one.found.claims for one in kept)
        for label in wanted:
            one = next((one for one in kept if (one.start, one.end) == (label.start, label.end)), None)
            _compare(tally, label, one)
    return tally


def _borderline(one: Checked, labels: tuple[Label, ...]) -> bool:
    return any(label.optional and one.start < label.end and label.start < one.end for label in labels)


def _compare(tally: Counter[str], label: Label, one: Checked | None) -> None:
    right = one is not None and one.found.kind is label.kind and _same(label, one)
    tally["all_right"] += right
    if label.kind not in CLAIMED:
        return
    tally["right"] += right
    link = one.link if one is not None else None
    narrower = bool(one and one.scope and (one.scope.narrower or one.scope.one_day))
    whole = link.measure if link and link.measure and not link.part and not narrower else ""
    if label.measure:
        tally["linked"] += 1
        tally["links_right"] += bool(link) and link.measure == label.measure if link else False
    else:
        tally["unlinked"] += 1
        tally["links_wrong"] += bool(whole) and str(one.role) == "claim" if one else False


def _same(label: Label, one: Checked) -> bool:
    """Tell whether the value is the one stated, or both ends are; spans suffice for other kinds."""
    bounds = one.found.bounds
    if label.kind not in CLAIMED or not label.values:
        return True
    if bounds is None:
        return False
    read = (bounds.value,) if len(label.values) == 1 else (bounds.low, bounds.high)
    return all(
        mine is not None and abs(mine - value) * 1000 <= abs(value)
        for mine, value in zip(read, label.values, strict=True)
    )
