"""How fast the ten best experts are found, with reasons, among invented ones of the whole country."""

from __future__ import annotations

import gc
import json
import resource
import statistics
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from random import Random
from subprocess import run as start
from sys import executable
from time import perf_counter, thread_time
from typing import Any, TypeVar

import numpy as np
from rapidfuzz import process

from language import regions
from language.data import rows
from language.domains import DOMAINS
from matching.assignment import plan
from matching.facts import Profile, Wanted
from matching.index import Index, Kept
from matching.meaning import QUICK, packed
from matching.ranking import rank
from matching.related_domains import bits
from matching.sayings import table
from matching.scoring import asked
from matching.tokens import rarity

T = TypeVar("T")
SEED = 5
TODAY = date(2026, 9, 14)
BEST = 10
NEEDS = 400
PHRASES = 20_000
PAIRED = (1000, 10_000)
"""Needs and experts that are paired at once."""
FUZZY = 3
"""Needs that rapidfuzz is asked; it takes seconds each among a million."""
ONLINE = 0.15
"""Share of needs for which the whole country is searched."""


def measure_all(sizes: list[int], advance: Callable[[int], None]) -> dict[str, Any]:
    """The figures of each size, measured in a process of its own, so that memory is that size's."""
    runs = []
    for size in sizes:
        runs.append(json.loads(_alone(f"measure({size})")))
        advance(1)
    return {"runs": runs, "assignment": json.loads(_alone("assigned()"))}


def _alone(what: str) -> str:
    command = [executable, "-c", f"from bot.devtools.bench import match; print(match.{what})"]
    done = start(command, capture_output=True, text=True, check=True)
    return done.stdout


def measure(size: int) -> str:
    """The figures for so many experts, as JSON; `build_s` without the time that inventing them takes."""
    rarity()  # tables are read when first needed
    making = _timed(lambda: sum(1 for _ in _experts(size)))[0]
    kept = _kept()
    spent, index = _timed(lambda: Index(_experts(size), encoder=QUICK if kept else None, kept=kept))
    peak = _peak_mb()
    gc.freeze()
    needs = list(_needs())
    for need in needs:
        asked(need, index)  # a need's own vector is made while it is read
    for need in needs[:20]:
        rank(index, need, BEST)
    waits, worked = (sorted(column) for column in zip(*(_asked(index, need) for need in needs), strict=True))
    figures = {
        "experts": size,
        "p50_ms": _ms(statistics.median(waits)),
        "p99_ms": _ms(waits[int(len(waits) * 0.99)]),
        "cpu_p50_ms": _ms(statistics.median(worked)),
        "cpu_p99_ms": _ms(worked[int(len(worked) * 0.99)]),
        "build_s": round(spent - making, 2),
        "rss_mb": round(peak),
        "floor_ms": _ms(_floor(index, needs)),
        "rapidfuzz_ms": _ms(_fuzzy(size, needs)),
    }
    return json.dumps(figures)


def assigned() -> str:
    """A morning's needs paired at once, scoring included, as JSON."""
    index, needs = Index(_experts(PAIRED[1])), list(_needs(PAIRED[0]))
    plan(index, needs[:20])
    seconds, found = _timed(lambda: plan(index, needs))
    held = Counter(expert for expert in found.experts if expert is not None)
    if any(times > index.room(expert) for expert, times in held.items()):
        raise RuntimeError("a plan passed somebody's capacity")
    figures = {"needs": PAIRED[0], "experts": PAIRED[1], "seconds": round(seconds, 3)}
    return json.dumps(figures | {"total": found.total, "one_by_one": found.one_by_one})


def _asked(index: Index, need: Wanted) -> tuple[float, float]:
    """Seconds for one need: as a person waits, and of the processor, which the machine's other work leaves alone."""
    started, worked = perf_counter(), thread_time()
    rank(index, need, BEST)
    return perf_counter() - started, thread_time() - worked


def _experts(size: int) -> Iterator[Profile]:
    """As many as wanted, spread over all counties, in the order of their regions."""
    chance, counties = Random(SEED), _counties()
    for number in range(size):
        domains = tuple(chance.sample(_domains(), chance.choice((1, 1, 2, 3))))
        said = _sentences()[domains[0]]
        yield Profile(
            number + 1,
            counties[number * len(counties) // size],
            domains,
            "、".join(chance.sample(_words()[domains[0]], 3)),
            f"{chance.choice(said)}；{chance.choice(said)}",
            load=chance.randrange(4),
            away_until=TODAY if chance.random() < 0.05 else None,
            quiet="67" if chance.random() < 0.1 else "",
            rated=chance.randrange(9),
            stars=chance.choice((3.5, 4.2, 4.6, 4.8)),
            asked=chance.randrange(4, 12),
            accepted=chance.randrange(5),
            hours=chance.randrange(40) / 2,
            firms=chance.randrange(30),
            last_served=TODAY - timedelta(days=chance.randrange(200)),
        )


def _needs(count: int = NEEDS) -> Iterator[Wanted]:
    chance, counties = Random(SEED + 1), _counties()
    for number in range(count):
        domain, further = chance.sample(_domains(), 2)
        form = "online" if chance.random() < ONLINE else None
        text = f"{chance.choice(_sentences()[domain])}，{chance.choice(_sentences()[domain])}"
        yield Wanted(number, domain, chance.choice(counties), TODAY, text, (further,), form)


@cache
def _counties() -> list[str]:
    return sorted(code for code in regions.names() if not code.endswith("00"))


@cache
def _domains() -> list[str]:
    return [code for code in DOMAINS if code != "other"]


@cache
def _sentences() -> dict[str, list[str]]:
    """What firms say of each domain, as reading learns it."""
    return {code: [row[0] for row in rows(f"sentences/{code}.txt")] for code in _domains()}


@cache
def _words() -> dict[str, list[str]]:
    """Phrases of specialities, `PHRASES` in all: a trade word with a stretch of a sentence, so that few are the same."""
    chance, trades = Random(SEED), [word for words, _ in table() for word in words]
    return {
        code: [_phrase(chance, code, trades) for _ in range(PHRASES // len(_domains()))]
        for code in _domains()
    }


def _phrase(chance: Random, domain: str, trades: list[str]) -> str:
    said = chance.choice(_sentences()[domain])
    start = chance.randrange(max(1, len(said) - 3))
    return f"{said[start : start + 3]}{chance.choice(trades)}"


def _kept() -> Kept | None:
    """The vectors of all that the experts say, worked out once; none where the encoder is not installed."""
    if not QUICK.installed:
        return None
    texts = {text for said in (_words(), _sentences()) for listed in said.values() for text in listed}
    phrases = sorted({text for one in texts for text in one.split("；")})
    vectors = dict(zip(phrases, packed(QUICK.vectors(phrases)), strict=True))
    return lambda texts: {text: vectors[text] for text in texts if text in vectors}


def _floor(index: Index, needs: list[Wanted]) -> float:
    """Median seconds of what no index can do without: a mask over domains and province, and the ten highest."""
    domains, region, steady = (index.columns[name] for name in ("domains", "region", "steady"))

    def bare(need: Wanted) -> Any:
        fits = np.flatnonzero(
            (domains & bits((need.domain,)) != 0) & (region // 10000 == int(need.region[:2]))
        )
        return np.argpartition(steady[fits], -min(BEST, len(fits)))[-BEST:]

    return statistics.median(_timed(lambda need=need: bare(need))[0] for need in needs[:100])  # type: ignore[misc]  # a default binds the loop's value


def _fuzzy(size: int, needs: list[Wanted]) -> float:
    """Median seconds of rapidfuzz over every expert's words."""
    texts = [f"{expert.specialities}，{expert.past}" for expert in _experts(size)]
    return statistics.median(
        _timed(lambda text=need.text: process.extract(text, texts, limit=BEST))[0]  # type: ignore[misc]  # a default binds the loop's value
        for need in needs[:FUZZY]
    )


def _timed(call: Callable[[], T]) -> tuple[float, T]:
    started = perf_counter()
    result = call()
    return perf_counter() - started, result


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 3)


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
