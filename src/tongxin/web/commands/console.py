"""Who acts when a command is run on the server: the installation itself, named after the command."""

from django.utils import timezone

from tongxin.actions.acting import Actor
from tongxin.store.queries import committees
from tongxin.web.commands.failing import CommandFailed


def installation(command: str, committee: str = "") -> Actor:
    """Return the actor of a command.

    Args:
        command: its name, which the log shows.
        committee: code of the committee acted in; empty for what concerns the whole site.

    Raises:
        CommandFailed: there is no such committee.
    """
    found = committees.committee_coded(committee) if committee else None
    if committee and found is None:
        known = ", ".join(committees.codes()) or "none"
        raise CommandFailed(f"No committee has the code {committee}. There are: {known}.", 2)
    return Actor(
        user_id=None,
        name=f"tongxin {command}",
        committee_id=found.pk if found else None,
        at=timezone.localtime(),
        system=True,
    )


def the_committee(given: str) -> str:
    """Return the code given, or that of the only committee there is.

    Raises:
        CommandFailed: there are several, or none.
    """
    if given:
        return given
    known = committees.codes()
    if len(known) != 1:
        raise CommandFailed(
            f"Say which committee with --committee. There are: {', '.join(known) or 'none'}.", 2
        )
    return known[0]
