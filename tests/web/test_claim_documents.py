"""Checked drafts as Word documents: what is read from them, and what their comments say and stand on."""

import io
from datetime import date
from urllib.parse import unquote

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from tests.web.test_claims import PERIOD, english

from tongxin.web.draft_documents import Note, text_of, with_comments

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def saved(paper):
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def anchored(paper):
    """Return what each comment stands on → what it says, as a word processor sees it."""
    said = {str(comment.comment_id): comment.text for comment in paper.comments}
    found, open_ones = {}, {}
    for element in paper.element.body.iter():
        if element.tag == qn("w:commentRangeStart"):
            open_ones[element.get(qn("w:id"))] = ""
        elif element.tag == qn("w:commentRangeEnd"):
            key = element.get(qn("w:id"))
            found[open_ones.pop(key)] = said[key]
        elif element.tag == qn("w:t"):
            open_ones = {key: text + (element.text or "") for key, text in open_ones.items()}
    assert open_ones == {}
    return found


def link_to(paragraph, words):
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), "there")
    paragraph._p.append(link)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = words
    run.append(text)
    link.append(run)


def test_comments_stand_on_their_figures_and_say_value_records_indicator_and_days():
    paper = docx.Document()
    paper.add_heading("县政协工作情况", 1)
    line = paper.add_paragraph("全县有委员178名，")
    line.add_run("乡镇委员联络室12个").bold = True
    line.add_run("，委员企业新增投入3.80亿元。")
    clerk = english("clerk")
    upload = SimpleUploadedFile("report.docx", saved(paper))
    address = clerk.post("/claims/new/", {"text": "", "file": upload, **PERIOD})["Location"]
    answer = clerk.get(f"{address}comments.docx")
    assert unquote(answer["Content-Disposition"]).endswith("''县政协工作情况 (checked).docx")
    found = anchored(docx.Document(io.BytesIO(answer.content)))
    assert set(found) == {"12个", "3.80亿元", "县政协工作情况"}
    assert found["12个"].splitlines()[0] == "The records say otherwise: 11个 (11 records)"
    assert "as at 31 October 2024" in found["12个"]
    assert "(5 records)" in found["3.80亿元"]
    assert "1 January 2023 to 31 October 2024" in found["3.80亿元"]
    assert "Two digits changed places." in found["3.80亿元"]
    assert "3 figures found, 3 linked to an indicator, 3 held" in found["县政协工作情况"]
    assert "by version" in found["县政协工作情况"]


def test_links_insertions_and_nested_tables_are_read_and_deletions_are_not():
    paper = docx.Document()
    line = paper.add_paragraph("全县")
    link_to(line, "有委员")
    ins = f'<w:ins {nsdecls("w")} w:id="1" w:author="x"><w:r><w:t>178</w:t></w:r></w:ins>'
    gone = f'<w:del {nsdecls("w")} w:id="2" w:author="x"><w:r><w:delText>187</w:delText></w:r></w:del>'
    for piece in (ins, gone):
        line._p.append(parse_xml(piece))
    line.add_run("名。")
    cell = paper.add_table(1, 1).cell(0, 0)
    cell.text = "外"
    cell.add_table(1, 1).cell(0, 0).text = "内"
    assert text_of("a.docx", saved(paper)).split("\n") == ["全县有委员178名。", "外", "内", ""]


def test_a_comment_reaches_into_links_and_leaves_pictures_and_notes_whole():
    paper = docx.Document()
    line = paper.add_paragraph("见")
    link_to(line, "走访403次")
    run = line.add_run("，座谈13次")
    run._r.append(OxmlElement("w:footnoteReference"))
    original = saved(paper)
    text = text_of("a.docx", original)
    notes = [Note(text.index(words), text.index(words) + len(words), words) for words in ("403次", "13次")]
    back = docx.Document(io.BytesIO(with_comments(text, notes, original, "x")))
    assert anchored(back) == {"403次": "403次", "，座谈13次": "13次"}
    assert text_of("a.docx", saved(back)) == text
    assert len(back.element.body.findall(f".//{qn('w:footnoteReference')}")) == 1


def test_a_document_without_text_is_refused_with_words():
    upload = SimpleUploadedFile("scan.docx", saved(docx.Document()))
    answer = english("clerk").post("/claims/new/", {"text": "", "file": upload, **PERIOD})
    assert answer.status_code == 422
    assert "The file has no text." in answer.content.decode()


def test_what_clashes_is_said_on_every_figure_that_it_concerns():
    clerk = english("clerk")
    text = "乡镇委员联络室11个。全县共建乡镇委员联络室13个。"
    last = date(2024, 10, 31).isoformat()
    address = clerk.post("/claims/new/", {"text": text, **PERIOD, "last": last})["Location"]
    found = anchored(docx.Document(io.BytesIO(clerk.get(f"{address}comments.docx").content)))
    assert "Elsewhere the draft says 13个." in found["11个"]
    assert "Elsewhere the draft says 11个." in found["13个"]
