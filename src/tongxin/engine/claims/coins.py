"""Sums as they are said: 三块六, 八角五分, 两万块."""

import re
from collections.abc import Iterator
from fractions import Fraction

from tongxin.engine.claims.approximators import (
    AFTER,
    BEFORE,
    BEFORE_BARE,
    PREFIXES,
    SUFFIXES,
    WITHIN,
    bounded,
    prefix_holds,
)
from tongxin.engine.claims.found import Approx, Found, Kind
from tongxin.engine.claims.numerals import ARABIC, CHINESE, MAGNITUDE, Numeral, read_numeral

_HAN = re.compile(r"[\u4e00-\u9fff]")
COINS = re.compile(
    rf"(?P<before>{PREFIXES})?(?P<number>(?:{ARABIC})(?:{MAGNITUDE})?|{CHINESE})(?P<more>[余多来几])?"
    rf"(?P<coin>块|元|角|毛)(?P<small>[一二三四五六七八九\d])?(?P<piece>角|毛|分)?(?:钱)?(?P<after>{SUFFIXES})?"
)
"""Sums as they are said: 三块六, 八角五分, 两万块; 块 is money where no thing made of pieces follows."""
_PRICED = re.compile(
    r"(?:每|一)(?:斤|吨|度|亩|只|个|件|公斤|瓶|张|桶|枚|头|本|人)|价|挣|赚|捐|花|卖|付|涨|跌|补|工钱|工资"
)
COIN_WORTH = {"块": Fraction(1), "元": Fraction(1), "角": Fraction(1, 10), "毛": Fraction(1, 10)}
_SMALLER = {"块": "角毛", "元": "角毛", "角": "分", "毛": "分"}


def find_coins(text: str) -> Iterator[Found]:
    """Find sums said in coins, as far as they have two of them or are said with 块."""
    for match in COINS.finditer(text):
        found = _coin(text, match)
        if found is not None:
            yield found


def _coin(text: str, match: "re.Match[str]") -> Found | None:
    coin, small, piece = match["coin"], match["small"], match["piece"]
    numeral = read_numeral(match["number"])
    if numeral is None or text[match.start() - 1 : match.start()] in tuple("第.0123456789"):
        return None
    if piece and (not small or piece not in _SMALLER[coin]):
        return None
    if not small and (coin != "块" or not _is_money(text, match)):
        return None
    worth = COIN_WORTH[coin]
    tenths = Fraction(_digit(small)) * worth / 10 if small else Fraction(0)
    whole = Numeral(
        numeral.low * worth + tenths, numeral.high * worth + tenths, worth / 10 if small else numeral.step
    )
    before = (
        match["before"] if match["before"] and prefix_holds(text, match.start(), match["before"]) else None
    )
    approx = (
        (BEFORE | BEFORE_BARE)[before]
        if before
        else AFTER.get(match["after"] or "", WITHIN.get(match["more"] or "", Approx.EXACT))
    )
    start = match.start() if before else match.start("number")
    core = (match.start("number"), match.end("number"))
    return Found(start, match.end(), Kind.MONEY, "money.coins", bounded(whole, approx), "元", core)


def _digit(text: str) -> int:
    numeral = read_numeral(text)
    return int(numeral.low) if numeral else 0


def _is_money(text: str, match: "re.Match[str]") -> bool:
    """Tell whether 块 is money: nothing made of pieces follows, and a price or a gift is spoken of."""
    follows = text[match.end() : match.end() + 1]
    if match.group().endswith("钱"):
        return True
    number = read_numeral(match["number"])
    if (
        follows
        and _HAN.match(follows)
        and number is not None
        and number.high >= 1000
        and follows not in "砖石地田瓦牌展板宣标"
    ):  # nobody counts that many pieces in words.
        return True
    if follows and _HAN.match(follows) and follows not in "的了还就也又钱到跌涨":
        return False
    large = number is not None and number.high >= 100  # so many pieces are rarely counted.
    return large or bool(_PRICED.search(text, max(0, match.start() - 14), match.start()))
