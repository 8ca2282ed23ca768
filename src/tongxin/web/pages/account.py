"""One's own account: signing in and out, the password, where one is signed in, the language."""

from datetime import datetime
from typing import cast

from django.conf import settings
from django.contrib import auth, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tongxin.actions import signing
from tongxin.actions.acting import Actor, Invalid
from tongxin.actions.demonstration.accounts import ACCOUNTS, PASSWORD
from tongxin.store.queries import accounts as queries
from tongxin.store.queries import committees
from tongxin.web.access import PageRequest, page, public
from tongxin.web.backend import SEEN
from tongxin.web.forms import show_issues
from tongxin.web.forms.account import PasswordForm, SignInForm

YEAR_SECONDS = 365 * 24 * 3600


@sensitive_post_parameters("password")
@never_cache
@public
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for user name and password, and lead on to the page that was wanted."""
    onward = _inside(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.user.is_authenticated:
        return redirect(onward or "home")
    form = SignInForm(request.POST or None)
    context: dict[str, object] = {
        "form": form,
        "next": onward,
        "locked": "",
        "demonstration": _demonstration(),
    }
    if request.method == "POST" and form.is_valid():
        try:
            return _enter(request, form, onward)
        except Invalid as problem:
            locked = [issue for issue in problem.issues if issue.code == "account.locked"]
            context["locked"] = _clock(str(locked[0].params["until"])) if locked else ""
            show_issues(form, [issue for issue in problem.issues if issue not in locked])
    status = 422 if request.method == "POST" else 200
    return render(request, "tongxin/account/login.html", context, status=status)


def _demonstration() -> dict[str, object] | None:
    """Return the accounts of a demonstration, which everybody may use, and nothing on a site at work."""
    if not committees.is_demonstration():
        return None
    return {"password": PASSWORD, "accounts": [(name, title) for name, _role, title in ACCOUNTS]}


def _enter(request: HttpRequest, form: SignInForm, onward: str) -> HttpResponse:
    now = timezone.localtime()
    user = signing.sign_in(
        form.cleaned_data["username"].strip(),
        form.cleaned_data["password"],
        at=now,
        request_id=getattr(request, "request_id", ""),
    )
    auth.login(request, user)
    _remember(request)
    response = redirect(onward or "home")
    if user.language and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        _set_language(response, user.language)
    return response


def _remember(request: HttpRequest) -> None:
    if request.session.session_key is None:
        request.session.create()
    now = timezone.localtime()
    request.session[SEEN] = int(now.timestamp())
    signing.remember_session(
        request.user,  # type: ignore[arg-type]  # just signed in
        request.session.session_key or "",
        device=request.headers.get("User-Agent", ""),
        at=now,
    )


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out and lead to the sign-in page."""
    actor = cast("PageRequest", request).actor
    signing.sign_out(actor, request.session.session_key or "")
    auth.logout(request)
    return redirect("login")


@require_GET
@page("use", "account")
def profile(request: PageRequest) -> HttpResponse:
    """Show who one is to the system: name, roles, and what one can do about them."""
    context = {"account": request.user, "roles": request.actor.roles}
    return render(request, "tongxin/account/profile.html", context)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
@page("use", "account")
def password(request: PageRequest) -> HttpResponse:
    """Change one's password; all other places are signed out."""
    form = PasswordForm(request.POST or None)
    forced = request.user.is_authenticated and request.user.must_change_password
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        try:
            changed = signing.change_password(request.actor, wanted["old_password"], wanted["new_password"])
        except Invalid as problem:
            show_issues(form, problem.issues)
        else:
            auth.login(request, changed)
            _remember(request)
            messages.success(request, _("Your password is changed; you are signed out everywhere else."))
            return redirect("home" if forced else "profile")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "forced": forced}
    return render(request, "tongxin/account/password.html", context, status=status)


@require_GET
@page("use", "account")
def sessions(request: PageRequest) -> HttpResponse:
    """List where one is signed in."""
    key = request.session.session_key
    rows = [(session, signing.is_this(session, key)) for session in queries.sessions_of(request.actor.user)]
    return render(request, "tongxin/account/sessions.html", {"sessions": rows})


@require_POST
@page("use", "account")
def end_session(request: PageRequest, pk: int) -> HttpResponse:
    """Sign out at one place."""
    if not signing.end_session(request.actor, pk):
        raise Http404
    messages.success(request, _("You are signed out there."))
    return redirect("sessions")


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language chosen and return to the page it was chosen on."""
    chosen = request.POST.get("language", "")
    response = redirect(_inside(request, request.POST.get("next", "")) or "home")
    if chosen not in dict(settings.LANGUAGES):
        return response
    _set_language(response, chosen)
    actor: Actor | None = getattr(request, "actor", None)
    if actor is not None and actor.scope("account", "use") is not None:
        signing.choose_language(actor, chosen)
    return response


def _set_language(response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=YEAR_SECONDS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _inside(request: HttpRequest, address: str) -> str:
    """Return an address if it leads to this site and not back to a page for signing in, else nothing."""
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if ours and not address.startswith(reverse("logout")) else ""


def _clock(moment: str) -> str:
    return f"{timezone.localtime(datetime.fromisoformat(moment)):%H:%M}"


urls: list[URLPattern] = [
    path("sign-in/", sign_in, name="login"),
    path("sign-out/", sign_out, name="logout"),
    path("language/", language, name="language"),
    path("me/", profile, name="profile"),
    path("me/password/", password, name="password"),
    path("me/sessions/", sessions, name="sessions"),
    path("me/sessions/<int:pk>/end/", end_session, name="session-end"),
]
