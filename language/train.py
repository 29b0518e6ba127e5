"""Train the model from the sentences that were written for it: `python -m language.train [FILE]`.

Needs the extras `train` and `semantic`. The same sentences and terms give the same file. First it prints
what cross-validation says of the choices made here, then it writes the weights.
"""

import sys
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from language import features, semantic, validate
from language.model import FILE
from language.normalise import normalise

_STRENGTH, _DEEP_STRENGTH = 12.0, 20.0
Rows: TypeAlias = csr_matrix | NDArray[np.float32]


def sentences() -> tuple[list[str], NDArray[np.int64]]:
    """Every example with the index of its domain."""
    texts: list[str] = []
    labels: list[int] = []
    for index, code in enumerate(features.CODES):
        lines = files("language.data").joinpath("sentences", f"{code}.txt").read_text(encoding="utf-8")
        own = sorted({normalise(line).text for line in lines.splitlines() if line and line[0] != "#"})
        texts += own
        labels += [index] * len(own)
    return texts, np.array(labels)


def train(trust: tuple[float, float, float]) -> Mapping[str, NDArray[np.generic]]:
    """The arrays of a model, but for what cross-validation finds."""
    texts, labels = sentences()
    weights, bias = _fit(shallow(texts), labels, _STRENGTH)
    deep, deep_bias = _fit(semantic.vectors(texts), labels, _DEEP_STRENGTH)
    grams, scale = _bytes(weights[: features.BUCKETS])
    meanings, deep_scale = _bytes(deep)
    return {
        "grams": grams,
        "terms": weights[features.BUCKETS :].astype(np.float32).round(3),
        "bias": bias.astype(np.float32).round(3),
        "meanings": meanings,
        "meaning_bias": deep_bias.astype(np.float32).round(3),
        "scales": np.array([scale, deep_scale], dtype=np.float32),
        "trust": np.array(trust, dtype=np.float32),
    }


def shallow(texts: list[str]) -> csr_matrix:
    """One row of character sequences and terms for each text."""
    found = [features.grams(text) for text in texts]
    ends = np.cumsum([0, *map(len, found)])
    values = np.concatenate([np.full(len(row), len(row) ** -0.5) for row in found])
    grams = csr_matrix((values, np.concatenate(found), ends), shape=(len(texts), features.BUCKETS))
    return csr_matrix(hstack([grams, csr_matrix([features.terms(text) for text in texts])]))


def unseen() -> validate.Unseen:
    """Scores of each sentence by weights that were fitted without it."""
    texts, labels = sentences()
    both: tuple[tuple[Rows, float], ...] = (
        (shallow(texts), _STRENGTH),
        (semantic.vectors(texts), _DEEP_STRENGTH),
    )
    scores = [np.zeros((len(texts), len(features.CODES))) for _ in both]
    for held in validate.folds(texts):
        for (rows, strength), kept in zip(both, scores, strict=True):
            weights, bias = _fit(rows[~held], labels[~held], strength)
            kept[held] = rows[held] @ weights + bias
    return validate.Unseen(scores[0], scores[1], labels)


def _fit(
    rows: Rows, labels: NDArray[np.int64], strength: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    fitted = LogisticRegression(C=strength, max_iter=400, class_weight="balanced", tol=1e-4)
    fitted.fit(rows, labels)
    return fitted.coef_.T, fitted.intercept_


def _bytes(weights: NDArray[np.float64]) -> tuple[NDArray[np.int8], float]:
    scale = float(np.abs(weights).max()) / 127
    return np.rint(weights / scale).astype(np.int8), scale


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(str(files("language.data").joinpath(FILE)))
    found = unseen()
    best = validate.trust(found)
    print(validate.report(found, best))
    np.savez_compressed(target, allow_pickle=False, **train(best))
