"""Who acts, and what every verb does first and last: ask for the right, write the audit entry.

A verb reads::

    @transaction.atomic
    def rename_unit(actor: Actor, unit_id: int, name: str) -> Organisation:
        require(actor, "change", "unit")
        ...
        audit(actor, "unit.change", Subject(noun="unit", id=unit.id, name=name), before=..., after=...)
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tongxin.engine.kernel.issues import Issue
from tongxin.engine.kernel.rights import Role, Scope, widest


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who acts at a moment; built by the door they came through.

    Attributes:
        user_id: account, or ``None`` for the system itself (set-up, demo data).
        name: how the audit log names them.
        committee_id: committee they act in.
        person_id: the person behind the account.
        roles: roles they have at this moment.
        unit_ids: organisations that their roles were granted for.
        at: the moment of the act; no verb reads a clock.
        request_id: ties audit entries of one request together.
        on_behalf_of: person for whom they act, if they said so.
        system: set-up work of the installation itself, which no role limits.
    """

    user_id: int | None
    name: str
    committee_id: int | None
    at: datetime
    person_id: int | None = None
    roles: tuple[Role, ...] = ()
    unit_ids: frozenset[int] = frozenset()
    request_id: str = ""
    on_behalf_of: int | None = None
    system: bool = False

    def scope(self, noun: str, verb: str) -> Scope | None:
        """Return how far the actor may do a verb on a noun, or ``None``: not at all."""
        return Scope.COMMITTEE if self.system else widest(self.roles, noun, verb)

    @property
    def committee(self) -> int:
        """The committee acted in.

        Raises:
            Invalid: the account belongs to none.
        """
        if self.committee_id is None:
            raise Invalid((Issue(code="account.no_committee"),))
        return self.committee_id

    @property
    def user(self) -> int:
        """The account that acts.

        Raises:
            Invalid: the installation itself acts, which has no account.
        """
        if self.user_id is None:
            raise Invalid((Issue(code="account.none"),))
        return self.user_id


class Refused(Exception):  # noqa: N818 — reads as the outcome it is: the verb was refused.
    """The actor may not do this; nothing was written.

    Attributes:
        verb: the verb asked for.
        noun: what it was asked on.
    """

    def __init__(self, verb: str, noun: str) -> None:
        """Remember what was refused."""
        super().__init__(f"{verb} {noun}")
        self.verb = verb
        self.noun = noun


class Invalid(Exception):  # noqa: N818 — reads as the outcome it is: the input was invalid.
    """The input is wrong; nothing was written.

    Attributes:
        issues: what is wrong, each with its place and parameters.
    """

    def __init__(self, issues: tuple[Issue, ...]) -> None:
        """Remember what is wrong."""
        super().__init__(", ".join(issue.code for issue in issues))
        self.issues = issues


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a verb changed: field → value before and after; personal numbers come masked."""

    before: Mapping[str, object] = field(default_factory=dict)
    after: Mapping[str, object] = field(default_factory=dict)


def require(actor: Actor, verb: str, noun: str) -> Scope:
    """Return the scope of a right.

    Raises:
        Refused: the actor has no such right at all.
    """
    scope = actor.scope(noun, verb)
    if scope is None:
        raise Refused(verb, noun)
    return scope
