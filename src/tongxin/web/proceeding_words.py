"""Workflows as rows of the mechanism's page: who may make which move, from where to where, by when."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tongxin.engine.kernel.workdays import Measure
from tongxin.engine.proceedings.rules import Clock, Hand, Move, Workflow
from tongxin.web.mechanism_words import listed
from tongxin.web.wording import label

HANDS: dict[Hand, Promise] = {
    Hand.PROPOSER: _("the proposer"),
    Hand.SIGNER: _("those asked to sign"),
    Hand.OFFICE: _("the office"),
    Hand.DISPATCH: _("the office that assigns"),
    Hand.APPROVER: _("whoever signs off"),
    Hand.UNIT: _("the handling unit"),
    Hand.LEADER: _("the leader who supervises"),
    Hand.NONE: _("follows by itself"),
}


def move_cells(flow: Workflow, move: Move) -> tuple[str, str, str, str]:
    """Return from which states, to which one, by whom, and what deadlines a move starts."""
    names = {state.id: label(state.label) for state in flow.states}
    to = names.get(move.to, "")
    if move.undoes:
        undone = flow.move(move.undoes)
        to = str(_("takes back: %(move)s")) % {"move": label(undone.label) if undone else move.undoes}
    clocks = [clock_words(clock) for clock in flow.clocks if move.id in clock.starts]
    return (
        listed([names[state] for state in move.since]),
        to or str(_("stays")),
        listed([str(HANDS[hand]) for hand in move.by]),
        listed(clocks),
    )


def clock_words(clock: Clock) -> str:
    """Return the name of a deadline with how long it is."""
    name = {"name": label(clock.label), "num": clock.amount}
    if clock.day_field:
        return str(_("%(name)s: on the day named")) % name
    if clock.measure is Measure.WORKDAY:
        return (
            ngettext("%(name)s: %(num)s working day", "%(name)s: %(num)s working days", clock.amount) % name
        )
    if clock.measure is Measure.MONTH:
        return ngettext("%(name)s: %(num)s month", "%(name)s: %(num)s months", clock.amount) % name
    return ngettext("%(name)s: %(num)s day", "%(name)s: %(num)s days", clock.amount) % name
