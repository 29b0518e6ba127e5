"""Train the tagger: `OPENBLAS_NUM_THREADS=1 python -m language.reading.train [FILE]`.

Needs the extra `train`. The same messages give the same file; `python -m language.reading.report` says what it is worth.
"""

import sys
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from language import weighing
from language.reading import chain, tagger, variants
from language.reading.examples import FOR_TESTS, FOR_TUNING, Example, digest, examples
from language.reading.learn import Lesson, fit
from language.reading.signs import signs

_PULL = 0.3
_ROUNDS = 110
_FAINT = 0.05
"""Weights that never matter are not kept."""
_MORE = 8
"""Variants of a message whose author marked all that is in it; of others one."""


def lessons(taught: Sequence[Example]) -> list[Lesson]:
    """Each example, and some of them over again about others."""
    pool = variants.names(taught)
    found = [_lesson(one, 2.0 if one.marked else 1.0) for one in taught]
    for one in taught:
        if any(label in variants.NAMED for _, _, label in one.spans):
            for number in range(_MORE if one.marked else 1):
                again = variants.of(one, number, pool)
                found.append(
                    _lesson(again, 1.0 if one.marked else 0.5, dimmed=crc32(again.text.encode()) % 4)
                )
    return found


def _lesson(example: Example, weight: float, dimmed: int = 0) -> Lesson:
    """`dimmed` hides from a variant what shapes (1), what dictionaries (2) say of it, so that neither is all."""
    places, wares, shaped = tagger.hints(example.text)
    seen = signs(
        example.text, example.kind, places, [] if dimmed & 2 else wares, [] if dimmed & 1 else shaped
    )
    return Lesson(seen, _allowed(example), weight)


def _allowed(example: Example) -> NDArray[np.float64]:
    states = chain.STATES
    allowed = np.zeros((len(example.text), len(states)))
    allowed[:, [at for at, state in enumerate(states) if state[-1] in example.open]] = 1
    for start, end, label in example.spans:
        allowed[start:end] = 0
        allowed[start, states.index("B" + label)] = 1
        allowed[start + 1 : end, states.index("I" + label)] = 1
    return allowed


def train() -> Mapping[str, NDArray[np.generic]]:
    """The arrays of the tagger."""
    taught = [one for one in examples() if one.author not in (*FOR_TESTS, *FOR_TUNING) and _is_needed(one)]
    weights, steps = fit(lessons(taught), _PULL, _ROUNDS)
    kept = np.flatnonzero(np.abs(weights).max(1) > _FAINT)
    small, scale = weighing.as_bytes(weights[kept])
    return {
        "buckets": kept.astype(np.uint32),
        "weights": small,
        "scale": np.array(scale),
        "steps": steps,
        "digest": np.array(digest()),
    }


def _is_needed(example: Example) -> bool:
    """Of messages that name nobody half are enough."""
    return bool(
        example.marked or example.spans or example.author == "earlier" or crc32(example.text.encode()) % 2
    )


if __name__ == "__main__":
    target = (
        Path(sys.argv[1]) if len(sys.argv) > 1 else Path(str(files("language.data").joinpath(tagger.FILE)))
    )
    np.savez_compressed(target, allow_pickle=False, **train())
