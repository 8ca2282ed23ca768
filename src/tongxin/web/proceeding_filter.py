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
        topic: suggested topic that the papers take up.
        unsettled: ``denied`` for papers that were entered for members who do not stand by them.
    """

    words: str = ""
    state: str = ""
    part: str = ""
    topic: str = ""
    unsettled: str = ""

    @classmethod
    def read(cls, asked: QueryDict) -> "PaperFilter":
        """Return the filter of an address."""
        topic = asked.get("topic", "")
        return cls(
            words=asked.get("q", "").strip(),
            state=asked.get("state", ""),
            part=asked.get("part", ""),
            topic=topic if topic.isdecimal() else "",
            unsettled=asked.get("stands", ""),
        )

    def __bool__(self) -> bool:
        """Whether anything is narrowed."""
        return bool(self.words or self.state or self.part or self.topic or self.unsettled)

    def query(self) -> dict[str, object]:
        """Return it as an address says it."""
        asked: dict[str, object] = {"q": self.words, "state": self.state, "part": self.part}
        further = {"topic": self.topic, "stands": self.unsettled}
        return asked | {key: value for key, value in further.items() if value}

    def applied(self, papers: QuerySet[Paper]) -> QuerySet[Paper]:
        """Return what it leaves of some papers."""
        if self.words:
            papers = papers.filter(title__contains=self.words)
        if self.state:
            papers = papers.filter(state=self.state)
        if self.topic:
            papers = papers.filter(topic=int(self.topic), submitted_at__isnull=False)
        if self.unsettled:
            papers = papers.filter(on_behalf=True, stands=self.unsettled)
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
