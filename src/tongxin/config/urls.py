"""All addresses; each page module lists its own."""

from django.urls import URLPattern, URLResolver

from tongxin.web.pages import (
    account,
    accounts,
    audit,
    bases,
    checks,
    circles,
    complaints,
    drafts,
    duties,
    duty_calendar,
    duty_exemptions,
    duty_oversight,
    enterprises,
    entries,
    figures,
    handling_units,
    home,
    imports,
    link_changes,
    links,
    mechanism,
    member_changes,
    members,
    organisation_changes,
    pairings,
    party_organisations,
    problems,
    reminders,
    unit_changes,
    units,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *home.urls,
    *account.urls,
    *reminders.urls,
    *accounts.urls,
    *units.urls,
    *unit_changes.urls,
    *members.urls,
    *member_changes.urls,
    *party_organisations.urls,
    *links.urls,
    *link_changes.urls,
    *circles.urls,
    *pairings.urls,
    *enterprises.urls,
    *bases.urls,
    *handling_units.urls,
    *organisation_changes.urls,
    *duty_oversight.urls,
    *duty_calendar.urls,
    *duty_exemptions.urls,
    *duties.urls,
    *entries.urls,
    *drafts.urls,
    *figures.urls,
    *mechanism.urls,
    *checks.urls,
    *imports.urls,
    *audit.urls,
    *complaints.urls,
]

handler400 = problems.bad_request
handler403 = problems.refused
handler404 = problems.not_found
handler500 = problems.server_error
