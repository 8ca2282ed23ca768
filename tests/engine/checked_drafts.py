"""A small invented ledger, and drafts held against it."""

from datetime import date
from fractions import Fraction

from tongxin.engine.claims.checking import Checked, Checker, Knowledge
from tongxin.engine.claims.dates import Told
from tongxin.engine.claims.ledgers import Complete, Kept, Row, RowLedger
from tongxin.engine.claims.verdicts import Measure
from tongxin.packs.wording import phrasebook, shipped_lexicon, shipped_wordings
from tongxin.store.characters import simpler

OURS = "清溪县政协"
NEXT_DOOR = "白石县政协"
TOLD = Told(date(2025, 1, 20), date(2024, 1, 1), date(2024, 12, 31))
FLOWS = (
    "proposal.submitted",
    "proposal.accepted",
    "proposal.replied",
    "donate.total",
    "grass.count",
    "opinion.adopted",
)
STOCKS = ("member.total", "org.room_township")
KEPT = {
    **{code: Kept(Measure.FLOW) for code in FLOWS},
    **{code: Kept(Measure.STOCK) for code in STOCKS},
    "proposal.accept_rate": Kept(Measure.RATIO, "proposal.accepted", "proposal.submitted"),
}
AMOUNTS = {
    ("proposal.submitted", 2023): 100,
    ("proposal.submitted", 2024): 125,
    ("proposal.accepted", 2023): 90,
    ("proposal.accepted", 2024): 110,
    ("donate.total", 2024): 3082000,
    ("grass.count", 2024): 61,
    ("opinion.adopted", 2024): 34,
    ("member.total", 2024): 178,
    ("org.room_township", 2024): 11,
}


def ledger() -> RowLedger:
    rows, spans = [], []
    for number, ((measure, year), amount) in enumerate(AMOUNTS.items()):
        rows.append(Row(f"R{number}", OURS, measure, date(year, 3, 1), Fraction(amount)))
        spans.append(Complete(OURS, measure, date(2022, 1, 1), date(2025, 1, 31)))
    rows.append(Row("N1", NEXT_DOOR, "proposal.submitted", date(2024, 5, 1), Fraction(77)))
    spans.append(Complete(NEXT_DOOR, "proposal.submitted", date(2024, 1, 1), date(2024, 12, 31)))
    return RowLedger(KEPT, rows, spans)


def figures(text: str) -> list[tuple[str, Checked]]:
    """Return the figures of a draft in order, as words and what was made of them."""
    records = ledger()
    book = phrasebook(tuple(one.id for one in shipped_wordings()))
    knowledge = Knowledge(simpler(), book, shipped_lexicon(), records.bodies)
    found = Checker(OURS, TOLD, knowledge, records).text(text)
    return [(text[one.start : one.end], one) for one in found if one.link]


def checked(text: str) -> dict[str, Checked]:
    """Return the figures of a draft as words → what was made of them."""
    return dict(figures(text))


def measures(text: str) -> dict[str, str | None]:
    return {words: one.link.measure if one.link else None for words, one in checked(text).items()}


def verdicts(text: str) -> dict[str, str]:
    return {words: str(one.judged.verdict) for words, one in checked(text).items()}
