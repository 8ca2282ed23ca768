"""Letters of a pack: what is mistyped in their wording is named with its place and the nearest word."""

import pytest
from django.utils import translation
from tests.packs.writing import county_with, line_of

from tongxin.engine.proceedings.letters import Layout
from tongxin.packs import registry
from tongxin.packs.problems import PackError
from tongxin.packs.versions import load_pack
from tongxin.web.pack_issue_texts import sentence

L, W = "letters.yaml", "workflows.yaml"
# what is wrong: (file, words, words instead), (file, words on the line, code, key, in the sentence)
MISTAKES = {
    "placeholder": (
        (L, "《{title}》", "《{tilte}》"),
        (L, "text: |", "letter.unknown_placeholder", "letters[answer].text", "{title}"),
    ),
    "what no move says": (
        (L, "{said.text}", "{said.texts}"),
        (L, "text: |", "letter.unknown_placeholder", "letters[answer].text", "{said.text}"),
    ),
    "what the paper is not asked": (
        (L, 'addressee: "{proposer}：', 'addressee: "{paper.theme}：'),
        (L, "addressee:", "letter.unknown_placeholder", "letters[answer].addressee", "Nearest:"),
    ),
    "placeholder of a copy": (
        (L, '["{cosigners}"]', '[某办, "{cosigner}"]'),
        (L, "cosigner}", "letter.unknown_placeholder", "letters[answer].copies[2]", "{cosigners}"),
    ),
    "brace without a partner": (
        (L, "第{number}号", "第{number号"),
        (L, "title:", "letter.loose_brace", "letters[answer].title", "no partner"),
    ),
    "letter of a move": (
        (W, "letter: answer", "letter: anser"),
        (W, "letter: anser", "pack.dangling", "workflows[work].moves[reply].letter", "Nearest: answer."),
    ),
    "letter that no move sends": (
        (W, "        letter: answer\n", ""),
        (L, "id: answer", "letter.unused", "letters[answer]", "No move sends “answer”"),
    ),
    "row of numbers": (
        (L, "    title:", "    series: replies\n    title:"),
        (L, "series: replies", "pack.dangling", "letters[answer].series", "“replies”"),
    ),
    "attached to a letter that is no form": (
        (L, "    title:", "    attaches: answer\n    title:"),
        (L, "attaches:", "pack.dangling", "letters[answer].attaches", "“answer”"),
    ),
    "question that nobody is asked": (
        (L, "    title:", "    asks: [contents]\n    title:"),
        (L, "asks:", "pack.dangling", "letters[answer].asks[1]", "Nearest: content."),
    ),
    "letter format without a mark": (
        (L, "    title:", "    layout: letter\n    title:"),
        (L, "id: answer", "pack.missing_key", "letters[answer]", "“head”"),
    ),
    "layout": (
        (L, "    title:", "    layout: leter\n    title:"),
        (L, "layout:", "pack.unknown_value", "letters[answer].layout", "Nearest: letter."),
    ),
    "consent to a compilation": (
        (W, "      signers: true", "      compiled: {consent: publish}\n      signers: true"),
        (W, "compiled:", "pack.dangling", "workflows[paper].submission.compiled.consent", "“publish”"),
    ),
}


@pytest.mark.parametrize(("change", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_a_letter_is_named(tmp_path, change, expected):
    folder = county_with(tmp_path, change)
    file, words, code, key, said = expected
    with pytest.raises(PackError) as refused:
        load_pack(folder)
    (problem,) = refused.value.problems
    assert (problem.code, problem.key) == (code, key)
    assert problem.place == f"{file}:{line_of(folder, file, words)}"
    with translation.override("en"):
        assert said in sentence(problem)


def test_a_decision_cannot_repeat_what_reviewers_noted(tmp_path):
    folder = county_with(
        tmp_path,
        (
            L,
            "letters:\n",
            "letters:\n  - {id: letter, label: {zh-hans: 函, en: Letter}, title: '{said.text}'}\n",
        ),
        (W, "        to: letter\n", "        to: letter\n        letter: letter\n"),
    )
    with pytest.raises(PackError) as refused:
        load_pack(folder)
    assert [problem.code for problem in refused.value.problems] == ["letter.unknown_placeholder"]


def test_what_is_masked_on_pages_gets_into_no_letter(tmp_path):
    field = "{id: text, type: text, longest: 8000, required: true, label: {zh-hans: 答复正文, en: The reply}}"
    hidden = field.replace("required: true", "required: true, sensitive: true")
    with pytest.raises(PackError) as refused:
        load_pack(county_with(tmp_path, (W, field, hidden)))
    (problem,) = refused.value.problems
    assert (problem.code, problem.params["found"]) == ("letter.unknown_placeholder", "said.text")


def test_the_shipped_packs_send_letters_of_each_layout():
    letters = registry.pack("longan").versions[-1].letters
    assert {letter.layout for letter in letters} == set(Layout)
    assert registry.pack("county").versions[-1].letters
