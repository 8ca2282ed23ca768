"""The places of the rail: at most eight, and only those whose pages the actor may open."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy

from tongxin.actions.acting import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of the navigation."""

    title: str
    address: str
    icon: str
    current: bool


_ALL = (
    ("home", gettext_lazy("Today"), "today", "read", "home"),
    ("units", gettext_lazy("Network"), "network", "read", "unit"),
    ("links", gettext_lazy("Links"), "links", "read", "link"),
    ("entries", gettext_lazy("Ledger"), "ledger", "read", "entry"),
    ("figures", gettext_lazy("Figures"), "figures", "read", "figure"),
    ("mechanism", gettext_lazy("Mechanism"), "mechanism", "read", "mechanism"),
    ("checks", gettext_lazy("Data checks"), "checks", "read", "check"),
    ("audit", gettext_lazy("Audit log"), "audit", "read", "audit"),
)


def for_actor(actor: Actor, path: str) -> tuple[Place, ...]:
    """Return the places an actor may open, the current one marked."""
    allowed = [row for row in _ALL if actor.scope(row[4], row[3]) is not None]
    return tuple(
        Place(
            title=str(title),
            address=reverse(name),
            icon=icon,
            current=path == reverse(name) or (name != "home" and path.startswith(reverse(name))),
        )
        for name, title, icon, _verb, _noun in allowed
    )
