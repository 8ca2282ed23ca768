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
    enterprises,
    entries,
    figures,
    handling_units,
    home,
    imports,
    links,
    mechanism,
    members,
    party_organisations,
    problems,
    units,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *home.urls,
    *account.urls,
    *accounts.urls,
    *units.urls,
    *members.urls,
    *party_organisations.urls,
    *links.urls,
    *circles.urls,
    *enterprises.urls,
    *bases.urls,
    *handling_units.urls,
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
