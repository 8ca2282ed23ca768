"""What the manual tells people to type exists."""

import re

import pytest
from tests.house import source

from tongxin.web import commands

PAGES = [path for path in source.named(".md") if "changes" not in path.parts]
MAKE = set(re.findall(r"^([a-z-]+):", (source.ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("path", PAGES, ids=source.short)
def test_a_page_names_commands_that_exist(path):
    text = path.read_text("utf-8")
    assert set(re.findall(r"`?tongxin ([a-z]+)\b", text)) <= set(commands.helps())
    assert set(re.findall(r"(?:^    |`)make ([a-z-]+)", text, re.MULTILINE)) <= MAKE


@pytest.mark.parametrize("path", PAGES, ids=source.short)
def test_a_page_links_to_files_that_exist(path):
    if path.name == "index.md":  # its links lead to pages made at the build too
        return
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8")):
        assert (path.parent / target).exists(), target
