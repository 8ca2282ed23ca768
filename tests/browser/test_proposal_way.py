"""A proposal from a member's phone to a promise asked about in the next year, as everybody would do it."""

import io
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.serving import fill, serving_from
from tests.browser.visiting import PHONE, WIDE

from tongxin.actions.demonstration.accounts import PASSWORD

pytestmark = pytest.mark.browser
TITLE = "关于拓宽丁当镇桥头至六村道路的建议"
NEAR = "关于尽快拓宽桥头至六村道路的建议"
OTHER = "关于增设城厢镇南门农贸市场垃圾收集点的建议"
ANALYSIS = "桥头至六村道路全长四公里，路面宽不足三米，会车要倒退百余米，雨季两处边坡时有塌方，学生上学绕行。"
ADVICE = "一是把这条路列入明年农村公路拓宽计划；二是先在六处弯道增设会车平台；三是治理两处边坡。"
MARKET = ("南门农贸市场收市后垃圾无处投放，雨天污水横流。", "在市场东侧增设一处收集点，每日清运两次。")
UNIT, BETTER = "县农业农村局", "县住房和城乡建设局"
DISSATISFIED = {"result": "dissatisfied", "attitude": "basically", "met": "face", "remark": "没有说何时动工"}
SATISFIED = {"result": "satisfied", "attitude": "satisfied"}


@dataclass
class Desks:
    """Windows of the people who take part, each signed in once.

    Attributes:
        root: address of the site.
        browser: the browser.
        open: account → its window.
    """

    root: str
    browser: Browser
    open: dict[str, Page] = field(default_factory=dict)

    def of(self, account: str) -> Page:
        """Return the window of an account; members hold a phone, the others sit at a desk."""
        if account not in self.open:
            width, height = PHONE if account.startswith("member") else WIDE
            context = self.browser.new_context(
                base_url=self.root, viewport={"width": width, "height": height}, locale="zh-CN"
            )
            page = context.new_page()
            page.goto("/sign-in/")
            page.locator("input[name=username]").fill(account)
            page.locator("input[name=password]").fill(PASSWORD)
            page.locator("main button[type=submit]").click()
            page.wait_for_url(lambda address: "/sign-in/" not in address)
            self.open[account] = page
        return self.open[account]

    def name_of(self, account: str) -> str:
        """Return the name of the person behind an account, as the head of every page says it."""
        page = self.of(account)
        found = re.search(
            r"(\w+)（(?:党员委员|党外委员|党组领导)）", page.locator("body").text_content() or ""
        )
        assert found is not None
        return found.group(1)


@contextmanager
def desks(browser: Browser, folder: str, days_later: int = 0) -> Iterator[Desks]:
    """Serve a folder and let people sign in to it."""
    with serving_from(folder, days_later) as root:
        here = Desks(root, browser)
        try:
            yield here
        finally:
            for page in here.open.values():
                page.context.close()


def send(page: Page, button: str = "main form button.primary") -> None:
    page.locator(button).first.click()
    page.wait_for_load_state()


def write(page: Page, title: str, *others: str) -> str:
    """Write a proposal and return its address."""
    page.goto("/proceedings/proposal/new/")
    page.locator(f"input[name=form][value={'joint' if others else 'individual'}]").check()
    page.locator("input[name=title]").fill(title)
    analysis, advice = MARKET if title == OTHER else (ANALYSIS, ADVICE)
    page.locator("textarea[name='part.analysis']").fill(analysis)
    page.locator("textarea[name='part.advice']").fill(advice)
    page.locator("select[name='field.theme']").select_option("society")
    page.locator("input[name='field.origin'][value=research]").check()
    page.locator("input[name='field.publish'][value=full]").check()
    page.locator("input[name='declared.no_secrets']").check()
    if others:
        page.locator("input[name='names.role.signer']").fill("、".join(others))
    # On a phone the first button leads straight on: to those who are asked to sign, or to handing in.
    send(page, "main form.entry-form button.primary")
    assert page.url.endswith("/moves/ask_signers/" if others else "/moves/submit/"), page.url
    assert "/papers/" in page.url, page.locator("main").inner_text()[:900]
    return page.url.removeprefix(page.url.split("/proceedings/")[0]).split("moves/")[0]


def move(page: Page, address: str, code: str, **said: str) -> None:
    """Make a move on its page."""
    page.goto(f"{address}moves/{code}/")
    for name, value in said.items():
        control = page.locator(f"[name='field.{name}']").first
        kind = control.evaluate("e => e.type || e.tagName")
        if kind == "radio":
            page.locator(f"[name='field.{name}'][value='{value}']").check()
        elif kind == "select-one":
            control.select_option(value)
        else:
            control.fill(value)
    send(page)
    assert f"/moves/{code}/" not in page.url, page.locator("main").inner_text()[:600]


def file(page: Page, address: str) -> None:
    for code in ("first_review", "second_review"):
        move(page, address, code, advice="file")
    move(page, address, "file")


def part_of(page: Page, address: str, unit: str) -> str:
    """Return where a unit's part in a paper is moved on."""
    page.goto(address)
    link = page.locator("main a[href*='/proceedings/parts/']").first
    return str(link.get_attribute("href")).split("moves/")[0]


def reply(desk: Desks, address: str, *, promised: date) -> None:
    """The unit replies with a promise and the office sends it."""
    unit = desk.of("unit")
    part = part_of(unit, address, UNIT)
    move(
        unit,
        part,
        "draft_reply",
        **{"class": "b"},
        promised=promised.isoformat(),
        number="隆农函〔2026〕18号",
        signer="演示局长",
        contact="演示股室 0771-6500000",
        text="所提建议已列入明年农村公路拓宽计划，先行增设会车平台。",
    )
    move(desk.of("clerk"), part, "send")


@pytest.fixture(scope="module")
def folder() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="tongxin-way-") as name:
        fill(name)
        yield name


def test_a_proposal_from_a_phone_to_a_promise_asked_about_next_year(browser: Browser, folder: str) -> None:
    today = date.today()  # noqa: DTZ011 — the server under test runs on this machine's clock.
    promised = today + timedelta(days=200)
    with desks(browser, folder) as desk:
        lead, other = hand_in(desk, today)
        moved = file_and_merge(desk, lead, other)
        handle(desk, lead, moved, promised)
        rate(desk, lead, other, promised)
        check_tally(desk, today)
    with desks(browser, folder, days_later=400) as desk:
        ask_again(desk, lead)


def hand_in(desk: Desks, today: date) -> tuple[str, str]:
    """A member writes on the phone, two others sign; another member hands in nearly the same."""
    signers = ("member2", "leader")
    phone = desk.of("member")
    address = write(phone, TITLE, *(desk.name_of(one) for one in signers))
    move(phone, address, "ask_signers", until=(today + timedelta(days=5)).isoformat())
    for account in signers:
        page = desk.of(account)
        page.goto("/")
        page.locator("main a", has_text=TITLE).first.click()
        send(page, "main button[value=sign]")
        expect(page.locator("main")).to_contain_text("您已联名")
    move(phone, address, "submit")
    expect(phone.locator("main")).to_contain_text("待初审")
    other = desk.of("member2")
    near = write(other, NEAR)
    other.goto(f"{near}moves/submit/")
    send(other)
    alike = other.locator("main")
    expect(alike).to_contain_text(TITLE)
    expect(alike.locator("mark").first).to_contain_text("路面宽不足三米")
    other.locator("[name='field.because']").fill("本人所在村也走这条路，愿意一并提出")
    send(other)
    expect(alike).to_contain_text("待初审")
    return address, near


def file_and_merge(desk: Desks, lead: str, other: str) -> str:
    """The clerk files all three and merges the near-copy."""
    clerk = desk.of("clerk")
    clerk.goto("/proceedings/proposal/new/")
    third = write(desk.of("member"), OTHER)
    move(desk.of("member"), third, "submit")
    for address in (lead, other, third):
        file(clerk, address)
    clerk.goto(f"{other}moves/merge/")
    option = clerk.locator("select[name=paper] option", has_text=TITLE).get_attribute("value")
    clerk.locator("select[name=paper]").select_option(option)
    send(clerk)
    expect(clerk.locator("main")).to_contain_text("已并案")
    return third


def assign_together(page: Page, unit: str, *addresses: str) -> None:
    """The clerk gives several papers to one unit in the table of all that were filed."""
    page.goto("/proceedings/proposal/")
    page.locator("main a", has_text="批量交办").click()
    for address in addresses:
        pk = address.strip("/").rsplit("/", 1)[-1]
        page.locator(f"select[name='main.{pk}']").select_option(label=unit)
    send(page)
    expect(page.locator("body")).to_contain_text(f"已办理{len(addresses)}件")


def handle(desk: Desks, lead: str, third: str, promised: date) -> None:
    """Both go to one unit, which asks to return the second; it goes to another one, the first is answered."""
    clerk, unit = desk.of("clerk"), desk.of("unit")
    assign_together(clerk, UNIT, lead, third)
    part = part_of(unit, third, UNIT)
    unit.goto(f"{part}moves/refuse/")
    unit.locator("select[name=body]").select_option(label=BETTER)
    unit.locator("[name='field.reason']").fill("环卫设施建设不属于本单位职责")
    send(unit)
    clerk.goto(f"{part}moves/grant/")
    clerk.locator("select[name=units1]").select_option(label=BETTER)
    clerk.locator("select[name=role1]").select_option("sole")
    send(clerk)
    unit.goto(third)
    part = part_of(unit, lead, UNIT)
    move(unit, part, "receive")
    move(unit, part, "contact", way="face", note="到现场一起看了两处边坡")
    reply(desk, lead, promised=promised)


def rate(desk: Desks, lead: str, other: str, promised: date) -> None:
    """The first proposer is not satisfied and gets a second reply; the merged one rates for themselves."""
    phone = desk.of("member")
    phone.goto("/")
    expect(phone.locator("main")).to_contain_text(TITLE)
    move(
        phone,
        lead,
        "reject",
        result="dissatisfied",
        attitude="basically",
        met="face",
        remark="没有说何时动工",
    )
    reply(desk, lead, promised=promised)
    move(phone, lead, "rate", **SATISFIED, met="face")
    expect(phone.locator("main")).to_contain_text("办结")
    move(desk.of("member2"), other, "rate", **SATISFIED, met="none")


def check_tally(desk: Desks, today: date) -> None:
    """The monthly tally equals what was just done, counted on the fingers."""
    clerk = desk.of("clerk")
    month = f"{today:%Y-%m}"
    clerk.goto(f"/tallies/proposals/?period={month}")
    expect(clerk.locator("main h1")).to_contain_text("提案工作统计月报")
    answer = clerk.context.request.get(f"/tallies/proposals/list.xlsx?period={month}")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.body())).worksheets[0]
    found = {row[0]: row[2] for row in sheet.iter_rows(min_row=2, values_only=True) if row[1]}
    by_hand = {
        "收到提案": 3,
        "立案提案": 3,
        "并案提案": 1,
        "并案后提案": 2,
        "不予立案提案": 0,
        "联名提案（立案）": 1,
        "提交提案的委员": 3,
        "提案交办": 2,
        "应答复提案": 2,
        "已答复提案": 1,
        "申请退办": 1,
        "改交": 1,
        "发出答复": 2,
        "答复时为B类": 1,
        "收到评价的提案": 2,
        "首次评价不满意": 1,
        "重新办理": 1,
    }
    assert {name: found[name] for name in by_hand} == by_hand


def ask_again(desk: Desks, lead: str) -> None:
    """Next year the promise is overdue; it is asked about, and the class of the reply stays."""
    clerk = desk.of("clerk")
    clerk.goto(lead)
    expect(clerk.locator("main")).to_contain_text("承诺事项")
    expect(clerk.locator("main")).to_contain_text("次年回访")
    part = part_of(clerk, lead, UNIT)
    move(clerk, part, "track", **{"class": "a"}, note="道路已拓宽，会车平台建成")
    expect(clerk.locator("main")).to_contain_text("道路已拓宽")
    expect(clerk.locator("main")).to_contain_text("B类：正在解决或列入计划")
