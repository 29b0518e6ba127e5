"""What chances scores stand for, and from which chance one is sure: found on sentences of authors not learnt from."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from language.intents import signs
from language.intents.sentences import Sentence

Table = NDArray[np.float64]

_HEATS = tuple(round(1 + 0.25 * step, 2) for step in range(24))
_STEPS = tuple(round(0.2 + 0.01 * step, 2) for step in range(80))
_RIGHT = 0.965
"""The share of sure readings that are to be right of authors left out; with all of them learnt from, more are."""
_NEED = signs.CODES.index("need.post")
_FALSE_NEED = 0.006
"""The share of messages that want something else and may be taken for a need: nobody's secret is to be offered about."""


class Calibration(NamedTuple):
    """For each way of reading, without a sentence vector and with one, a factor and the thresholds of all intents."""

    heat: tuple[float, float]
    sure: tuple[Table, Table]


def calibrate(asked: list[Sentence], scores: tuple[Table, Table]) -> Calibration:
    """The factors and thresholds that these scores call for."""
    labels = np.array([signs.CODES.index(sentence.intent) for sentence in asked])
    heats = [min(_HEATS, key=lambda heat: _loss(table * heat, labels)) for table in scores]
    sure = [_thresholds(asked, chances(table * heat)) for table, heat in zip(scores, heats, strict=True)]
    return Calibration((heats[0], heats[1]), (sure[0], sure[1]))


def chances(scores: Table) -> Table:
    """Shares of 1 in each row."""
    raised: Table = np.exp(scores - scores.max(1, keepdims=True))
    shares: Table = raised / raised.sum(1, keepdims=True)
    return shares


def report(name: str, asked: list[Sentence], scores: tuple[Table, Table], found: Calibration) -> str:
    """How much is right, how much of what is sure, how much is asked, and what is wrongly taken for a need."""
    lines = [f"{name}: {len(asked)} sentences"]
    for way, table, heat, sure in zip(("alone", "beside"), scores, found.heat, found.sure, strict=True):
        likely = chances(table * heat)
        right, certain = _right(asked, likely), likely.max(1) >= sure[likely.argmax(1)]
        needs = _false_needs(asked, likely, certain)
        lines.append(
            f"  {way}: {right.mean():.3f} right, {right[certain].mean():.3f} of the sure, "
            f"asks {1 - certain.mean():.3f}, false needs {needs:.4f}"
        )
    return "\n".join(lines)


def _thresholds(asked: list[Sentence], likely: Table) -> Table:
    right, best = _right(asked, likely), likely.max(1)
    common = next(step for step in _STEPS if right[best >= step].mean() >= _RIGHT)
    found = np.full(len(signs.CODES), common)
    found[_NEED] = next(
        step for step in _STEPS if step >= common and _false_needs(asked, likely, best >= step) <= _FALSE_NEED
    )
    return found


def _false_needs(asked: list[Sentence], likely: Table, certain: NDArray[np.bool_]) -> float:
    others = np.array([not sentence.means("need.post") for sentence in asked])
    return float((certain & (likely.argmax(1) == _NEED))[others].mean())


def _right(asked: list[Sentence], likely: Table) -> NDArray[np.bool_]:
    best = likely.argmax(1)
    return np.array([row.means(signs.CODES[index]) for row, index in zip(asked, best, strict=True)])


def _loss(scores: Table, labels: NDArray[np.int64]) -> float:
    return float(-np.log(chances(scores)[np.arange(len(labels)), labels] + 1e-12).mean())
