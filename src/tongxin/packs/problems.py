"""What is wrong with a pack: where, which key, what was expected, and the nearest valid name."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class PackProblem:
    """One thing wrong with a pack.

    Attributes:
        code: stable code, such as ``pack.unknown_key``; the web layer has its sentence.
        file: file inside the pack.
        line: line, counted from one.
        key: dotted path to the key.
        params: values for the sentence: ``found``, ``expected``, ``near``.
    """

    code: str
    file: str
    line: int
    key: str
    params: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Where it is, as editors understand it: ``file:line``."""
        return f"{self.file}:{self.line}"


class PackError(Exception):
    """A pack cannot be used.

    Attributes:
        problems: everything that is wrong, in the order of files and lines.
    """

    def __init__(self, problems: list[PackProblem]) -> None:
        """Keep the problems."""
        self.problems = sorted(problems, key=lambda item: (item.file, item.line, item.key))
        super().__init__("; ".join(f"{item.place} {item.key} {item.code}" for item in self.problems))
