"""Kinds of reviews, and the aims of the mechanism, as a pack declares them."""

from dataclasses import dataclass
from enum import StrEnum

from tongxin.engine.kernel.labels import Label


class Looks(StrEnum):
    """Which year a review looks at: that of its duty's period, or the one before."""

    SAME = "same"
    BEFORE = "before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One thing a review looks at.

    Attributes:
        id: stable code.
        label: what is asked.
        indicators: figures shown with it, each reckoned over the records of the one reviewed.
    """

    id: str
    label: Label
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A band that a review may put somebody in; bands are no ranks."""

    id: str
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewKind:
    """One kind of review.

    Attributes:
        id: stable code.
        label: its name.
        about: one or two sentences.
        settles: the duty that the review settles; it says who is reviewed, in which month, and what record
            a concluded review writes.
        looks: which year's records it looks at.
        criteria: what it looks at.
        bands: bands a reviewer may give; none for comments alone.
        task_days: days in which the tasks that follow are due.
        entry_role: role under which the reviewed member stands in the record; empty for bodies.
    """

    id: str
    label: Label
    about: Label
    settles: str
    looks: Looks
    criteria: tuple[Criterion, ...]
    bands: tuple[Band, ...] = ()
    task_days: int = 90
    entry_role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """An aim of the mechanism and the figures that show it.

    Attributes:
        id: stable code.
        label: its name.
        about: what it asks.
        indicators: figures that show it.
    """

    id: str
    label: Label
    about: Label
    indicators: tuple[str, ...]
