"""Words of the language in which a numeral counts nothing: 一律, 统一, 千方百计; they are passed over."""

import re

from tongxin.engine.claims.lexicon import Lexicon

ONE_COUNTS_NOT_AFTER = "统唯单专划如合逐万惟纯均守归初周首齐这那某每任哪再同之又始于"
"""Characters before 一 with which it makes a word (统一, 进一步), and determiners (这一, 每一)."""

_COUNTS_AFTER = frozenset("于又同再")
"""Of them those that are followed by a count all the same: 同上一堂课, 每一户."""

_DOUBLED = re.compile(r"一([\u4e00-\u9fff])(?:一|又一|接着一|接一)?\1")
_DETERMINED = re.compile(
    r"(?<![从以之提])[上下新前后](?:的)?一(?:年|届|次|期|轮|季|阶段|任|级|步|代|批|月|周|场|个)"
)


def spans(text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Return the spans of words, and of determiners such as 新一轮, in which a numeral counts nothing."""
    found = [match.span() for match in lexicon.passed_over.finditer(text) if _stands_alone(text, match)]
    found += [match.span() for match in _DETERMINED.finditer(text)]
    return found + [match.span() for match in _DOUBLED.finditer(text)]


def _stands_alone(text: str, match: "re.Match[str]") -> bool:
    """Tell whether a word is not the tail of a greater number, as 十分 in 得五十分 is."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if before and before in _NUMERALS:
        return False
    word = match.group()
    if word == "十分":
        return not (after and after in "钟之制") and not (before and before in "满扣得加打计记减占过于到达")
    return not (word == "一点" and after and after in _DIGITS)


_DIGITS = frozenset("零〇一二三四五六七八九")
_NUMERALS = frozenset("零〇一二两三四五六七八九十百千万亿几数0123456789.")


def one_is_a_word(text: str, start: int) -> bool:
    """Tell whether 一 belongs to the character before it: 统一, 唯一, 进一步.

    Args:
        text: the view.
        start: where 一 stands.
    """
    before = text[start - 1 : start]
    return bool(before) and before in ONE_COUNTS_NOT_AFTER and before not in _COUNTS_AFTER
