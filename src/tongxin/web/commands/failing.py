"""How a command says that it failed."""

import sys
from collections.abc import Iterable

from tongxin.packs.problems import PackProblem
from tongxin.web.pack_issue_texts import sentence


class CommandFailed(Exception):  # noqa: N818 — reads as the outcome it is.
    """A command cannot go on; its text says why and what to do.

    Attributes:
        status: exit status, 1 for something found wrong, 2 for a wrong call.
    """

    def __init__(self, text: str, status: int = 1) -> None:
        """Keep the text and the exit status."""
        super().__init__(text)
        self.status = status


def tell_problems(problems: Iterable[PackProblem]) -> None:
    """Print what is wrong with a pack, each with its file, line and key."""
    for problem in problems:
        key = f" {problem.key}:" if problem.key else ""
        print(f"{problem.place}:{key} {sentence(problem)}", file=sys.stderr)
