"""How official papers write document numbers, days and sessions (GB/T 9704-2012).

These are forms of writing: they read the same whatever language somebody works in.
"""

import re
from datetime import date

from tongxin.engine.kernel.periods import Grain, Period

_DIGITS = "〇一二三四五六七八九"
_OPENING = str.maketrans({"[": "〔", "【": "〔", "［": "〔", "(": "〔", "（": "〔"})
_CLOSING = str.maketrans({"]": "〕", "】": "〕", "］": "〕", ")": "〕", "）": "〕"})
_YEAR = re.compile(r"[\[【［(（〔]\s*(\d{4})\s*[\]】］)）〕]")
_ORDER = re.compile(r"〕\s*第?\s*0*(\d+)\s*号")


TOTAL = "合计"
"""What the last line of a table is called, which has the whole figure."""

LINES_OVERLAP = "注：同时涉及多个类别的记录，在各类别分别计入，各行相加不等于合计。"
"""What is said under a table whose lines do not add up to its total."""


def document_number(code: str, year: int, order: int) -> str:
    """Return a document number such as 隆协提〔2026〕3号: the full year, no 第, no leading zero."""
    return f"{code}〔{year}〕{order}号"


def tidy_number(text: str) -> str:
    """Return a typed document number as the standard writes it; what is none stays as it was typed."""
    bracketed = _YEAR.sub(lambda found: found.group().translate(_OPENING).translate(_CLOSING), text.strip())
    return _ORDER.sub(lambda found: f"〕{found.group(1)}号", bracketed)


def day_words(day: date) -> str:
    """Return a day such as 2024年1月5日, without leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def numeral(number: int) -> str:
    """Return a number below a hundred in Chinese numerals: 三, 十一, 二十."""
    tens, ones = divmod(number, 10)
    written = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return f"{written}{_DIGITS[ones] if ones or not tens else ''}"


def session_words(series: str) -> str:
    """Return a row of numbers as papers quote it: 十一届三次会议 for ``11.3``, 2024年度 for ``2024``."""
    term, dot, session = series.partition(".")
    if dot and term.isdigit() and session.isdigit():
        return f"{numeral(int(term))}届{numeral(int(session))}次会议"
    return f"{series}年度" if series.isdigit() else series


_QUARTERS = ("一", "二", "三", "四")


def period_words(period: Period) -> str:
    """Return a calendar period as papers write it: 2026年, 2026年上半年, 2026年第三季度, 2026年7月."""
    year, place = period.start.year, (period.start.month - 1) // period.grain
    words = {
        Grain.MONTH: f"{place + 1}月",
        Grain.QUARTER: f"第{_QUARTERS[place % 4]}季度",
        Grain.HALF: "下半年" if place else "上半年",
        Grain.YEAR: "",
    }
    return f"{year}年{words[period.grain]}"
