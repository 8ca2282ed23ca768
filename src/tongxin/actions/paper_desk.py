"""What a paper of the office stands on: its template, the committee's figures, and who is named in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tongxin.actions.claim_desk import ClaimDesk, claim_desk
from tongxin.engine.figures.book import Book
from tongxin.engine.kernel.official_words import LINES_OVERLAP, TOTAL, day_words, period_words
from tongxin.engine.kernel.periods import containing, parse
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.papers.composing import Composed, Composer
from tongxin.engine.papers.templates import About, PaperTemplate
from tongxin.engine.roster.values import Placement
from tongxin.store.models import OfficialPaper
from tongxin.store.queries.figures import figure_book

_WAYS = {"unit": "单位", "organisation": "单位", "sector": "界别", "member": "委员", "kind": "类型"}
_WAYS |= {"month": "时间", "quarter": "时间", "year": "时间"}
_NONE = "未记录"


@dataclass(frozen=True, slots=True)
class PaperDesk:
    """What papers of one committee stand on, as known at one moment.

    Attributes:
        claims: the checker of its drafts, with the mechanism and the days that are known.
        book: its figures.
    """

    claims: ClaimDesk
    book: Book

    @property
    def mechanism(self) -> Mechanism:
        """The mechanism in force."""
        return self.claims.mechanism

    def template(self, code: str) -> PaperTemplate | None:
        """Return a kind of paper, with the committee named where it sends or gets it."""
        found = self.mechanism.paper(code)
        return found.signed(self.claims.body) if found else None

    def composed(self, template: PaperTemplate, paper: OfficialPaper, day: date | None = None) -> Composed:
        """Return a paper with its figures as they are known.

        Args:
            template: its template.
            paper: the paper, with its person.
            day: the day of issue; the last day of its period if it is not issued yet.
        """
        return self._composer(template, paper, day or paper.last).compose(template, paper.text)

    def title(self, template: PaperTemplate, paper: OfficialPaper) -> str:
        """Return the title that the template gives a paper."""
        return self._composer(template, paper, paper.last).compose(template, "").title

    def _composer(self, template: PaperTemplate, paper: OfficialPaper, day: date) -> Composer:
        return Composer(
            book=self.book,
            first=paper.first,
            last=paper.last,
            grain=template.period,
            since=self.claims.since,
            words=self._words(template, paper, day),
            member=paper.person_id,
            named=self.named,
            labels={item.id: f"{item.label.zh_hans}（{item.unit}）" for item in self.mechanism.indicators},
            total_name=TOTAL,
            note=LINES_OVERLAP,
        )

    def _words(self, template: PaperTemplate, paper: OfficialPaper, day: date) -> Mapping[str, str]:
        period = containing(paper.first, template.period)
        words = {
            "committee": self.claims.body,
            "day": day_words(day),
            "from": day_words(paper.first),
            "period": period_words(period),
            "since": day_words(min(self.claims.since, paper.first)),
            "to": day_words(paper.last),
            "year": f"{paper.first.year}年",
        }
        return {**words, **self._member_words(paper)} if template.about is About.MEMBER else words

    def _member_words(self, paper: OfficialPaper) -> dict[str, str]:
        roster, on = self.book.roster, paper.last
        sectors = {item.id: item.label.zh_hans for item in self.mechanism.vocabulary.sectors}
        held = [one for one in roster.members(on) if one.person == paper.person_id]
        mine = {one.id for one in held}
        placed = [one for one in roster.placements if one.membership in mine and one.span.covers(on)]
        names = [roster.organisations[one.unit].name for one in sorted(placed, key=_primary_first)]
        return {
            "member": paper.person.name if paper.person else "",
            "placed": "、".join(names) or _NONE,
            "sector": "、".join(sectors.get(one.sector, one.sector) for one in held) or _NONE,
        }

    def named(self, by: str, key: str | int | None) -> str:
        """Return what a line of a table is called; for an empty key, what its heading is."""
        if key == "":
            return _WAYS.get(by, by)
        if key is None:
            return _NONE
        if by in {"unit", "organisation"}:
            found = self.book.roster.organisations.get(int(key))
            return found.name if found else str(key)
        return self._coded(by, str(key))

    def _coded(self, by: str, key: str) -> str:
        if by == "member":
            person = self.book.roster.people.get(int(key))
            return person.name if person else key
        if by in {"month", "quarter", "year"}:
            return period_words(parse(key))
        words = self.mechanism.vocabulary
        if by == "sector":
            return next((item.label.zh_hans for item in words.sectors if item.id == key), key)
        kinds = (self.mechanism.entry_kind(key), words.organisation_kind(key), words.link_kind(key))
        return next((kind.label.zh_hans for kind in kinds if kind is not None), key)


def _primary_first(placement: Placement) -> bool:
    return not placement.primary


def paper_desk(committee_id: int, at: datetime) -> PaperDesk:
    """Return what papers of a committee stand on.

    Args:
        committee_id: the committee.
        at: now.
    """
    claims = claim_desk(committee_id, at)
    return PaperDesk(claims, figure_book(committee_id, claims.mechanism))
