"""``tongxin check`` and ``tongxin claims evaluate``: what they print, write, and refuse."""

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from tests.store.ledger_rows import Rows

from tongxin.web import commands

YEAR = ["--from", "2024-01-01", "--to", "2024-12-31"]


@pytest.fixture
def draft(tmp_path):
    file = tmp_path / "draft.txt"
    file.write_text("全年捐资助学36.31万元，完成专题调研2个。\n", "utf-8")
    return file


@pytest.fixture
def rows(db):
    rows = Rows("cli")
    rows.entry("donation", "2024-03-01", money=Decimal(363100), fields={"purpose": "school"})
    rows.entry("research", "2024-02-01", recorded=datetime(2024, 2, 2, tzinfo=UTC))
    rows.entry("research", "2024-06-01", recorded=datetime(2024, 7, 2, tzinfo=UTC))
    return rows


def verdicts(capsys):
    return {row["text"]: row["verdict"] for row in json.loads(capsys.readouterr().out)}


def test_figures_are_held_against_the_records_of_the_site(rows, draft, capsys):
    assert commands.run(["check", str(draft), *YEAR, "--json"]) == 0
    assert verdicts(capsys) == {"36.31万元": "confirmed", "2个": "confirmed"}


def test_a_wrong_figure_is_said_with_its_value_and_fails_the_command(rows, draft, capsys):
    draft.write_text("完成专题调研3个。", "utf-8")
    assert commands.run(["check", str(draft), *YEAR]) == 1
    assert "✗ 3个 ≠ 2  research.topic  (2 records)" in capsys.readouterr().out


def test_as_of_counts_what_was_known_then(rows, draft, capsys):
    assert commands.run(["check", str(draft), *YEAR, "--as-of", "2024-06-30", "--json"]) == 1
    assert verdicts(capsys)["2个"] == "contradicted"
    assert commands.run(["check", str(draft), *YEAR, "--as-of", "2024-07-02", "--json"]) in {0, 1}
    assert verdicts(capsys)["2个"] == "confirmed"


def test_a_text_that_names_its_days_is_read_over_them(rows, draft, capsys):
    draft.write_text("2024年度工作总结\n完成专题调研2个。", "utf-8")
    rows.entry("research", "2025-03-01")
    assert commands.run(["check", str(draft)]) == 0
    said = capsys.readouterr()
    assert "✓ 2个  research.topic" in said.out
    assert "From 2024-01-01 to 2024-12-31, as the text says 2024年度." in said.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--as-of", "yesterday"], "--as-of 'yesterday' is neither a day nor a time"),
        (["--to", "2023-12-31"], "--to 2023-12-31 lies before --from 2024-01-01."),
        (["--day", "31.12.2024"], "--day '31.12.2024' is not a day; write it as 2024-10-31."),
    ],
)
def test_a_day_that_cannot_be_read_is_refused_with_the_remedy(rows, draft, capsys, options, said):
    assert commands.run(["check", str(draft), *YEAR, *options]) == 2
    assert said in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named(rows, tmp_path, capsys):
    assert commands.run(["check", str(tmp_path / "none.txt"), *YEAR]) == 2
    assert "none.txt" in capsys.readouterr().err


@pytest.fixture
def files(tmp_path):
    """Return the files of a small task, by the names of their options."""
    texts = {
        "sentences": [{"sent_id": "A-1", "doc_id": "A", "text": "全年收到提案143件。"}],
        "docs": [
            {
                "doc_id": "A",
                "org": "清溪县政协",
                "date": "2025-01-20",
                "default_period": ["2024-01-01", "2024-12-31"],
            }
        ],
        "ledger": [
            {
                "row_id": "R1",
                "org": "清溪县政协",
                "indicator": "proposal.submitted",
                "date": "2024-03-01",
                "qty": 134,
            }
        ],
        "scope": [
            {
                "org": "清溪县政协",
                "indicator": "proposal.submitted",
                "from": "2024-01-01",
                "to": "2024-12-31",
            }
        ],
    }
    paths = {"out": tmp_path / "out.jsonl", "indicators": tmp_path / "indicators.toml"}
    paths["indicators"].write_text(
        '[[indicator]]\nid = "proposal.submitted"\nlabel = "收到提案"\nunit = "件"\nmeasure = "flow"\n',
        "utf-8",
    )
    for name, lines in texts.items():
        paths[name] = tmp_path / f"{name}.jsonl"
        paths[name].write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return paths


def evaluated(files):
    return commands.run(
        ["claims", "evaluate", *(part for name, path in files.items() for part in (f"--{name}", str(path)))]
    )


def test_sentences_of_files_are_judged_against_records_of_files(files, capsys):
    assert evaluated(files) == 0
    (row,) = [json.loads(line) for line in files["out"].read_text("utf-8").splitlines()]
    (one,) = row["quantities"]
    assert (row["sent_id"], one["start"], one["end"], one["kind"], one["value"]) == (
        "A-1",
        6,
        10,
        "count",
        143,
    )
    assert (one["indicator"], one["verdict"], one["actual"]) == ("proposal.submitted", "contradicted", 134)
    assert one["evidence"] == ["R1"]


def test_the_same_files_give_the_same_bytes(files, capsys):
    assert evaluated(files) == 0
    first = files["out"].read_bytes()
    assert evaluated(files) == 0
    assert files["out"].read_bytes() == first


def test_a_line_that_cannot_be_read_is_named_and_nothing_is_written(files, capsys):
    files["ledger"].write_text('{"row_id": "R1"}\nnot json\n', "utf-8")
    assert evaluated(files) == 1
    assert "ledger.jsonl, line 2" in capsys.readouterr().err
    assert not files["out"].exists()
