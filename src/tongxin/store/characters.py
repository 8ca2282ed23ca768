"""Traditional characters and the Simplified ones that they are read as."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from opencc import OpenCC

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Chinese characters, as a part of a regular expression's set."""

_BLOCKS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))


@cache
def simpler() -> Mapping[int, str]:
    """Return code point → Simplified character, for those that have one, each by itself.

    Conversion that looks at neighbours reads better; for finding and comparing, a part of a text must come
    out as it does within the whole.
    """
    characters = [chr(code) for first, last in _BLOCKS for code in range(first, last + 1)]
    converted = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return MappingProxyType(
        {
            ord(character): simple
            for character, simple in zip(characters, converted, strict=True)
            if character != simple and len(simple) == 1
        }
    )
