"""Typed values from located YAML: the engine's own dataclasses say what is allowed."""

import dataclasses
from collections.abc import Callable
from datetime import date
from enum import Enum, IntEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from opencc import OpenCC

from tongxin.engine.kernel.labels import Label
from tongxin.engine.mechanism.names import nearest
from tongxin.packs.nodes import Located
from tongxin.packs.problems import PackProblem

# s2hk keeps the field's words: other conversions turn 社情民意信息 into another term.
_TRADITIONAL = OpenCC("s2hk")
_LABEL_KEYS = ("zh-hans", "zh-hant", "en")
_FLAGS = {"true": True, "yes": True, "false": False, "no": False}


class Builder:
    """Builds values and collects everything that is wrong on the way.

    Attributes:
        problems: what was found wrong so far.
    """

    def __init__(self) -> None:
        """Start without problems."""
        self.problems: list[PackProblem] = []

    def build(self, wanted: Any, node: Located) -> Any:  # noqa: ANN401 — the type is an argument.
        """Return a value of a type; after a problem the value is a stand-in that nobody uses.

        Args:
            wanted: a dataclass, an enumeration, ``Label``, ``str``, ``int``, ``bool``, ``date``, or a tuple
                or frozenset of one of them.
            node: what was written.
        """
        origin = get_origin(wanted)
        if origin in (tuple, frozenset):
            return self._many(origin, get_args(wanted)[0], node)
        if origin is UnionType:
            return self.build(get_args(wanted)[0], node)
        if wanted is Label:
            return self._label(node)
        if dataclasses.is_dataclass(wanted):
            return self._record(wanted, node)
        return self._scalar(wanted, node)

    def mapping(self, node: Located, allowed: tuple[str, ...]) -> dict[str, Located]:
        """Return a mapping's items; a key that is not allowed is a problem that names the nearest one."""
        if not isinstance(node.value, dict):
            self._wrong(node, "pack.no_mapping", expected=", ".join(allowed))
            return {}
        for key, item in node.value.items():
            if key not in allowed:
                self._wrong(item, "pack.unknown_key", found=key, near=nearest(key, allowed))
        return {key: item for key, item in node.value.items() if key in allowed}

    def _wrong(self, node: Located, code: str, **params: str) -> None:
        self.problems.append(node.problem(code, **params))

    def _many(self, kind: Callable[[list[Any]], Any], wanted: Any, node: Located) -> Any:  # noqa: ANN401 — as in build
        if not isinstance(node.value, list):
            self._wrong(node, "pack.no_list", found=_shown(node))
            return kind([])
        built = [self.build(wanted, item) for item in node.value]
        self._unique(node)
        return kind(built)

    def _unique(self, node: Located) -> None:
        """Two items of one list must not have the same id."""
        seen: set[str] = set()
        for item in node.value:
            named = (
                item.value.get("id") if isinstance(item, Located) and isinstance(item.value, dict) else None
            )
            if named is None or not isinstance(named.value, str):
                continue
            if named.value in seen:
                self._wrong(named, "pack.id_twice", found=named.value)
            seen.add(named.value)

    def _record(self, wanted: Any, node: Located) -> Any:  # noqa: ANN401 — as in build
        fields = {field.name: field for field in dataclasses.fields(wanted)}
        hints = get_type_hints(wanted)
        items = self.mapping(node, tuple(fields))
        before = len(self.problems)
        values = {name: self.build(hints[name], item) for name, item in items.items()}
        for name, field in fields.items():
            if name in items:
                continue
            if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
                self._wrong(node, "pack.missing_key", expected=name)
        return wanted(**values) if len(self.problems) == before else _STAND_IN

    def _label(self, node: Located) -> Label:
        items = self.mapping(node, _LABEL_KEYS)
        texts = {key: self._scalar(str, item).strip() for key, item in items.items()}
        for key in ("zh-hans", "en"):
            if not texts.get(key):
                self._wrong(node, "pack.missing_language", expected=key)
        hans = texts.get("zh-hans", "")
        hant = texts.get("zh-hant") or _TRADITIONAL.convert(hans)
        return Label(zh_hans=hans, zh_hant=hant, en=texts.get("en", ""))

    def _scalar(self, wanted: Any, node: Located) -> Any:  # noqa: ANN401 — as in build
        if not isinstance(node.value, str):
            self._wrong(node, "pack.no_text", found=_shown(node))
            return ""
        text = node.value
        if wanted is str:
            return text
        reader = _READERS.get(wanted)
        if reader is not None:
            try:
                return reader(text)
            except (ValueError, KeyError):
                self._wrong(node, f"pack.no_{wanted.__name__}", found=text)
                return None
        return self._choice(wanted, node, text)

    def _choice(self, wanted: type[Enum], node: Located, text: str) -> Enum | None:
        lower = issubclass(wanted, IntEnum)
        names = {item.name.lower() if lower else str(item.value): item for item in wanted}
        if text in names:
            return names[text]
        self._wrong(node, "pack.unknown_value", found=text, near=nearest(text, names))
        return None


_READERS: dict[Any, Callable[[str], Any]] = {
    int: int,
    bool: lambda text: _FLAGS[text.lower()],
    date: date.fromisoformat,
}
_STAND_IN = None


def _shown(node: Located) -> str:
    if isinstance(node.value, str):
        return node.value
    return "[…]" if isinstance(node.value, list) else "{…}"
