"""Fills the database that the environment names with papers and asks it; JSON out.

Usage: ``python -m benchmarks.texts similar|searching|routing COUNT``. ``benchmarks.similar``,
``benchmarks.searching`` and ``benchmarks.routing`` start it on a database of its own.
"""

import json
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from tests.engine.invented_assignments import assignments
from tests.engine.invented_papers import Author, papers, written
from tests.store.towns import Town

from tongxin.actions.searching import Findable, index_texts
from tongxin.store import statistics as planner
from tongxin.store.models import Committee, SearchText
from tongxin.store.queries.finding import Wanted, find
from tongxin.store.queries.search import BOUND
from tongxin.store.queries.similar import similar_to, spaced

FIRST = date(2015, 1, 1)
KINDS = ("visit", "talk", "proposal", "opinion_report", "research", "training")
PAGE = 20
BATCH = 130
"""Papers that a county gives to units in one go after a session."""
_SLICE = 1000


def similar(count: int) -> dict[str, object]:
    """Index papers with planted copies; look each copy up among all the others."""
    made = papers(count, count // 50)
    committee = Committee.objects.create(code="bench", name="测量", pack="longan")
    started = time.perf_counter()
    _index(committee, made.texts, compared=True)
    indexed = time.perf_counter() - started
    places = dict(SearchText.objects.values_list("object_id", "pk"))
    times: list[float] = []
    hits = dict.fromkeys(made.planted, 0)
    told = right = 0
    for level, planted in made.planted.items():
        for original, copy in sorted(planted):
            begun = time.perf_counter()
            found = similar_to(committee.pk, made.texts[copy], apart=("proposal", copy))
            times.append((time.perf_counter() - begun) * 1000)
            hits[level] += original in {one.object_id for one in found}
            told += len(found)
            right += original in {one.object_id for one in found}
    return {
        "papers": len(places),
        "index_s": round(indexed, 1),
        "database_mib": _size(),
        **_spread(times),
        "recall": {level: round(number / len(made.planted[level]), 4) for level, number in hits.items()},
        "precision": round(right / max(told, 1), 4),
    }


def searching(count: int) -> dict[str, object]:
    """Index papers; ask for words that stand in them, common and rare, some of a kind or a year only."""
    author = Author(2)
    texts = [written(author.paper()) for _ in range(count)]
    committee = Committee.objects.create(code="bench", name="测量", pack="longan")
    started = time.perf_counter()
    _index(committee, texts, compared=False)
    planner.refresh()
    indexed = time.perf_counter() - started
    asked = list(_queries(author, texts))
    for _, wanted in asked[:5]:
        _ask(committee, wanted)  # the first visitor warms what the next ones use
    even = [spaced(text) for text in texts]
    times: dict[str, list[float]] = {}
    wrong = 0
    for sort, wanted in asked:
        begun = time.perf_counter()
        found = _ask(committee, wanted)
        times.setdefault(sort, []).append((time.perf_counter() - begun) * 1000)
        if sort in {"word", "phrase", "two characters"}:
            true = sum(spaced(wanted.text) in text for text in even)
            wrong += found.count != min(true, BOUND)
    return {
        "documents": count,
        "characters": round(statistics.mean(map(len, texts))),
        "index_s": round(indexed, 1),
        "database_mib": _size(),
        **_spread([one for some in times.values() for one in some]),
        "p95_ms_of": {sort: _spread(some)["p95_ms"] for sort, some in times.items()},
        "wrong_counts": wrong,
    }


def routing(count: int) -> dict[str, object]:
    """Let a committee settle papers; ask which units new ones may go to, one by one and all at once."""
    made = assignments(count + BATCH, seed=11)
    town = Town("bench")
    with transaction.atomic():
        town.settle(made[:count])
        new = {town.paper(one): one.right for one in made[count:]}
        town.index()
    planner.refresh()
    times: list[float] = []
    for paper in list(new)[:40]:
        begun = time.perf_counter()
        town.suggested([paper])
        times.append((time.perf_counter() - begun) * 1000)
    begun = time.perf_counter()
    found = town.suggested(new)
    batch = time.perf_counter() - begun
    hits = sum(right in [town.places[one.unit] for one in found[paper.pk]] for paper, right in new.items())
    return {
        "papers": count,
        **_spread(times),
        "batch": BATCH,
        "batch_ms": round(batch * 1000, 1),
        "among_three": round(hits / BATCH, 3),
    }


def _ask(committee: Committee, wanted: Wanted) -> object:
    return find(committee.pk, wanted, {"proposal": None}, 0, PAGE)


def _queries(author: Author, texts: Sequence[str]) -> Iterator[tuple[str, Wanted]]:
    random = Random(5)
    for _ in range(60):
        clause = next(one for one in iter(lambda: _clause(random, texts), "") if len(one) >= 5)
        word = next(one for one in iter(lambda: random.choice(author.words[:2000]), "") if len(one) == 2)
        yield "word", Wanted(text=word)
        yield "phrase", Wanted(text=clause[: random.choice((3, 4, 5))])
        yield "two characters", Wanted(text=clause[1:3])
        yield "one character", Wanted(text=word[0])
        yield "two words", Wanted(text=f"{word} {clause[:2]}")
        yield "of a kind", Wanted(text=word, code=random.choice(KINDS))
        since = FIRST + timedelta(days=random.randrange(3000))
        yield "of a year", Wanted(text=word, since=since, until=since + timedelta(days=365))


def _clause(random: Random, texts: Sequence[str]) -> str:
    return random.choice(re.split("[，。]", random.choice(texts)))


def _index(committee: Committee, texts: Sequence[str], *, compared: bool) -> None:
    random = Random(3)
    for start in range(0, len(texts), _SLICE):
        with transaction.atomic():
            index_texts(
                [
                    Findable(
                        committee=committee.pk,
                        noun="proposal",
                        object_id=start + number,
                        day=FIRST + timedelta(days=random.randrange(3650)),
                        title=text[:24],
                        body=text,
                        code=random.choice(KINDS),
                        compared=compared,
                    )
                    for number, text in enumerate(texts[start : start + _SLICE])
                ]
            )
        if start % 10_000 == 0:
            print(f"  {start} of {len(texts)} texts", file=sys.stderr, flush=True)


def _spread(times: Sequence[float]) -> dict[str, float]:
    ranked = sorted(times)
    return {
        "p50_ms": round(statistics.median(ranked), 2),
        "p95_ms": round(ranked[int(len(ranked) * 0.95)], 2),
        "max_ms": round(ranked[-1], 2),
    }


def _size() -> int:
    file = Path(settings.TONGXIN_DATA) / "tongxin.sqlite3"
    return sum(one.stat().st_size for one in file.parent.glob(f"{file.name}*")) >> 20


if __name__ == "__main__":
    call_command("migrate", verbosity=0, interactive=False)
    work: dict[str, Callable[[int], dict[str, object]]] = {
        "similar": similar,
        "searching": searching,
        "routing": routing,
    }
    print(json.dumps(work[sys.argv[1]](int(sys.argv[2])), ensure_ascii=False))
