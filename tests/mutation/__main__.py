"""`python -m tests.mutation [AREA…]`: is every small change of the code noticed by a test?

A seeded sample of each area's changes is tried, each in a process of its own: first with the tests that come by the
changed line, then, since caches hide who else depends on it, with all that come by the file. Survivors are listed in
`build/mutation/AREA.txt`. Ends with 1 where fewer are noticed than the aim.
"""

from __future__ import annotations

import argparse
import importlib
import random
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests.mutation import touched
from tests.mutation.areas import AREAS, Area
from tests.mutation.mutants import Mutant, mutants
from tests.mutation.trial import Trial, survives

AIM = 0.85
BUILD = Path("build/mutation")
START, SLOWER = 20, 3
"""Seconds of processor time that a run may take before its first test, and how much slower its tests may be."""

WARM = (
    "hypothesis",
    "numpy",
    "sqlalchemy.orm",
    "alembic.command",
    "yaml",
    "click",
    "jinja2",
    "starlette.applications",
    "scipy.optimize",
    "rapidfuzz.process",
    "bm25s",
    "sklearn.svm",
    "chinese_calendar",
    "opencc",
    "pydantic_settings",
    "structlog",
    "xdist.plugin",
    "pytest_cov.plugin",
    "anyio.pytest_plugin",
    "pytest_timeout",
)
"""What many tests load, loaded once before the processes part."""


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.mutation")
    asked.add_argument("areas", nargs="*", metavar="AREA", default=list(AREAS), help=", ".join(AREAS))
    asked.add_argument("--sample", type=int, default=150, help="changes tried in each area (150)")
    asked.add_argument("--seed", type=int, default=1, help="which sample (1)")
    asked.add_argument("--workers", type=int, default=2, help="processes at once (2)")
    given = asked.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)
    for name in WARM:
        importlib.import_module(name)
    shares = [_measure(name, given.sample, given.seed, given.workers) for name in given.areas]
    sys.exit(min(shares) < AIM)


def _measure(name: str, size: int, seed: int, workers: int) -> float:
    """The share of the area's sample that tests noticed; the others are listed."""
    area = AREAS[name]
    trials = list(_trials(area, touched.run(area, BUILD / name), size, seed))
    survivors = []
    for mutant in _survivors(trials, workers):
        print(f"  {mutant}", flush=True)
        survivors.append(mutant)
    killed = 1 - len(survivors) / len(trials)
    summary = f"{name}: {killed:.1%} of {len(trials)} changes noticed, {len(survivors)} not"
    (BUILD / f"{name}.txt").write_text("\n".join([summary, *map(str, survivors), ""]), encoding="utf-8")
    print(summary, flush=True)
    return killed


def _trials(area: Area, tests: touched.Touched, size: int, seed: int) -> Iterator[Trial]:
    every = [mutant for file in area.files() for mutant in mutants(file)]
    for mutant in random.Random(seed).sample(every, min(size, len(every))):
        near = tests.by_line(mutant)
        far = tests.by_file(mutant) - near
        yield Trial(
            mutant,
            tuple(
                (tests.quickest_first(some), START + SLOWER * round(tests.duration(some)))
                for some in (near, far)
            ),
        )


def _survivors(trials: list[Trial], workers: int) -> Iterator[Mutant]:
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        for done, (trial, alive) in enumerate(zip(trials, pool.map(survives, trials), strict=True), 1):
            if sys.stderr.isatty():
                print(f"\r{done}/{len(trials)}", end="\r", file=sys.stderr)
            if alive:
                yield trial.mutant


if __name__ == "__main__":
    main()
