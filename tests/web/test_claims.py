"""Checking drafts on their pages: pasted or uploaded, judged, decided, taught, taken along."""

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web import visiting
from tests.web.ledger_pages import words

from tongxin.store import models

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]

TEXT = """县政协有委员178名，乡镇委员联络室12个。
委员企业新增投入3.80亿元，现场作画40余幅。
每名委员每年至少提交1件提案。"""
PERIOD = {"first": "2023-01-01", "last": "2024-10-31"}


def english(role):
    client = visiting.signed_in(role)
    client.cookies["tongxin_language"] = "en"
    return client


def checked(client, **changed):
    response = client.post("/claims/new/", {"text": TEXT, **PERIOD, **changed})
    assert response.status_code == 302, words(response)
    return response["Location"]


def findings(address):
    row = models.DraftCheck.objects.get(pk=int(address.partition("#")[0].strip("/").rsplit("/", 1)[-1]))
    return {row.text[one["start"] : one["end"]]: one for one in row.findings if one["claims"]}


def test_a_pasted_draft_is_held_against_the_records():
    clerk = english("clerk")
    address = checked(clerk)
    assert {text: one["verdict"] for text, one in findings(address).items()} == {
        "178名": "confirmed",
        "12个": "contradicted",
        "3.80亿元": "contradicted",
        "40余幅": "uncheckable",
        "1件": "uncheckable",
    }
    page = words(clerk.get(address))
    assert "5 figures found, 3 linked to an indicator, 3 held against the records." in page
    assert "Two digits changed places." in page
    assert "It lays down a rule." in page


def test_every_value_opens_the_records_behind_it():
    clerk = english("clerk")
    address = checked(clerk)
    page = clerk.get(address).content.decode()
    assert "/figures/invest.new/?from=2023-01-01&amp;to=2024-10-31" in page
    assert findings(address)["3.80亿元"]["records"] == 5


def test_the_office_says_what_a_figure_is_of_and_the_verdict_follows():
    clerk = english("clerk")
    address = checked(clerk)
    place = findings(address)["12个"]["start"]
    sent = clerk.post(f"{address}figures/{place}/", {"measure": "org.station_community"})
    assert findings(sent["Location"])["12个"]["actual"] == "14"
    assert "This draft was checked again later." in words(clerk.get(address))
    gone = clerk.post(f"{address}figures/{place}/", {"measure": ""})
    assert findings(gone["Location"])["12个"]["verdict"] == "uncheckable"


def test_a_taught_wording_is_known_from_then_on_and_withdrawn_again():
    clerk = english("clerk")
    text = "全县有挂牌小院14个。"
    before = checked(clerk, text=text)
    assert findings(before)["14个"]["measure"] is None
    taught = {"use": "said", "measure": "org.station_community", "phrase": "挂牌小院…#"}
    assert clerk.post("/claims/wordings/", taught).status_code == 302
    assert clerk.post("/claims/wordings/", taught).status_code == 422
    assert findings(clerk.post(f"{before}again/")["Location"])["14个"]["verdict"] == "confirmed"
    row = models.TaughtWording.objects.get()
    assert clerk.post(f"/claims/wordings/{row.pk}/forget/").status_code == 302
    assert findings(clerk.post(f"{before}again/")["Location"])["14个"]["measure"] is None


def test_a_word_document_comes_back_with_comments_and_keeps_its_looks():
    clerk = english("clerk")
    paper = docx.Document()
    line = paper.add_paragraph("县政协建成")
    line.add_run("乡镇委员联络室12个").bold = True
    line.add_run("，运转良好。")
    file = io.BytesIO()
    paper.save(file)
    upload = SimpleUploadedFile("report.docx", file.getvalue())
    address = checked(clerk, text="", file=upload)
    answer = clerk.get(f"{address}comments.docx")
    back = docx.Document(io.BytesIO(answer.content))
    assert [run.text for run in back.paragraphs[0].runs if run.bold] == ["乡镇委员联络室", "12个"]
    comment, summary = back.comments
    assert "11" in comment.text
    assert "1 figures found" in summary.text
    assert back.paragraphs[0].text == "县政协建成乡镇委员联络室12个，运转良好。"


def test_pasted_text_comes_back_as_a_word_document():
    clerk = english("clerk")
    answer = clerk.get(f"{checked(clerk)}comments.docx")
    back = docx.Document(io.BytesIO(answer.content))
    assert "\n".join(line.text for line in back.paragraphs) == TEXT
    assert len(list(back.comments)) == 3


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": " "}, "Please"),
        ({"first": "2025-01-01"}, "The last day lies before the first."),
        (
            {"text": "", "file": SimpleUploadedFile("a.pdf", b"%PDF-1.4")},
            "Only .docx and .txt files can be read.",
        ),
        ({"text": "", "file": SimpleUploadedFile("a.docx", b"no zip")}, "The file cannot be read."),
    ],
)
def test_what_cannot_be_checked_is_said_and_nothing_is_kept(given, said):
    response = english("clerk").post("/claims/new/", {"text": TEXT, **PERIOD, **given})
    assert response.status_code == 422
    assert said in words(response)
    assert not models.DraftCheck.objects.exists()


def test_a_text_in_an_older_encoding_is_read():
    clerk = english("clerk")
    upload = SimpleUploadedFile("旧稿.txt", "县政协有委员178名。".encode("gb18030"))
    assert findings(checked(clerk, text="", file=upload))["178名"]["verdict"] == "confirmed"


def test_who_may_not_check_or_teach_is_refused():
    address = checked(english("clerk"))
    for role in ("member", "handling_unit", "informant"):
        assert english(role).get(address).status_code == 403
        assert english(role).post("/claims/new/", {"text": TEXT, **PERIOD}).status_code == 403
    chair = english("chair")
    assert chair.get(address).status_code == 200
    assert chair.post(f"{address}again/").status_code == 403
    party = english("party_clerk")
    assert party.post("/claims/wordings/", {"use": "name", "phrase": "四个百"}).status_code == 403
    assert party.post(f"{address}again/").status_code == 302


def test_a_draft_that_contradicts_itself_is_told_so():
    clerk = english("clerk")
    address = checked(clerk, text="乡镇委员联络室11个。全县共建乡镇委员联络室13个。", last="2024-10-31")
    assert "Elsewhere the draft says 11个." in words(clerk.get(address))


def test_checking_stands_in_the_log():
    checked(english("clerk"))
    assert models.AuditEvent.objects.filter(verb="claim.check").exists()


@pytest.mark.parametrize(
    ("text", "measure", "verdict"),
    [
        ("党外委员占委员总数的59.55%。", "member.nonparty_share", "confirmed"),
        ("编入率99%。", "member.assigned_share", "contradicted"),
        ("全县走访403次。", "visit.count", "contradicted"),
        ("上季度走访33次。", "visit.count", "confirmed"),
        ("本季度走访31次。", "visit.count", "confirmed"),
        ("2023年1月1日至2024年10月31日，谈心谈话566次。", "talk.count", "confirmed"),
        ("机制运行以来，谈心谈话566次。", "talk.count", "uncheckable"),
        ("今年召开主席会议13次。", "meeting.chairs", "contradicted"),
        ("其中讲党课9场次。", "study.party_lecture", "confirmed"),
    ],
)
def test_an_indicator_is_known_by_the_name_that_the_mechanism_gives_it(text, measure, verdict):
    address = checked(english("clerk"), text=text, first="2024-01-01")
    (one,) = findings(address).values()
    assert (one["measure"], one["verdict"]) == (measure, verdict)


def test_an_honour_is_borne_out_by_the_record_of_its_name_which_one_click_opens():
    clerk = english("clerk")
    text = "1名委员获“南宁市道德模范”称号。"
    address = checked(clerk, text=text)
    (one,) = findings(address).values()
    assert (one["verdict"], one["measure"], one["records"]) == ("confirmed", None, 1)
    page = clerk.get(address)
    assert "records of that name" in words(page)
    assert f"/entries/{one['evidence'][0]}/" in page.content.decode()
    assert "南宁市道德模范" in words(clerk.get(f"/entries/{one['evidence'][0]}/"))
