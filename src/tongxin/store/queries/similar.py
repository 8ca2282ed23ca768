"""Which texts that a committee has are like another one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tongxin.engine.similar.cleaning import Cleaned, clean
from tongxin.engine.similar.looking_up import MOST, Alike, alike
from tongxin.store import postings
from tongxin.store.characters import simpler
from tongxin.store.models import SearchText


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """A text that is like the one asked about.

    Attributes:
        noun: what it is.
        object_id: which.
        code: its kind.
        happened: its day.
        title: its title.
        text: title and text, separated by a line break; passages count from its beginning.
        found: score, share and passages.
    """

    noun: str
    object_id: int
    code: str
    happened: date
    title: str
    text: str
    found: Alike


def compared_text(title: str, body: str) -> str:
    """Return what is compared of something: title and text, one below the other."""
    return f"{title}\n{body}" if body else title


def cleaned(text: str) -> Cleaned:
    """Return a text evened out as the stored ones are."""
    return clean(text, simpler())


def spaced(text: str) -> str:
    """Return a text evened out, with a space wherever something fell away."""
    return clean(text, simpler(), gap=" ").text


class StoredPostings:
    """The texts of a committee that are compared."""

    def __init__(self, committee_id: int) -> None:
        """Stand for a committee's texts; nothing is read yet."""
        self._committee = committee_id
        self.rows: dict[int, SearchText] = {}

    def having(self, wanted: Sequence[str], most: int) -> Mapping[str, Collection[int]]:
        """Return gram → the texts that have it; a gram that more than ``most`` have is left out."""
        return postings.having(self._committee, wanted, most)

    def cleaned(self, documents: Sequence[int]) -> Mapping[int, Cleaned]:
        """Return text → as evened out; the rows are kept for those who ask next."""
        found = SearchText.objects.filter(committee=self._committee, pk__in=documents).defer("tokens")
        self.rows |= {row.pk: row for row in found}
        return {pk: cleaned(compared_text(self.rows[pk].title, self.rows[pk].body)) for pk in documents}


def similar_to(
    committee_id: int,
    text: str,
    *,
    most: int = MOST,
    nouns: Collection[str] = (),
    apart: tuple[str, int] | None = None,
) -> list[Similar]:
    """Return what a committee has that says the same as a text, the most alike first.

    Args:
        committee_id: the committee.
        text: a paper, or title and text from ``compared_text``.
        most: how many.
        nouns: only these; none named means all.
        apart: noun and id of what is not to be found, such as the paper itself.
    """
    known = StoredPostings(committee_id)
    own = SearchText.objects.filter(committee=committee_id)
    itself = own.filter(noun=apart[0], object_id=apart[1]).values_list("pk", flat=True) if apart else ()
    among = frozenset(own.filter(noun__in=nouns).values_list("pk", flat=True)) if nouns else None
    found = alike(cleaned(text), known, most=most, apart=frozenset(itself), among=among)
    return [_similar(known.rows[one.document], one) for one in found]


def _similar(row: SearchText, found: Alike) -> Similar:
    return Similar(
        noun=row.noun,
        object_id=row.object_id,
        code=row.code,
        happened=row.happened,
        title=row.title,
        text=compared_text(row.title, row.body),
        found=found,
    )
