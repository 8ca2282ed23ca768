"""Setting up a committee: its name, its pack, its first term."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tongxin.actions.acting import Actor, Changes, Invalid, require
from tongxin.actions.audit import audit
from tongxin.engine.kernel.issues import Issue, Subject
from tongxin.packs import registry
from tongxin.store.models import Committee, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCommittee:
    """A committee to be set up.

    Attributes:
        code: short name for commands, such as ``longan``.
        name: its full name.
        short_name: what pages call it; the full name when empty.
        pack: the pack whose mechanism it runs.
        term: number of the present term (届).
        since: first day of that term.
        places: seats of the term, 0 when not known.
    """

    code: str
    name: str
    short_name: str = ""
    pack: str
    term: int
    since: date
    places: int = 0


@transaction.atomic
def set_up_committee(actor: Actor, new: NewCommittee) -> Committee:
    """Set up a committee with its present term.

    Raises:
        Refused: somebody other than the installation asks.
        Invalid: the code is taken, or there is no such pack.
    """
    require(actor, "create", "committee")
    if new.pack not in registry.shipped():
        params = {"pack": new.pack, "known": ", ".join(registry.shipped())}
        raise Invalid((Issue(code="committee.no_pack", params=params),))
    if Committee.objects.filter(code=new.code).exists():
        raise Invalid((Issue(code="committee.code_taken", params={"code": new.code}),))
    committee = Committee.objects.create(
        code=new.code,
        name=new.name,
        short_name=new.short_name or new.name,
        pack=new.pack,
        places=new.places,
    )
    Term.objects.create(committee=committee, number=new.term, start=new.since)
    after = {"pack": new.pack, "term": new.term, "since": new.since}
    subject = Subject(noun="committee", id=committee.pk, name=committee.name)
    audit(actor, "committee.create", subject, Changes(after=after))
    return committee
