"""Papers of the office on their pages: begun, written, held against the records, issued, taken along."""

import io
import re
from collections import Counter

import docx
import pypdfium2
import pytest
from tests.web import visiting
from tests.web.ledger_pages import words

from tongxin.store import models

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def english(role):
    client = visiting.signed_in(role)
    client.cookies["tongxin_language"] = "en"
    return client


def begun(client, kind="annual_report", period="2024", **more):
    response = client.post(f"/papers/new/{kind}/", {"period": period, **more})
    assert response.status_code == 302, words(response)
    return response["Location"]


def row(address):
    return models.OfficialPaper.objects.get(pk=int(address.strip("/").rsplit("/", 1)[-1]))


def write(client, address, text, **changed):
    paper = row(address)
    told = {"revision": paper.revision, "title": paper.title, "addressee": paper.addressee, "text": text}
    return client.post(f"{address}write/", {**told, **changed})


def issue(client, address, **more):
    return client.post(address, {"revision": row(address).revision, **more})


def figures(address):
    blocks = row(address).content["blocks"]
    bound = [one for block in blocks for one in [*block["pieces"], *(r[1] for r in block["rows"])]]
    return [one for one in bound if isinstance(one, dict)]


def test_a_report_begins_with_figures_that_were_counted():
    clerk = english("clerk")
    page = words(clerk.get(begun(clerk)))
    assert "共有委员 178名 ，其中党员委员 72名 ，党外委员 106名" in page
    assert "No figure was typed by hand." in page


def test_each_figure_of_a_paper_opens_its_records():
    clerk = english("clerk")
    address = begun(clerk)
    source = clerk.get(address).content.decode()
    links = re.findall(r'class="paper-figure"\s+href="([^"]+)">([^<]+)<', source)
    assert len(links) > 40
    seen = {text: link for link, text in reversed(links)}
    page = words(clerk.get(seen["11个"]))
    assert "11 records" in page
    assert "城厢镇委员联络室" in page
    ledger = words(clerk.get(seen["36家次"]))
    assert "36 records" in ledger
    assert "as known now; frozen when the paper is issued" in ledger


def test_an_issued_report_has_the_next_number_and_keeps_its_figures_when_the_records_change():
    clerk = english("clerk")
    first, second = begun(clerk), begun(clerk, "annual_report", "2023")
    assert issue(clerk, first).status_code == issue(clerk, second).status_code == 302
    year = row(first).issued_at.year
    assert [row(one).printed for one in (first, second)] == [f"隆协办〔{year}〕{order}号" for order in (1, 2)]
    frozen = row(first).content
    models.Organisation.objects.filter(name="城厢镇委员联络室").update(start="2024-12-01")
    models.Committee.objects.update(roster_revision=10_000)
    page = words(clerk.get(first))
    assert "建立乡镇委员联络室 11个" in page
    assert "Township liaison rooms as at 31 October 2024 11 个 10 个" in page
    assert row(first).content == frozen


def test_a_bulletin_counts_its_issues_a_letter_its_letters_and_a_sheet_has_no_number():
    clerk = english("clerk")
    bulletin, sheet = begun(clerk, "liaison_bulletin", "2024Q3"), begun(clerk, "mechanism_report", "2024")
    letter = begun(clerk, "statistics_return", "2024H1")
    for one in (bulletin, sheet, letter):
        issue(clerk, one)
    assert row(bulletin).printed.endswith("年第1期")
    assert (row(sheet).printed, row(sheet).number) == ("", None)
    assert row(letter).printed == f"隆协办函〔{row(letter).year}〕1号"
    page = words(clerk.get(letter))
    assert f"隆协办函〔{row(letter).year}〕1号" in page
    assert "南宁市政协办公室：" in page


def test_what_is_issued_does_not_change_any_more():
    clerk = english("clerk")
    address = begun(clerk)
    issue(clerk, address)
    before = row(address).content
    assert clerk.get(f"{address}write/")["Location"] == address
    write(clerk, address, "别的话")
    refused = issue(clerk, address)
    assert refused.status_code == 422
    assert "is issued and does not change any more" in words(refused)
    assert row(address).content == before
    assert clerk.post(f"{address}drop/").status_code == 404


def test_a_typed_figure_that_the_records_contradict_stops_the_paper():
    clerk = english("clerk")
    address = begun(clerk)
    assert write(clerk, address, "县政协有委员179名，走访企业{visit.enterprise}。").status_code == 302
    page = words(clerk.get(address))
    assert "The records say otherwise" in page
    assert (
        '县政协有委员<mark class="paper-wrong">179名</mark>，走访企业' in clerk.get(address).content.decode()
    )
    refused = issue(clerk, address)
    assert refused.status_code == 422
    assert "179名" in words(refused)
    assert row(address).issued_at is None


def test_only_who_may_override_issues_against_the_records_and_the_reason_is_kept():
    clerk, chair = english("clerk"), english("chair")
    address = begun(clerk)
    write(clerk, address, "县政协有委员179名。")
    assert issue(clerk, address, reason="口径不同").status_code == 403
    assert issue(chair, address, reason="").status_code == 422
    assert issue(chair, address, reason="含列席人员一名").status_code == 302
    assert row(address).reason == "含列席人员一名"
    assert "Issued against the records: 含列席人员一名" in words(clerk.get(address))
    assert models.AuditEvent.objects.filter(verb="paper.issue").latest("pk").changes["after"]["reason"]


def test_a_typed_figure_that_the_records_bear_out_needs_no_reason():
    clerk = english("clerk")
    address = begun(clerk)
    write(clerk, address, "县政协有委员178名。")
    assert "The records bear it out" in words(clerk.get(address))
    assert issue(clerk, address, reason="多余").status_code == 302
    assert row(address).reason == ""


def test_nobody_overwrites_what_somebody_else_wrote_meanwhile():
    clerk, party = english("clerk"), english("party_clerk")
    address = begun(clerk)
    stale = row(address).revision
    assert write(clerk, address, "甲写的。").status_code == 302
    refused = write(party, address, "乙写的。", revision=stale)
    assert refused.status_code == 422
    assert "changed this paper meanwhile" in words(refused)
    assert "乙写的。" in refused.content.decode()
    assert row(address).text == "甲写的。"
    assert issue(clerk, address, revision=stale).status_code == 422


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("走访{visit.cuont}。", "Line 1: there is no figure “visit.cuont”. Nearest: {visit.count}."),
        ("好\n走访{visit.count | ago}", "Line 2: “ago” in {visit.count | ago} says nothing here."),
        (" ", "A paper needs a text."),
    ],
)
def test_a_mistake_in_the_text_names_line_and_remedy_and_nothing_is_lost(text, said):
    clerk = english("clerk")
    address = begun(clerk)
    before = row(address).text
    refused = write(clerk, address, text)
    assert refused.status_code == 422
    assert said in words(refused)
    assert row(address).text == before


def test_later_papers_begin_with_the_text_that_the_office_keeps():
    clerk = english("clerk")
    write(clerk, begun(clerk), "我们的写法：{visit.count}。", keep="1")
    assert row(begun(clerk)).text == "我们的写法：{visit.count}。"
    assert "组织网络" not in words(clerk.get(begun(clerk)))
    assert row(begun(clerk, "statistics_return", "2024H1")).text != "我们的写法：{visit.count}。"


def test_a_member_sheet_shows_what_that_member_did_and_asks_who():
    clerk = english("clerk")
    seat = models.Membership.objects.filter(end=None).order_by("pk").first()
    address = begun(clerk, "member_archive", "2024", person=seat.person_id)
    page = words(clerk.get(address))
    assert f"姓名：{seat.person.name}" in page
    issue(clerk, address)
    assert {one["member"] for one in figures(address)} == {seat.person_id}
    refused = clerk.post("/papers/new/member_archive/", {"period": "2024"})
    assert refused.status_code == 422


def test_a_period_that_nothing_is_known_of_is_refused():
    clerk = english("clerk")
    refused = clerk.post("/papers/new/annual_report/", {"period": "2031"})
    assert refused.status_code == 422
    assert not models.OfficialPaper.objects.exists()


def test_a_paper_that_is_not_wanted_is_set_aside_and_its_text_stays():
    clerk = english("clerk")
    address = begun(clerk)
    assert clerk.post(f"{address}drop/")["Location"] == "/papers/"
    assert clerk.get(address).status_code == 404
    assert row(address).text


def test_who_may_not_read_write_or_issue_papers():
    clerk = english("clerk")
    address = begun(clerk)
    for role in ("member", "handling_unit", "dispatcher", "administrator"):
        assert english(role).get(address).status_code == 403
        assert english(role).get("/papers/").status_code == 403
    for role in ("party_group_leader", "auditor", "chair"):
        client = english(role)
        assert client.get(address).status_code == 200
        assert client.get(f"{address}write/").status_code == 403
        assert client.post("/papers/new/annual_report/", {"period": "2024"}).status_code == 403
    assert issue(english("party_clerk"), address).status_code == 403
    assert row(address).issued_at is None


def test_every_figure_in_the_word_document_is_a_link_to_its_records():
    clerk = english("clerk")
    address = begun(clerk)
    issue(clerk, address)
    response = clerk.get(f"{address}paper.docx")
    paper = docx.Document(io.BytesIO(response.content))
    links = [link for one in paper.paragraphs for link in one.hyperlinks]
    links += [
        link
        for one in paper.tables[0].rows
        for cell in one.cells
        for p in cell.paragraphs
        for link in p.hyperlinks
    ]
    assert [link.text for link in links] == [one["text"] for one in figures(address)]
    for place in (0, len(links) - 1):
        assert links[place].address == f"http://testserver{address}figures/{place}/"
        assert clerk.get(links[place].address).status_code == 200
    text = "\n".join(one.text for one in paper.paragraphs)
    assert row(address).printed in text
    assert "附件：各界别立案提案情况" in text
    assert "草稿" not in text


def test_the_pdf_says_the_same_and_its_figures_are_links():
    clerk = english("clerk")
    address = begun(clerk)
    draft = clerk.get(f"{address}paper.pdf").content
    assert "草稿" in _text(draft)
    issue(clerk, address)
    made = clerk.get(f"{address}paper.pdf").content
    assert "草稿" not in _text(made)
    assert row(address).printed in _text(made)
    assert made.count(b"/figures/") >= len(figures(address))


def _text(content):
    pages = pypdfium2.PdfDocument(content)
    return re.sub(r"\s+", "", "".join(page.get_textpage().get_text_range() for page in pages))


def test_the_list_shows_kinds_and_papers_by_kind():
    clerk = english("clerk")
    assert "No paper has been begun yet." in words(clerk.get("/papers/"))
    begun(clerk)
    page = words(clerk.get("/papers/"))
    assert "Annual duty report" in page
    assert "Being written" in page
    assert "No paper of this kind yet." in words(clerk.get("/papers/?kind=member_archive"))


@pytest.mark.parametrize(
    ("kind", "period"),
    [
        ("annual_report", "2024"),
        ("mechanism_report", "2024"),
        ("liaison_bulletin", "2024Q4"),
        ("statistics_return", "2024H2"),
    ],
)
def test_the_checker_reads_every_sentence_of_the_shipped_papers_as_it_is_meant(kind, period):
    address = begun(english("clerk"), kind, period)
    issue(english("clerk"), address)
    found = row(address).findings
    in_tables = Counter(line[1]["text"] for block in row(address).content["blocks"] for line in block["rows"])
    unconfirmed = Counter(one["text"] for one in found if one["verdict"] != "confirmed")
    assert len(found) - in_tables.total() > 5
    assert all(one["counted"] for one in found)
    assert unconfirmed - in_tables == Counter()


def test_what_was_typed_and_not_saved_is_there_again_until_it_is_saved():
    clerk = english("clerk")
    address = begun(clerk)
    typed = {"revision": "1", "title": "改过的标题", "addressee": "", "text": "写到一半"}
    key = f"paper-write:{row(address).pk}"
    assert clerk.post(f"/drafts/save/?form={key}", typed).status_code == 200
    assert "写到一半" in clerk.get(f"{address}write/").content.decode()
    assert "A paper of the office" in words(clerk.get("/drafts/"))
    write(clerk, address, "写完了。")
    page = clerk.get(f"{address}write/").content.decode()
    assert "写到一半" not in page
    assert "写完了。" in page


def test_the_page_of_a_member_leads_to_their_sheet():
    clerk = english("clerk")
    seat = models.Membership.objects.filter(end=None).order_by("pk").first()
    page = clerk.get(f"/members/{seat.pk}/").content.decode()
    assert f"/papers/new/member_archive/?person={seat.person_id}" in page
    chosen = clerk.get(f"/papers/new/member_archive/?person={seat.person_id}").content.decode()
    assert re.search(rf'<option value="{seat.person_id}"\s+selected', chosen)
