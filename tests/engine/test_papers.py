"""Papers of the office: words and bound figures, composed without a page and kept as plain values."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.figures_ledger import (
    CHINA,
    DONATED,
    MEMBERS,
    NONPARTY,
    SHARE,
    VISITS,
    entry,
    money,
    roster,
)

from tongxin.engine.figures.book import open_book
from tongxin.engine.kernel.labels import plain
from tongxin.engine.kernel.periods import Grain, containing
from tongxin.engine.kernel.spans import Span
from tongxin.engine.papers.composing import Bound, Composer, Kind, written
from tongxin.engine.papers.keeping import as_plain, from_plain, value_now
from tongxin.engine.papers.periods import days_of
from tongxin.engine.papers.templates import (
    BRACED,
    About,
    Over,
    PaperTemplate,
    Reference,
    mistakes,
    read_reference,
)

ITEMS = (VISITS, DONATED, MEMBERS, NONPARTY, SHARE)
WAYS = {item.id: frozenset({"month", *item.per}) for item in ITEMS}
VISITED = [
    entry(1, "2023-11-05", participants=((1, "visitor"),)),
    entry(2, "2024-02-01", participants=((1, "visitor"),), unit=100),
    entry(3, "2024-03-01", participants=((1, "visitor"), (2, "visitor")), unit=101),
    entry(4, "2024-05-01", kind="donation", participants=((2, "donor"),), amounts=money("363100")),
]
SINCE = date(2023, 1, 1)


def book(rows=VISITED):
    return open_book(ITEMS, roster(), CHINA).extended(rows)


def template(text="", **more):
    return PaperTemplate(id="report", label=plain("报告"), title="{committee}{period}报告", text=text, **more)


def compose(text, *, member=None, last=date(2024, 12, 31), rows=VISITED, total="", note=""):
    composer = Composer(
        book=book(rows),
        first=date(2024, 1, 1),
        last=last,
        grain=Grain.YEAR,
        since=SINCE,
        words={"committee": "某县政协", "period": "2024年"},
        member=member,
        named=lambda by, key: f"{by}:{key}",
        total_name=total,
        note=note,
    )
    return composer.compose(template(text), text)


def wrong(text, **more):
    items = {item.id: item for item in ITEMS}
    return [(issue.code, issue.place) for issue in mistakes(template(text, **more), text, items, WAYS)]


def test_words_are_filled_in_and_figures_are_bound_to_their_records():
    paper = compose("{period}走访{visit.count}。")
    (block,) = paper.blocks
    assert paper.title == "某县政协2024年报告"
    assert block.text == "2024年走访2次。"
    (figure,) = paper.figures()
    assert (figure.indicator, figure.value, figure.records) == ("visit.count", "2", (2, 3))
    assert (figure.first, figure.last) == (date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("mark", "said", "records"),
    [
        ("", "2次", (2, 3)),
        (" | bare", "2", (2, 3)),
        (" | before", "1次", (1,)),
        (" | year_before", "1次", (1,)),
        (" | all", "3次", (1, 2, 3)),
    ],
)
def test_a_figure_is_counted_over_the_days_that_the_text_asks_for(mark, said, records):
    (figure,) = compose(f"走访{{visit.count{mark}}}").figures()
    assert (figure.text, figure.records) == (said, records)


def test_the_same_days_a_year_earlier_are_not_the_whole_year_before():
    paper = compose("{visit.count | year_before}、{visit.count | before}", last=date(2024, 10, 31))
    assert [figure.text for figure in paper.figures()] == ["0次", "1次"]


def test_money_is_written_in_wan_only_where_nothing_is_lost():
    assert compose("捐款{donate.total}").text == "捐款36.31万元"
    assert compose("捐款{donate.total | 亿元}").text == "捐款0.003631亿元"
    assert written(Decimal("363100.01"), "元", Reference("donate.total")) == "363100.01元"
    assert written(Decimal(308000000), "元", Reference("invest.new")) == "3.08亿元"


def test_a_state_is_read_on_the_last_day():
    (figure,) = compose("委员{member.total}", last=date(2024, 12, 31)).figures()
    assert (figure.first, figure.last, figure.text) == (None, date(2024, 12, 31), "4名")
    assert len(figure.records) == 4


def test_a_ratio_with_nothing_to_divide_by_is_no_zero():
    empty = replace(book([]), roster=replace(roster(), memberships={}))
    composer = Composer(
        book=open_book(ITEMS, empty.roster, CHINA),
        first=SINCE,
        last=date(2023, 12, 31),
        grain=Grain.YEAR,
        since=SINCE,
        words={},
    )
    bound = composer.bound(Reference("member.nonparty_share"))
    assert (bound.value, bound.text) == (None, "—")


def test_a_table_has_a_line_for_each_part_with_the_records_of_that_part():
    (table,) = compose("{visit.count | by unit}").blocks
    assert table.kind is Kind.TABLE
    assert {name: (bound.text, bound.records) for name, bound in table.rows} == {
        "unit:100": ("1次", (2,)),
        "unit:101": ("1次", (3,)),
    }


def test_the_last_line_of_a_table_is_the_figure_itself_with_all_its_records():
    (table,) = compose("{visit.count | by unit}", total="合计", note="不等").blocks
    name, bound = table.rows[-1]
    assert (name, bound.text, bound.by) == ("合计", "2次", "")
    assert set(bound.records) == {row for _name, one in table.rows[:-1] for row in one.records}


def test_a_table_whose_lines_do_not_add_up_says_so():
    blocks = compose("{visit.count | by member}", total="合计", note="各行相加不等于合计。").blocks
    assert [str(block.kind) for block in blocks] == ["table", "paragraph"]
    *parts, total = (int(bound.value) for _name, bound in blocks[0].rows)
    assert sum(parts) != total
    assert blocks[1].text == "各行相加不等于合计。"


def test_a_paper_about_a_member_counts_what_that_member_did():
    paper = compose("走访{visit.count}，捐款{donate.total}", member=2)
    assert [(figure.text, figure.records, figure.member) for figure in paper.figures()] == [
        ("1次", (3,), 2),
        ("36.31万元", (4,), 2),
    ]


def test_headings_and_annexes_are_told_from_text():
    paper = compose("# 一、走访\n## （一）企业\n正文\n\n=== 附表\n{visit.count | by unit}")
    assert [str(block.kind) for block in paper.blocks] == [
        "heading",
        "subheading",
        "paragraph",
        "annex",
        "table",
    ]


def test_the_place_of_each_figure_in_the_text_is_known():
    paper = compose("走访{visit.count}，委员{member.total}\n{visit.count | by unit}\n完{visit.count}")
    assert [paper.text[start:end] for start, end, _ in paper.places()] == [b.text for b in paper.figures()]


def test_an_issued_paper_is_kept_as_plain_values_and_read_back_the_same():
    paper = compose("# 一、走访\n走访{visit.count}，{member.total}\n{visit.count | by unit}")
    assert from_plain(json.loads(json.dumps(as_plain(paper)))) == paper


def test_what_a_frozen_figure_would_be_today_is_counted_anew():
    (figure,) = compose("走访{visit.count}").figures()
    later = book([*VISITED, entry(5, "2024-08-01", participants=((1, "visitor"),))])
    assert (figure.value, value_now(later, figure)) == ("2", "3")
    (cell,) = (b for _, b in compose("{visit.count | by unit}").blocks[0].rows if b.key == "100")
    assert value_now(later, cell) == "1"
    assert value_now(later, replace(figure, indicator="gone")) is None


def test_a_member_who_did_nothing_has_a_zero_then_and_now():
    (figure,) = compose("走访{visit.count}", member=3).figures()
    assert (figure.text, figure.records, value_now(book(), figure)) == ("0次", (), "0")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("  ", "paper.empty"),
        ("走访{visit.count", "paper.loose_brace"),
        ("走访}次", "paper.loose_brace"),
        ("走访{visits}", "paper.unknown_name"),
        ("走访{visit.count | ago}", "paper.unknown_mark"),
        ("走访{visit.count | bare | bare}", "paper.unknown_mark"),
        ("走访{visit.count | 万元}", "paper.no_money"),
        ("委员{member.total | all}", "paper.state_over_all"),
        ("走访{visit.count | by unit}", "paper.table_in_line"),
        ("{visit.count | by moon}", "paper.unknown_way"),
        ("{visit.count | by unit | bare}", "paper.unknown_mark"),
        ("===", "paper.annex_without_title"),
        ("长" * 20_001, "paper.too_long"),
    ],
)
def test_a_mistake_in_a_text_names_its_line(text, code):
    assert wrong(text) == [(code, "1")]
    assert wrong(f"好\n{text}") == [(code, "1" if code == "paper.too_long" else "2")] or code == "paper.empty"


def test_a_paper_about_a_member_names_only_what_members_do():
    assert wrong("{member}：{member.nonparty}", about=About.MEMBER) == [("paper.not_by_member", "1")]
    assert wrong("{visit.count | by unit}", about=About.MEMBER) == [("paper.not_by_member", "1")]
    assert wrong("{member}走访{visit.count}", about=About.MEMBER) == []
    assert wrong("{member}") == [("paper.unknown_name", "1")]


def test_the_29th_of_february_has_the_28th_before_it():
    period = Span(date(2024, 1, 1), date(2024, 2, 29))
    assert days_of(Over.YEAR_BEFORE, period, Grain.YEAR, SINCE) == Span(date(2023, 1, 1), date(2023, 2, 28))


@given(st.dates(date(1960, 1, 1), date(2100, 1, 1)), st.sampled_from(Grain))
def test_the_period_before_ends_the_day_before_and_is_whole(day, grain):
    whole = containing(day, grain)
    before = days_of(Over.BEFORE, Span(whole.start, day), grain, SINCE)
    assert before.end.toordinal() + 1 == whole.start.toordinal()
    assert containing(before.start, grain).span == before


@given(st.text(alphabet="{}|abc万元 before.=#\n", max_size=60))
def test_any_text_without_mistakes_composes_and_no_brace_is_left(text):
    if wrong(text):
        return
    paper = compose(text)
    assert not BRACED.search(paper.text)
    assert all(isinstance(bound, Bound) for bound in paper.figures())


@given(
    st.sampled_from(["before", "year_before", "all"]), st.booleans(), st.sampled_from(["", "万元", "亿元"])
)
def test_marks_are_read_in_any_order(over, bare, unit):
    marks = [over, *(["bare"] if bare else []), *([unit] if unit else [])]
    wanted = Reference("x.y", Over(over), unit, bare)
    assert read_reference(" | ".join(["x.y", *marks])) == wanted
    assert read_reference("|".join(["x.y", *reversed(marks)])) == wanted
