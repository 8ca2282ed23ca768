"""``tongxin figures`` and ``tongxin trail``: what they print, and how they fail."""

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from tests.store.ledger_rows import Rows

from tongxin.web import commands

pytestmark = pytest.mark.django_db
YEAR = ["--from", "2024-01-01", "--to", "2024-12-31"]


@pytest.fixture
def rows():
    rows = Rows("cli")
    rows.entry("donation", "2024-02-01", money=Decimal("0.1000"), fields={"purpose": "project"})
    rows.entry("donation", "2024-03-01", money=Decimal(363100), fields={"purpose": "school"})
    return rows


def test_figures_are_exact_texts_with_their_counts_of_records(rows, capsys):
    assert commands.run(["figures", *YEAR, "--json"]) == 0
    found = {item["indicator"]: item for item in json.loads(capsys.readouterr().out)}
    assert found["donate.total"] == {
        "indicator": "donate.total",
        "value": "363100.1",
        "unit": "元",
        "count_of_records": 2,
    }
    assert found["proposal.accept_rate"]["value"] is None


def test_as_of_takes_a_day_to_its_end_and_a_time_to_the_second(rows, capsys):
    rows.entry("research", "2024-06-01", recorded=datetime(2024, 6, 30, 15, 0, tzinfo=UTC))  # 23:00 in China

    def value(as_of):
        commands.run(["trail", "research.topic", *YEAR, "--as-of", as_of, "--json"])
        return json.loads(capsys.readouterr().out)["value"]

    assert value("2024-06-30") == "1"
    assert value("2024-06-29") == "0"
    assert value("2024-06-30T22:59:59") == "0"
    assert value("2024-06-30T15:00:00+00:00") == "1"


def test_a_trail_names_records_reasons_filter_and_version(rows, capsys):
    assert commands.run(["trail", "donate.project_money", *YEAR, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["value"], found["unit"], found["version"]) == ("0.1", "元", "longan 2023.1/1")
    assert len(found["record_ids"]) == 1
    assert [item["reason"] for item in found["excluded"]] == ["filter_not_met"]
    assert "项目" in found["filter"]


def test_without_json_a_table_is_printed(rows, capsys):
    assert commands.run(["figures", *YEAR]) == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("donate.total "))
    assert line.split()[:4] == ["donate.total", "363100.1", "元", "2"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["trail", "donate.totl", *YEAR], "donate.total"),
        (["figures", "--from", "2024-02-30", "--to", "2024-12-31"], "2024-02-30"),
        (["figures", "--from", "2024-12-31", "--to", "2024-01-01"], "before"),
        (["figures", *YEAR, "--as-of", "soon"], "soon"),
        (["figures", *YEAR, "--committee", "clu"], "cli"),
    ],
)
def test_a_wrong_call_exits_2_and_says_what_would_be_right(rows, capsys, arguments, said):
    assert commands.run(arguments) == 2
    printed = capsys.readouterr()
    assert said in printed.err
    assert not printed.out


def test_of_several_committees_one_must_be_named(rows, capsys):
    Rows("other")
    assert commands.run(["figures", *YEAR]) == 2
    assert "cli, other" in capsys.readouterr().err
    assert commands.run(["figures", *YEAR, "--committee", "other", "--json"]) == 0


def test_without_any_committee_the_way_on_is_named(capsys):
    assert commands.run(["figures", *YEAR]) == 1
    assert "tongxin demo" in capsys.readouterr().err
