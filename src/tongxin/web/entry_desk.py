"""What every page of the ledger needs: the mechanism in force, its words, today, and what may be seen."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from tongxin.actions.acting import Actor, Invalid
from tongxin.engine.kernel.rights import Scope
from tongxin.engine.ledger.kinds import EntryKind
from tongxin.engine.mechanism.values import Mechanism, Pack
from tongxin.packs import registry
from tongxin.store.queries.committees import CommitteeRow
from tongxin.store.queries.entries import reach
from tongxin.store.queries.ties import ties_of
from tongxin.web import standing_on, wording
from tongxin.web.access import PageRequest
from tongxin.web.entry_view import Words, hidden_fields, words_for


@dataclass(frozen=True)
class Desk:
    """The visitor's committee, its pack, and today."""

    committee: CommitteeRow
    pack: Pack
    today: date

    @cached_property
    def shown(self) -> date:
        """The day that a fresh form shows: that on which the pages of the committee stand."""
        return standing_on.today(self.committee, self.today)

    @property
    def mechanism(self) -> Mechanism:
        """The mechanism in force today."""
        return self.pack.in_force(self.today)

    @cached_property
    def words(self) -> Words:
        """Words of the pack's codes."""
        return words_for(self.pack, self.mechanism)

    def kind(self, code: str) -> EntryKind:
        """Return a kind in force.

        Raises:
            Http404: there is none with this code.
        """
        found = self.mechanism.entry_kind(code)
        if found is None:
            raise Http404(code)
        return found

    def hidden(self, code: str) -> frozenset[str]:
        """Return the sensitive fields of a kind, in force or not."""
        return hidden_fields(self.words.kinds.get(code))

    def kinds_by_hand(self) -> list[EntryKind]:
        """Return the kinds that people record; those that moves of papers write are left out."""
        written = self.mechanism.kinds_of_moves()
        return [kind for kind in self.mechanism.entry_kinds if kind.id not in written]

    def grouped_kinds(self) -> list[tuple[str, list[EntryKind]]]:
        """Return the headings with the kinds that people record; headings without kinds are left out."""
        kinds = self.kinds_by_hand()
        groups = [
            (
                wording.label(group.label),
                [kind for kind in kinds if kind.group == group.id],
            )
            for group in self.mechanism.entry_groups
        ]
        return [(label, kinds) for label, kinds in groups if kinds]


def desk(request: PageRequest) -> Desk:
    """Return the desk of the visitor's committee.

    Raises:
        Http404: the account belongs to no committee, which has no ledger then.
    """
    committee = getattr(request.user, "committee", None)
    if committee is None:
        raise Http404
    return Desk(committee, registry.pack(committee.pack), timezone.localdate(request.actor.at))


def within(actor: Actor, scope: Scope) -> Q:
    """Return the condition of what an actor may see or act on."""
    linked = scope in {Scope.LINKS, Scope.UNIT}
    ties = ties_of(actor.person_id, actor.unit_ids, actor.at.date()) if linked else None
    return reach(actor, scope, ties)


def say(request: PageRequest, sentence: str) -> None:
    """Tell on the next page what was done."""
    messages.success(request, sentence)


def tell(request: PageRequest, problem: Invalid) -> None:
    """Tell on the next page what was wrong."""
    for issue in problem.issues:
        messages.error(request, wording.issue(issue))
