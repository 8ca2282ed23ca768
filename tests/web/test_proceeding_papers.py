"""Documents of proposals from their pages: what is in them, and who may take which."""

import io
import re
from urllib.parse import unquote

import openpyxl
import pypdfium2
import pytest
from tests.web import visiting
from tests.web.drawn_pages import red_of, said
from tests.web.ledger_pages import words
from tests.web.test_proceedings import REPLY, WRITTEN, english, filed, go, number, part_at, unit, written
from tests.web.word_papers import cells, line_of, lines, opened

from tongxin.engine.roster.vocabulary import Family
from tongxin.packs import registry
from tongxin.store import models

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
LIST = "/proceedings/proposal/"
LONGAN = registry.pack("longan").versions[-1]


def taken(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"].endswith("wordprocessingml.document")
    return opened(response.content)


def replied(member, clerk, handler):
    """A proposal with a reply; returns its address."""
    address = filed(member, clerk)
    go(clerk, address, "assign", units1=unit(), role1="sole")
    part = f"/proceedings/parts/{part_at(address).pk}/"
    go(handler, part, "receive")
    handler.post(f"{part}moves/draft_reply/", REPLY)
    go(clerk, part, "send")
    return address


def letter(address, code):
    row = models.IssuedLetter.objects.get(proceeding=number(address), letter=code)
    return f"/proceedings/letters/{row.pk}.docx"


def other_unit():
    rows = models.Organisation.objects.filter(family=Family.HANDLING_UNIT.value)
    return rows.exclude(pk=unit()).order_by("code").first()


def links(client, address):
    return set(re.findall(r'href="(/proceedings/[^"]+\.docx[^"]*)"', client.get(address).content.decode()))


def pdf_of(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "application/pdf"
    return list(pypdfium2.PdfDocument(response.content))


def test_the_sheet_has_everything_that_was_handed_in():
    member = english("member")
    address = written(member)
    go(member, address, "submit")
    paper = taken(member, f"{address}sheet.docx")
    facts = dict(cells(paper))
    assert facts["Matter"] == WRITTEN["title"]
    assert facts["First signer"] == models.User.objects.get(username="member").person.name
    assert (facts["Theme"], facts["Where it comes from"]) == ("Society", "Own research")
    assert facts["May it be published"] == "In full"
    assert "Handed in" in facts
    found = lines(paper)
    assert found[found.index("Facts and analysis") + 1 :] == [
        "路面破损三公里。",
        "雨天难行。",
        "Advice",
        "列入计划，年内修好。",
    ]


def test_the_sheet_tells_who_confirmed_and_who_has_not_answered():
    clerk = english("clerk")
    row = models.ProceedingSigner.objects.filter(state="confirmed").first()
    paper = row.proceeding
    models.ProceedingSigner.objects.filter(proceeding=paper).exclude(pk=row.pk).update(
        state="asked", answered_at=None
    )
    told = dict(cells(taken(clerk, f"/proceedings/papers/{paper.pk}/sheet.docx")))["Signers"]
    assert f"{row.person.name}（signed " in told
    assert all(
        f"{one.person.name}（not answered yet）" in told
        for one in paper.signers.select_related("person").exclude(pk=row.pk)
    )


def test_the_letters_of_a_paper_open_from_its_page():
    member, clerk, handler = english("member"), english("clerk"), english("handling_unit")
    address = replied(member, clerk, handler)
    page = words(member.get(address))
    assert "Reply letter" in page
    assert "隆交函〔2024〕3号" in page
    paper = taken(member, letter(address, "reply"))
    assert line_of(paper, "所提建议已列入明年计划。")
    assert lines(paper)[0] == "隆交函〔2024〕3号"
    notice = taken(member, letter(address, "filed_notice"))
    assert line_of(notice, "现予立案")
    form = taken(member, letter(address, "reply").replace(".docx", "/form.docx"))
    assert ["承办文号"] not in cells(form)
    assert any("□基本满意" in row[1] for row in cells(form))
    assert member.get(letter(address, "filed_notice").replace(".docx", "/form.docx")).status_code == 404


def test_each_letter_says_the_same_as_pdf_to_the_same_people():
    member, clerk, handler = english("member"), english("clerk"), english("handling_unit")
    address = replied(member, clerk, handler)
    reply, notice = letter(address, "reply"), letter(address, "filed_notice")
    files = [one.replace(".docx", ".pdf") for one in (reply, notice, reply.replace(".docx", "/form.docx"))]
    page = member.get(address).content.decode()
    assert all(f'href="{one}"' in page for one in files)
    for in_word, in_pdf in zip((reply, notice), files, strict=False):
        text = "".join(map(said, pdf_of(member, in_pdf)))
        for line in lines(taken(member, in_word)):
            assert re.sub(r"\s+", "", line) in text
    first, *_others = pdf_of(member, files[0])
    assert red_of(first).any(), "a reply is in the letter format"
    assert not red_of(pdf_of(member, files[1])[0]).any()
    (form,) = pdf_of(member, files[2])
    assert "□基本满意" in said(form)
    assert [handler.get(one).status_code for one in files] == [200, 404, 200]
    stranger = visiting.Client()
    stranger.force_login(models.User.objects.get(username="member2"))
    assert [stranger.get(one).status_code for one in files] == [404, 404, 404]
    assert member.get(files[1].replace(".pdf", "/form.pdf")).status_code == 404


def test_whoever_makes_a_move_is_told_which_letter_goes_out_with_it():
    member, clerk = english("member"), english("clerk")
    address = written(member)
    go(member, address, "submit")
    assert "goes out" not in words(clerk.get(f"{address}moves/first_review/"))
    for code in ("first_review", "second_review"):
        go(clerk, address, code, advice="file")
    assert "With this goes out: Notice of filing." in words(clerk.get(f"{address}moves/file/"))


def test_each_takes_what_is_theirs_and_nothing_else():
    member, clerk, handler = english("member"), english("clerk"), english("handling_unit")
    address = replied(member, clerk, handler)
    reply, notice, sheet = letter(address, "reply"), letter(address, "filed_notice"), f"{address}sheet.docx"
    mine = f"{LIST}handover.docx?body={unit()}"
    day = part_at(address).begun_at.date().isoformat()
    form = reply.replace(".docx", "/form.docx")
    assert links(member, address) == {reply, notice, form, sheet}
    assert links(handler, address) == {reply, form, sheet, mine}
    assert links(clerk, address) == {reply, notice, form, sheet, mine, f"{LIST}handover.docx?day={day}"}
    for client, addresses in ((member, (reply, notice, sheet)), (handler, (reply, sheet, mine))):
        assert [client.get(one).status_code for one in addresses] == [200, 200, 200]
    assert handler.get(notice).status_code == 404, "the notice is the proposer's"
    assert member.get(mine).status_code == 404


def test_strangers_get_no_document():
    member, clerk, handler = english("member"), english("clerk"), english("handling_unit")
    leader = models.User.objects.get(username="leader").person
    address = written(clerk, **{"names.role.first": leader.name})
    for code in ("submit", "first_review", "second_review", "file"):
        go(clerk, address, code, **({"advice": "file"} if "review" in code else {}))
    go(clerk, address, "assign", units1=other_unit().pk, role1="sole")
    for client in (member, handler):
        assert client.get(f"{address}sheet.docx").status_code == 404
        assert client.get(letter(address, "filed_notice")).status_code == 404
    assert handler.get(f"{LIST}handover.docx?body={other_unit().pk}").status_code == 404
    assert visiting.Client().get(f"{address}sheet.docx").status_code in {302, 403}


def test_a_reply_to_somebody_asked_who_did_not_sign_stays_closed_to_them():
    member, clerk, handler = english("member"), english("clerk"), english("handling_unit")
    address = replied(member, clerk, handler)
    leader = (
        models.User.objects.get(username="leader").person or models.User.objects.get(username="chair").person
    )
    paper = models.Proceeding.objects.get(pk=number(address))
    member_user = models.User.objects.get(username="member")
    models.Proceeding.objects.filter(pk=paper.pk).update(first=leader)
    models.ProceedingSigner.objects.create(
        proceeding=paper, person=member_user.person, asked_at=paper.created_at, state="declined"
    )
    assert member.get(letter(address, "reply")).status_code == 404
    assert letter(address, "reply") not in links(member, address)


def test_the_handover_list_of_a_unit_has_its_papers_with_role_others_and_due_day():
    member, clerk, handler = english("member"), english("clerk"), english("handling_unit")
    address = filed(member, clerk)
    beside = other_unit()
    response = clerk.post(
        f"{address}moves/assign/",
        {"units1": unit(), "role1": "lead", "units2": beside.pk, "role2": "assist"},
    )
    assert response.status_code == 302
    paper = taken(handler, f"{LIST}handover.docx?body={unit()}&q={WRITTEN['title']}")
    head, row = cells(paper)
    assert head == ["No.", "Number", "Matter", "Proposer", "Part", "Other units", "Due"]
    assert row[0] == "1"
    assert row[2] == WRITTEN["title"]
    assert row[4] == "leading"
    assert row[5] == f"{beside.name}（assisting）"
    part = models.ProceedingPart.objects.get(proceeding=number(address), role="lead")
    months = (int(row[6][5:7]) - part.begun_at.month) % 12
    assert months == 3, "three months from the assignment"


def test_the_handover_list_of_a_day_goes_unit_by_unit_and_leaves_out_what_went_on():
    clerk = english("clerk")
    gone = models.ProceedingPart.objects.filter(state="reassigned").order_by("pk").first()
    day = gone.begun_at.date()
    paper = taken(clerk, f"{LIST}handover.docx?day={day.isoformat()}")
    given = models.ProceedingPart.objects.filter(begun_at__date=day, proceeding__workflow="proposal")
    listed = given.exclude(state="reassigned")
    rows = [row for row in cells(paper) if row[0] != "No."]
    assert len(rows) == listed.count()
    assert [name for name in lines(paper) if name.startswith(f"{listed.first().body.name}（")]
    own = [part for part in listed if part.proceeding_id == gone.proceeding_id]
    assert len([row for row in rows if row[2] == gone.proceeding.title]) >= len(own)
    assert clerk.get(f"{LIST}handover.docx?day=1999-01-01").status_code == 404


def test_a_compilation_goes_by_theme_and_counts_what_stays_closed():
    clerk = english("clerk")
    paper = taken(clerk, f"{LIST}compilation.docx")
    rows = models.Proceeding.objects.filter(workflow="proposal", submitted_at__isnull=False)
    extent = {code: rows.filter(fields__publish=code) for code in ("full", "summary", "closed")}
    assert all(found.exists() for found in extent.values())
    found = "\n".join(line.text for line in paper.paragraphs)
    shown = extent["full"].count() + extent["summary"].count()
    assert f"{shown} papers are in this document." in found
    assert f"Of {extent['summary'].count()} of them only the titles are printed" in found
    assert f"{extent['closed'].count()} papers are left out because their proposers did not agree" in found
    texts = {row.pk: row.texts.order_by("-version").first().parts for row in rows}
    names = {f"paper{row.pk}" for row in rows}
    marks = set(re.findall(r'w:name="(paper\d+)"', paper.element.xml))
    pointed = set(re.findall(r"PAGEREF (paper\d+)", paper.element.xml))
    assert marks == pointed == names - {f"paper{row.pk}" for row in extent["closed"]}
    open_texts = {text for row in extent["full"] for text in texts[row.pk].values()}
    for row in (*extent["closed"], *extent["summary"]):
        for text in set(texts[row.pk].values()) - open_texts:
            assert text not in found, "neither a closed paper's text nor one of which only the title is open"
    themes = [
        line.text for line in paper.paragraphs if line.text in {"Economy", "Politics", "Culture", "Society"}
    ]
    assert themes == ["Economy", "Politics", "Culture", "Society"]


def test_a_compilation_holds_what_the_filter_leaves_and_is_on_record():
    member, clerk = english("member"), english("clerk")
    filed(member, clerk)
    draft = written(member, title="还没提交的草稿")
    paper = taken(clerk, f"{LIST}compilation.docx?q=村道")
    titles = [line.text for line in paper.paragraphs if "村道" in line.text]
    assert any(WRITTEN["title"] in title for title in titles)
    assert "Words of the title：村道" in "\n".join(lines(paper))
    assert models.AuditEvent.objects.filter(verb="proceeding.export").count() == 1
    assert clerk.get(f"{LIST}compilation.docx?q=还没提交的草稿").status_code == 404, (
        "a draft is nobody's paper"
    )
    assert member.get(draft).status_code == 200
    for role in ("member", "handling_unit"):
        assert english(role).get(f"{LIST}compilation.docx").status_code == 403


def test_a_text_that_was_hidden_as_secret_stands_in_no_document():
    member, clerk = english("member"), english("clerk")
    address = written(member, title="关于某事的信息")
    state = next(one for flow in LONGAN.workflows for one in flow.states if one.concealed)
    flow = next(flow.id for flow in LONGAN.workflows if state in flow.states)
    paper = models.Proceeding.objects.filter(pk=number(address))
    paper.update(workflow=flow, state=state.id, submitted_at=paper.get().created_at)
    for client in (member, clerk):
        assert client.get(f"{address}sheet.docx").status_code == 404
        assert f"{address}sheet.docx" not in links(client, address)
    found = "\n".join(lines(taken(clerk, f"/proceedings/{flow}/compilation.docx?q=关于某事的信息")))
    assert "1 paper is left out because its text is hidden." in found
    assert "路面破损三公里" not in found
    assert found.count("关于某事的信息") == 1, "in the filter alone"


def sheet_of(client, query=""):
    response = client.get(f"{LIST}list.xlsx{query}")
    assert response.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    return list(book.active.iter_rows(values_only=True)), book.active


def test_the_workbook_says_its_filter_and_has_the_chosen_columns():
    member, clerk = english("member"), english("clerk")
    filed(member, clerk)
    rows, sheet = sheet_of(clerk, "?state=filed&column=title&column=field.theme&column=number")
    assert rows[0][0] == "Filter: Where it stands：Filed"
    assert rows[1][0].startswith("As of ")
    assert rows[2] == ("Number", "Title", "Theme"), "in the order of the list, not of the ticking"
    assert {row[1] for row in rows[3:]} == set(
        models.Proceeding.objects.filter(state="filed").values_list("title", flat=True)
    )
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref.startswith("A3:C")


def test_the_chosen_columns_are_kept_for_the_next_time():
    clerk = english("clerk")
    assert sheet_of(clerk)[0][2][0] == "Session"
    sheet_of(clerk, "?column=title&column=roles")
    assert sheet_of(clerk)[0][2] == ("Title", "Units and their parts")
    page = clerk.get(f"{LIST}columns/").content.decode()
    ticked = re.findall(r'value="([\w.]+)"\s+checked', page)
    assert ticked == ["title", "roles"]
    assert sheet_of(english("clerk"))[0][2][0] == "Session", "of somebody who signs in anew"


def test_a_column_that_nobody_knows_is_left_out():
    assert sheet_of(english("clerk"), "?column=password")[0][2][0] == "Session"


def test_a_title_that_looks_like_a_formula_stays_a_title():
    member, clerk = english("member"), english("clerk")
    typed = '=HYPERLINK("http://example.invalid","x")'
    go(member, written(member, title=typed), "submit")
    rows, sheet = sheet_of(clerk, "?q==HYPERLINK&column=title")
    assert rows[3] == (typed,)
    assert sheet["A4"].data_type == "s"
    assert rows[0][0] == "Filter: Words of the title：=HYPERLINK"


def test_who_may_not_export_is_not_asked_for_columns():
    for role in ("member", "handling_unit"):
        assert english(role).get(f"{LIST}columns/").status_code == 403
    assert "Take the list along" in words(english("clerk").get(LIST))
    assert "Take the list along" not in words(english("member").get(LIST))
    assert f"{LIST}handover.docx" in links(english("handling_unit"), LIST)


def test_a_file_is_named_by_what_it_is():
    member, clerk, handler = english("member"), english("clerk"), english("handling_unit")
    response = member.get(letter(replied(member, clerk, handler), "reply"))
    assert (
        unquote(response["Content-Disposition"])
        == "attachment; filename*=UTF-8''答复函隆交函〔2024〕3号.docx"
    )
