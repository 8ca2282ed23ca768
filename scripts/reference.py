"""Writes the reference pages that are made from the packs and the command line, before each build."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from tongxin.engine.figures.indicators import Indicator
from tongxin.engine.kernel.labels import Label
from tongxin.engine.kernel.rights import Right
from tongxin.engine.mechanism.values import Mechanism
from tongxin.packs import registry
from tongxin.web import commands

FOLDER = Path(__file__).parent.parent / "docs" / "reference" / "made"
PACKS = ("longan", "county")


def write() -> None:
    """Write all pages anew."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.md"):
        old.unlink()
    _page("commands", "The command line", _commands())
    for name in PACKS:
        _page(f"pack-{name}", f"The pack `{name}`", _pack(registry.pack(name).versions[-1]))


def _page(name: str, title: str, lines: Iterable[str]) -> None:
    (FOLDER / f"{name}.md").write_text("\n".join([f"# {title}", "", *lines]) + "\n", "utf-8")


def _commands() -> Iterator[str]:
    for name, text in commands.helps().items():
        yield from ("", f"## `tongxin {name}`", "", "```text", text.rstrip(), "```")


def _pack(mechanism: Mechanism) -> Iterator[str]:
    words = mechanism.vocabulary
    yield from _table(
        "Kinds of bodies",
        ("code", "name", "family"),
        ((kind.id, _said(kind.label), kind.family.value) for kind in words.organisation_kinds),
    )
    yield from _table(
        "Links",
        ("code", "name", "at most"),
        ((kind.id, _said(kind.label), str(kind.max_load or "no limit")) for kind in words.links),
    )
    yield from _table(
        "Kinds of records",
        ("code", "name", "unit", "amounts", "fields"),
        (
            (
                kind.id,
                _said(kind.label),
                kind.unit,
                ", ".join(f"`{one.id}`" for one in kind.quantities),
                ", ".join(f"`{one.id}`" for one in kind.fields),
            )
            for kind in mechanism.entry_kinds
        ),
    )
    yield from _table(
        "Indicators",
        ("code", "name", "what it counts", "rule"),
        ((one.id, _said(one.label), one.counts.en, _rule(one)) for one in mechanism.indicators),
    )
    yield from _table(
        "Roles",
        ("code", "name", "rights"),
        (
            (
                role.id,
                _said(role.label),
                "; ".join(map(_right, role.rights)),
            )
            for role in mechanism.roles
        ),
    )


def _said(label: Label) -> str:
    return f"{label.zh_hans} · {label.en}"


def _right(right: Right) -> str:
    verbs, nouns = ", ".join(sorted(right.verbs)), ", ".join(sorted(right.nouns))
    return f"{verbs} {nouns} ({right.scope.name.lower()})"


def _rule(one: Indicator) -> str:
    if one.numerator:
        return f"`{one.numerator}` / `{one.denominator}`"
    parts = [one.measure.value, f"of {', '.join(one.kinds) or one.source.value}", one.quantity]
    return " ".join(part for part in parts if part)


def _table(title: str, headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield from ("", f"## {title}", "", f"| {' | '.join(headings)} |", "| --- " * len(headings) + "|")
    for code, *rest in rows:
        yield f"| `{code}` | {' | '.join(cell.replace('|', chr(92) + '|') for cell in rest)} |"
