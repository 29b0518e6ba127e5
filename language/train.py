"""Train the model from the sentences that were written for it: `python -m language.train [FILE]`.

Needs the extras `train` and `semantic`. The same sentences and terms give the same file.
"""

import sys
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from language import features, semantic
from language.model import FILE
from language.normalise import normalise

_STRENGTH, _DEEP_STRENGTH = 6.0, 20.0
_TRUST = (0.8, 0.4)


def sentences() -> tuple[list[str], list[int]]:
    """Every example with the index of its domain."""
    texts: list[str] = []
    labels: list[int] = []
    for index, code in enumerate(features.CODES):
        lines = files("language.data").joinpath("sentences", f"{code}.txt").read_text(encoding="utf-8")
        own = sorted({normalise(line).text for line in lines.splitlines() if line and line[0] != "#"})
        texts += own
        labels += [index] * len(own)
    return texts, labels


def train() -> dict[str, NDArray[np.generic]]:
    """The arrays of a model."""
    texts, labels = sentences()
    weights, bias = _fit(_shallow(texts), labels, _STRENGTH)
    deep, deep_bias = _fit(semantic.vectors(texts), labels, _DEEP_STRENGTH)
    grams, scale = _bytes(weights[: features.BUCKETS])
    meanings, deep_scale = _bytes(deep)
    return {
        "grams": grams,
        "terms": weights[features.BUCKETS :].astype(np.float32).round(3),
        "bias": bias.astype(np.float32).round(3),
        "meanings": meanings,
        "meaning_bias": deep_bias.astype(np.float32).round(3),
        "scales": np.array([scale, deep_scale, *_TRUST], dtype=np.float32),
    }


def _shallow(texts: list[str]) -> csr_matrix:
    found = [features.grams(text) for text in texts]
    ends = np.cumsum([0, *map(len, found)])
    values = np.concatenate([np.full(len(row), len(row) ** -0.5) for row in found])
    grams = csr_matrix((values, np.concatenate(found), ends), shape=(len(texts), features.BUCKETS))
    return csr_matrix(hstack([grams, csr_matrix([features.terms(text) for text in texts])]))


def _fit(
    rows: csr_matrix | NDArray[np.float32], labels: list[int], strength: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    fitted = LogisticRegression(C=strength, max_iter=400, class_weight="balanced", tol=1e-5)
    fitted.fit(rows, labels)
    return fitted.coef_.T, fitted.intercept_


def _bytes(weights: NDArray[np.float64]) -> tuple[NDArray[np.int8], float]:
    scale = float(np.abs(weights).max()) / 127
    return np.rint(weights / scale).astype(np.int8), scale


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(str(files("language.data").joinpath(FILE)))
    np.savez_compressed(target, allow_pickle=False, **train())
