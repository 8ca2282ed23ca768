"""Word papers keep to the page of GB/T 9704-2012: margins, grid, fonts, red lines, what stands where."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from tests.web.word_papers import cells, fonts, line_of, lines, opened

from tongxin.engine.proceedings.lettering import Question, Written
from tongxin.engine.proceedings.letters import Layout
from tongxin.web.bulletin_papers import Article, Bulletin, bulletin_paper
from tongxin.web.letter_papers import letter_paper

AT = datetime(2026, 1, 5, tzinfo=UTC)
POINTS_IN_MM = 72 / 25.4
FORM = Written(
    layout=Layout.FORM,
    title="意见反馈表",
    facts=(("案由", "关于修好村道的建议"),),
    questions=(Question(label="对办理结果", choices=("满意", "不满意")), Question(label="意见")),
)
REPLY = Written(
    layout=Layout.LETTER,
    title="关于政协十一届三次会议第012号提案的答复",
    head="演示县交通运输局",
    number="演交函〔2026〕3号",
    mark="B类：正在解决",
    addressee="陈演示委员：",
    lines=("收悉。", "一、现状", "（一）已做的工作", "（一）这是一句完整的话。", "列入计划。"),
    signature="演示县交通运输局",
    day="2026年1月5日",
    signed_by="李演示",
    contact="王演示 0771-0000000",
    copies=("督查室", "黄演示"),
    attached=FORM,
)
NOTICE = Written(
    layout=Layout.NOTICE,
    title="立案通知书",
    number="演协提〔2026〕3号",
    lines=("现予立案。",),
    signature="演示政协",
)


@pytest.fixture(scope="module")
def reply():
    return opened(letter_paper(REPLY, AT))


def attribute(element, path, name):
    return element.find(path, element.nsmap).get(qn(name))


def test_the_type_area_is_156_by_225_millimetres(reply):
    (section,) = reply.sections
    margins = [getattr(section, f"{side}_margin").mm for side in ("top", "bottom", "left", "right")]
    assert [round(one, 1) for one in margins] == [37, 35, 28, 26]
    assert round(section.page_width.mm - 28 - 26) == 156
    assert round(section.page_height.mm - 37 - 35) == 225


def test_22_lines_fit_the_type_area_and_23_do_not(reply):
    pitch = int(attribute(reply.sections[0]._sectPr, "w:docGrid", "w:linePitch")) / 20
    assert 22 * pitch <= 225 * POINTS_IN_MM < 23 * pitch
    assert reply.styles["Normal"].paragraph_format.line_spacing.pt == pitch


def test_28_characters_of_size_3_fit_a_line_and_29_do_not(reply):
    run = line_of(reply, "列入计划。").runs[0]
    closer = int(attribute(run._r, "w:rPr/w:spacing", "w:val")) / 20
    assert run.font.size.pt == 16
    width = run.font.size.pt + closer
    assert 28 * width <= 156 * POINTS_IN_MM < 29 * width


def test_the_text_is_fangsong_and_its_headings_are_of_their_levels(reply):
    assert fonts(line_of(reply, "列入计划。")) == {("仿宋_GB2312", 16)}
    assert fonts(line_of(reply, "一、现状")) == {("黑体", 16)}
    assert fonts(line_of(reply, "已做的工作")) == {("楷体_GB2312", 16)}
    assert fonts(line_of(reply, "完整的话")) == {("仿宋_GB2312", 16)}
    assert fonts(line_of(reply, REPLY.title)) == {("方正小标宋简体", 22)}


def test_every_font_names_those_that_stand_in_for_it():
    with zipfile.ZipFile(BytesIO(letter_paper(REPLY, AT))) as file:
        table = file.read("word/fontTable.xml").decode()
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong' in table
    assert table.count("w:altName") == 5


def test_paragraphs_begin_two_characters_in_and_the_addressee_does_not(reply):
    assert attribute(line_of(reply, "列入计划。")._p, "w:pPr/w:ind", "w:firstLineChars") == "200"
    assert line_of(reply, REPLY.addressee)._p.find(f".//{qn('w:ind')}") is None


def test_a_letter_has_its_mark_30_mm_from_the_edge_and_double_red_lines_170_mm_long(reply):
    (section,) = reply.sections
    assert section.different_first_page_header_footer
    assert round(section.header_distance.mm) == 30
    assert round(section.footer_distance.mm) == 20
    head, rule = section.first_page_header.paragraphs
    assert head.text == "演示县交通运输局"
    assert head.runs[0].font.color.rgb == (0xC0, 0, 0)
    foot = section.first_page_footer.paragraphs[0]
    kinds = []
    for line in (rule, foot):
        border = line._p.find(f".//{qn('w:bottom')}")
        kinds.append((border.get(qn("w:val")), border.get(qn("w:color"))))
        form = line.paragraph_format
        assert round(156 - form.left_indent.mm - form.right_indent.mm) == 170
    assert kinds == [("thickThinSmallGap", "C00000"), ("thinThickSmallGap", "C00000")]
    assert "PAGE" not in section.first_page_footer._element.xml, "the first page of a letter has no number"


def test_number_and_class_stand_at_the_right_above_the_title(reply):
    found = lines(reply)
    assert found[:3] == ["演交函〔2026〕3号", "B类：正在解决", REPLY.title]
    for words in found[:2]:
        assert line_of(reply, words).alignment == WD_ALIGN_PARAGRAPH.RIGHT


def test_pages_are_numbered_outside_in_small_song_between_dashes(reply):
    assert reply.settings.odd_and_even_pages_header_footer
    (section,) = reply.sections
    for footer, align in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        line = footer.paragraphs[0]
        assert line.text == "— 1 —"
        assert "PAGE" in line._p.xml
        assert line.alignment == align
        assert fonts(line) == {("宋体", 14)}


def test_the_day_keeps_four_characters_free_and_who_sends_it_stands_over_it(reply):
    day = line_of(reply, "2026年1月5日")
    assert day.alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert day.paragraph_format.right_indent.pt == 4 * 16
    found = lines(reply)
    assert found[found.index("2026年1月5日") - 1] == "演示县交通运输局"


def test_signer_contact_annex_and_copies_are_said(reply):
    found = lines(reply)
    assert "（签发人：李演示）" in found
    assert "（联系人及电话：王演示 0771-0000000）" in found
    assert "附件：意见反馈表" in found
    assert found[-1] == "　抄送：督查室，黄演示。"
    assert fonts(line_of(reply, "抄送")) == {("仿宋_GB2312", 14)}


def test_the_form_is_an_annex_on_its_own_page_with_boxes_to_tick(reply):
    annex = next(line for line in reply.paragraphs if line.text == "附件")
    assert annex.paragraph_format.page_break_before
    assert cells(reply) == [
        ["案由", "关于修好村道的建议"],
        ["对办理结果", "□满意　　□不满意"],
        ["意见", "\n\n\n"],
    ]


def test_a_notice_has_its_number_in_the_middle_and_no_red_line():
    paper = opened(letter_paper(NOTICE, AT))
    assert line_of(paper, "〔2026〕").alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert not paper.sections[0].different_first_page_header_footer
    assert "C00000" not in paper.element.xml


def test_characters_that_no_file_may_hold_are_left_out():
    odd = Written(layout=Layout.NOTICE, title="通知", lines=("一\x00二\x0b三\ud800四<b>&",))
    assert "一二三四<b>&" in lines(opened(letter_paper(odd, AT)))


def test_the_file_says_what_it_is_and_when_it_was_made(reply):
    properties = reply.core_properties
    assert (properties.title, properties.author) == (REPLY.title, "演示县交通运输局")
    assert properties.created.date() == AT.date()


def test_a_bulletin_has_its_red_head_number_issuer_day_and_articles():
    bulletin = Bulletin(
        masthead="社情民意信息",
        issue="第3期",
        issuer="演示政协办公室",
        day="2026年1月5日",
        articles=[
            Article(title="关于饮水的建议", author="陈演示", body="一、情况\n水量不足。", copies=["水利局"]),
            Article(title="关于停车的建议", body="车位少。", copies=["水利局", "交通局"]),
        ],
        copies=["县委办公室"],
        made_at=AT,
    )
    paper = opened(bulletin_paper(bulletin))
    assert lines(paper) == [
        "社情民意信息",
        "第3期",
        "演示政协办公室\t2026年1月5日",
        "关于饮水的建议",
        "陈演示",
        "一、情况",
        "水量不足。",
        "关于停车的建议",
        "车位少。",
        "　抄送：水利局，交通局，县委办公室。",
    ]
    assert line_of(paper, "社情民意信息").runs[0].font.color.rgb == (0xC0, 0, 0)
    assert fonts(line_of(paper, "陈演示")) == {("楷体_GB2312", 16)}
