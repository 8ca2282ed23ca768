"""Digests of duties, and the ways they go out: e-mail, and a webhook such as a chat group's robot."""

import json
import urllib.request
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxin.web import wording
from tongxin.web.duty_rows import DutyRow

WAIT_SECONDS = 10
"""How long a webhook may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What somebody is reminded of.

    Attributes:
        name: who it is for.
        address: their e-mail address; empty if they want none.
        subject: one line.
        lines: a line a duty.
    """

    name: str
    address: str
    subject: str
    lines: tuple[str, ...]


def digest(name: str, address: str, rows: Iterable[DutyRow]) -> Digest:
    """Write a digest in the active language."""
    lines = tuple(
        _("%(duty)s · %(target)s · %(period)s: %(why)s")
        % {
            "duty": wording.label(row.rule.label),
            "target": row.target.name,
            "period": row.period,
            "why": row.why,
        }
        for row in rows
    )
    subject = ngettext("%(count)s duty to look after", "%(count)s duties to look after", len(lines))
    return Digest(name=name, address=address, subject=subject % {"count": len(lines)}, lines=lines)


class Channel(Protocol):
    """A way for digests to go out."""

    name: str

    def reaches(self, one: Digest) -> bool:
        """Tell whether a digest can go this way."""
        ...

    def send(self, one: Digest, site: str) -> None:
        """Send a digest.

        Raises:
            OSError: it could not be sent.
        """
        ...


class Mail:
    """E-mail, to those who gave an address."""

    name = "mail"

    def reaches(self, one: Digest) -> bool:
        """Tell whether somebody gave an address."""
        return bool(one.address)

    def send(self, one: Digest, site: str) -> None:
        """Send one e-mail in plain text."""
        text = "\n".join([one.name, "", *one.lines, "", site])
        send_mail(one.subject, text, settings.DEFAULT_FROM_EMAIL, [one.address])


class Webhook:
    """A web address that takes JSON: who, one line, the duties, and a text that robots show as it is."""

    name = "webhook"

    def __init__(self, address: str) -> None:
        """Remember the address."""
        self._address = address

    def reaches(self, one: Digest) -> bool:
        """Everybody's digest may go to the group."""
        return bool(one.lines)

    def send(self, one: Digest, site: str) -> None:
        """Post a digest."""
        text = "\n".join([f"{one.name}: {one.subject}", *one.lines, site])
        body: dict[str, object] = {
            "name": one.name,
            "subject": one.subject,
            "duties": one.lines,
            "site": site,
        }
        # Robots of WeCom and DingTalk read msgtype and text.content; others read what they like.
        body |= {"msgtype": "text", "text": {"content": text}}
        data = json.dumps(body, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8"}
        request = urllib.request.Request(self._address, data, headers)  # noqa: S310 — checked in the settings.
        with urllib.request.urlopen(request, timeout=WAIT_SECONDS) as answer:  # noqa: S310 — the same.
            answer.read()


def channels() -> list[Channel]:
    """Return the ways that the settings open; the pages themselves always show what waits."""
    found: list[Channel] = []
    if settings.TONGXIN_MAIL:
        found.append(Mail())
    if settings.TONGXIN_WEBHOOK:
        found.append(Webhook(settings.TONGXIN_WEBHOOK))
    return found
