"""The places of the rail: at most nine, and only those whose pages the actor may open."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tongxin.actions.acting import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of the navigation.

    Attributes:
        title: its name in the active language.
        address: where it leads.
        icon: name of its drawing in ``templates/tongxin/icons.html``.
        current: whether the visitor is there now.
        main: whether it is the one act that the bottom bar shows in colour.
    """

    title: str
    address: str
    icon: str
    current: bool
    main: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A place before it is known who looks: its page, the right it asks for, the pages that lie under it."""

    page: str
    title: Promise
    icon: str
    verb: str
    noun: str
    under: tuple[str, ...] = ()
    main: bool = False


_RAIL = (
    _Row(page="home", title=gettext_lazy("Today"), icon="today", verb="read", noun="home"),
    _Row(
        page="units",
        title=gettext_lazy("Network"),
        icon="network",
        verb="read",
        noun="unit",
        under=(
            "members",
            "party-organisations",
            "enterprises",
            "problems",
            "bases",
            "handling-units",
            "imports",
        ),
    ),
    _Row(
        page="links",
        title=gettext_lazy("Links"),
        icon="links",
        verb="read",
        noun="link",
        under=("circles", "pairings"),
    ),
    _Row(
        page="duties",
        title=gettext_lazy("Duties"),
        icon="duties",
        verb="read",
        noun="duty",
        under=("workdays",),
    ),
    _Row(
        page="entries",
        title=gettext_lazy("Ledger"),
        icon="ledger",
        verb="read",
        noun="entry",
        under=("drafts",),
    ),
    _Row(page="proceedings", title=gettext_lazy("Proposals"), icon="papers", verb="read", noun="proceeding"),
    _Row(page="reviews", title=gettext_lazy("Reviews"), icon="reviews", verb="read", noun="review"),
    _Row(
        page="figures",
        title=gettext_lazy("Figures"),
        icon="figures",
        verb="read",
        noun="figure",
        under=("outcomes", "tallies"),
    ),
    _Row(page="mechanism", title=gettext_lazy("Mechanism"), icon="mechanism", verb="read", noun="mechanism"),
    _Row(page="checks", title=gettext_lazy("Data checks"), icon="checks", verb="read", noun="check"),
    _Row(page="accounts", title=gettext_lazy("Accounts"), icon="accounts", verb="manage", noun="account"),
    _Row(page="audit", title=gettext_lazy("Audit log"), icon="audit", verb="read", noun="audit"),
)

_BOTTOM = (
    _Row(page="home", title=gettext_lazy("Today"), icon="today", verb="read", noun="home"),
    _Row(page="duties", title=gettext_lazy("Duties"), icon="duties", verb="read", noun="duty"),
    _Row(
        page="entry-new",
        title=gettext_lazy("Record"),
        icon="record",
        verb="record",
        noun="entry",
        main=True,
    ),
    _Row(page="figures", title=gettext_lazy("Figures"), icon="figures", verb="read", noun="figure"),
    _Row(page="mechanism", title=gettext_lazy("Mechanism"), icon="mechanism", verb="read", noun="mechanism"),
)
_ME = _Row(page="profile", title=gettext_lazy("Mine"), icon="me", verb="use", noun="account")
RAIL_PLACES = 9
BOTTOM_PLACES = 4


def for_actor(actor: Actor, path: str) -> tuple[Place, ...]:
    """Return the places of the rail that an actor may open, the current one marked."""
    return _opened(actor, path, _RAIL)[:RAIL_PLACES]


def bottom(actor: Actor, path: str) -> tuple[Place, ...]:
    """Return the four places of the bottom bar on phones; the last is always the visitor's own."""
    return (*_opened(actor, path, _BOTTOM)[: BOTTOM_PLACES - 1], *_opened(actor, path, (_ME,)))


def _opened(actor: Actor, path: str, rows: tuple[_Row, ...]) -> tuple[Place, ...]:
    return tuple(
        Place(
            title=str(row.title),
            address=reverse(row.page),
            icon=row.icon,
            current=_is_current(row, path),
            main=row.main,
        )
        for row in rows
        if actor.scope(row.noun, row.verb) is not None
    )


def _is_current(row: _Row, path: str) -> bool:
    if row.page == "home":
        return path == reverse(row.page)
    return any(path.startswith(reverse(name)) for name in (row.page, *row.under))
