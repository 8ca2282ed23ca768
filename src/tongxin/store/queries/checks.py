"""What the data checks look at."""

from datetime import date

from tongxin.engine.checks import Scene
from tongxin.engine.roster.vocabulary import Vocabulary
from tongxin.store.queries.roster import roster_of


def scene_of(committee_id: int, vocabulary: Vocabulary, day: date) -> Scene:
    """Return the records of a committee as the checks need them."""
    roster = roster_of(committee_id, vocabulary.party_codes())
    excused = (body.id for body in roster.organisations.values() if body.credit_code_note)
    return Scene(
        roster=roster,
        vocabulary=vocabulary,
        day=day,
        excused_codes=frozenset(excused),
    )
