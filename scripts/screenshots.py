"""Take a picture of every page of the demonstration, in both widths and in any language.

The pictures are for looking at: they are not part of the repository.

Usage: python scripts/screenshots.py FOLDER [--language zh-hans] [--dark] [--only NAME ...]
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "tongxin.config.settings"


def main() -> int:
    """Start the site, find its pages, and write FOLDER/PAGE.WIDTH.png for each."""
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="tongxin-pictures-") as data:
        os.environ["TONGXIN_DATA"] = data
        import django  # noqa: PLC0415 — the settings read the data folder named above.

        django.setup()
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 — after the settings.
        from tests.browser import serving, visiting  # noqa: PLC0415 — after the settings.

        with serving.serving() as root, sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=serving.find_chromium(), args=serving.FLAGS)
            site = visiting.Site(root)
            for name, (role, address) in sorted(visiting.walk(site, browser).items()):
                if options.only and file_name(name) not in options.only:
                    continue
                for word, size in (("wide", visiting.WIDE), ("phone", visiting.PHONE)):
                    scheme = "dark" if options.dark else "light"
                    with site.enter(
                        browser, role, options.language, size=size, color_scheme=scheme
                    ) as context:
                        page = context.new_page()
                        page.goto(address)
                        page.screenshot(path=options.folder / f"{file_name(name)}.{word}.png", full_page=True)
                print(f"{name}: {address} as {role}")
            browser.close()
    return 0


def file_name(page: str) -> str:
    """Return a page's address pattern as the name of a file."""
    return re.sub(r"[^a-z0-9_]+", "-", page.replace("<int:pk>", "one")).strip("-")


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Take a picture of every page of the demonstration.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", default="zh-hans", choices=("zh-hans", "zh-hant", "en"))
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--only", nargs="*", default=[])
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    return options


if __name__ == "__main__":
    sys.exit(main())
