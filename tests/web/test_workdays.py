"""The page of the working-day calendar: a year, a deadline reckoned, days marked, the warning."""

import re
from datetime import date

import pytest
from tests.store.ledger_rows import Rows
from tests.web import visiting
from tests.web.ledger_pages import html, sign_in, words

from tongxin.engine.kernel.workdays import Calendar
from tongxin.packs import registry
from tongxin.store import models
from tongxin.web import workday_rows

pytestmark = pytest.mark.django_db
PAGE, MARK = "/workdays/", "/workdays/mark/"
LONGAN = registry.pack("longan").versions[-1].calendar()


@pytest.fixture
def clerk(rows):
    rows.entry("visit", "2024-10-31")
    rows.committee.demo = True
    rows.committee.save()
    return sign_in(rows, "clerk")


def cell(page, month, day):
    """Return class and words of a day: ('off', '10 off Spring Festival')."""
    table = re.search(rf"<caption>{month}.*?</table>", html(page))[0]
    cells = re.findall(r'<td class="([^"]*)"[^>]*>(.*?)</td>', table)
    found = [
        (kind.strip(), re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).strip()) for kind, text in cells
    ]
    return next((kind, text) for kind, text in found if text.split()[0] == str(day))


def marking(**more):
    return {
        "kind": "off",
        "first": "2024-11-04",
        "last": "2024-11-05",
        "name": "防汛",
        "number": "县政协办〔2024〕3号",
        **more,
    }


def test_a_day_off_is_told_by_shape_and_word_and_name(clerk):
    page = clerk.get(PAGE)
    assert cell(page, "February 2024", 10) == ("off", "10 off Spring Festival")
    assert cell(page, "February 2024", 18) == ("worked", "18 work Spring Festival")
    assert cell(page, "February 2024", 24) == ("weekend", "24")
    assert cell(page, "April 2024", 11) == ("off", "11 off Sanyuesan")
    assert cell(page, "October 2024", 31) == ("today", "31 today")
    assert "2024: 249 working days" in words(page)


def test_each_month_is_a_table_with_a_name_and_a_head_for_each_weekday(clerk):
    text = html(clerk.get(f"{PAGE}?year=2023"))
    assert len(re.findall(r"<caption>\w+ 2023", text)) == 12
    assert text.count('<th scope="col" abbr="Monday">') == 12


def test_what_is_arranged_is_listed_with_who_arranged_it(clerk):
    text = words(clerk.get(PAGE))
    assert "11 April 2024 to 12 April 2024 day off Sanyuesan the region" in text
    assert "18 February 2024 worked in return Spring Festival State Council" in text


@pytest.mark.parametrize(
    ("asked", "shown"), [("2022", "2022"), ("20x2", "2024"), ("9999", "2024"), ("", "2024")]
)
def test_a_year_is_chosen_and_nonsense_shows_this_one(clerk, asked, shown):
    assert f"{shown}: " in words(clerk.get(f"{PAGE}?year={asked}"))


def test_a_deadline_is_reckoned_and_said_how(clerk):
    text = words(clerk.get(f"{PAGE}?start=2024-04-08&amount=15&measure=workday"))
    assert "30 April 2024 (Tuesday)" in text
    assert "15 working days from 8 April 2024; that day itself does not count" in text
    assert "Sanyuesan, 11 April 2024 to 12 April 2024: 2 weekdays off, not counted" in text
    assert "5 weekend days, not counted" in text
    assert "28 April 2024 is worked for Labour Day and counts" in text


def test_months_end_where_the_month_does_and_move_off_a_day_off_if_asked(clerk):
    text = words(clerk.get(f"{PAGE}?start=2024-01-31&amount=8&measure=month&roll=on"))
    assert "30 September 2024 (Monday)" in text
    assert "The month has no such day; its last one is 30 September 2024" in text
    text = words(clerk.get(f"{PAGE}?start=2024-07-01&amount=3&measure=month&roll=on"))
    assert "8 October 2024 (Tuesday)" in text
    assert "1 October 2024 is not worked; the next working day is 8 October 2024" in text


def test_a_deadline_beyond_what_is_known_says_so(clerk):
    text = words(clerk.get(f"{PAGE}?start=2026-12-20&amount=15&measure=workday"))
    assert "From 1 January 2027 on the days off are not known yet; the day may change" in text


@pytest.mark.parametrize(
    "wrong",
    [
        "start=&amount=3",
        "start=2024-01-01&amount=0",
        "start=2024-01-01&amount=1001",
        "start=1024-01-01&amount=3",
    ],
)
def test_a_question_that_makes_no_sense_is_answered_with_what_is_wrong(clerk, wrong):
    page = clerk.get(f"{PAGE}?{wrong}&measure=workday")
    assert "Please look at this" in words(page)


def test_marked_days_stand_in_the_calendar_and_in_the_list_and_can_be_withdrawn(clerk):
    response = clerk.post(MARK, marking())
    assert (response.status_code, response["Location"]) == (302, "/workdays/?year=2024")
    page = clerk.get(PAGE)
    assert "The days are marked" in words(page)
    assert cell(page, "November 2024", 4) == ("off office", "4 off 防汛")
    assert "县政协办〔2024〕3号" in words(page)
    marks = re.findall(r'name="mark" value="(\d+)"', html(page))
    assert len(marks) == 2
    clerk.post("/workdays/withdraw/", {"mark": marks, "year": "2024"})
    page = clerk.get(PAGE)
    assert cell(page, "November 2024", 4) == ("", "4")
    assert "withdrawn" in words(page)
    assert "防汛" in words(page)
    assert not re.findall(r'name="mark"', html(page))


def test_a_mark_that_is_refused_is_shown_with_what_is_wrong(clerk):
    page = clerk.post(MARK, marking(last="2024-11-03", name=""))
    assert page.status_code == 422
    text = html(page)
    assert "The last day lies before the first" in text
    assert "Name the holiday" in text
    assert clerk.post(MARK, marking(kind="worked")).status_code == 422
    assert not models.CalendarDay.objects.exists()


def test_withdrawing_what_is_not_there_is_said(clerk):
    page = clerk.post("/workdays/withdraw/", {"mark": ["0", "x"]}, follow=True)
    assert "There is no such mark" in words(page)


def test_a_year_that_is_not_known_is_completed_by_the_office(clerk):
    page = clerk.get(f"{PAGE}?year=2027")
    assert "2027: not known yet" in words(page)
    assert "Mark its days off" in words(page)
    clerk.post(MARK, marking(first="2027-01-01", last="2027-01-03", name="元旦"))
    page = clerk.post("/workdays/complete/", {"year": "2027", "number": ""}, follow=True)
    assert "Give the number of the document" in words(page)
    page = clerk.post("/workdays/complete/", {"year": "2027", "number": "国办发明电〔2026〕9号"}, follow=True)
    assert "2027 is known from now on." in words(page)
    assert "2027: 260 working days" in words(page)
    assert "the whole of 2027" in words(page)


def test_who_only_reads_sees_no_buttons(rows, clerk):
    clerk.post(MARK, marking())
    for role in ("member", "chair", "auditor"):
        page = sign_in(rows, role).get(PAGE)
        assert "防汛" in words(page)
        assert MARK not in html(page)
        assert "workdays/withdraw" not in html(page)


def test_another_committees_marks_do_not_show(clerk):
    clerk.post(MARK, marking())
    assert "防汛" not in words(sign_in(Rows("other"), "clerk").get(f"{PAGE}?year=2024"))


def test_the_duty_pages_lead_to_it(rows, me):
    assert f'href="{PAGE}"' in html(sign_in(rows, "member", me).get("/duties/mine/"))


@pytest.mark.parametrize(
    ("calendar", "day", "expected"),
    [
        (LONGAN, date(2024, 10, 31), None),
        (LONGAN, date(2026, 10, 31), None),
        (LONGAN, date(2026, 11, 1), date(2026, 12, 31)),
        (LONGAN, date(2027, 3, 1), date(2026, 12, 31)),
        (Calendar(years=frozenset({2026, 2027})), date(2026, 12, 1), None),
        (Calendar(), date(2024, 5, 1), date(2023, 12, 31)),
    ],
)
def test_the_warning_comes_sixty_days_before_the_end_and_stays_after_it(calendar, day, expected):
    assert workday_rows.ending(calendar, day) == expected


def test_the_office_is_warned_at_home_and_on_the_page_before_the_calendar_ends(rows, clerk):
    warning = "The working-day calendar is known up to 31 December 2026 only."
    assert warning not in words(clerk.get("/"))
    rows.entry("visit", "2026-11-20")
    assert warning in words(clerk.get("/"))
    assert warning in words(clerk.get(PAGE))
    assert 'href="/workdays/?year=2027"' in html(clerk.get("/"))


def test_a_committee_without_calendar_rights_is_not_warned(rows, clerk):
    rows.entry("visit", "2026-11-20")
    models.RoleGrant.objects.update(role="administrator")
    assert "working-day calendar" not in words(clerk.get("/"))


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_it_speaks_three_languages(demonstration, language):
    client = visiting.signed_in("clerk")
    client.cookies["tongxin_language"] = language
    text = words(client.get(f"{PAGE}?start=2024-04-08&amount=15&measure=workday"))
    expected = {
        "zh-hans": "壮族三月三（2024年4月11日至2024年4月12日）放假，其中周一至周五2天不计",
        "zh-hant": "壯族三月三（2024年4月11日至2024年4月12日）放假，其中週一至週五2天不計",
        "en": "2 weekdays off",
    }
    assert expected[language] in text
