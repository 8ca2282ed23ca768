"""What the contradicted figures of a checked draft would have to say, in the draft's own spelling."""

from fractions import Fraction

from tongxin.actions.claim_desk import ClaimDesk
from tongxin.engine.claims.dates import Told
from tongxin.engine.claims.spelling import respelt
from tongxin.engine.claims.verdicts import Verdict
from tongxin.store.models import DraftCheck


def corrections(check: DraftCheck, desk: ClaimDesk) -> dict[int, str]:
    """Return what the records say instead of each contradicted figure.

    Args:
        check: the checked draft.
        desk: the checker, which reads again what is written.

    Returns:
        where the figure begins in the draft → the words in its place; figures for which no right number can
        be written are left out.
    """
    told = Told(check.day, check.first, check.last)
    found: dict[int, str] = {}
    for row in check.findings:
        if row.get("verdict") != Verdict.CONTRADICTED or row["actual"] is None:
            continue
        span = row["start"], row["end"]
        words = respelt(check.text, span, Fraction(row["actual"]), desk.knowledge, told)
        if words:
            found[row["start"]] = words
    return found
