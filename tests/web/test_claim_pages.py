"""The pages of a checked draft: its period, decisions and wordings; and a form that loses nothing."""

import io
import re
import time
from html import unescape
from urllib.parse import parse_qs, urlsplit

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.house import source
from tests.web.ledger_pages import words
from tests.web.test_claims import PERIOD, TEXT, checked, english, findings

from tongxin.store import models
from tongxin.web.claim_issue_texts import REASONS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
THIS_YEAR = {"first": "2024-01-01", "last": "2024-10-31"}
SINCE = "侧记\n委员企业新增投入3.08亿元。2023年以来，走访不停。"


def test_a_period_that_the_draft_names_is_offered_and_taken_by_one_click():
    clerk = english("clerk")
    address = checked(clerk, text=SINCE, **THIS_YEAR)
    assert findings(address)["3.08亿元"]["verdict"] == "contradicted"
    page = words(clerk.get(address))
    assert "The draft says “2023年以来”, but was held against 1 January 2024 to 31 October 2024." in page
    assert "Check again with 1 January 2023 to 31 October 2024" in page
    later = clerk.post(f"{address}again/", {"first": "2023-01-01", "last": "2024-10-31"})["Location"]
    assert findings(later)["3.08亿元"]["verdict"] == "confirmed"
    assert "but was held against" not in words(clerk.get(later))
    assert "but was held against" not in words(clerk.get(address))
    meant = clerk.post(f"{later}again/", THIS_YEAR)["Location"]
    assert "but was held against" not in words(clerk.get(meant))
    assert "but was held against" not in words(clerk.get(clerk.post(f"{meant}again/")["Location"]))


def test_other_days_are_given_on_the_page_and_bad_ones_are_refused_there():
    clerk = english("clerk")
    address = checked(clerk)
    bad = clerk.post(f"{address}again/", {"first": "2024-06-01", "last": "2024-01-01"})
    assert bad.status_code == 422
    assert "The last day lies before the first." in words(bad)
    assert models.DraftCheck.objects.count() == 1
    given = {"first": "2024-01-01", "last": "2024-06-30", "day": "2024-07-05"}
    later = clerk.post(f"{address}again/", given)["Location"]
    row = models.DraftCheck.objects.get(before__isnull=False)
    assert later == f"/claims/{row.pk}/"
    assert (row.first.isoformat(), row.last.isoformat(), row.day.isoformat()) == tuple(given.values())
    assert row.text == TEXT


def test_the_list_is_cut_down_without_a_script():
    clerk = english("clerk")
    address = checked(clerk)

    def shown(query):
        page = clerk.get(f"{address}{query}").content.decode()
        blocks = re.findall(r'<details class="claim-finding claim-(\w+)"(.*?)>', page, flags=re.DOTALL)
        return [verdict for verdict, attributes in blocks if "hidden=" not in attributes]

    assert len(shown("")) == len(shown("?only=nonsense")) == 5
    assert shown("?only=contradicted") == ["contradicted"] * 2
    assert shown("?only=uncheckable") == ["uncheckable"] * 2
    assert shown("?only=confirmed") == ["confirmed"]


def test_why_figures_cannot_be_checked_is_summed_up():
    clerk = english("clerk")
    page = words(clerk.get(checked(clerk)))
    assert "What cannot be checked:" in page
    assert "It lays down a rule (1 figure)" in page
    assert "No indicator was found for it (1 figure)" in page


def test_every_reason_of_the_engine_has_its_words():
    """A code added to the engine without words would show as a blank."""
    codes = {
        code
        for path in source.modules()
        if "claims" in path.parts and "engine" in path.parts
        for code in re.findall(r'"(claim\.\w+)"', path.read_text("utf-8"))
    }
    assert codes
    assert codes <= set(REASONS)


def test_what_a_figure_would_be_is_shown_before_it_is_decided():
    clerk = english("clerk")
    address = checked(clerk)
    place = findings(address)["12个"]["start"]
    page = words(clerk.get(f"{address}figures/{place}/", {"measure": "org.station_community"}))
    assert "The records: 14个" in page
    assert models.DraftCheck.objects.count() == 1
    nothing = clerk.get(f"{address}figures/{place}/", {"measure": "no.such"})
    assert nothing.status_code == 200
    turned = {"measure": "invest.new", "first": "2024-06-01", "last": "2024-01-01"}
    assert clerk.get(f"{address}figures/{place}/", turned).status_code == 200
    assert clerk.post(f"{address}figures/{place}/", turned).status_code == 422


def test_a_decision_is_said_logged_and_taken_back():
    clerk = english("clerk")
    address = checked(clerk, text="全县有挂牌小院14个。")
    place = findings(address)["14个"]["start"]
    sent = clerk.post(f"{address}figures/{place}/", {"measure": "org.station_community"}, follow=True)
    assert "before: Cannot be checked; now: The records bear it out." in words(sent)
    event = models.AuditEvent.objects.filter(verb="claim.check").latest("pk")
    assert event.changes["after"]["figure"] == "14个"
    assert event.changes["after"]["measure"] == "org.station_community"
    later = sent.redirect_chain[0][0].partition("#")[0]
    undone = clerk.post(f"{later}figures/{place}/", {"measure": "org.station_community", "undo": "1"})
    assert findings(undone["Location"])["14个"]["measure"] is None
    again = clerk.post(
        f"{undone['Location'].partition('#')[0]}figures/{place}/", {"measure": "", "undo": "1"}
    )
    assert again.status_code == 422


def test_days_that_nobody_changed_follow_the_period_of_the_draft():
    clerk = english("clerk")
    address = checked(clerk, text="全县新增投入3.08亿元。", **THIS_YEAR)
    place = findings(address)["3.08亿元"]["start"]
    decided = clerk.post(f"{address}figures/{place}/", {"measure": "invest.new", **THIS_YEAR})["Location"]
    assert findings(decided)["3.08亿元"]["verdict"] == "contradicted"
    pk = decided.partition("#")[0]
    later = clerk.post(f"{pk}again/", {"first": "2023-01-01", "last": "2024-10-31"})["Location"]
    assert findings(later)["3.08亿元"]["verdict"] == "confirmed"
    chosen = {"measure": "invest.new", "first": "2024-02-01", "last": "2024-10-31"}
    pinned = clerk.post(f"{later}figures/{place}/", chosen)["Location"].partition("#")[0]
    kept = clerk.post(f"{pinned}figures/{place}/", chosen)["Location"].partition("#")[0]
    assert findings(clerk.post(f"{kept}again/")["Location"])["3.08亿元"]["first"] == "2024-02-01"


def test_a_slip_of_days_or_indicator_is_taken_over_by_one_click():
    clerk = english("clerk")
    address = checked(clerk, text="委员企业新增投入3.08亿元。", **THIS_YEAR)
    page = clerk.get(address).content.decode()
    assert "Hold it against these days" in page
    form = re.search(r'<form method="post"\s+action="([^"]+figures[^"]+)"[^>]*>(.*?)</form>', page, re.DOTALL)
    given = dict(re.findall(r'name="(\w+)"\s+value="([^"]*)"', form[2]))
    given.pop("csrfmiddlewaretoken", None)
    assert findings(clerk.post(form[1], given)["Location"])["3.08亿元"]["verdict"] == "confirmed"


def test_a_wording_taught_from_a_draft_leads_back_to_it_checked_again():
    clerk = english("clerk")
    address = checked(clerk, text="全县有挂牌小院14个。")
    pk, place = address.strip("/").split("/")[-1], findings(address)["14个"]["start"]
    query = f"?measure=org.station_community&phrase=挂牌小院…%23&check={pk}&place={place}"
    page = words(clerk.get(f"/claims/wordings/{query}"))
    assert "It is checked again as soon as the wording is known." in page
    taught = {"use": "said", "measure": "org.station_community", "phrase": "挂牌小院…#"}
    back = clerk.post(f"/claims/wordings/{query}", taught)
    assert back["Location"].endswith(f"#f{place}")
    assert findings(back["Location"])["14个"]["verdict"] == "confirmed"


@pytest.mark.parametrize(
    ("text", "figure", "phrase"),
    [
        ("全县有挂牌小院14个。", "14个", "全县有挂牌小院…#"),
        ("全县建成14个挂牌小院。", "14个", "#…挂牌小院"),
        ("企业新增支出3.08亿元用于项目。", "3.08亿元", "企业新增支出…#"),
        ("全縣有掛牌(guà)小院14個。", "14個", "全縣有掛牌小院…#"),
        ("14个。", "14个", ""),
    ],
)
def test_a_wording_is_suggested_from_the_words_around(text, figure, phrase):
    clerk = english("clerk")
    address = checked(clerk, text=text)
    place = findings(address)[figure]["start"]
    page = clerk.get(f"{address}figures/{place}/").content.decode()
    (link,) = re.findall(r'href="(/claims/wordings/\?[^"]+)"', page)
    assert parse_qs(urlsplit(unescape(link)).query).get("phrase", [""])[0] == phrase


def test_a_wording_typed_in_traditional_characters_is_known_in_both():
    clerk = english("clerk")
    taught = {"use": "said", "measure": "org.station_community", "phrase": "掛牌小院…#"}
    assert clerk.post("/claims/wordings/", taught).status_code == 302
    for text in ("全县有挂牌小院14个。", "全縣有掛牌小院14個。"):
        (one,) = findings(checked(clerk, text=text)).values()
        assert one["verdict"] == "confirmed"


def test_an_exclusion_is_taught_and_withdrawn_and_both_stand_in_the_log():
    clerk = english("clerk")
    text = "邻县建成乡镇委员联络室12个。"
    before = checked(clerk, text=text)
    assert findings(before)["12个"]["measure"] == "org.room_township"
    taught = {"use": "never", "measure": "org.room_township", "phrase": "建成乡镇委员联络室"}
    assert clerk.post("/claims/wordings/", taught).status_code == 302
    assert findings(clerk.post(f"{before}again/")["Location"])["12个"]["measure"] != "org.room_township"
    row = models.TaughtWording.objects.get()
    gone = clerk.post(f"/claims/wordings/{row.pk}/forget/", follow=True)
    assert "The wording is withdrawn." in words(gone)
    assert findings(clerk.post(f"{before}again/")["Location"])["12个"]["measure"] == "org.room_township"
    assert models.AuditEvent.objects.filter(verb="claim.teach", object_id=row.pk).count() == 1
    assert models.AuditEvent.objects.filter(verb="claim.forget", object_id=row.pk).count() == 1


def test_both_places_of_a_contradiction_within_the_draft_lead_to_each_other():
    clerk = english("clerk")
    address = checked(clerk, text="乡镇委员联络室11个。全县共建乡镇委员联络室13个。")
    first, second = (one["start"] for one in findings(address).values())
    page = clerk.get(address).content.decode()
    for place, other in ((first, second), (second, first)):
        block = re.search(rf'id="f{place}".*?</details>', page, flags=re.DOTALL)[0]
        assert f'href="#t{other}"' in block
    assert "do not fit the draft itself" in page
    assert page.count("≠") == 2


def test_the_same_words_twice_are_no_contradiction():
    clerk = english("clerk")
    address = checked(clerk, text="解决企业实际问题20余个。累计解决企业实际问题20余个。")
    row = models.DraftCheck.objects.get()
    assert len({(one["measure"], one["first"], one["last"]) for one in row.findings}) == 1
    assert row.discords == []
    assert "data-clashing=" not in clerk.get(address).content.decode()


def test_a_refused_form_keeps_the_text_and_the_document():
    clerk = english("clerk")
    turned = {"first": "2025-01-01", "last": "2024-10-31"}
    page = clerk.post("/claims/new/", {"text": TEXT, **turned}).content.decode()
    assert "委员企业新增投入3.80亿元" in page
    paper = docx.Document()
    paper.add_paragraph("县政协有委员178名。")
    file = io.BytesIO()
    paper.save(file)
    upload = SimpleUploadedFile("report.docx", file.getvalue())
    page = clerk.post("/claims/new/", {"text": "", "file": upload, **turned}).content.decode()
    assert "“report.docx” is here" in page
    ticket = re.search(r'name="kept"\s+value="([^"]+)"', page)[1]
    address = checked(clerk, text="", kept=ticket)
    assert findings(address)["178名"]["verdict"] == "confirmed"
    assert models.DraftCheck.objects.get().file_name == "report.docx"
    forged = clerk.post("/claims/new/", {"text": "", "kept": ticket[:-2] + "xx", **PERIOD})
    assert forged.status_code == 422


def test_plain_text_of_a_refused_form_goes_into_the_field():
    upload = SimpleUploadedFile("a.txt", "县政协有委员178名。".encode())
    given = {"text": "", "file": upload, "first": "2025-01-01", "last": "2024-10-31"}
    page = english("clerk").post("/claims/new/", given).content.decode()
    assert "县政协有委员178名。</textarea>" in page


def test_what_was_typed_and_not_sent_is_there_again_until_it_is_checked():
    clerk = english("clerk")
    clerk.post("/drafts/save/?form=claim-new", {"text": "全县委员178名。", **THIS_YEAR})
    page = clerk.get("/claims/new/")
    assert "全县委员178名。</textarea>" in page.content.decode()
    assert "taken up again" in words(page)
    assert "A draft to be checked" in words(clerk.get("/drafts/"))
    checked(clerk)
    assert "全县委员178名。" not in clerk.get("/claims/new/").content.decode()


def test_a_draft_is_called_by_its_first_line_without_dots_and_pinyin():
    clerk = english("clerk")
    checked(clerk, text="\n- 黨建(jiàn)網(wǎng)裏的答卷\n委员178名。")
    assert models.DraftCheck.objects.get().title == "黨建網裏的答卷"


def test_a_draft_of_5000_characters_answers_within_two_seconds():
    clerk = english("clerk")
    paragraph = (
        TEXT + "2023年以来，开展联建活动30余场次，解决企业实际问题20余个，走访403次，谈心谈话566次。\n"
    )
    text = (paragraph * (5000 // len(paragraph) + 1))[:5000]
    checked(clerk)  # the records are read once and kept in memory
    begin = time.monotonic()
    address = checked(clerk, text=text)
    assert clerk.get(address).status_code == 200
    assert time.monotonic() - begin < 2


def test_a_checked_draft_takes_few_queries_however_long_it_is():
    clerk = english("clerk")
    taken = []
    for text in (TEXT, TEXT * 20):
        address = checked(clerk, text=text)
        clerk.get(address)
        with CaptureQueriesContext(connection) as captured:
            clerk.get(address)
        taken.append(len(captured))
    assert taken[0] == taken[1] <= 12
