"""Train the judges of form and kind of service: `OPENBLAS_NUM_THREADS=1 python -m language.reading.train_judges [FILE]`.

Needs the extra `train`, and the tagger, which is trained before. It prints what is right of authors left out, sets the chance
from which a class is told by them, and writes the weights. The same messages give the same file.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from language import regions, weighing
from language.calendar.scan import without_days
from language.reading import forms, judge, kinds, tagger
from language.reading.examples import FOR_TESTS, FOR_TUNING, Example, digest, examples

_STRENGTH = 40.0
_FOLDS = 6
_CHANCES = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
_RIGHT = {"form": 0.85, "kind": 0.9}
"""How often what a judge tells must be right, of the messages that rules leave to it; both are marked as worked out."""


class Matter(NamedTuple):
    """What is judged: the class of a message as marked, and whether rules leave it open."""

    label: Callable[[Example], str | None]
    is_open: Callable[[Example], bool]


def _by_wire(one: Example) -> str:
    """That somebody went there is told by words or not at all: «在某区给三家企业讲税» tells no form."""
    return "online" if one.form == "online" else judge.UNTOLD


def _no_rule_tells_form(one: Example) -> bool:
    days_apart = without_days(one.text)
    return forms.by_rules(one.text, days_apart, regions.mentions(days_apart)) is None


_MATTERS = {
    "form": Matter(_by_wire, _no_rule_tells_form),
    "kind": Matter(lambda one: kinds.CODES.get(one.what or ""), lambda one: kinds.by_words(one.text) is None),
}
Arrays = Mapping[str, NDArray[np.generic]]


def train() -> Arrays:
    """The arrays of both judges."""
    kept: dict[str, NDArray[np.generic]] = {"digest": np.array(digest())}
    for name in _MATTERS:
        kept |= {f"{name}_{part}": array for part, array in _judge(name).items()}
    return kept


def _judge(name: str) -> Arrays:
    matter = _MATTERS[name]
    taught = [one for one in examples() if _teaches(one) and matter.label(one)]
    seen, labels = _matrix(taught), np.array([matter.label(one) for one in taught])
    best, chance = _unseen(taught, seen, labels)
    is_open = np.array([matter.is_open(one) for one in taught])
    sure = _sure(name, best[is_open], chance[is_open], labels[is_open])
    fitted = _fit(seen, labels)
    small, scale = weighing.as_bytes(fitted.coef_.T)
    return {
        "classes": fitted.classes_,
        "weights": small,
        "scale": np.array(scale),
        "bias": fitted.intercept_.astype(np.float32),
        "sure": np.array(sure),
    }


def _teaches(one: Example) -> bool:
    return one.kind == "diary" and one.author not in (*FOR_TESTS, *FOR_TUNING, "earlier")


def _matrix(taught: Sequence[Example]) -> csr_matrix:
    found = [judge.signs(one.text, tagger.spans(one.text, one.kind)) for one in taught]
    ends = np.cumsum([0, *map(len, found)])
    values = np.concatenate([np.full(len(signs), len(signs) ** -0.5) for signs in found])
    return csr_matrix((values, np.concatenate(found), ends), shape=(len(taught), judge.BUCKETS))


def _fit(seen: csr_matrix, labels: NDArray[np.str_]) -> LogisticRegression:
    return LogisticRegression(C=_STRENGTH, max_iter=300).fit(seen, labels)


def _unseen(
    taught: Sequence[Example], seen: csr_matrix, labels: NDArray[np.str_]
) -> tuple[NDArray[np.str_], NDArray[np.float64]]:
    """The likeliest class of each message and its chance, by weights that knew nothing of its author."""
    authors = sorted({one.author for one in taught})
    best, chance = labels.copy(), np.zeros(len(taught))
    for fold in range(_FOLDS):
        held = np.array([one.author in authors[fold::_FOLDS] for one in taught])
        fitted = _fit(seen[~held], labels[~held])
        chances = fitted.predict_proba(seen[held])
        best[held], chance[held] = fitted.classes_[chances.argmax(1)], chances.max(1)
    return best, chance


def _sure(name: str, best: NDArray[np.str_], chance: NDArray[np.float64], labels: NDArray[np.str_]) -> float:
    """The lowest chance from which what is told is right often enough; each is printed."""
    chosen = 1.0
    for sure in reversed(_CHANCES):
        told = (chance >= sure) & (best != judge.UNTOLD)
        right = float((best == labels)[told].mean()) if told.any() else 1.0
        print(f"{name:6} from {sure:.2f}: told {told.mean():.3f}, of them right {right:.3f}")
        chosen = sure if right >= _RIGHT[name] else chosen
    print(f"{name:6} {chosen:.2f} of {len(labels)} messages")
    return chosen


if __name__ == "__main__":
    target = (
        Path(sys.argv[1]) if len(sys.argv) > 1 else Path(str(files("language.data").joinpath(judge.FILE)))
    )
    np.savez_compressed(target, allow_pickle=False, **train())
