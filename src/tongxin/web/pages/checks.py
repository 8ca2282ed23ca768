"""Data checks 数据体检: what is wrong with the records, how bad it is, and what mends it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_GET

from tongxin.engine import checks
from tongxin.engine.kernel.issues import Issue, Severity
from tongxin.packs import registry
from tongxin.store.queries import committees
from tongxin.store.queries.checks import scene_of
from tongxin.web import standing_on
from tongxin.web.access import PageRequest, page
from tongxin.web.check_words import WORDS

SHOWN = 50
_PAGE_OF_FAMILY = {
    "liaison_unit": "unit",
    "party_organisation": "party-organisation",
    "enterprise": "enterprise",
    "base": "base",
    "handling_unit": "handling-unit",
}


@require_GET
@page("read", "check")
def index(request: PageRequest) -> HttpResponse:
    """Run all checks over the records as of today."""
    committee = committees.committee_of(request.actor.committee_id or 0)
    day = standing_on.today(committee, request.actor.at.date())
    vocabulary = registry.pack(committee.pack).in_force(day).vocabulary
    scene = scene_of(committee.pk, vocabulary, day)
    found = checks.run(scene)
    rows = [
        {
            "code": check.code,
            "words": WORDS[check.code],
            "severity": check.severity if found[check.code] else None,
            "count": len(found[check.code]),
            "issues": [(issue, _address(issue, scene)) for issue in found[check.code][:SHOWN]],
        }
        for check in checks.CHECKS
    ]
    rows.sort(key=lambda row: (row["count"] == 0, row["severity"] != Severity.ERROR))
    errors = sum(len(found[check.code]) for check in checks.CHECKS if check.severity is Severity.ERROR)
    context = {"rows": rows, "day": day, "errors": errors, "shown": SHOWN}
    return render(request, "tongxin/checks/list.html", context)


def _address(issue: Issue, scene: checks.Scene) -> str:
    """Return the page of the record an issue is about, where it can be mended."""
    subject = issue.subject
    if subject is None:
        return ""
    if subject.noun == "organisation":
        name = _PAGE_OF_FAMILY.get(scene.roster.organisations[subject.id].family.value)
        return reverse(name, args=[subject.id]) if name else ""
    if subject.noun == "person":
        seats = [seat.id for seat in scene.roster.memberships.values() if seat.person == subject.id]
        return reverse("member", args=[seats[-1]]) if seats else ""
    return reverse(subject.noun, args=[subject.id])


urls: list[URLPattern] = [path("checks/", index, name="checks")]
