"""The project's own files, read once, for tests that look at how it is written."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "tongxin"
TEMPLATES = PACKAGE / "web" / "templates"
CODE = re.compile(r"[a-z][a-z_]*\.[a-z][a-z_]*")


@cache
def files():
    """Return every file under version control, or about to be, but the browser files of others."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:  # an unpacked source archive has no history
        return [path for path in ROOT.rglob("*") if path.is_file() and ".venv" not in path.parts]
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def named(*suffixes):
    """Return the files with these endings."""
    return [path for path in files() if path.suffix in suffixes]


def short(path):
    """Return a path from the root."""
    return path.relative_to(ROOT).as_posix()


@cache
def modules():
    """Return module path → syntax tree of the package, migrations left out."""
    return {
        path: ast.parse(path.read_text("utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
        if "migrations" not in path.parts
    }


def called(call):
    """Return the last name of what a call calls."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def calls(tree):
    """Yield all calls below a node."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def keyword(call, name):
    """Return the node of a keyword argument."""
    return next((item.value for item in call.keywords if item.arg == name), None)


def codes_in(tree):
    """Return the dotted codes that stand as texts below a node."""
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value)
    }


def beginnings_in(tree):
    """Return the beginnings of dotted codes that are put together at run time."""
    return {
        node.values[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        and isinstance(node.values[0], ast.Constant)
        and re.match(r"[a-z_]+\.", node.values[0].value)
    }
