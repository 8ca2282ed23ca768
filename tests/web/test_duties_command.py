"""``tongxin duties``: what is owed, as JSON or as a table."""

import json
from collections import Counter

import pytest

from tongxin.store import models
from tongxin.web import commands

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def asked(capsys, *more):
    assert commands.run(["duties", "--as-of", "2024-10-31", "--json", *more]) == 0
    return json.loads(capsys.readouterr().out)


def test_each_enterprise_owes_four_visits_two_talks_a_lecture_and_a_solved_problem(capsys):
    links = models.Link.objects.filter(kind="groups_to_enterprise", end=None).count()
    owed = Counter(row["rule"] for row in asked(capsys))
    assert owed["enterprise_visit"] == 4 * links
    assert owed["enterprise_talk"] == 2 * links
    assert owed["enterprise_lecture"] == owed["enterprise_problem"] == links


def test_what_is_met_names_the_records_that_settle_it(capsys):
    met = [row for row in asked(capsys, "--rule", "enterprise_visit") if row["state"] == "met"]
    assert met
    for row in met[:5]:
        kinds = set(models.Entry.objects.filter(pk__in=row["records"]).values_list("kind", flat=True))
        assert kinds <= {"visit", "theme_party_day"}
        assert len(row["records"]) >= row["least"]


def test_before_anything_was_known_nothing_was_met(capsys):
    assert {row["state"] for row in asked(capsys, "--known", "2022-12-31")} & {"met"} == set()


def test_the_table_counts_states_by_duty(capsys):
    assert commands.run(["duties", "--as-of", "2024-10-31"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["met", "open", "overdue", "exempt", "not_yet", "duty"]
    assert any("unit_activity" in line for line in lines)


@pytest.mark.parametrize(
    "wrong", [["--rule", "enterprise_vist"], ["--as-of", "yesterday"], ["--committee", "x"]]
)
def test_a_wrong_call_is_named_with_status_two(capsys, wrong):
    assert commands.run(["duties", "--as-of", "2024-10-31", *wrong]) == 2
    assert capsys.readouterr().err
