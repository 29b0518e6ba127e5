"""Cross-validation on our own sentences: how far to trust which scores, and when to be sure."""

from itertools import product
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]

FOLDS = 5
_HEATS = tuple(round(0.5 + 0.1 * step, 1) for step in range(21))
_SHARES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.8)
_THRESHOLDS = (0.3, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8)


class Unseen(NamedTuple):
    """Scores that were given to sentences not trained on, and what is right."""

    shallow: Scores
    deep: Scores
    labels: NDArray[np.int64]


def folds(texts: list[str]) -> list[NDArray[np.bool_]]:
    """Which sentences each fold holds out; the text decides, so that the folds stay as sentences are added."""
    fold = np.array([crc32(text.encode()) % FOLDS for text in texts])
    return [fold == number for number in range(FOLDS)]


def trust(unseen: Unseen) -> tuple[float, float, float]:
    """Factors that make the chances most honest: of the shallow scores alone, and of both together."""
    alone = min(_HEATS, key=lambda heat: _loss(unseen.shallow * heat, unseen.labels))
    heat, share = min(product(_HEATS, _SHARES), key=lambda pair: _loss(_mixed(unseen, *pair), unseen.labels))
    return alone, heat * (1 - share), heat * share


def report(unseen: Unseen, found: tuple[float, float, float]) -> str:
    """The figures of both modes, a line each."""
    modes = {
        "terms and characters": unseen.shallow * found[0],
        "with semantic": unseen.shallow * found[1] + unseen.deep * found[2],
    }
    lines = [f"trust {found[0]:.2f} alone, {found[1]:.2f} and {found[2]:.2f} together"]
    for name, scores in modes.items():
        chances, right = _chances(scores), scores.argmax(1) == unseen.labels
        lines.append(f"{name}: {right.mean():.3f} right")
        for least in _THRESHOLDS:
            sure = chances.max(1) >= least
            lines.append(f"  sure from {least}: {right[sure].mean():.3f} right, asks {1 - sure.mean():.3f}")
    return "\n".join(lines)


def _mixed(unseen: Unseen, heat: float, share: float) -> Scores:
    return unseen.shallow * heat * (1 - share) + unseen.deep * heat * share


def _chances(scores: Scores) -> Scores:
    raised: Scores = np.exp(scores - scores.max(1, keepdims=True))
    shares: Scores = raised / raised.sum(1, keepdims=True)
    return shares


def _loss(scores: Scores, labels: NDArray[np.int64]) -> float:
    chances = _chances(scores)[np.arange(len(labels)), labels]
    return float(-np.log(chances + 1e-12).mean())
