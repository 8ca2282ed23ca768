"""``tongxin similar``: what says the same as a paper, on the site or in a folder of texts."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tongxin.engine.similar.keeping import KeptPostings
from tongxin.engine.similar.looking_up import MOST, Alike, alike
from tongxin.store.queries.similar import cleaned, similar_to
from tongxin.web.commands.asking import committee_named
from tongxin.web.commands.failing import CommandFailed

HELP = "Find what says the same as a paper, with the passages that coincide"
_SHOWN = 5
"""Passages of a document that are printed; JSON has all."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A document that is like the paper: what it is, what it says, and what coincides."""

    what: dict[str, Any]
    text: str
    found: Alike


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the paper, UTF-8 text")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--most", type=_number, default=MOST, metavar="N", help="documents told of; default 10"
    )
    parser.add_argument("--committee", metavar="CODE", help="needed where the site has several")
    parser.add_argument(
        "--corpus",
        type=Path,
        metavar="PLACE",
        help="compare with this instead of the site: a folder of .txt files, or a file of JSON lines "
        '{"id", "text"}',
    )


def run(options: argparse.Namespace) -> int:
    """Find and print; exit 2 when something cannot be read."""
    paper = _read(options.file)
    known = _in_corpus(options, paper) if options.corpus else _on_site(options, paper)
    if options.json:
        print(json.dumps([_row(one, paper) for one in known], ensure_ascii=False, indent=1))
        return 0
    for one in known:
        what = " ".join(str(part) for part in one.what.values())
        print(f"{one.found.score:8.1f} {one.found.share:4.0%}  {what}")
        for passage in sorted(one.found.passages, key=lambda same: -same.length)[:_SHOWN]:
            print(f"               {passage.start}–{passage.end}: {paper[passage.start : passage.end]}")
    if not known:
        print("Nothing says the same.")
    return 0


def _number(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        message = f"{path}: this is not UTF-8 text (byte {problem.start})"
        raise CommandFailed(message, 2) from problem
    except OSError as problem:
        message = f"{path}: {problem.strerror}"
        raise CommandFailed(message, 2) from problem


def _on_site(options: argparse.Namespace, paper: str) -> list[_Known]:
    found = similar_to(committee_named(options.committee).pk, paper, most=options.most)
    return [
        _Known(
            {
                "noun": one.noun,
                "id": one.object_id,
                "kind": one.code,
                "day": one.happened.isoformat(),
                "title": one.title,
            },
            one.text,
            one.found,
        )
        for one in found
    ]


def _in_corpus(options: argparse.Namespace, paper: str) -> list[_Known]:
    texts = list(_corpus(options.corpus))
    known = KeptPostings((place, cleaned(text)) for place, (_, text) in enumerate(texts))
    found = alike(cleaned(paper), known, most=options.most)
    return [_Known({"id": texts[one.document][0]}, texts[one.document][1], one) for one in found]


def _corpus(place: Path) -> Iterator[tuple[str, str]]:
    if place.is_dir():
        for path in sorted(place.glob("*.txt")):
            yield path.stem, _read(path)
        return
    for number, line in enumerate(_read(place).splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield str(row["id"]), str(row["text"])
        except (ValueError, KeyError, TypeError) as problem:
            message = f'{place}: line {number} is no JSON object with "id" and "text"'
            raise CommandFailed(message, 2) from problem


def _row(one: _Known, paper: str) -> dict[str, Any]:
    return {
        **one.what,
        "score": round(one.found.score, 2),
        "share": round(one.found.share, 4),
        "passages": [
            {
                "start": same.start,
                "end": same.end,
                "text": paper[same.start : same.end],
                "there_start": same.there_start,
                "there_end": same.there_end,
                "there_text": one.text[same.there_start : same.there_end],
            }
            for same in one.found.passages
        ],
    }
