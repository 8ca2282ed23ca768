"""The search made anew is what the verbs had made of the same records."""

import pytest

from tongxin.actions.search_rebuilding import rebuild
from tongxin.store.models import SearchGram, SearchText

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def shape():
    grams = {}
    for committee, document in SearchGram.objects.values_list("committee", "document"):
        grams[committee, document] = grams.get((committee, document), 0) + 1
    return {
        (row.noun, row.object_id): (
            *(row.code, row.happened, row.title, row.body, row.compared, frozenset(row.about.split("、"))),
            *(sorted(row.tokens.split()), grams.get((row.committee_id, row.pk), 0)),
        )
        for row in SearchText.objects.all()
    }


def test_made_anew_it_is_what_the_verbs_had_made():
    before, told = shape(), []
    assert rebuild(lambda _name, count: told.append(count), missing=True) == 0
    assert rebuild(lambda _name, count: told.append(count)) == len(before)
    assert told[-1] == len(before) > 2000
    assert shape() == before


@pytest.mark.parametrize("lost", [SearchText, SearchGram])
def test_what_is_missing_is_made_anew(lost):
    before = shape()
    lost.objects.all().delete()
    assert rebuild(lambda _name, _count: None, missing=True) == len(before)
    assert shape() == before
