"""What the data checks look at."""

from datetime import date

from tongxin.engine.checks import Scene
from tongxin.engine.roster.vocabulary import Vocabulary
from tongxin.store.models import Organisation
from tongxin.store.queries.roster import roster_of


def scene_of(committee_id: int, vocabulary: Vocabulary, day: date) -> Scene:
    """Return the records of a committee as the checks need them."""
    excused = (
        Organisation.objects.filter(committee_id=committee_id)
        .exclude(credit_code_note="")
        .values_list("pk", flat=True)
    )
    return Scene(
        roster=roster_of(committee_id, vocabulary.party_codes()),
        vocabulary=vocabulary,
        day=day,
        excused_codes=frozenset(excused),
    )
