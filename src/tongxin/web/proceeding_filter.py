"""The filter of a list of papers: what is asked, what it leaves, and how it reads at the head of a file."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from tongxin.engine.proceedings.rules import Workflow
from tongxin.store.queries.proceedings import Paper
from tongxin.web import wording


@dataclass(frozen=True, slots=True)
class PaperFilter:
    """What a list of papers is narrowed to; empty texts narrow nothing.

    Attributes:
        words: words of the title.
        state: state of the paper.
        part: state of a unit's part.
    """

    words: str = ""
    state: str = ""
    part: str = ""

    @classmethod
    def read(cls, asked: QueryDict) -> "PaperFilter":
        """Return the filter of an address."""
        return cls(asked.get("q", "").strip(), asked.get("state", ""), asked.get("part", ""))

    def __bool__(self) -> bool:
        """Whether anything is narrowed."""
        return bool(self.words or self.state or self.part)

    def query(self) -> dict[str, object]:
        """Return it as an address says it."""
        return {"q": self.words, "state": self.state, "part": self.part}

    def applied(self, papers: QuerySet[Paper]) -> QuerySet[Paper]:
        """Return what it leaves of some papers."""
        if self.words:
            papers = papers.filter(title__contains=self.words)
        if self.state:
            papers = papers.filter(state=self.state)
        return papers.filter(parts__state=self.part) if self.part else papers

    def told(self, flow: Workflow, inner: Workflow | None) -> str:
        """Return it in words: what a file that holds what it leaves says at its head."""
        state, part = flow.state(self.state), inner.state(self.part) if inner else None
        named = (
            (_("Words of the title"), self.words),
            (_("Where it stands"), wording.label(state.label) if state else self.state),
            (_("Units"), wording.label(part.label) if part else self.part),
        )
        return "；".join(f"{name}：{words}" for name, words in named if words) or _("All")
