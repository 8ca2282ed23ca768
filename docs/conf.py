"""Settings of the manual, built by `make docs`."""

from importlib.metadata import version as installed_version

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
