"""The Jinja2 environment of all pages."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined

from tongxin.web import audit_words, devices, wording


def _url(name: str, *args: object, **query: object) -> str:
    """Return an address: positional arguments fill the path, named ones the query."""
    return wording.with_query(reverse(name, args=args), query)


def _here(request: HttpRequest, **changes: object) -> str:
    """Return the address of this page with some values of its query changed, such as the page number."""
    kept: dict[str, object] = {key: request.GET.getlist(key) for key in request.GET}
    return wording.with_query(request.path, {**kept, **changes})


def environment(**options: Any) -> Environment:  # noqa: ANN401 — Django passes the options through.
    """Build the environment: strict about missing names, translated, with the house's filters."""
    options["undefined"] = StrictUndefined
    env = Environment(  # noqa: S701 — Django always passes autoescape=True.
        extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True, **options
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]  # added by the i18n extension
        translation.gettext, translation.ngettext, newstyle=True
    )
    env.globals.update({"static": static, "url": _url, "here": _here})
    env.filters.update(
        {
            "label": wording.label,
            "day": wording.day,
            "period": wording.period,
            "moment": wording.moment,
            "amount": wording.amount,
            "issue": wording.issue,
            "device": devices.name_of,
            "verb": audit_words.sentence,
        }
    )
    return env


__all__ = ["date", "datetime", "environment"]
