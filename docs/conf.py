"""Settings of the manual, built by `make docs`."""

import os
import sys
from importlib.metadata import version as installed_version
from pathlib import Path

import django
from sphinx.application import Sphinx

project = "Tongxin 同心"
author = "The Tongxin authors"
copyright = "2026, the Tongxin authors, Apache-2.0"
version = release = installed_version("tongxin")
language = "en"

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3
nitpicky = True

html_theme = "furo"
html_title = "Tongxin 同心"
html_show_sourcelink = False
html_copy_source = False


def setup(app: Sphinx) -> None:
    """Write the pages made from the packs and the commands before the others are read."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongxin.config.settings")
    django.setup()
    sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))
    from reference import write  # noqa: PLC0415 — needs Django set up, and the scripts on the path.

    app.connect("builder-inited", lambda _: write())
