"""The ledger's list: filters, pages, the Excel file, and how far each role sees."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.test import Client
from tests.store.ledger_rows import Rows
from tests.web.ledger_pages import html, last, sign_in, titles, words

from tongxin.store import models
from tongxin.store.queries.search import tokens

pytestmark = pytest.mark.django_db


class TestWhoSees:
    @pytest.fixture
    def ledger(self, rows, me):
        """Records by whose they are."""
        linked, stranger = rows.person("演示结对"), rows.person("演示外人")
        link = models.Link.objects.create(committee=rows.committee, kind="party_to_nonparty", person=linked)
        models.LinkHolder.objects.create(link=link, person=me)
        unit = rows.organisation("liaison_unit", "township_room", "演示联络室")
        return {
            "own": rows.entry("visit", "2024-10-01", [(me, "visitor")], title="own"),
            "linked": rows.entry("visit", "2024-10-02", [(linked, "visitor")], title="linked"),
            "unit": rows.entry("unit_activity", "2024-10-03", [(stranger, "host")], title="unit", unit=unit),
            "other": rows.entry("visit", "2024-10-04", [(stranger, "visitor")], title="other"),
        }

    @pytest.mark.parametrize(
        ("role", "seen"),
        [
            ("clerk", {"own", "linked", "unit", "other"}),
            ("chair", {"own", "linked", "unit", "other"}),
            ("auditor", {"own", "linked", "unit", "other"}),
            ("member", {"own", "linked"}),
            ("handling_unit", {"unit"}),
        ],
    )
    def test_list_and_records_reach_as_far_as_the_right(self, rows, me, ledger, role, seen):
        person = me if role == "member" else None
        client = sign_in(rows, role, person, ledger["unit"].unit if role == "handling_unit" else None)
        assert set(titles(client.get("/entries/"))) == seen
        for title, entry in ledger.items():
            status = client.get(f"/entries/{entry.pk}/").status_code
            assert status == (200 if title in seen else 404), title

    def test_a_member_sees_but_does_not_change_what_is_not_theirs(self, member, ledger):
        assert "/correct/" in html(member.get(f"/entries/{ledger['own'].pk}/"))
        assert "/correct/" not in html(member.get(f"/entries/{ledger['linked'].pk}/"))
        for verb in ("correct", "void"):
            assert member.get(f"/entries/{ledger['linked'].pk}/{verb}/").status_code == 403
            assert member.post(f"/entries/{ledger['linked'].pk}/{verb}/", {"reason": "x"}).status_code == 403
            assert member.get(f"/entries/{ledger['other'].pk}/{verb}/").status_code == 404

    def test_the_administrator_has_no_business_here(self, rows, ledger):
        client = sign_in(rows, "administrator")
        for address in ("/entries/", f"/entries/{ledger['own'].pk}/", "/entries/export/"):
            assert client.get(address).status_code == 403

    def test_another_committees_ledger_does_not_exist(self, ledger):
        client = sign_in(Rows("far"), "clerk")
        assert titles(client.get("/entries/")) == []
        assert client.get(f"/entries/{ledger['own'].pk}/").status_code == 404

    @pytest.mark.usefixtures("ledger")
    def test_signed_out_leads_to_the_door(self):
        assert Client().get("/entries/").status_code == 302

    @pytest.mark.usefixtures("ledger")
    def test_search_and_export_reach_no_further(self, member):
        assert member.get("/entries/export/").status_code == 403
        assert titles(member.get("/entries/?name=演示外人")) == []


class TestList:
    def test_filters_narrow_and_chips_take_them_away(self, rows, clerk, me, firm):
        base = rows.organisation("base", "reading", "演示书屋")
        wanted = rows.entry(
            "visit",
            "2024-10-08",
            [(me, "visitor")],
            title="要的",
            enterprise=firm,
            base=base,
            tokens=tokens("要的宣讲"),
        )
        rows.entry("talk", "2024-10-08", [(me, "talker")], title="别的谈话", tokens=tokens("别的"))
        rows.entry("visit", "2024-07-08", title="早先的走访", tokens=tokens("早先"))
        for query in (
            "kind=visit&since=2024-10-01",
            f"enterprise={firm.pk}",
            f"base={base.pk}",
            f"person={me.pk}&kind=visit",
            "name=委员&kind=visit&kind=duty_day",
            "q=宣讲",
        ):
            page = clerk.get(f"/entries/?{query}")
            assert titles(page) == ["要的"], query
            assert 'class="chip"' in html(page)
        assert wanted.title in titles(clerk.get("/entries/?kind=&q=&since=&sort=oldest"))

    def test_a_happening_over_several_days_meets_each_of_them(self, rows, clerk):
        rows.entry("training", "2024-09-28", title="跨季培训", happened_to=date(2024, 10, 2))
        assert titles(clerk.get("/entries/?since=2024-10-01")) == ["跨季培训"]
        assert titles(clerk.get("/entries/?until=2024-09-30")) == ["跨季培训"]
        assert titles(clerk.get("/entries/?since=2024-10-03")) == []

    def test_the_row_in_force_is_listed_and_void_ones_are_marked(self, rows, clerk):
        first = rows.entry("visit", "2024-10-01", title="旧题")
        rows.entry("visit", "2024-10-01", title="中题", act="correct", root=first)
        rows.entry("visit", "2024-10-01", title="新题", act="correct", root=first)
        gone = rows.entry("visit", "2024-10-02", title="作废的")
        rows.entry("visit", "2024-10-02", title="作废的", act="void", root=gone)
        page = clerk.get("/entries/")
        assert titles(page) == ["作废的", "新题"]
        assert f'href="/entries/{first.pk}/"' in html(page)
        assert titles(clerk.get("/entries/?void=without")) == ["新题"]
        assert titles(clerk.get("/entries/?void=only")) == ["作废的"]

    def test_fifty_a_page_newest_first(self, rows, clerk):
        for number in range(51):
            rows.entry("visit", (date(2024, 1, 1) + timedelta(number)).isoformat(), title=f"第{number}次")
        page = clerk.get("/entries/")
        assert len(titles(page)) == 50
        assert titles(page)[0] == "第50次"
        assert titles(clerk.get("/entries/?page=2")) == ["第0次"]
        assert titles(clerk.get("/entries/?sort=oldest"))[0] == "第0次"

    @pytest.mark.parametrize(
        "query",
        ["unit=x", "since=never", "page=-1", "page=x", "sort=up", "person=9999999999999999999", "kind=no"],
    )
    def test_a_mistyped_filter_is_no_error(self, rows, clerk, query):
        rows.entry("visit", "2024-10-01")
        assert clerk.get(f"/entries/?{query}").status_code == 200

    def test_an_empty_ledger_says_what_to_do_next(self, clerk, rows):
        assert "Record the first entry" in words(clerk.get("/entries/"))
        assert "Record the first entry" not in words(sign_in(rows, "chair").get("/entries/"))
        rows.entry("visit", "2024-10-01")
        assert "Clear filters" in words(clerk.get("/entries/?kind=talk"))

    def test_filters_are_saved_under_a_name_and_forgotten(self, clerk, member):
        clerk.post(
            "/entries/filters/", {"name": "本季走访", "query": "kind=visit&since=2024-10-01&next=//evil"}
        )
        page = html(clerk.get("/entries/"))
        assert 'href="/entries/?kind=visit&amp;since=2024-10-01"' in page
        assert "本季走访" not in html(member.get("/entries/"))
        saved = models.SavedFilter.objects.get()
        member.post(f"/entries/filters/{saved.pk}/delete/")
        assert models.SavedFilter.objects.exists()
        clerk.post(f"/entries/filters/{saved.pk}/delete/")
        assert not models.SavedFilter.objects.exists()

    @pytest.mark.parametrize("role", ["clerk", "member", "chair"])
    def test_no_more_queries_for_a_full_page(self, rows, me, firm, role, django_assert_max_num_queries):
        people = [rows.person(f"演示{number}") for number in range(5)]
        for number in range(60):
            rows.entry(
                "donation",
                "2024-10-01",
                [(me, "donor"), *((person, "donor") for person in people)],
                money=number + 1,
                enterprise=firm,
                tokens=tokens("捐资助学"),
            )
        client = sign_in(rows, role, me if role == "member" else None)
        # The first page of a session notes where it is signed in, that of a process reads roster and duties.
        client.get(f"/entries/{last().pk}/")
        with django_assert_max_num_queries(12):
            page = client.get(f"/entries/?q=捐资&kind=donation&name=演示&person={me.pk}")
        assert len(titles(page)) == 50
        for address in (f"/entries/{last().pk}/", "/entries/new/visit/", "/entries/new/", "/drafts/"):
            with django_assert_max_num_queries(12):
                client.get(address)


class TestExport:
    def sheet(self, response):
        book = openpyxl.load_workbook(io.BytesIO(response.content))
        heading, *lines = list(book.active.iter_rows(values_only=True))
        return [dict(zip(heading, line, strict=True)) for line in lines]

    def test_the_filtered_list_comes_as_a_workbook(self, rows, clerk, me, firm):
        other = rows.person("演示同行")
        clerk.post(
            "/entries/new/donation/",
            {
                "happened_on": "2024-10-08",
                "role.donor": [me.pk, other.pk],
                "enterprise": firm.pk,
                "amount.money": "36.31",
                "field.purpose": "school",
                "title": "=1+1",
            },
        )
        rows.entry("visit", "2024-10-09", title="别的")
        response = clerk.get("/entries/export/?kind=donation")
        assert response.headers["Content-Disposition"].startswith("attachment")
        [line] = self.sheet(response)
        assert line["Title"] == "=1+1"
        assert line["First day"].date() == date(2024, 10, 8)
        assert line["Enterprise"] == "演示科技公司"
        assert "演示委员、演示同行" in line["People"]
        [(heading, money)] = [(name, value) for name, value in line.items() if "元" in name]
        assert (heading.endswith("（元）"), money) == (True, 363100)
        [event] = models.AuditEvent.objects.filter(verb="entry.export")
        assert event.changes["after"] == {"filter": "kind=donation", "entries": 1}

    def test_an_empty_list_is_an_empty_sheet(self, clerk):
        assert self.sheet(clerk.get("/entries/export/")) == []
