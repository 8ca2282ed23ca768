"""``tongxin pack``: whether a pack can be used, and what it declares."""

import argparse
import dataclasses
import json
from collections.abc import Iterable
from datetime import date
from enum import IntEnum
from pathlib import Path

from django.conf import settings
from django.utils import translation

from tongxin.engine.mechanism.values import Mechanism, Pack
from tongxin.packs import registry
from tongxin.packs.problems import PackError, PackProblem
from tongxin.packs.versions import load_pack
from tongxin.web.commands.failing import CommandFailed, tell_problems
from tongxin.web.pack_issue_texts import sentence

HELP = "Check a mechanism pack, or show what one declares"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    check = verbs.add_parser("check", help="name everything that is wrong, by file, line and key")
    show = verbs.add_parser("show", help="list what a pack declares")
    check.add_argument("pack", metavar="PATH", help="a pack's folder, or the name of a shipped pack")
    show.add_argument(
        "pack", metavar="PATH", nargs="?", default=settings.TONGXIN_PACK, help="default: %(default)s"
    )
    languages = [code for code, _ in settings.LANGUAGES]
    for verb in (check, show):
        verb.add_argument("--json", action="store_true", help="print JSON")
        verb.add_argument("--language", choices=languages, default=settings.LANGUAGE_CODE)


def run(options: argparse.Namespace) -> int:
    """Check or show a pack; exit 1 when something is wrong with it, 2 when there is none."""
    with translation.override(options.language):
        try:
            pack = load_pack(_folder(options.pack))
        except PackError as error:
            return _wrong(error.problems, as_json=options.json)
        if options.json:
            print(json.dumps([] if options.verb == "check" else _data(pack), ensure_ascii=False, indent=2))
        else:
            _tell(pack, options.verb)
    return 0


def _folder(name: str) -> Path:
    folder = registry.folder_of(name)
    if not folder.is_dir():
        known = ", ".join(registry.shipped())
        raise CommandFailed(f"There is no pack at {name}. Shipped packs: {known}.", 2)
    return folder


def _wrong(problems: Iterable[PackProblem], *, as_json: bool) -> int:
    if as_json:
        listed = [{**dataclasses.asdict(problem), "text": sentence(problem)} for problem in problems]
        print(json.dumps(listed, ensure_ascii=False, indent=2))
        return 1
    tell_problems(problems)
    return 1


def _tell(pack: Pack, verb: str) -> None:
    for version in pack.versions:
        print(f"{pack.id} {version.version}, in force from {version.effective}, sha256 {version.digest}")
        for name, items in _parts(version).items():
            codes = "" if verb == "check" else f": {', '.join(items)}"
            print(f"  {len(items)} {name}{codes}")


def _parts(version: Mechanism) -> dict[str, list[str]]:
    """Return the ids that a version declares, by what they are."""
    words = version.vocabulary
    return {
        "kinds of organisations": [item.id for item in words.organisation_kinds],
        "sectors": [item.id for item in words.sectors],
        "links": [item.id for item in words.links],
        "kinds of entries": [item.id for item in version.entry_kinds],
        "indicators": [item.id for item in version.indicators],
        "duties": [item.id for item in version.duties],
        "roles": [item.id for item in version.roles],
        "chapters": [item.id for item in version.chapters],
    }


def _data(value: object) -> object:
    """Return an engine value as JSON knows it: dates and codes as text, sets sorted."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _data(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, frozenset):
        return sorted(str(item) for item in value)
    if isinstance(value, tuple):
        return [_data(item) for item in value]
    if isinstance(value, IntEnum):
        return value.name.lower()
    return value.isoformat() if isinstance(value, date) else value
