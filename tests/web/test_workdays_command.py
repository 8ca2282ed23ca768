"""``tongxin workdays``: due days with how they came about, and the arranged days of a year."""

import json

import pytest

from tongxin.web import commands

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
DUE = ["workdays", "due", "2024-04-08", "15", "workday"]


def test_a_due_day_is_told_with_how_it_came_about(capsys):
    assert commands.run(DUE) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2024年4月30日（星期二）"
    assert any("壮族三月三" in line for line in lines[1:])


def test_a_due_day_as_data(capsys):
    assert commands.run([*DUE, "--json", "--language", "en"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["due"], told["uncertain"], told["roll"]) == ("2024-04-30", False, "none")
    assert told["steps"][0] == {
        "code": "off",
        "first": "2024-04-11",
        "last": "2024-04-12",
        "days": 2,
        "name": "Sanyuesan",
    }


def test_a_due_day_in_months_moves_to_a_working_day_if_asked(capsys):
    assert commands.run(["workdays", "due", "2024-07-01", "3", "month", "--roll", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["due"] == "2024-10-08"


def test_a_due_day_beyond_what_is_known_is_uncertain(capsys):
    assert commands.run(["workdays", "due", "2026-12-20", "15", "workday", "--language", "en"]) == 0
    assert "not known yet" in capsys.readouterr().out


def test_a_year_is_listed(capsys):
    assert commands.run(["workdays", "list", "2026"]) == 0
    out = capsys.readouterr().out
    assert "2026-02-15 2026-02-23  放假  春节  国务院" in out
    assert "2026-04-17 2026-04-20  放假  壮族三月三  地方政府" in out


def test_a_year_as_data_says_whether_it_is_known(capsys):
    for year, known in (("2026", True), ("2027", False)):
        assert commands.run(["workdays", "list", year, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["known"] is known
    assert commands.run(["workdays", "list", "2027", "--language", "en"]) == 0
    assert "2027: not known yet" in capsys.readouterr().out


@pytest.mark.parametrize(
    "wrong",
    [
        ["due", "yesterday", "3", "workday"],
        ["due", "2024-04-08", "0", "workday"],
        ["due", "2024-04-08", "1001", "day"],
        ["due", "2024-04-08", "3", "day", "--committee", "x"],
        ["list", "0"],
    ],
)
def test_a_wrong_call_is_named_with_status_two(capsys, wrong):
    assert commands.run(["workdays", *wrong]) == 2
    assert capsys.readouterr().err
