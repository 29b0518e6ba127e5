"""Train the weights from the sentences that were written for them: `python -m language.intents.train [FILE]`.

Needs the extra `train`. The same sentences give the same file. It prints what is right of authors who were left out
and of the authors kept for tests, then writes the weights.
"""

import sys
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
from language.intents.sentences import FOR_TESTS, Sentence, digest, sentences
from language.intents.weights import FILE

_STRENGTH = 1.0
_MEANING = 0.5
"""The length of a sentence vector beside characters, whose length is 1."""
_SIDES = slice(BUCKETS, BUCKETS + signs.SIDES)

Table: TypeAlias = NDArray[np.float64]
Fitted: TypeAlias = tuple[Table, Table]
"""Weights, one row a sign and one column an intent, and the bias of each intent."""


def arrays(
    fitted: tuple[Fitted, Fitted], rarity: Table, found: calibrate.Calibration
) -> Mapping[str, NDArray[np.generic]]:
    """What the shipped file holds."""
    tables = [weighing.as_bytes(weights[:BUCKETS]) for weights, _ in fitted]
    meanings, scale = weighing.as_bytes(fitted[1][0][_SIDES.stop :] * _MEANING)
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
    every = kept + [_closed(sentence) for sentence in kept if sentence.context]
    labels = np.array([signs.CODES.index(sentence.intent) for sentence in every])
    rarity = weighing.rarity(_counted(kept))
    shallow, joined = _rows(every, rarity)
    return (_fitted(shallow, labels), _fitted(joined, labels)), rarity


def scores(asked: list[Sentence], fitted: tuple[Fitted, Fitted], rarity: Table) -> tuple[Table, Table]:
    """What weights say of sentences, without sentence vectors and beside them."""
    alone, beside = (
        rows @ weights + bias for rows, (weights, bias) in zip(_rows(asked, rarity), fitted, strict=True)
    )
    return alone, beside


def unseen(learnt: list[Sentence]) -> tuple[Table, Table]:
    """Scores of each sentence by weights that knew nothing of its author."""
    found = np.zeros((2, len(learnt), len(signs.CODES)))
    for author in sorted({sentence.author for sentence in learnt}):
        held = [index for index, sentence in enumerate(learnt) if sentence.author == author]
        others = [sentence for sentence in learnt if sentence.author != author]
        found[:, held] = scores([learnt[index] for index in held], *fit(others))
    return found[0], found[1]


def _closed(sentence: Sentence) -> Sentence:
    """The same with nothing open: what was open is only sometimes what a message needs to be understood."""
    return Sentence(sentence.text, sentence.role, (), sentence.intent, sentence.also, sentence.author)


def _rows(asked: list[Sentence], rarity: Table) -> tuple[csr_matrix, csr_matrix]:
    sides = csr_matrix([signs.side([sentence.role], sentence.context) for sentence in asked])
    shallow = hstack([weighing.weighed(_counted(asked), rarity), sides]).tocsr()
    return shallow, hstack([shallow, csr_matrix(_meanings(asked) * _MEANING)]).tocsr()


def _counted(asked: list[Sentence]) -> csr_matrix:
    return weighing.counted([signs.plain(sentence.text) for sentence in asked], signs.grams)


def _meanings(asked: list[Sentence]) -> NDArray[np.float32]:
    return np.array([_meaning(signs.plain(sentence.text)) for sentence in asked])


@cache
def _meaning(text: str) -> NDArray[np.float32]:
    vector: NDArray[np.float32] = semantic.vectors([text])[0]
    return vector


def _fitted(rows: csr_matrix, labels: NDArray[np.int64]) -> Fitted:
    machine = LinearSVC(C=_STRENGTH, class_weight="balanced", random_state=0, tol=1e-2)
    machine.fit(rows, labels)
    return machine.coef_.T, machine.intercept_


def main(target: Path) -> None:
    """Validate, say what was found, and write."""
    everyone = sentences()
    learnt = [sentence for sentence in everyone if sentence.author not in FOR_TESTS]
    tests = [sentence for sentence in everyone if sentence.author in FOR_TESTS]
    left_out = unseen(learnt)
    found = calibrate.calibrate(learnt, left_out)
    print(calibrate.report("authors left out", learnt, left_out, found))
    fitted, rarity = fit(learnt)
    print(calibrate.report("authors for tests", tests, scores(tests, fitted, rarity), found))
    np.savez_compressed(target, allow_pickle=False, **arrays(fitted, rarity, found))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(str(files("language.data").joinpath(FILE))))
