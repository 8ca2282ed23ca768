"""Accounts as an administrator keeps them: the list, new ones, roles, locks and passwords."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tongxin.actions import accounts as verbs
from tongxin.actions.acting import Actor, Invalid
from tongxin.engine.kernel.rights import Role
from tongxin.packs import registry
from tongxin.store.queries import accounts as queries
from tongxin.store.queries.committees import committee_of
from tongxin.web import wording
from tongxin.web.access import PageRequest, page
from tongxin.web.forms import show_issues
from tongxin.web.forms.account import GrantForm, NewAccountForm

PAGE = 50
STATES: dict[str, Promise] = {
    "locked": gettext_lazy("Locked"),
    "first_password": gettext_lazy("First password not changed yet"),
    "closed": gettext_lazy("Closed"),
}


def _roles(actor: Actor) -> dict[str, Role]:
    """Return the roles of the mechanism in force by code."""
    mechanism = registry.pack(committee_of(actor.committee).pack).in_force(actor.at.date())
    return {role.id: role for role in mechanism.roles}


@require_GET
@page("read", "account")
def index(request: PageRequest) -> HttpResponse:
    """List the committee's accounts."""
    actor = request.actor
    state = request.GET.get("state", "")
    wanted = queries.AccountFilter(
        text=request.GET.get("text", "").strip()[:60],
        role=request.GET.get("role", ""),
        state=state if state in STATES else "",
    )
    roles = _roles(actor)
    rows = queries.accounts_of(actor.committee, wanted, actor.at)
    context = {
        "shown": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "wanted": wanted,
        "roles": roles,
        "role_options": [("", "—"), *((code, wording.label(role.label)) for code, role in roles.items())],
        "state_options": [("", "—"), *STATES.items()],
        "at": actor.at,
        "day": actor.at.date(),
    }
    return render(request, "tongxin/accounts/list.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@page("manage", "account")
def new(request: PageRequest) -> HttpResponse:
    """Make an account and show its first password once."""
    actor = request.actor
    roles = _roles(actor)
    form = NewAccountForm(
        request.POST or None,
        roles=[(code, wording.label(role.label)) for code, role in roles.items()],
        bodies=queries.organisations_for_grants(actor.committee),
        people=queries.people_without_account(actor.committee),
    )
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        account = verbs.NewAccount(
            username=wanted["username"],
            display_name=wanted["display_name"],
            person=wanted["person"],
            grants=(_grant(wanted),),
        )
        try:
            user, given = verbs.create_account(actor, account)
        except Invalid as problem:
            show_issues(form, problem.issues)
        else:
            return _hand_over(request, user.pk, given)
    status = 422 if request.method == "POST" else 200
    return render(request, "tongxin/accounts/edit.html", {"form": form}, status=status)


@require_GET
@page("read", "account")
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Show one account: its roles, its state, and what can be done about them."""
    return _detail(request, pk, None)


@require_POST
@page("manage", "account")
def grant(request: PageRequest, pk: int) -> HttpResponse:
    """Grant a role."""
    form = _grant_form(request, request.POST)
    if form.is_valid():
        try:
            verbs.grant_role(request.actor, pk, _grant(form.cleaned_data))
        except Invalid as problem:
            show_issues(form, problem.issues)
        else:
            messages.success(request, _("The role is granted."))
            return redirect("account", pk)
    return _detail(request, pk, form)


@require_POST
@page("manage", "account")
def revoke(request: PageRequest, pk: int, grant_id: int) -> HttpResponse:
    """End a role."""
    verbs.revoke_role(request.actor, pk, grant_id)
    messages.success(request, _("The role is ended; it no longer holds."))
    return redirect("account", pk)


@never_cache
@require_POST
@page("manage", "account")
def reset(request: PageRequest, pk: int) -> HttpResponse:
    """Replace a forgotten password and show the new one once."""
    return _hand_over(request, pk, verbs.reset_password(request.actor, pk))


_DONE: dict[str, tuple[Callable[[Actor, int], None], Promise]] = {
    "unlock": (verbs.unlock_account, gettext_lazy("The account is unlocked.")),
    "close": (verbs.close_account, gettext_lazy("The account is closed; its owner is signed out.")),
    "reopen": (verbs.reopen_account, gettext_lazy("The account is open again.")),
}


@require_POST
@page("manage", "account")
def change(request: PageRequest, pk: int, verb: str) -> HttpResponse:
    """Unlock, close or reopen an account."""
    if verb not in _DONE:
        raise Http404
    act, words = _DONE[verb]
    act(request.actor, pk)
    messages.success(request, str(words))
    return redirect("account", pk)


def _grant(wanted: dict[str, Any]) -> verbs.Grant:
    return verbs.Grant(
        role=wanted["role"],
        organisation=wanted["organisation"],
        start=wanted["start"],
        end=wanted["end"],
    )


def _grant_form(request: PageRequest, data: Any = None) -> GrantForm:  # noqa: ANN401 — Django's form data.
    actor = request.actor
    return GrantForm(
        data,
        roles=[(code, wording.label(role.label)) for code, role in _roles(actor).items()],
        bodies=queries.organisations_for_grants(actor.committee),
    )


def _detail(request: PageRequest, pk: int, form: GrantForm | None) -> HttpResponse:
    actor = request.actor
    account = queries.account(actor.committee, pk)
    if account is None:
        raise Http404
    manages = actor.scope("account", "manage") is not None and pk != actor.user_id
    context = {
        "account": account,
        "form": (form or _grant_form(request)) if manages else None,
        "roles": _roles(actor),
        "manages": manages,
        "own": pk == actor.user_id,
        "at": actor.at,
        "day": actor.at.date(),
    }
    return render(request, "tongxin/accounts/detail.html", context, status=422 if form else 200)


def _hand_over(request: PageRequest, pk: int, given: str) -> HttpResponse:
    account = queries.account(request.actor.committee, pk)
    return render(request, "tongxin/accounts/password.html", {"account": account, "given": given})


urls: list[URLPattern] = [
    path("accounts/", index, name="accounts"),
    path("accounts/new/", new, name="account-new"),
    path("accounts/<int:pk>/", detail, name="account"),
    path("accounts/<int:pk>/grant/", grant, name="account-grant"),
    path("accounts/<int:pk>/revoke/<int:grant_id>/", revoke, name="account-revoke"),
    path("accounts/<int:pk>/reset/", reset, name="account-reset"),
    path("accounts/<int:pk>/<slug:verb>/", change, name="account-change"),
]
