"""YAML read into values that remember their line, so that every problem can name its place."""

from dataclasses import dataclass, replace
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from tongxin.packs.problems import PackError, PackProblem


@dataclass(frozen=True, slots=True)
class Located:
    """A value, the file and line it stands in, and the dotted path to it.

    The line of a value under a key is the key's; items of a list go by their id where they have one.
    Scalars stay the text that was written: ``yes`` is the word yes, and a number is read only where a
    number is expected.
    """

    value: "str | list[Located] | dict[str, Located]"
    file: str
    line: int
    path: str

    def problem(self, code: str, **params: str) -> PackProblem:
        """Return a problem with this value."""
        return PackProblem(code=code, file=self.file, line=self.line, key=self.path, params=params)


def read(folder: Path, name: str, shown: str = "") -> Located:
    """Read one file of a pack.

    Args:
        folder: the pack's folder.
        name: name of the file in it.
        shown: how problems name the file; its name if empty.

    Raises:
        PackError: the file is missing, no YAML, or a key stands twice in it.
    """
    path, name = folder / name, shown or name
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except FileNotFoundError as error:
        raise PackError([PackProblem(code="pack.no_file", file=name, line=1, key="")]) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        found = str(getattr(error, "problem", "") or "")
        problem = PackProblem(code="pack.no_yaml", file=name, line=line, key="", params={"found": found})
        raise PackError([problem]) from error
    if node is None:
        raise PackError([PackProblem(code="pack.empty_file", file=name, line=1, key="")])
    return _located(node, name, "")


def _located(node: Node, file: str, path: str) -> Located:
    line = node.start_mark.line + 1
    if isinstance(node, ScalarNode):
        return Located(str(node.value), file, line, path)
    if isinstance(node, SequenceNode):
        items = [
            _located(item, file, f"{path}[{_name(item, place)}]") for place, item in enumerate(node.value)
        ]
        return Located(items, file, line, path)
    return Located(_mapping(node, file, path), file, line, path)


def _name(item: Node, place: int) -> str:
    """Return what an item of a list goes by: its id if it has one, else its place counted from one."""
    if isinstance(item, MappingNode):
        for key, value in item.value:
            if key.value == "id" and isinstance(value, ScalarNode):
                return str(value.value)
    return str(place + 1)


def _mapping(node: Node, file: str, path: str) -> dict[str, Located]:
    found: dict[str, Located] = {}
    if not isinstance(node, MappingNode):
        return found
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        inner = f"{path}.{key}" if path else key
        if key in found:
            raise PackError([PackProblem(code="pack.key_twice", file=file, line=line, key=inner)])
        found[key] = replace(_located(value_node, file, inner), line=line)
    return found
