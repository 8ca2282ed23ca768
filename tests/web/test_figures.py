"""The pages of figures: the value, what it was counted from, what was left out, and who may take it away."""

import io
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape

import openpyxl
import pytest
from django.test import Client
from tests.store.ledger_rows import Rows

from tongxin.packs import registry
from tongxin.store import models
from tongxin.web import charts
from tongxin.web.charts import Bar

pytestmark = pytest.mark.django_db
YEAR = "from=2024-01-01&to=2024-12-31"


@pytest.fixture
def rows():
    return Rows("figures")


def account(rows, role, person=None):
    user = models.User.objects.create(
        username=role, committee=rows.committee, person=person, must_change_password=False
    )
    models.RoleGrant.objects.create(user=user, role=role)
    client = Client()
    client.force_login(user)
    client.cookies["tongxin_language"] = "en"
    return client


@pytest.fixture
def clerk(rows):
    return account(rows, "clerk")


def called(indicator):
    """Return an indicator's English name, whatever the pack calls it."""
    return registry.pack("longan").in_force(date(2024, 12, 31)).indicator(indicator).label.en


def words(response):
    """Return the text of a page's content without its marks, one space between words."""
    assert response.status_code == 200
    content = re.search(r"<main.*</main>", response.content.decode(), flags=re.DOTALL)[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", content)))


def donations(rows):
    for day, amount, purpose in (
        ("2024-02-01", "300000", "project"),
        ("2024-03-01", "63100", "project"),
        ("2024-03-02", "5000", "school"),
        ("2023-12-31", "77", "project"),
    ):
        rows.entry("donation", day, money=Decimal(amount), fields={"purpose": purpose}, title=f"捐款 {day}")


def test_the_list_shows_each_figure_and_leads_to_its_trail(rows, clerk):
    donations(rows)
    page = clerk.get(f"/figures/?{YEAR}")
    assert called("donate.project_money") in words(page)
    assert "363,100 元" in words(page)
    assert "/figures/donate.project_money/?from=2024-01-01&amp;to=2024-12-31" in page.content.decode()


def test_the_list_can_be_narrowed_to_one_group(rows, clerk):
    shown = words(clerk.get(f"/figures/?{YEAR}&group=proposals"))
    assert called("proposal.submitted") in shown
    assert called("org.room_township") not in shown


def test_a_figure_shows_its_exact_value_its_records_and_those_left_out(rows, clerk):
    donations(rows)
    clerk.cookies["tongxin_language"] = "zh-hans"
    page = clerk.get(f"/figures/donate.project_money/?{YEAR}")
    assert "36.31万元" in words(page)
    assert "363,100 元" in words(page)
    assert "捐款 2024-02-01" in words(page)
    assert "捐款 2024-03-02" not in words(page)
    left_out = clerk.get(f"/figures/donate.project_money/?{YEAR}&list=excluded")
    assert "捐款 2024-03-02" in words(left_out)
    assert "捐款 2023-12-31" in words(left_out)


def test_each_record_left_out_says_why(rows, clerk):
    donations(rows)
    first = rows.entry("donation", "2024-05-01", fields={"purpose": "project"}, title="无金额")
    void = rows.entry("donation", "2024-05-02", title="作废一笔", fields={"purpose": "project"})
    rows.entry("donation", "2024-05-02", root=void, act="void", title="作废一笔")
    shown = words(clerk.get(f"/figures/donate.project_money/?{YEAR}&list=excluded"))
    assert re.search(r"捐款 2024-03-02 \S+ Does not meet the filter", shown)
    assert re.search(r"捐款 2023-12-31 \S+ Outside the period", shown)
    assert re.search(r"作废一笔 \S+ Declared void", shown)
    assert re.search(rf"{first.title} \S+ Lacks what is counted", shown)


def test_the_definition_names_kind_filter_and_versions(rows, clerk):
    shown = words(clerk.get(f"/figures/donate.project_money/?{YEAR}"))
    assert "Records in force" in shown
    assert re.search(r"the sum of: \S+", shown)
    assert "1 of the mechanism 2023.1, in force since 1 January 2023" in shown


def test_as_known_on_a_day_leaves_out_what_was_recorded_later(rows, clerk):
    rows.entry("research", "2024-06-01")
    rows.entry("research", "2024-06-02", recorded=datetime(2024, 7, 1, tzinfo=UTC))
    rows.entry("research", "2024-06-30", recorded=datetime(2024, 6, 30, 15, 59, tzinfo=UTC))
    today = words(clerk.get("/figures/research.topic/?from=2024-01-01&to=2024-06-30"))
    then = words(clerk.get("/figures/research.topic/?from=2024-01-01&to=2024-06-30&as_of=2024-06-30"))
    assert "3 counted" in today
    assert "2 counted" in then
    assert "as known at the end of 30 June 2024" in then


def test_a_ratio_shows_numerator_and_denominator(rows, clerk):
    for number, review in enumerate(("filed", "filed", "not_filed"), 1):
        rows.entry("proposal", f"2024-02-0{number}", fields={"review": review})
    shown = words(clerk.get(f"/figures/proposal.accept_rate/?{YEAR}"))
    assert "66.67%" in shown
    assert f"{called('proposal.accepted')} 2 件 {called('proposal.submitted')} 3 件" in shown


def test_a_ratio_of_nothing_says_so(rows, clerk):
    assert "Nothing to divide by in this period" in words(clerk.get(f"/figures/proposal.accept_rate/?{YEAR}"))


def test_members_are_listed_by_name_but_a_sensitive_sector_is_hidden(rows, clerk):
    rows.person("演示甲", "masses", "religion")
    rows.person("演示乙", "masses", "economy")
    page = clerk.get(f"/figures/member.nonparty/?{YEAR}")
    records = words(page).partition("counted 0 left out")[2]
    assert "演示甲 ＊＊" in records
    assert "演示乙" in records
    assert "＊＊" not in records.partition("演示乙")[2][:30]


def test_stocks_link_to_the_pages_of_members_bodies_and_links(rows, clerk):
    who = rows.person("演示甲", "masses", "economy")
    room = rows.organisation("liaison_unit", "township_room", "联络室")
    link = models.Link.objects.create(committee=rows.committee, kind="party_to_nonparty", person=who)
    models.LinkHolder.objects.create(link=link, person=rows.person("演示乙", "cpc", "cpc"))
    seat = who.memberships.get()
    assert f'/members/{seat.pk}/"' in clerk.get(f"/figures/member.total/?{YEAR}").content.decode()
    assert f'/units/{room.pk}/"' in clerk.get(f"/figures/org.room_township/?{YEAR}").content.decode()
    assert f'/links/{link.pk}/"' in clerk.get(f"/figures/link.nonparty/?{YEAR}").content.decode()


def test_a_member_sees_the_figure_but_only_their_own_records_in_full(rows):
    who = rows.person("演示甲", "masses", "economy")
    rows.entry("research", "2024-06-01", title="别人的调研")
    rows.entry("research", "2024-06-02", [(who, "participant")], title="自己的调研")
    shown = words(account(rows, "member", who).get(f"/figures/research.topic/?{YEAR}"))
    assert "2 counted" in shown
    assert "自己的调研" in shown
    assert "别人的调研" not in shown
    assert "A record outside what you may read" in shown


def test_who_did_how_much_is_for_those_who_see_the_whole_committee(rows, clerk):
    who = rows.person("演示甲", "masses", "economy")
    rows.entry("research", "2024-06-02", [(who, "participant")])
    address = f"/figures/research.topic/?{YEAR}"
    assert "By member" in words(clerk.get(address))
    assert "By member" not in words(account(rows, "member", who).get(address))


def test_records_are_listed_by_fifty(rows, clerk):
    for number in range(60):
        rows.entry(
            "research", f"2024-{1 + number // 28:02}-{1 + number % 28:02}", title=f"调研第{number:03}项"
        )
    first = words(clerk.get(f"/figures/research.topic/?{YEAR}"))
    assert "调研第049项" in first
    assert "调研第050项" not in first
    assert "调研第059项" in words(clerk.get(f"/figures/research.topic/?{YEAR}&page=2"))


def test_a_day_that_is_none_is_named_and_the_page_still_answers(rows, clerk):
    assert "2024-13-01 is not a day" in words(clerk.get("/figures/?from=2024-13-01&to=2024-12-31"))
    assert "lies before the first" in words(clerk.get("/figures/?from=2024-12-31&to=2024-01-01"))
    assert clerk.get("/figures/?from=1950-01-01&to=2100-01-01").status_code == 200


def test_an_unknown_figure_is_a_page_that_does_not_exist(rows, clerk):
    assert clerk.get("/figures/no.such/").status_code == 404


@pytest.mark.parametrize(
    "address", ["/figures/", "/figures/proposal.submitted/", "/figures/member.total/?list=excluded"]
)
def test_pages_of_figures_take_at_most_twelve_queries(rows, clerk, address, django_assert_max_num_queries):
    people = [rows.person(f"人{number}", "masses", "economy") for number in range(30)]
    for number in range(1, 29):
        rows.entry("proposal", f"2024-02-{number:02}", [(person, "signer") for person in people[:3]])
    clerk.get("/figures/")  # a process reads roster and ledger once, then follows them
    with django_assert_max_num_queries(12):
        assert clerk.get(address, {"from": "2024-01-01", "to": "2024-12-31"}).status_code == 200


def test_figures_leave_as_csv_with_exact_values_and_the_taking_is_on_record(rows, clerk):
    donations(rows)
    response = clerk.get(f"/figures/export.csv?{YEAR}")
    assert response["Content-Disposition"] == 'attachment; filename="figures-2024-01-01-2024-12-31.csv"'
    lines = response.content.decode("utf-8-sig").splitlines()
    line = next(line for line in lines if line.startswith("donate.project_money,"))
    assert line.split(",")[2:5] == ["363100", "元", "2"]
    assert models.AuditEvent.objects.get(verb="figure.export").changes["after"]["filter"] == YEAR


def test_the_records_of_a_figure_leave_as_a_workbook_with_reasons(rows, clerk):
    donations(rows)
    response = clerk.get(f"/figures/donate.project_money/export.xlsx?{YEAR}")
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    found = {row[2]: (row[5], row[6]) for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert found["捐款 2024-02-01"][0] == "yes"
    assert found["捐款 2024-03-02"] == ("no", "Does not meet the filter")
    assert sheet.cell(2, 2).value.date() in {date(2024, 2, 1), date(2024, 3, 1), date(2024, 3, 2)} | {
        date(2023, 12, 31)
    }


def test_without_the_right_nothing_leaves(rows):
    member = account(rows, "member", rows.person("演示甲", "masses", "economy"))
    assert member.get(f"/figures/export.csv?{YEAR}").status_code == 403
    assert member.get(f"/figures/member.total/export.xlsx?{YEAR}").status_code == 403


def test_the_longest_bar_is_the_largest_value_and_names_are_escaped():
    bars = [Bar("一月", "1月", "2024年", Decimal(1), "1"), Bar("<b>", "2月", "", Decimal(4), "4")]
    drawn = charts.wide_bars(bars, "每月多少？")
    heights = [float(found) for found in re.findall(r'class="chart-bar"[^>]* height="([\d.]+)"', drawn)]
    assert heights[1] == 4 * heights[0]
    assert "<b>" not in drawn
    assert "style=" not in drawn
    assert charts.narrow_bars(bars).count("<rect") == 2
