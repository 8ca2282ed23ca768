"""On a paper's page neither side reads the other's rating before it gave its own."""

import pytest
from tests.web.ledger_pages import words
from tests.web.test_proceedings import REPLY, english, filed, go, part_at, unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
HIDDEN = "shown once you have rated, or the days of rating are over"
GOOD, QUALITY = "Clear and practicable", "Quality of the proposal"


@pytest.fixture
def sides():
    """Both sides of a paper that was answered: its address, its proposer, the unit and the unit's part."""
    member, clerk, handler = english("member"), english("clerk"), english("handling_unit")
    address = filed(member, clerk)
    go(clerk, address, "assign", units1=unit(), role1="sole")
    moves = f"/proceedings/parts/{part_at(address).pk}/"
    go(handler, moves, "receive")
    handler.post(f"{moves}moves/draft_reply/", REPLY)
    assert go(clerk, moves, "send").status_code == 302
    return address, member, handler, moves


def graded(handler, moves):
    assert go(handler, moves, "rate_paper", quality="good").status_code == 302


def rated(member, address):
    said = {"result": "basically", "attitude": "satisfied", "met": "face", "remark": "请写明开工日期"}
    assert go(member, address, "rate", **said).status_code == 302


def test_the_proposer_reads_the_units_rating_after_giving_their_own(sides):
    address, member, handler, moves = sides
    graded(handler, moves)
    shown = words(member.get(address))
    assert HIDDEN in shown
    assert GOOD not in shown
    rated(member, address)
    shown = words(member.get(address))
    assert GOOD in shown
    assert HIDDEN not in shown


def test_the_unit_reads_the_proposers_rating_after_giving_its_own(sides):
    address, member, handler, moves = sides
    rated(member, address)
    shown = words(handler.get(address))
    assert HIDDEN in shown
    assert "请写明开工日期" not in shown
    graded(handler, moves)
    assert "请写明开工日期" in words(handler.get(address))


def test_why_a_reply_is_not_good_enough_is_never_hidden(sides):
    address, member, handler, _moves = sides
    said = {"result": "dissatisfied", "attitude": "basically", "met": "none", "remark": "没有说明何时动工"}
    assert go(member, address, "reject", **said).status_code == 302
    assert "没有说明何时动工" in words(handler.get(address))


def test_both_are_shown_when_the_days_of_rating_are_over_without_a_rating(sides):
    address, member, handler, moves = sides
    graded(handler, moves)
    assert HIDDEN in words(member.get(address))
    assert go(english("clerk"), address, "close", note="已过反馈期").status_code == 302
    assert GOOD in words(member.get(address))


def test_the_office_reads_both(sides):
    address, _member, handler, moves = sides
    graded(handler, moves)
    assert GOOD in words(english("clerk").get(address))
    assert QUALITY in words(english("clerk").get(address))


def test_the_unit_finds_the_move_on_the_papers_page_and_nobody_else_does(sides):
    address, member, handler, moves = sides
    step = f'href="{moves}moves/rate_paper/"'
    assert step in handler.get(address).content.decode()
    for other in (member, english("clerk")):
        assert step not in other.get(address).content.decode()
