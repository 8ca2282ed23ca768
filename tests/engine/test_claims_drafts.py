"""Drafts in many styles, each numeral labelled by hand: found, read, linked, or left alone."""

from collections import Counter
from fractions import Fraction
from functools import cache

import pytest
from tests.engine import labelled

from tongxin.engine.claims.checking import Knowledge
from tongxin.packs.wording import phrasebook, shipped_lexicon, shipped_wordings
from tongxin.store.characters import simpler

DRAFTS = {draft.name: draft for draft in labelled.drafts()}


@cache
def knowledge() -> Knowledge:
    codes = tuple(one.id for one in shipped_wordings())
    return Knowledge(simpler(), phrasebook(codes), shipped_lexicon())


@cache
def tally(name: str) -> Counter[str]:
    return labelled.counted(labelled.read_by(knowledge(), DRAFTS[name]))


@cache
def together() -> Counter[str]:
    return sum((tally(name) for name in DRAFTS), Counter())


def f1(right: int, found: int, wanted: int) -> Fraction:
    return Fraction(2 * right, found + wanted)


def test_figures_are_found_with_their_span_kind_and_value() -> None:
    all_drafts = together()
    assert all_drafts["claims"] > 2_500
    assert f1(all_drafts["right"], all_drafts["claimed"], all_drafts["claims"]) >= Fraction("0.985")


def test_names_ordinals_dates_and_codes_are_told_apart() -> None:
    all_drafts = together()
    assert f1(all_drafts["all_right"], all_drafts["found"], all_drafts["all"]) >= Fraction("0.98")


def test_totals_are_linked_to_their_measures() -> None:
    all_drafts = together()
    assert all_drafts["linked"] > 800
    assert Fraction(all_drafts["links_right"], all_drafts["linked"]) >= Fraction("0.93")


def test_what_is_no_total_is_left_alone() -> None:
    all_drafts = together()
    assert Fraction(all_drafts["links_wrong"], all_drafts["unlinked"]) <= Fraction("0.035")


@pytest.mark.parametrize("name", sorted(DRAFTS))
def test_no_draft_falls_far_behind_the_others(name: str) -> None:
    one = tally(name)
    assert f1(one["right"], one["claimed"], one["claims"]) >= Fraction("0.92")
    assert one["links_right"] >= one["linked"] * Fraction("0.6")


def test_labels_stand_where_their_words_are() -> None:
    draft = DRAFTS["news-hans-01"]
    text, labels = draft.sentences[2]
    assert [text[label.start : label.end] for label in labels] == ["163名", "68名", "95名", "58.3%"]
    assert [label.values for label in labels] == [(163,), (68,), (95,), (Fraction("0.583"),)]
