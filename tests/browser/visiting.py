"""Signing in, following links to every page, and looking at a page as its readers would."""

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, URLPattern, resolve
from playwright.sync_api import Browser, BrowserContext, Page

from tongxin.actions.demonstration.accounts import ACCOUNTS, PASSWORD
from tongxin.config.urls import urlpatterns

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
WATCH_POLICY = """
window.policyBreaches = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.policyBreaches.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
});
"""
LANGUAGES = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}
WIDE, PHONE = (1280, 900), (390, 844)

# Role → an account that has it, in the order in which they are asked to find a page.
ACCOUNT_OF = {role: name for name, role, _title in reversed(ACCOUNTS)}
ROLES = ("clerk", "auditor", "administrator", "member", "chair", "party_clerk", "handling_unit")
# What only a form sends, what a script asks for, and files: addresses without a page of their own.
NO_PAGE = frozenset(
    {
        "sign-out/",
        "language/",
        "me/sessions/<int:pk>/end/",
        "accounts/<int:pk>/grant/",
        "accounts/<int:pk>/revoke/<int:grant_id>/",
        "accounts/<int:pk>/reset/",
        "accounts/<int:pk>/<slug:verb>/",
        "claims/<int:pk>/comments.docx",
        "claims/<int:pk>/corrected.docx",
        "claims/<int:pk>/again/",
        "claims/wordings/<int:pk>/forget/",
        "complaints/<int:pk>/answer/",
        "papers/<int:pk>/drop/",
        "papers/<int:pk>/paper.docx",
        "papers/<int:pk>/paper.pdf",
        "calendar/<str:token>/duties.ics",
        "duties/",
        "duties/calendar/end/",
        "duties/calendar/make/",
        "duties/exemptions/<int:pk>/withdraw/",
        "pairings/<int:pk>/adopt/",
        "pairings/<int:pk>/again/",
        "pairings/<int:pk>/discard/",
        "proceedings/<slug:workflow>/list.xlsx",
        "tallies/<str:tally>/list.xlsx",
        "proceedings/<slug:workflow>/compilation.docx",
        "proceedings/<slug:workflow>/handover.docx",
        "proceedings/letters/<int:pk>.docx",
        "proceedings/letters/<int:pk>/form.docx",
        "proceedings/letters/<int:pk>.pdf",
        "proceedings/letters/<int:pk>/form.pdf",
        "proceedings/bulletins/<int:pk>/bulletin.docx",
        "proceedings/bulletins/<int:pk>/bulletin.pdf",
        "proceedings/papers/<int:pk>/sheet.docx",
        "proceedings/papers/alike/",
        "proceedings/papers/<int:pk>/sign/",
        "proceedings/papers/<int:pk>/stand-by/",
        "proceedings/papers/<int:pk>/files/",
        "proceedings/files/<int:pk>/",
        "proceedings/files/<int:pk>/off/",
        "proceedings/topics/<int:pk>/withdraw/",
        "proceedings/papers/<int:pk>/reveal/",
        "problems/<int:pk>/ask/",
        "problems/<int:pk>/close/",
        "reviews/<int:pk>/<slug:act>/",
        "reviews/<int:pk>/<slug:what>.docx",
        "drafts/save/",
        "drafts/discard/",
        "entries/export/",
        "entries/evidence/<int:pk>/",
        "entries/filters/",
        "entries/filters/<int:pk>/delete/",
        "entries/people/",
        "entries/<int:pk>/reveal/",
        "figures/export.csv",
        "figures/export.xlsx",
        "figures/<str:indicator>/export.xlsx",
        "imports/template/",
        "imports/<int:pk>/confirm/",
        "imports/<int:pk>/discard/",
        "imports/<int:pk>/step/",
        "imports/<int:pk>/problems/",
        "members/export/",
        "people/<int:pk>/reveal/",
        "workdays/complete/",
        "workdays/withdraw/",
    }
)
LINK = re.compile(r'<a [^>]*?href="([^"#][^"]*)"')
SEVERAL = 12
SIGNED_OUT = "signed out"


@dataclass(slots=True)
class Site:
    """The running server.

    Attributes:
        root: its address.
        states: role → cookies after signing in.
        given: addresses that nobody finds by a link, such as one-time links.
    """

    root: str
    given: list[str] = field(default_factory=list)
    states: dict[str, Any] = field(default_factory=dict)

    def enter(self, browser: Browser, role: str, language: str = "zh-hans", **options: Any) -> BrowserContext:
        """Open a fresh window of somebody with a role, reading a language."""
        state = self._state(browser, role) if role != SIGNED_OUT else None
        width, height = options.pop("size", WIDE)
        context = browser.new_context(
            base_url=self.root,
            storage_state=state,
            viewport={"width": width, "height": height},
            locale="zh-CN",
            reduced_motion="reduce",
            **options,
        )
        context.add_cookies([{"name": "tongxin_language", "value": language, "url": self.root}])
        context.add_init_script(WATCH_POLICY)
        return context

    def _state(self, browser: Browser, role: str) -> Any:
        if role not in self.states:
            with browser.new_context(base_url=self.root) as context:
                sign_in(context.new_page(), role)
                self.states[role] = context.storage_state()
        return self.states[role]


def sign_in(page: Page, role: str) -> None:
    """Sign in on the page for it, as one of the demonstration's accounts."""
    page.goto("/sign-in/")
    page.locator("input[name=username]").fill(ACCOUNT_OF[role])
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda address: "/sign-in/" not in address)


def prepare(site: Site, browser: Browser) -> None:
    """Do what leaves records that the demonstration has not: a complaint, an uploaded sheet."""
    with site.enter(browser, "member") as context:
        page = context.new_page()
        page.goto("/complaint/")
        page.locator("textarea[name=text]").fill("演示：字可以再大一点。")
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_load_state()
    with site.enter(browser, "clerk") as context:
        page = context.new_page()
        sheet = context.request.get("/members/export/")
        page.goto("/imports/")
        page.locator("main input[type=file]").set_input_files(
            {
                "name": "roster.xlsx",
                "mimeType": sheet.headers["content-type"],
                "buffer": sheet.body(),
            }
        )
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url(lambda address: page_of(address) == "imports/<int:pk>/")
        _run_duties(page, site)
        _run_papers(page)
        _check_draft(page)
        _begin_paper(page)


def _run_papers(page: Page) -> None:
    """Leave a draft, and a proposal that a unit has: handed in, reviewed twice, filed, assigned."""
    _write_paper(page, "演示：关于村口安装路灯的建议")
    paper = _write_paper(page, "演示：关于修好村道的建议")
    for code in ("submit", "first_review", "second_review", "file", "assign"):
        page.goto(f"{paper}moves/{code}/")
        if "review" in code:
            page.locator("input[name='field.advice']").first.check()
        elif code == "assign":
            page.locator("select[name=units1]").select_option(index=1)
        _send(page, "main form button.primary")
    page.goto(paper)


def _write_paper(page: Page, title: str) -> str:
    page.goto("/members/")
    name = page.locator("main table a.row-link").first.inner_text().strip()
    page.goto("/proceedings/proposal/new/")
    page.locator("input[name=form]").first.check()
    page.locator("input[name='names.role.first']").fill(name)
    page.locator("input[name=title]").fill(title)
    for name in ("part.analysis", "part.advice"):
        page.locator(f"textarea[name='{name}']").fill("演示内容。")
    page.locator("select[name='field.theme']").select_option(index=1)
    page.locator("input[name='field.origin']").first.check()
    page.locator("input[name='field.publish']").first.check()
    page.locator("input[name='declared.no_secrets']").check()
    _send(page, "main form.entry-form button.primary")
    return page.url.split("moves/")[0]


def _check_draft(page: Page) -> None:
    """Leave a checked draft with a true figure, a wrong one and one that cannot be checked."""
    page.goto("/claims/new/")
    page.locator("textarea[name=text]").fill("演示：全县委员178名。\n乡镇委员联络室12个，作画40余幅。")
    _send(page, "main form.form button.primary")


def _begin_paper(page: Page) -> None:
    """Leave a report that is being written and one that is issued."""
    for period in ("2023", "2024"):
        page.goto("/papers/new/annual_report/")
        page.locator("select[name=period]").select_option(period)
        _send(page, "main form.form button.primary")
        if period == "2023":
            _send(page, "main form.form button.primary")


def _run_duties(page: Page, site: Site) -> None:
    """Leave a proposed pairing, a round to be concluded with a task, one for comments, an asked problem."""
    page.goto("/pairings/")
    page.locator("select[name=kind]").select_option("party_to_nonparty")
    _send(page, "main form button.primary")
    for kind in ("standing_review", "base_review"):
        page.goto("/reviews/")
        page.locator("select[name=kind]").select_option(kind)
        _send(page, "main form button.primary")
    page.locator("input[name=met_on]").fill("2024-01-18")
    _send(page, "main form button.primary")
    page.locator("main table a.row-link").first.click()
    page.locator("main a.button.primary").click()
    page.locator("textarea[name=text]").fill("演示：带动明显。")
    page.locator("input[name=task1]").fill("演示：规范就业台账")
    _send(page, "main form button.primary")
    page.goto("/problems/")
    page.locator("main table a.row-link").first.click()
    page.locator("select[name=unit]").select_option(index=1)
    _send(page, "main form:has(select[name=unit]) button")
    page.locator("textarea[name=text]").fill("演示：已协调。")
    _send(page, "main form:has(textarea) button")
    _send(page, "main form.buttons button")
    site.given.append(str(page.locator(".notice .code a").get_attribute("href")))


def _send(page: Page, button: str) -> None:
    page.locator(button).first.click()
    page.wait_for_load_state()


def walk(site: Site, browser: Browser) -> dict[str, tuple[str, str]]:
    """Follow the links that each role sees.

    Returns:
        page (see ``page_of``) → (role, address), one of each page; the home stands once for each role.
    """
    found: dict[str, tuple[str, str]] = {}
    for role in (SIGNED_OUT, *ROLES):
        with site.enter(browser, role) as context:
            # Some pages are linked from a few records only, so one role looks at several of each.
            _walk_as(role, context, found, several=SEVERAL if role == ROLES[0] else 1, given=site.given)
    return found


def _walk_as(
    role: str,
    context: BrowserContext,
    found: dict[str, tuple[str, str]],
    several: int,
    given: list[str],
) -> None:
    waiting = deque(["/sign-in/", *given] if role == SIGNED_OUT else ["/"])
    known, looked = set[str](), Counter[str]()
    while waiting:
        address = urldefrag(waiting.popleft()).url
        kind = page_of(address)
        if kind is None or kind in NO_PAGE or address in known or looked[kind] >= several:
            continue
        known.add(address)
        answer = context.request.get(address, max_redirects=5)
        led_elsewhere = page_of(answer.url) != kind
        looked[kind] += 0 if led_elsewhere else 1
        if answer.ok and not led_elsewhere:
            found.setdefault(kind or home_of(role), (role, address))
        waiting.extend(urljoin(address, unescape(link)) for link in LINK.findall(answer.text()))


def page_of(address: str) -> str | None:
    """Return which page an address opens, as the pattern of such addresses, or ``None`` outside the site."""
    try:
        return resolve(urlsplit(urldefrag(address).url).path).route
    except Resolver404:
        return None


def home_of(role: str) -> str:
    """Return what the home page of a role is called here."""
    return f"home of {role}"


def pages() -> list[str]:
    """Return every page of the site."""
    return sorted(str(item.pattern) for item in urlpatterns if isinstance(item, URLPattern))


def violations(page: Page, only: list[str] | None = None) -> list[str]:
    """Return what axe finds wrong on a page, a line each."""
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(AXE)
    options = {**AXE_OPTIONS, "runOnly": {"type": "rule", "values": only}} if only else AXE_OPTIONS
    result = page.evaluate("(options) => axe.run(document, options)", options)
    return [
        f"{found['id']}: {node['html'][:160]} — {node['failureSummary']}"
        for found in result["violations"]
        for node in found["nodes"][:3]
    ]
