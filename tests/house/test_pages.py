"""Every page is guarded by a right that somebody has, and every noun has its files."""

import re

import pytest
from tests.house import source

from tongxin.config.urls import urlpatterns
from tongxin.engine.kernel.rights import widest
from tongxin.packs import registry
from tongxin.web import audit_words
from tongxin.web.access import PUBLIC, guard_of

ROLES = registry.pack("longan").versions[-1].roles
PAGES = source.PACKAGE / "web" / "pages"
NO_FOLDER = {
    "problems": "one template serves every error",
}
"""Page modules without a folder of templates, and why."""
SHARED_FOLDER = {
    "duty": "duties",
    "entry": "entries",
    "figure": "figures",
    "import": "imports",
    "link": "links",
    "member": "members",
    "organisation": "organisations",
    "proceeding": "proceedings",
    "review": "reviews",
    "unit": "units",
}
"""Modules that show parts of one noun: the beginning of their names → the folder."""


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: str(pattern.pattern) or "/")
def test_a_page_has_a_guard_or_stands_in_the_public_list(pattern):
    assert (guard_of(pattern.callback) is None) == (pattern.name in PUBLIC)


def test_the_public_list_names_pages_that_exist_with_their_reasons():
    assert set(PUBLIC) <= {pattern.name for pattern in urlpatterns}
    assert all(PUBLIC.values())


@pytest.mark.parametrize(
    "guard", sorted({(one.noun, one.verb) for p in urlpatterns if (one := guard_of(p.callback))})
)
def test_a_guard_asks_for_a_right_that_some_role_has(guard):
    noun, verb = guard
    assert widest(ROLES, noun, verb) is not None


def test_a_right_of_the_pack_is_asked_for_somewhere():
    asked = {(one.noun, one.verb) for pattern in urlpatterns if (one := guard_of(pattern.callback))}
    texts = "\n".join(path.read_text("utf-8") for path in source.modules())
    asked |= {
        (noun, verb)
        for verb, noun in re.findall(r"""(?:require\(\w+, |may\()["'](\w+)["'], ["'](\w+)["']""", texts)
    }
    given = {
        (noun, verb)
        for role in ROLES
        for right in role.rights
        for noun in right.nouns
        for verb in right.verbs
    }
    assert sorted(given - asked) == sorted(NOT_YET)


NOT_YET = {
    ("import", "read"),
}
"""Rights that the pack gives for verbs of the next issues; take each out with its verb."""


def test_every_role_may_use_its_own_account():
    assert [role.id for role in ROLES if widest([role], "account", "use") is None] == []


def test_every_address_is_named_once():
    seen = {}
    for pattern in urlpatterns:
        seen.setdefault((pattern.name, len(pattern.pattern.converters)), []).append(str(pattern.pattern))
    assert {key: found for key, found in seen.items() if len(found) > 1} == {}


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.py")), ids=lambda path: path.stem)
def test_a_page_module_renders_the_templates_of_its_noun(path):
    rendered = set(re.findall(r"tongxin/(\w+)/", path.read_text("utf-8")))
    own = next(
        (folder for part, folder in SHARED_FOLDER.items() if path.stem.startswith(f"{part}_")), path.stem
    )
    assert rendered <= {own}
    assert path.stem not in NO_FOLDER or not rendered


@pytest.mark.parametrize(
    "path",
    [path for path in sorted((source.PACKAGE / "actions").glob("*.py")) if path.stem != "__init__"],
    ids=lambda path: path.stem,
)
def test_an_action_module_is_tried_by_tests(path):
    """A test imports it, or another action that is tried, or looks for its verb in the log."""
    verbs = source.codes_in(source.modules()[path]) & set(audit_words.VERBS)
    name = rf"\b{path.stem}\b"
    several = rf"from tongxin\.actions import (?:[^\n(]*{name}|\([^)]*{name})"
    imported = re.compile(rf"actions\.{name}|{several}")
    tests = [test.read_text("utf-8") for test in source.files() if test.name.startswith("test_")]
    actions = [
        other.read_text("utf-8") for other in source.modules() if "actions" in other.parts and other != path
    ]
    assert any(imported.search(text) for text in [*tests, *actions]) or any(
        f'"{verb}"' in text for text in tests for verb in verbs
    )
