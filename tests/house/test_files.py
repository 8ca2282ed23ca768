"""Files stay short, migrations in one line, templates free of script and style, texts free of places."""

import re

import pytest
from tests.house import source

LONGEST = 400
WRITTEN = source.named(".py", ".html", ".css", ".js", ".toml", ".sh")
PLACES = re.compile(
    r"(?<![\w.])/(?:work|root|home/[a-z])/|\bpypi\.org\b|registry\.npmjs|\bmirrors?\.[a-z]+\."
)
TEMPLATE_MARKS = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
}
COMMENT = re.compile(r"{#.*?#}", re.DOTALL)


@pytest.mark.parametrize("path", WRITTEN, ids=source.short)
def test_a_file_is_at_most_400_lines_long(path):
    if "vendor" in path.parts or path.name == "0001_foundation.py":  # not written by hand
        return
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", sorted(source.TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_a_template_keeps_to_the_content_security_policy(path):
    text = COMMENT.sub("", path.read_text("utf-8"))
    found = [name for name, mark in TEMPLATE_MARKS.items() if mark.search(text)]
    assert found == []


def test_every_template_is_used():
    texts = [path.read_text("utf-8") for path in source.named(".html", ".py")]
    unused = []
    for path in source.TEMPLATES.rglob("*.html"):
        name = path.relative_to(source.TEMPLATES).as_posix()
        folder = f'"{name.rsplit("/", 1)[0]}/{{'  # a name put together, such as home/{kind}.html
        if not any(f'"{name}"' in text or folder in text for text in texts):
            unused.append(name)
    assert unused == []


def test_every_template_asked_for_is_there():
    asked = set()
    for path in source.named(".html", ".py"):
        if "tests" not in path.parts:
            asked.update(re.findall(r"[\"'](tongxin/[\w/-]+\.html)[\"']", path.read_text("utf-8")))
    assert [name for name in sorted(asked) if not (source.TEMPLATES / name).is_file()] == []


def test_migrations_stand_in_one_line():
    names = sorted(path.stem for path in (source.PACKAGE / "store" / "migrations").glob("0*.py"))
    asked = {
        name: re.findall(
            r"\(\s*['\"]tongxin['\"],\s*['\"](\w+)['\"]\s*\)",
            (source.PACKAGE / "store" / "migrations" / f"{name}.py").read_text("utf-8"),
        )
        for name in names
    }
    assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)]
    assert asked == {name: [names[position - 1]] if position else [] for position, name in enumerate(names)}


def test_no_file_names_a_place_on_somebodys_machine_or_a_package_host():
    found = []
    for path in source.files():
        if (
            path.suffix in {".png", ".svg", ".woff2", ".mo", ".sqlite3"}
            or path == source.ROOT / "tests/house/test_files.py"
        ):
            continue
        text = path.read_text("utf-8", errors="ignore")
        found.extend(f"{source.short(path)}: {match.group()}" for match in PLACES.finditer(text))
    assert found == []


def test_class_names_say_what_a_thing_is():
    vague = re.compile(r"^\s*class \w*(?:Manager|Helper|Util|Utils|Service)\b", re.MULTILINE)
    found = [source.short(path) for path in source.modules() if vague.search(path.read_text("utf-8"))]
    assert found == []
