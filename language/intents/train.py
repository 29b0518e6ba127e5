"""Train the weights from the sentences that were written for them: `python -m language.intents.train [FILE]`.

Needs the extra `train`. The same sentences give the same file. It prints what is right of authors who were left out
and of the authors kept for tests, then writes the weights.
"""

import sys
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.svm import LinearSVC

from language import semantic, weighing
from language.features import BUCKETS
from language.intents import calibrate, signs
from language.intents.sentences import ANSWERS, FOR_TESTS, LENT, Sentence, digest, lent, sentences
from language.intents.weights import FILE

_STRENGTH = 3.0
_MEANING = 0.5
"""The length of a sentence vector beside characters, whose length is 1."""
_AXES = 128
"""Directions of the sentence vectors that are learnt from; all 512 do no better and take four times as long."""
_LENT = {LENT: 0.5, ANSWERS: 0.3}
"""How much a sentence counts that was written for something else, beside one that was written for the intents."""
_FOLDS = 6
_SIDES = slice(BUCKETS, BUCKETS + signs.SIDES)

Table: TypeAlias = NDArray[np.float64]
Fitted: TypeAlias = tuple[Table, Table]
"""Weights, one row a sign and one column an intent, and the bias of each intent."""


def arrays(
    fitted: tuple[Fitted, Fitted], rarity: Table, found: calibrate.Calibration
) -> Mapping[str, NDArray[np.generic]]:
    """What the shipped file holds."""
    tables = [weighing.as_bytes(weights[:BUCKETS]) for weights, _ in fitted]
    meanings, scale = weighing.as_bytes(fitted[1][0][_SIDES.stop :])
    return {
        "rarity": rarity.astype(np.float16),
        "alone": tables[0][0],
        "beside": tables[1][0],
        "meanings": meanings,
        "sides": np.array([weights[_SIDES] for weights, _ in fitted], np.float16),
        "bias": np.array([bias for _, bias in fitted], np.float32),
        "scales": np.array([tables[0][1], tables[1][1], scale], np.float32),
        "heat": np.array(found.heat, np.float32),
        "sure": np.array(found.sure, np.float32),
        "sentences": np.frombuffer(bytes.fromhex(digest()), np.uint8),
    }


def fit(kept: list[Sentence]) -> tuple[tuple[Fitted, Fitted], Table]:
    """Weights without sentence vectors and beside them, and how much each bucket counts."""
    every = kept + _lent()
    rarity = weighing.rarity(_counted(every))
    shallow, meanings = _shallow(every, rarity), _meanings(every) * _MEANING
    axes = np.linalg.svd(meanings.T @ meanings)[0][:, :_AXES]
    joined = hstack([shallow, csr_matrix(meanings @ axes)]).tocsr()
    labels, counts = np.array([signs.CODES.index(sentence.intent) for sentence in every]), _counts(every)
    alone, (weights, bias) = _fitted(shallow, labels, counts), _fitted(joined, labels, counts)
    unfolded = np.concatenate([weights[: _SIDES.stop], axes @ weights[_SIDES.stop :] * _MEANING])
    return (alone, (unfolded, bias)), rarity


def scores(asked: list[Sentence], fitted: tuple[Fitted, Fitted], rarity: Table) -> tuple[Table, Table]:
    """What weights say of sentences, without sentence vectors and beside them."""
    (alone, bias), (beside, other) = fitted
    shallow = _shallow(asked, rarity)
    joined = hstack([shallow, csr_matrix(_meanings(asked))]).tocsr()
    return shallow @ alone + bias, joined @ beside + other


def unseen(learnt: list[Sentence]) -> tuple[Table, Table]:
    """Scores of each sentence by weights that knew nothing of its author."""
    found = np.zeros((2, len(learnt), len(signs.CODES)))
    authors = sorted({sentence.author for sentence in learnt})
    for fold in range(_FOLDS):
        held = [index for index, one in enumerate(learnt) if one.author in authors[fold::_FOLDS]]
        others = [one for one in learnt if one.author not in authors[fold::_FOLDS]]
        found[:, held] = scores([learnt[index] for index in held], *fit(others))
    return found[0], found[1]


@cache
def _lent() -> list[Sentence]:
    return lent() + [one for one in sentences() if one.author == ANSWERS]


def _counts(every: list[Sentence]) -> Table:
    """How much each sentence counts: all intents alike, whatever the number of their sentences."""
    written = Counter(one.intent for one in every if one.author not in _LENT)
    share = sum(written.values()) / len(signs.CODES)
    return np.array([share / written[one.intent] * _LENT.get(one.author, 1) for one in every])


def _shallow(asked: list[Sentence], rarity: Table) -> csr_matrix:
    sides = csr_matrix([signs.side([sentence.role], sentence.context) for sentence in asked])
    return hstack([weighing.weighed(_counted(asked), rarity), sides]).tocsr()


def _counted(asked: list[Sentence]) -> csr_matrix:
    return weighing.counted([signs.plain(sentence.text) for sentence in asked], signs.grams)


def _meanings(asked: list[Sentence]) -> NDArray[np.float32]:
    return np.array([_meaning(signs.plain(sentence.text)) for sentence in asked])


@cache
def _meaning(text: str) -> NDArray[np.float32]:
    vector: NDArray[np.float32] = semantic.vectors([text])[0]
    return vector


def _fitted(rows: csr_matrix, labels: NDArray[np.int64], counts: Table) -> Fitted:
    machine = LinearSVC(C=_STRENGTH, random_state=0, tol=0.03)
    machine.fit(rows, labels, sample_weight=counts)
    return machine.coef_.T, machine.intercept_


def main(target: Path) -> None:
    """Validate, say what was found, and write."""
    everyone = sentences()
    learnt = [sentence for sentence in everyone if sentence.author not in (*FOR_TESTS, ANSWERS)]
    tests = [sentence for sentence in everyone if sentence.author in FOR_TESTS]
    left_out = unseen(learnt)
    found = calibrate.calibrate(learnt, left_out)
    print(calibrate.report("authors left out", learnt, left_out, found))
    fitted, rarity = fit(learnt)
    print(calibrate.report("authors for tests", tests, scores(tests, fitted, rarity), found))
    np.savez_compressed(target, allow_pickle=False, **arrays(fitted, rarity, found))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(str(files("language.data").joinpath(FILE))))
