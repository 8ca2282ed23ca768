"""Reading drafts: beside Microsoft Recognizers, against many records, and 100,000 broken texts.

Usage: ``python -m benchmarks.claims``.
"""

import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

from recognizers_date_time import recognize_datetime
from recognizers_number import Culture, recognize_number, recognize_ordinal, recognize_percentage
from recognizers_number_with_unit import recognize_age, recognize_currency, recognize_dimension

from tongxin.engine.claims.checking import Checker, Knowledge, sentences
from tongxin.engine.claims.dates import Told
from tongxin.engine.claims.ledgers import Complete, Kept, Row, RowLedger
from tongxin.engine.claims.verdicts import Measure
from tongxin.packs.wording import phrasebook, shipped_lexicon, shipped_wordings
from tongxin.store.characters import simpler

BODY = "清溪县政协"
TOLD = Told(date(2025, 1, 20), date(2024, 1, 1), date(2024, 12, 31))
TIMES_FASTER = 20
LARGE_CHARACTERS, LARGE_ENTRIES, LARGE_SECONDS = 10_000, 100_000, 1.0
FUZZED = 100_000
RUNS = 5
_SAID = (
    "全年共收到提案{}件，经审查立案{}件，立案率{}%，办复率百分之百。",
    "组织委员视察{}次、专题调研{}次，形成调研报告{}篇，其中{}篇得到县委主要领导批示。",
    "委员企业累计捐资助学{}.{}万元，走访慰问困难群众{}户，提供就业岗位{}余个。",
    "截至{}月底，{}个乡镇委员联络室开展协商议事{}场次，收集群众诉求近{}条。",
    "与上年相比，提案总数增加{}件，增长{}.{}%；面商率提高{}个百分点。",
    "一年来，委员们深入村屯社区，与群众面对面交流，把调研成果转化为务实管用的对策建议，得到党委、政府的高度重视。",
    "坚持党对政协工作的全面领导，把加强思想政治引领贯穿履职全过程，画出最大同心圆。",
    "围绕优化营商环境、推进乡村全面振兴等课题，组织委员和专家集中攻关，助推一批民生难题得到解决。",
    "按照“四个一”要求，每季度走访不少于{}次，第{}次会议讨论了三会一课的安排。",
)
_BROKEN = [
    *"零一二三四五六七八九十百千万亿两几数余多来第年月日个名件元成倍番半点分之",
    *"%，。、；“”‘’（）《》+-.—~至到约近超不",
    *("12", "2024", "3.5", "委员", "提案", "其中", "同比", "增长", "占"),
    *("\u3000", "\n", "個(gè)", "\0", "𠀀"),
]


def drafted(length: int, seed: int = 1) -> str:
    """Return an invented draft of so many characters."""
    dice, parts, count = random.Random(seed), [], 0
    while count < length:
        sentence = dice.choice(_SAID)
        text = sentence.format(*(dice.randint(2, 99) for _ in range(sentence.count("{}"))))
        parts.append(text)
        count += len(text)
    return "".join(parts)[:length]


def by_recognizers(text: str) -> int:
    """Find numbers, shares, ordinals, money, measures, ages and dates by Microsoft Recognizers."""
    models: tuple[Callable[..., list[object]], ...] = (
        recognize_number,
        recognize_percentage,
        recognize_ordinal,
        recognize_currency,
        recognize_dimension,
        recognize_age,
        recognize_datetime,
    )
    return sum(len(model(text, Culture.Chinese)) for model in models)


def _checker(rows: int) -> Checker:
    """Return a checker over so many records, spread over the measures and the year."""
    dice = random.Random(2)
    codes = [one.id for one in shipped_wordings()]
    kept = {code: Kept(Measure.FLOW) for code in codes}
    first = date(2024, 1, 1)
    records = [
        Row(f"R{at}", BODY, dice.choice(codes), first + timedelta(days=dice.randrange(366)), Fraction(1))
        for at in range(rows)
    ]
    ledger = RowLedger(kept, records, [Complete(BODY, code, first, TOLD.day) for code in codes])
    knowledge = Knowledge(simpler(), phrasebook(tuple(codes)), shipped_lexicon(), ledger.bodies)
    return Checker(BODY, TOLD, knowledge, ledger)


def _seconds(act: Callable[[], object], runs: int) -> float:
    found = []
    for _ in range(runs):
        begun = time.perf_counter()
        act()
        found.append(time.perf_counter() - begun)
    return statistics.median(found)


def _beside_recognizers() -> dict[str, object]:
    text, checker = drafted(4_000), _checker(0)
    parts = [sentence for _start, sentence in sentences(text)]
    by_recognizers(parts[0])
    checker.sentence(parts[0])
    ours = _seconds(lambda: [checker.sentence(part) for part in parts], RUNS)
    theirs = _seconds(lambda: [by_recognizers(part) for part in parts], 1)
    ratio = theirs / ours
    return {
        "what": "a draft read and linked sentence by sentence, beside Microsoft Recognizers",
        "characters_a_second": round(len(text) / ours),
        "theirs": round(len(text) / theirs),
        "times_faster": round(ratio, 1),
        "limit": TIMES_FASTER,
        "within_limit": ratio >= TIMES_FASTER,
    }


def _against_many() -> dict[str, object]:
    text, checker = drafted(LARGE_CHARACTERS), _checker(LARGE_ENTRIES)
    checker.text(text[:200])
    seconds = _seconds(lambda: checker.text(text), RUNS)
    return {
        "what": f"{LARGE_CHARACTERS} characters against {LARGE_ENTRIES} entries",
        "seconds": round(seconds, 3),
        "limit": LARGE_SECONDS,
        "within_limit": seconds <= LARGE_SECONDS,
    }


def _fuzzed() -> dict[str, object]:
    """Check broken texts and mutated drafts; what is found lies inside the text and overlaps nothing."""
    dice, faults, checker = random.Random(3), 0, _checker(1_000)
    draft = drafted(2_000, seed=4)
    for number in range(FUZZED):
        text = "".join(dice.choices(_BROKEN, k=dice.randint(0, 30)))
        if number % 2:
            start = dice.randrange(len(draft) - 40)
            piece = list(draft[start : start + 40])
            for _ in range(4):
                piece[dice.randrange(len(piece))] = dice.choice(_BROKEN)
            text = "".join(piece)
        end = 0
        for one in checker.text(text):
            faults += not end <= one.start < one.end <= len(text)
            end = one.end
    return {"what": f"{FUZZED} broken texts", "faults": faults, "limit": 0, "within_limit": not faults}


def measured() -> list[dict[str, object]]:
    """Measure everything; each row says whether it keeps its limit."""
    return [_beside_recognizers(), _against_many(), _fuzzed()]


if __name__ == "__main__":
    rows = measured()
    print(json.dumps(rows, ensure_ascii=False, indent=2))
    sys.exit(0 if all(row["within_limit"] for row in rows) else 1)
