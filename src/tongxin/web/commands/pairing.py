"""``tongxin pairing``: solve pairing problems from files, without any database."""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from tongxin.engine.pairing.flow import TooLarge
from tongxin.engine.pairing.reading import Malformed, read_problem
from tongxin.engine.pairing.solving import solve
from tongxin.engine.pairing.writing import written
from tongxin.web import wording
from tongxin.web.commands.failing import CommandFailed

HELP = "Solve pairing problems: who links whom, as evenly as can be and then as fittingly"
_EACH = 16
"""Problems that a process takes at once."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    one = acts.add_parser("solve", help="solve one problem, a JSON object")
    many = acts.add_parser("solve-all", help="solve many problems, a JSON object a line")
    many.add_argument(
        "--workers", type=int, default=os.cpu_count() or 1, help="processes; default: one a core"
    )
    for act in (one, many):
        act.add_argument("problem", type=Path, metavar="PROBLEM")
        act.add_argument("--out", type=Path, required=True, metavar="RESULT", help="the file to write")
        act.add_argument("--no-explain", action="store_true", help="leave the explanations out")


def run(options: argparse.Namespace) -> int:
    """Solve and write; exit 2 if the input is malformed."""
    if options.act == "solve":
        result = _solved(_text(options.problem), explained=not options.no_explain)
        options.out.write_text(json.dumps(result, ensure_ascii=False) + "\n", encoding="utf-8")
        print(_summary(result))
        return 0
    return _solve_all(options)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        message = f"{path}: {problem}"
        raise CommandFailed(message, 2) from problem


def _solved(text: str, *, explained: bool) -> dict[str, Any]:
    """Return the result of one problem.

    Raises:
        CommandFailed: the text is no problem; the message names the entry.
    """
    try:
        problem = read_problem(json.loads(text))
        return written(problem, solve(problem, explained=explained))
    except json.JSONDecodeError as problem:
        message = f"line {problem.lineno}, column {problem.colno}: {problem.msg}"
        raise CommandFailed(message, 2) from problem
    except Malformed as problem:
        lines = [f"{issue.place}: {wording.issue(issue)}" for issue in problem.issues]
        raise CommandFailed("\n".join(lines), 2) from problem
    except TooLarge as problem:
        message = "candidates: the affinities differ by too much; give them in smaller numbers"
        raise CommandFailed(message, 2) from problem


def _summary(result: dict[str, Any]) -> str:
    if result["status"] != "optimal":
        return f"infeasible; {len(result['relax'])} rules to relax are named in the result"
    loads: dict[int, int] = {}
    for load in result["loads"].values():
        loads[load] = loads.get(load, 0) + 1
    shares = ", ".join(f"{count} × {load}" for load, count in sorted(loads.items(), reverse=True))
    return f"optimal: {len(result['pairs'])} pairs, loads {shares}, total {result['objective']['total']}"


def _solve_all(options: argparse.Namespace) -> int:
    """Solve a problem a line, in order, with progress on stderr."""
    lines = [line for line in _text(options.problem).splitlines() if line.strip()]
    done = 0
    with options.out.open("w", encoding="utf-8") as out, ProcessPoolExecutor(options.workers) as pool:
        tasks = [(number, line, not options.no_explain) for number, line in enumerate(lines, 1)]
        for text in _ordered(pool, tasks):
            out.write(text + "\n")
            done += 1
            if done % 100 == 0 or done == len(lines):
                print(f"{done} of {len(lines)}", file=sys.stderr, flush=True)
    return 0


def _ordered(pool: ProcessPoolExecutor, tasks: list[tuple[int, str, bool]]) -> Iterator[str]:
    return pool.map(_one, tasks, chunksize=_EACH)


def _one(task: tuple[int, str, bool]) -> str:
    number, text, explained = task
    try:
        return json.dumps(_solved(text, explained=explained), ensure_ascii=False)
    except CommandFailed as problem:
        message = f"line {number}: {problem}"
        raise CommandFailed(message, 2) from problem
