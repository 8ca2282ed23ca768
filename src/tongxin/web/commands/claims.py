"""``tongxin claims evaluate``: check the sentences of a file against the records of another."""

import argparse
import json
from pathlib import Path

from tongxin.web.claims_files import (
    Sentences,
    UnreadableFileError,
    judge_sentences,
    ledger_of,
    read_catalogue,
    read_lines,
)
from tongxin.web.commands.failing import CommandFailed

HELP = "Check the figures of sentences in files against records in files"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("act", choices=["evaluate"], help="what to do")
    for name, words in (
        ("sentences", "JSON lines: sent_id, doc_id, text"),
        ("docs", "JSON lines: doc_id, org, date, default_period"),
        ("indicators", "catalogue of indicators, TOML"),
        ("ledger", "records, JSON lines: row_id, org, indicator, date, qty"),
        ("scope", "where the records are complete, JSON lines: org, indicator, from, to"),
        ("out", "where to write, JSON lines: sent_id, quantities"),
    ):
        parser.add_argument(f"--{name}", type=Path, required=True, metavar="FILE", help=words)


def run(options: argparse.Namespace) -> int:
    """Check and write; exit 2 when a file cannot be read."""
    try:
        lines = list(_lines(options))
    except UnreadableFileError as error:
        raise CommandFailed(str(error)) from error
    except KeyError as error:
        raise CommandFailed(f"A row has no {error}.") from error
    options.out.write_text("".join(lines), "utf-8")
    print(f"{len(lines)} sentences → {options.out}")
    return 0


def _lines(options: argparse.Namespace) -> list[str]:
    catalogue = read_catalogue(options.indicators)
    ledger = ledger_of(catalogue, read_lines(options.ledger), read_lines(options.scope))
    drafts = {row["doc_id"]: row for row in read_lines(options.docs)}
    given = Sentences(read_lines(options.sentences), drafts)
    rows = judge_sentences(given, catalogue, ledger)
    return [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
