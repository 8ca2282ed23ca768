"""Checked drafts with tracked changes: what is left when all are accepted or rejected."""

import io
from copy import deepcopy
from urllib.parse import unquote

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from tests.web.ledger_pages import words
from tests.web.test_claim_documents import anchored, link_to, saved
from tests.web.test_claims import TEXT, checked, english, findings

from tongxin.actions.claim_desk import claim_desk
from tongxin.actions.draft_corrections import corrections
from tongxin.store import models
from tongxin.web.draft_documents import Note, text_of, with_comments

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
AUTHOR = "同心核稿"
NOW = timezone.datetime(2024, 11, 1, 9, 30)


def decided(paper, keep, drop, author=AUTHOR):
    """Return the lines of a document after all changes of an author were accepted or rejected."""
    body = deepcopy(paper.element.body)
    for mark in [one for one in body.iter(qn(drop)) if one.get(qn("w:author")) == author]:
        mark.getparent().remove(mark)
    for mark in [one for one in body.iter(qn(keep)) if one.get(qn("w:author")) == author]:
        for text in mark.iter(qn("w:delText")):
            text.tag = qn("w:t")
        for child in list(mark):
            mark.addprevious(child)
        mark.getparent().remove(mark)
    lines = body.iter(qn("w:p"))
    return ["".join(text.text or "" for text in line.iter(qn("w:t"))) for line in lines]


def accepted(paper):
    return decided(paper, "w:ins", "w:del")


def rejected(paper):
    return decided(paper, "w:del", "w:ins")


def changes(paper):
    """Return what goes and what comes, in the order of the document."""
    body = paper.element.body
    marks = [one for one in body.iter(qn("w:del"), qn("w:ins")) if one.get(qn("w:author")) == AUTHOR]
    said = {qn("w:del"): qn("w:delText"), qn("w:ins"): qn("w:t")}
    return ["".join(text.text for text in mark.iter(said[mark.tag])) for mark in marks]


def changed(paper, figures):
    """Return a document with figures changed, and its text before."""
    original = saved(paper)
    text = text_of("a.docx", original)
    notes = [
        Note(text.index(old), text.index(old) + len(old), f"{old}!", new) for old, new in figures.items()
    ]
    return docx.Document(io.BytesIO(with_comments(text, notes, original, AUTHOR, changed=NOW))), text


def fetched(client, address):
    return docx.Document(io.BytesIO(client.get(f"{address}corrected.docx").content))


def numbers(paper):
    marks = paper.element.body.iter(qn("w:del"), qn("w:ins"))
    return [mark.get(qn("w:id")) for mark in marks]


def test_contradicted_figures_stand_as_tracked_changes_with_their_comments():
    clerk = english("clerk")
    address = checked(clerk)
    answer = clerk.get(f"{address}corrected.docx")
    assert unquote(answer["Content-Disposition"]).endswith("(corrected).docx")
    paper = docx.Document(io.BytesIO(answer.content))
    assert changes(paper) == ["12个", "11个", "3.80亿元", "3.08亿元"]
    assert rejected(paper) == TEXT.split("\n")
    assert "\n".join(accepted(paper)) == TEXT.replace("12个", "11个").replace("3.80亿元", "3.08亿元")
    check = models.DraftCheck.objects.get()
    local = timezone.localtime(check.checked_at)
    marks = [*paper.element.body.iter(qn("w:del"), qn("w:ins"))]
    assert {mark.get(qn("w:date")) for mark in marks} == {f"{local:%Y-%m-%dT%H:%M:%S}Z"}
    assert len(set(numbers(paper))) == len(marks)
    said = {comment.text.splitlines()[0]: comment.author for comment in paper.comments}
    assert said["The records say otherwise: 11个 (11 records)"] == AUTHOR
    assert "2 of 2 contradicted figures." in [*paper.comments][-1].text


def test_only_contradicted_figures_have_words_instead():
    clerk = english("clerk")
    checked(clerk, text=f"{TEXT}今年比上年走访增长一成，走访四百零三次。")
    check = models.DraftCheck.objects.get()
    instead = corrections(check, claim_desk(check.committee_id, check.checked_at))
    wrong = {row["start"] for row in check.findings if row.get("verdict") == "contradicted"}
    assert instead
    assert set(instead) <= wrong
    assert instead[TEXT.index("12个")] == "11个"


def test_a_comment_holds_what_goes_and_what_comes_and_outlives_both():
    clerk = english("clerk")
    paper = fetched(clerk, checked(clerk))
    assert "11个" in anchored(paper)
    ranges = (qn("w:commentRangeStart"), qn("w:commentRangeEnd"), qn("w:commentReference"))
    marked = [one for mark in paper.element.body.iter(qn("w:del"), qn("w:ins")) for one in mark.iter(*ranges)]
    assert marked == []


def test_what_is_accepted_holds_when_it_is_checked_again():
    clerk = english("clerk")
    text = "全县有一百八十七名委员，乡镇委员联络室近十个。走访400余次，"
    text += "新增投入3.8亿元，编入率99%，谈心谈话五百九十六次。"
    address = checked(clerk, text=text)
    wrong = {figure for figure, one in findings(address).items() if one["verdict"] == "contradicted"}
    assert len(wrong) >= 4, findings(address)
    upload = SimpleUploadedFile("again.docx", clerk.get(f"{address}corrected.docx").content)
    again = checked(clerk, text="", file=upload)
    verdicts = {figure: one["verdict"] for figure, one in findings(again).items()}
    assert "contradicted" not in verdicts.values(), verdicts
    assert len(verdicts) == len(findings(address))


def test_what_cannot_be_written_has_its_comment_only_and_the_head_says_so():
    clerk = english("clerk")
    address = checked(clerk, text="走访404次，比上年同期下降5%。", first="2024-01-01")
    wrong = [one for one in findings(address).values() if one["verdict"] == "contradicted"]
    paper = fetched(clerk, address)
    written = len(changes(paper)) // 2
    assert written == sum(not one["actual"].startswith("-") for one in wrong) < len(wrong)
    assert len([*paper.comments]) == len(wrong) + 1
    head = [*paper.comments][-1].text
    assert f"{written} of {len(wrong)} contradicted figures. For the others no figure can be written" in head


def test_the_button_stands_only_where_something_is_contradicted():
    clerk = english("clerk")
    assert "Corrected (.docx)" in words(clerk.get(checked(clerk)))
    right = checked(clerk, text="县政协有委员178名。")
    assert "Corrected (.docx)" not in words(clerk.get(right))
    assert changes(fetched(clerk, right)) == []


def test_who_may_read_checks_may_take_the_document():
    address = checked(english("clerk"))
    assert english("chair").get(f"{address}corrected.docx").status_code == 200
    assert english("member").get(f"{address}corrected.docx").status_code == 403


def test_runs_keep_their_looks_on_both_sides():
    paper = docx.Document()
    line = paper.add_paragraph("建成")
    for piece, bold, italic in (
        ("1", True, False),
        ("2", True, False),
        ("个", False, True),
        ("站", None, None),
    ):
        run = line.add_run(piece)
        run.bold, run.italic = bold, italic
    back, _text = changed(paper, {"12个": "11个"})
    assert changes(back) == ["12个", "11个"]
    (come,) = back.element.body.iter(qn("w:ins"))
    looks = [(docx.text.run.Run(run, line).bold, run.text) for run in come.iter(qn("w:r"))]
    assert looks == [(True, "1"), (True, "1"), (False, "个")]
    assert accepted(back) == ["建成11个站"]
    assert rejected(back) == ["建成12个站"]
    assert anchored(back) == {"11个": "12个!"}


def test_links_tables_and_notes_stay_what_they_are():
    paper = docx.Document()
    line = paper.add_paragraph("见")
    link_to(line, "走访403次的")
    run = line.add_run("，座谈13次")
    run._r.append(OxmlElement("w:footnoteReference"))
    paper.add_table(1, 1).cell(0, 0).text = "提案9件"
    back, text = changed(paper, {"403次": "430次", "13次": "31次", "9件": "10件"})
    assert changes(back) == ["403次", "430次", "9件", "10件"]
    assert len(back.element.body.findall(f".//{qn('w:hyperlink')}//{qn('w:ins')}")) == 1
    assert len(back.element.body.findall(f".//{qn('w:footnoteReference')}")) == 1
    assert rejected(back) == text.split("\n")
    assert accepted(back) == text.replace("403", "430").replace("9件", "10件").split("\n")


def test_a_figure_that_reaches_into_a_link_is_changed_on_both_sides_of_its_edge():
    paper = docx.Document()
    link_to(paper.add_paragraph("走访4"), "03次")
    back, text = changed(paper, {"403次": "四百次"})
    assert rejected(back) == [text]
    assert accepted(back) == ["走访四百次"]


def test_what_others_put_in_under_review_stays_theirs():
    paper = docx.Document()
    line = paper.add_paragraph("全县")
    put_in = f'<w:ins {nsdecls("w")} w:id="7" w:author="x"><w:r><w:t>有委员187名，站室</w:t></w:r></w:ins>'
    line._p.append(parse_xml(put_in))
    gone = f'<w:del {nsdecls("w")} w:id="8" w:author="x"><w:r><w:delText>一百</w:delText></w:r></w:del>'
    line._p.append(parse_xml(gone))
    line.add_run("。")
    back, text = changed(paper, {"187名": "178名"})
    assert changes(back) == ["187名", "178名"]
    assert rejected(back) == ["全县有委员187名，站室。"] == [text]
    assert accepted(back) == ["全县有委员178名，站室。"]
    nested = f".//{qn('w:ins')}//{qn('w:ins')}"
    assert back.element.body.findall(nested) == []
    assert len(set(numbers(back))) == len(numbers(back)) == 5
    assert text_of("a.docx", saved(back)) == "全县有委员178名，站室。"
