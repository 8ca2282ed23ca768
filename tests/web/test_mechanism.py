"""The mechanism page reads as an official text in three languages, and its files can be seen as written."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.packs.writing import county_with
from tests.web.visiting import signed_in

from tongxin.packs import registry
from tongxin.web import commands, mechanism_rows, mechanism_words
from tongxin.web.mechanism_words import chapter_number

LONGAN = registry.pack("longan").versions[-1]


@pytest.fixture
def clerk(demonstration: None, db: None) -> Client:
    return signed_in("clerk")


def page(client: Client, address: str, language: str = "zh-hans") -> str:
    client.cookies["tongxin_language"] = language
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_numbers_its_chapters_and_lists_every_declared_thing_once(clerk):
    text = page(clerk, reverse("mechanism"))
    assert "第一章" in text
    assert "2023年1月1日" in text
    anchors = re.findall(r'id="((?:indicator|entry|link|body|sector|post|norm|affiliation)-[^"]+)"', text)
    words = LONGAN.vocabulary
    assert sorted(anchors) == sorted(
        [
            *(f"indicator-{item.id}" for item in LONGAN.indicators),
            *(f"entry-{item.id}" for item in LONGAN.entry_kinds),
            *(f"link-{item.id}" for item in words.links),
            *(f"body-{item.id}" for item in words.organisation_kinds),
            *(f"sector-{item.id}" for item in words.sectors),
            *(f"post-{item.id}" for item in words.posts),
            *(f"norm-{item.id}" for item in words.norms),
            *(f"affiliation-{item.id}" for item in words.affiliations),
        ]
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", ["党员委员联系党外委员", "社情民意信息"]),
        ("zh-hant", ["黨員委員聯繫黨外委員", "社情民意信息"]),
        ("en", ["Party members link non-party members", "Opinion report", "Chapter 1"]),
    ],
)
def test_the_page_speaks_the_visitors_language(clerk, language, words):
    text = page(clerk, reverse("mechanism"), language)
    assert [word for word in words if word not in text] == []


def test_an_indicator_opens_its_figure_for_those_who_may_see_figures(clerk):
    address = reverse("figure", args=["proposal.accepted"])
    assert f'href="{address}"' in page(clerk, reverse("mechanism"))
    assert f'href="{address}"' not in page(signed_in("administrator"), reverse("mechanism"))


def test_a_file_is_shown_with_its_line_numbers_and_reasons(clerk):
    text = page(clerk, reverse("mechanism-source", args=["links.yaml"]))
    lines = (registry.FOLDER / "longan" / "links.yaml").read_text(encoding="utf-8").splitlines()
    assert text.count('<li id="L') == len(lines)
    assert '<code class="source-remark"># The four links 四联.</code>' in text


@pytest.mark.parametrize("address", ["/mechanism/source/registry.py/", "/mechanism/?version=1999"])
def test_a_file_or_version_that_no_pack_has_is_a_missing_page(clerk, address):
    assert clerk.get(address).status_code == 404


def test_the_page_asks_the_database_little(clerk, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page(clerk, reverse("mechanism"))


def test_a_part_that_no_chapter_shows_gets_a_chapter_of_its_own():
    with translation.override("en"):
        sections = mechanism_rows.sections(registry.pack("county").versions[-1])
    assert [section.part for section in sections] == [
        *("sectors", "organisation_kinds", "entry_kinds", "indicators", "roles"),
        *("affiliations", "posts", "duties", "workflows", "holidays"),
    ]
    assert sections[-1].number == "Chapter 10"


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "第一章"), (10, "第十章"), (11, "第十一章"), (20, "第二十章"), (21, "第二十一章")],
)
def test_chapters_are_numbered_as_official_texts_number_them(number, written):
    with translation.override("zh-hans"):
        assert chapter_number(number) == written


def test_every_noun_verb_and_part_of_a_pack_has_words():
    for name in registry.shipped():
        version = registry.pack(name).versions[-1]
        rights = [right for role in version.roles for right in role.rights]
        assert {noun for right in rights for noun in right.nouns} <= set(mechanism_words.NOUNS)
        assert {verb for right in rights for verb in right.verbs} <= set(mechanism_words.VERBS)


def test_the_command_checks_a_pack(capsys):
    assert commands.run(["pack", "check", "longan"]) == 0
    assert "92 indicators" in capsys.readouterr().out.replace(str(len(LONGAN.indicators)), "92")


def test_the_command_names_what_is_wrong_by_file_line_and_key(tmp_path, capsys):
    folder = county_with(tmp_path, ("indicators.yaml", "kinds: [field_trip]", "kinds: [feild_trip]"))
    assert commands.run(["pack", "check", str(folder), "--language", "en"]) == 1
    told = capsys.readouterr().err.strip()
    assert re.fullmatch(
        r"indicators\.yaml:\d+: indicators\[inspect\.count\]\.kinds\[1\]: “feild_trip” .* "
        r"Nearest: field_trip\.",
        told,
    )
    assert commands.run(["pack", "check", str(folder), "--json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)
    assert problem["params"] == {"found": "feild_trip", "near": "field_trip"}


def test_the_command_was_called_wrongly_where_there_is_no_pack(tmp_path, capsys):
    assert commands.run(["pack", "check", str(tmp_path / "none")]) == 2
    assert "Shipped packs: county, longan." in capsys.readouterr().err


def test_the_command_shows_a_pack_as_data(capsys):
    assert commands.run(["pack", "show", "county", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    (version,) = shown["versions"]
    assert version["effective"] == "2022-01-01"
    assert version["roles"][0]["rights"][0] == {"nouns": ["account"], "verbs": ["use"], "scope": "own"}
