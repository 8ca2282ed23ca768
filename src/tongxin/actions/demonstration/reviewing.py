"""Records of the two reviews: in December of standing members, in January of bases."""

from collections.abc import Iterator
from datetime import date

from tongxin.actions.demonstration.world import World
from tongxin.engine.ledger.drafts import EntryDraft
from tongxin.store.models import Post

DECEMBER, JANUARIES = date(2023, 12, 21), (date(2023, 1, 17), date(2024, 1, 18))
LEFT_OUT = 2
"""Which base was not reviewed in the second January: the grid shows it as late."""


def all_of(world: World) -> Iterator[EntryDraft]:
    """Yield everything of this theme."""
    party = {person.pk: person for person in world.steady_party}
    roles = ("chair", "vice_chair", "secretary_general", "standing_member")
    posts = Post.objects.filter(committee=world.committee, role__in=roles, person__in=party).order_by("pk")
    for person in dict.fromkeys(post.person_id for post in posts):
        yield EntryDraft(
            kind="standing_report",
            happened_on=DECEMBER,
            title=f"{party[person].name}履职点评",
            participants=((person, "reporter"), (world.party[0].pk, "commenter")),
        )
    for year, day in enumerate(JANUARIES):
        for place, base in enumerate(world.bases):
            if year and place == LEFT_OUT:
                continue
            yield EntryDraft(
                kind="base_review",
                happened_on=day,
                title=f"{base.name}点评",
                base=base.pk,
                participants=((world.party[0].pk, "commenter"),),
            )
