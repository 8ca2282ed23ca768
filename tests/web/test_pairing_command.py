"""``tongxin pairing``: problems from files, results into files, mistakes named."""

import json

import pytest
from tests.engine.pairing_book import problem

from tongxin.web import commands

TWO = problem({"a": (0, 1), "b": (0, 1)}, "xy", [("a", "x", 1), ("b", "x", 2), ("a", "y", 1), ("b", "y", 1)])


def solve(tmp_path, text, *more, act="solve"):
    (tmp_path / "p.json").write_text(text, "utf-8")
    status = commands.run(
        ["pairing", act, str(tmp_path / "p.json"), "--out", str(tmp_path / "r.json"), *more]
    )
    made = tmp_path / "r.json"
    return status, made.read_text("utf-8") if made.exists() else ""


def test_a_problem_is_solved_into_a_file(tmp_path, capsys):
    status, text = solve(tmp_path, json.dumps(TWO))
    assert status == 0
    assert json.loads(text)["pairs"] == [["b", "x"], ["a", "y"]]
    assert capsys.readouterr().out.startswith("optimal: 2 pairs, loads 2 × 1")


def test_explanations_can_be_left_out(tmp_path):
    _, text = solve(tmp_path, json.dumps(TWO), "--no-explain")
    assert json.loads(text)["explanations"] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "line 1, column 2"),
        (json.dumps({**TWO, "candidates": [["a", "z", 1]]}), "candidates[0]: “z”"),
        (json.dumps({**TWO, "linkers": [{"id": "a"}]}), "linkers[0]"),
    ],
)
def test_a_malformed_problem_is_named_and_nothing_is_written(tmp_path, capsys, text, said):
    assert solve(tmp_path, text) == (2, "")
    assert said in capsys.readouterr().err


def test_an_impossible_problem_says_what_to_relax(tmp_path, capsys):
    status, text = solve(tmp_path, json.dumps({**TWO, "linked": ["x", "y", "z"]}))
    assert status == 0
    assert json.loads(text)["relax"] == [{"rule": "candidates", "linked": "z", "by": 1}]
    assert "1 rules to relax" in capsys.readouterr().out


def test_a_missing_file_is_said(tmp_path, capsys):
    assert commands.run(["pairing", "solve", str(tmp_path / "no.json"), "--out", str(tmp_path / "r")]) == 2
    assert "no.json" in capsys.readouterr().err


def test_many_problems_are_solved_in_order_with_progress(tmp_path, capsys):
    lines = [json.dumps(TWO), json.dumps({**TWO, "linked": ["x"], "candidates": [["a", "x", 1]]})]
    status, text = solve(tmp_path, "\n".join(lines), "--workers", "2", act="solve-all")
    assert status == 0
    assert [len(json.loads(line)["pairs"]) for line in text.splitlines()] == [2, 1]
    assert "2 of 2" in capsys.readouterr().err
