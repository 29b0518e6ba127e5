"""Cross-validation on our own sentences: what chances scores stand for, and when to be sure."""

from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]

FOLDS = 5
_HEATS = tuple(round(1 + 0.1 * step, 1) for step in range(60))
_SHARES = tuple(round(0.05 * step, 2) for step in range(13))
_THRESHOLDS = (0.3, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8)


class Unseen(NamedTuple):
    """Scores that were given to sentences not trained on, the network's log chances, and what is right."""

    alone: Scores
    beside: Scores
    network: Scores
    labels: NDArray[np.int64]


def folds(texts: list[str]) -> list[NDArray[np.bool_]]:
    """Which sentences each fold holds out; the text decides, so that the folds stay as sentences are added."""
    fold = np.array([crc32(text.encode()) % FOLDS for text in texts])
    return [fold == number for number in range(FOLDS)]


def heats(unseen: Unseen) -> tuple[float, float, float]:
    """Factors that make the chances most honest: without sentence vectors, with them, and the network's share."""
    alone = min(_HEATS, key=lambda heat: _loss(unseen.alone * heat, unseen.labels))
    beside, share = min(
        ((heat, share) for heat in _HEATS for share in _SHARES),
        key=lambda pair: _loss(unseen.beside * pair[0] + unseen.network * pair[1], unseen.labels),
    )
    return alone, beside, share


def report(unseen: Unseen, found: tuple[float, float, float]) -> str:
    """The figures of both modes, a line each."""
    alone, beside, share = found
    lines = [f"heat {alone} without sentence vectors, {beside} with, the network's share {share}"]
    meant = unseen.beside * beside + unseen.network * share
    for name, scores in (("characters and terms", unseen.alone * alone), ("with semantic", meant)):
        chances, right = _chances(scores), scores.argmax(1) == unseen.labels
        lines.append(f"{name}: {right.mean():.3f} right")
        for least in _THRESHOLDS:
            sure = chances.max(1) >= least
            lines.append(f"  sure from {least}: {right[sure].mean():.3f} right, asks {1 - sure.mean():.3f}")
    return "\n".join(lines)


def _chances(scores: Scores) -> Scores:
    raised: Scores = np.exp(scores - scores.max(1, keepdims=True))
    shares: Scores = raised / raised.sum(1, keepdims=True)
    return shares


def _loss(scores: Scores, labels: NDArray[np.int64]) -> float:
    chances = _chances(scores)[np.arange(len(labels)), labels]
    return float(-np.log(chances + 1e-12).mean())
