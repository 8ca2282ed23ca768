"""Moves in the hands of somebody whom no move names are refused with the place and the remedy."""

import pytest
from django.utils import translation
from tests.packs.writing import county_with, line_of

from tongxin.packs.problems import PackError
from tongxin.packs.versions import load_pack
from tongxin.web.pack_issue_texts import sentence

RATE = "by: [proposer]\n        since: [answered]"
REPLY = "        raises: answer\n"
# what is wrong: (words, words instead), (words on the line, code, key, in the sentence)
MISTAKES = {
    "a rating beside a move that no proposer makes": (
        (REPLY, "        blind: {beside: [assign], until: rating}\n" + REPLY),
        ("blind:", "pack.dangling", "workflows[work].moves[reply].blind.beside[1]", "“assign”"),
    ),
    "a rating without an end": (
        (REPLY, "        blind: {beside: [rate], until: ratings}\n" + REPLY),
        ("blind:", "pack.dangling", "workflows[work].moves[reply].blind.until", "Nearest: rating."),
    ),
    "a leader whom nobody names": (
        (RATE, RATE.replace("proposer", "proposer, leader")),
        (
            "by: [proposer, leader]",
            "workflow.no_leader",
            "workflows[paper].moves[rate].by",
            "no move names one",
        ),
    ),
}


@pytest.mark.parametrize(("change", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_with_its_place_and_remedy(tmp_path, change, expected):
    folder = county_with(tmp_path, ("workflows.yaml", *change))
    words, code, key, said = expected
    with pytest.raises(PackError) as refused:
        load_pack(folder)
    (problem,) = refused.value.problems
    assert (problem.code, problem.key) == (code, key)
    assert problem.line == line_of(folder, "workflows.yaml", words)
    with translation.override("en"):
        assert said in sentence(problem)
