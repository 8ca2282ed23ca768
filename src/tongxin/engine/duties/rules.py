"""Duty rules as a pack declares them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tongxin.engine.kernel.labels import Label


class Bound(StrEnum):
    """What a duty is laid upon: one link, one organisation, or one member's seat."""

    LINK = "link"
    ORGANISATION = "organisation"
    MEMBER = "member"


class Cadence(StrEnum):
    """In each of which calendar periods a duty is owed; a term is the committee's own period."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    TERM = "term"


class Presence(StrEnum):
    """Which of the holders of a link must take part for an entry to count.

    ``any``: one of them is enough, as the duty belongs to the link. ``all``: each of them.
    ``none``: nobody in particular; the bodies concerned decide.
    """

    ANY = "any"
    ALL = "all"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyGroup:
    """Duties that are read together, such as the four ones.

    Attributes:
        id: stable code.
        label: its name.
    """

    id: str
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRule:
    """One duty: at least so much of something, in each of some periods, for each of some subjects.

    Attributes:
        id: stable code.
        group: code of the group it is read in.
        label: its name.
        about: one or two sentences for the mechanism page.
        bound: what it is laid upon.
        of: kinds of links or organisations; for members ``all``, ``party_member``, ``non_party_member``
            or codes of posts.
        among: for members, ``party_member`` or ``non_party_member`` alone; empty for both.
        counts: entry kinds that settle it.
        each: in each of which periods.
        least: how many entries, or how much of ``quantity``, each period asks for.
        quantity: code of an amount that is added up; empty counts entries.
        holders: which holders of a link must take part.
        target: whether the linked person or body must take part too.
        one_to_one: whether an entry that concerns several subjects of the rule settles none of them.
        shared: whether an entry that counts for an earlier rule of the pack may count for this one too.
        months: months of the period's years in which alone it may be done (1 to 12); empty for all.
        since: first day on which it binds, if later than the mechanism's.
        late_percent: who comes when more than this share of a period is over is free of it in that period.
        grace_days: days after the end in which a record may still come in before it is called overdue.
        remind_days: how many days before the end people are reminded.
    """

    id: str
    group: str
    label: Label
    about: Label
    bound: Bound
    of: tuple[str, ...]
    counts: tuple[str, ...]
    each: Cadence
    among: str = ""
    least: int = 1
    quantity: str = ""
    holders: Presence = Presence.ANY
    target: bool = True
    one_to_one: bool = False
    shared: bool = False
    months: tuple[int, ...] = ()
    since: date | None = None
    late_percent: int = 50
    grace_days: int = 0
    remind_days: tuple[int, ...] = (14, 3)
