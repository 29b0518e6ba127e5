"""Train the model from the sentences that were written for it: `python -m language.train [FILE]`.

Needs the extra `train`. The same sentences and terms give the same file. First it prints
what cross-validation says of the choices made here, then it writes the weights.
"""

import sys
import warnings
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from sklearn.svm import LinearSVC

from language import data, features, semantic, topics, validate, weighing
from language.intents.sentences import FOR_TESTS, told_rows
from language.model import FILE
from language.network import Network
from language.normalise import as_said

_STRENGTH = 1.5
_BORDER = 4.0
_MEANING = 0.3
"""The length of a sentence vector beside characters, whose length is 1."""
_NEURONS, _DECAY, _ROUNDS = 256, 0.03, 30
_LENGTH = 4.0
"""The length of a sentence vector before the network: with 1 it learns nothing in so few rounds."""
_TERMS = slice(features.BUCKETS, features.BUCKETS + len(features.CODES))


def sentences() -> tuple[list[str], NDArray[np.int64]]:
    """Every example with the index of its domain."""
    texts: list[str] = []
    labels: list[int] = []
    by_authors = ([code, text] for _, code, text in data.rows("sentences/authors.tsv"))
    told = [*data.rows("borders.tsv"), *by_authors, *_needs()]
    for index, code in enumerate(features.CODES):
        lines = files("language.data").joinpath("sentences", f"{code}.txt").read_text(encoding="utf-8")
        written = [line for line in lines.splitlines() if line and line[0] != "#"]
        written += [text for domain, text in told if domain == code]
        own = sorted({as_said(line).text for line in written})
        texts += own
        labels += [index] * len(own)
    return texts, np.array(labels)


def _counts(texts: list[str]) -> NDArray[np.float64]:
    """How much each example counts: those on the borders are few, and tell what the others do not."""
    borders = {as_said(text).text for _, text in data.rows("borders.tsv")}
    return np.array([_BORDER if text in borders else 1.0 for text in texts])


def _needs() -> list[list[str]]:
    """What the authors of the intents' corpus were told to ask for, but for those whose sentences are for tests."""
    return [
        [row["facts"]["domain"], topics.request(as_said(row["text"]).text)]
        for row in told_rows()
        if row["intent"] == "need.post" and row["author"] not in FOR_TESTS
    ]


Arrays: TypeAlias = Mapping[str, NDArray[np.generic]]
Fitted: TypeAlias = tuple[NDArray[np.float64], NDArray[np.float64]]
"""Weights, one row a feature and one column a domain, and the bias of each domain."""


def train(heat: tuple[float, float, float]) -> Arrays:
    """The arrays of a model; `heat` is what cross-validation finds."""
    texts, labels = sentences()
    shallow, rarity = _shallow_and_rarity(texts)
    alone, beside = _fit_both(shallow, _joined(shallow, texts), labels, _counts(texts))
    meanings, scale = weighing.as_bytes(beside[0][_TERMS.stop :] * _MEANING)
    halves = _half(*alone), _half(*beside)
    network = _network(_meanings(tuple(texts)), labels)
    return {
        "rarity": rarity.astype(np.float16),
        "alone": halves[0]["grams"],
        "beside": halves[1]["grams"],
        "meanings": meanings,
        **{name: np.array([half[name] for half in halves], dtype=np.float32) for name in ("terms", "bias")},
        "scales": np.array([*(half["scale"] for half in halves), scale, network.scale], dtype=np.float32),
        **{name: getattr(network, name) for name in ("hidden", "hidden_bias", "outer", "outer_bias")},
        "heat": np.array(heat, dtype=np.float32),
    }


def train_alone() -> Arrays:
    """The weights that know no sentence vectors: `grams`, `scale`, `terms` and `bias`."""
    texts, labels = sentences()
    return _half(*_fit(_shallow_and_rarity(texts)[0], labels, _counts(texts)))


def _half(weights: NDArray[np.float64], bias: NDArray[np.float64]) -> Arrays:
    grams, scale = weighing.as_bytes(weights[: _TERMS.start])
    return {
        "grams": grams,
        "scale": np.array(scale),
        "terms": weights[_TERMS].round(3),
        "bias": bias.round(3),
    }


def _shallow_and_rarity(texts: list[str]) -> tuple[csr_matrix, NDArray[np.float64]]:
    rows = weighing.counted(texts, features.grams)
    rarity = weighing.rarity(rows)
    return _shallow(texts, rows, rarity), rarity


def unseen() -> validate.Unseen:
    """Scores of each sentence by weights that were fitted without it."""
    texts, labels = sentences()
    counted, counts = weighing.counted(texts, features.grams), _counts(texts)
    meanings = _meanings(tuple(texts))
    scores = [np.zeros((len(texts), len(features.CODES))) for _ in range(3)]
    for held in validate.folds(texts):
        shallow = _shallow(texts, counted, weighing.rarity(counted[~held]))
        joined = _joined(shallow, texts)
        fitted = _fit_both(shallow[~held], joined[~held], labels[~held], counts[~held])
        for rows, kept, (weights, bias) in zip((shallow, joined), scores[:2], fitted, strict=True):
            kept[held] = rows[held] @ weights + bias
        scores[2][held] = _network(meanings[~held], labels[~held]).log_chances(meanings[held])
    return validate.Unseen(scores[0], scores[1], scores[2], labels)


def _shallow(texts: list[str], rows: csr_matrix, rarity: NDArray[np.float64]) -> csr_matrix:
    """Character sequences, each row of length 1, and terms beside them."""
    terms = csr_matrix([features.terms(text) for text in texts])
    return csr_matrix(hstack([weighing.weighed(rows, rarity), terms]))


def _joined(shallow: csr_matrix, texts: list[str]) -> csr_matrix:
    return csr_matrix(hstack([shallow, csr_matrix(_meanings(tuple(texts)) * _MEANING)]))


@cache
def _meanings(texts: tuple[str, ...]) -> NDArray[np.float32]:
    return semantic.vectors(list(texts))


def _fit_both(
    shallow: csr_matrix, joined: csr_matrix, labels: NDArray[np.int64], counts: NDArray[np.float64]
) -> tuple[Fitted, Fitted]:
    """Without sentence vectors, and the mean of that with what is fitted beside them: the two err differently."""
    alone, both = _fit(shallow, labels, counts), _fit(joined, labels, counts)
    weights = both[0].copy()
    weights[: _TERMS.stop] += alone[0]
    return alone, (weights / 2, (both[1] + alone[1]) / 2)


def _fit(rows: csr_matrix, labels: NDArray[np.int64], counts: NDArray[np.float64]) -> Fitted:
    fitted = LinearSVC(C=_STRENGTH, class_weight="balanced", random_state=0)
    fitted.fit(rows, labels, sample_weight=counts)
    return fitted.coef_.T, fitted.intercept_


def _network(meanings: NDArray[np.float32], labels: NDArray[np.int64]) -> Network:
    """The same sentences give the same network; it hardly settles in its rounds, which keeps it from learning them by heart."""
    fitted = MLPClassifier((_NEURONS,), alpha=_DECAY, max_iter=_ROUNDS, random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        fitted.fit(meanings * _LENGTH, labels)
    hidden, scale = weighing.as_bytes(fitted.coefs_[0] * _LENGTH)
    others = (fitted.intercepts_[0], fitted.coefs_[1], fitted.intercepts_[1])
    return Network(hidden, scale, *(each.astype(np.float32) for each in others))


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(str(files("language.data").joinpath(FILE)))
    found = unseen()
    best = validate.heats(found)
    print(validate.report(found, best))
    np.savez_compressed(target, allow_pickle=False, **train(best))
