"""What speaks for an expert's knowing the matter: their phrases' meaning, the words they share, the field's chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from language import topics
from language.normalise import normalise
from matching import fields, meaning, sayings
from matching.facts import Wanted
from matching.index import Index, Rows
from matching.learned import Learned
from matching.phrases import KINDS
from matching.tokens import Numbers, rarity, tokens_of

_FINE = 1000
"""A part of what is wanted of a phrase, as a whole number."""
_LEAST_SHARE = 0.15
"""Rarity, by share, below which a lent word is not looked up."""

Parts = dict[str, NDArray[np.float64]]
"""Evidence of each row, part by part, in units."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A need made ready: what is wanted of phrases by kind, what its own words and the lent ones are worth, fields."""

    text: str
    learned: Learned
    phrases: dict[str, NDArray[np.float32]]
    own: dict[int, int]
    lent: dict[int, int]
    fields: NDArray[np.float64]
    chances: NDArray[np.float64]


def sought(wanted: Wanted, weights: Learned, *, deep: bool) -> Sought:
    """The need's text, without who asks and whereabouts, told in every way that phrases are held against."""
    text = topics.request(normalise(wanted.text).text)
    mean = meaning.vector(text) if deep and text else None
    lent = sayings.lent(text, mean)
    chances = fields.chances(wanted, text, deep=deep)
    return Sought(
        text,
        weights,
        {} if mean is None else {kind: _direction(weights, kind, mean, lent) for kind in KINDS},
        {token: _hundredths(1.0, token) for token in tokens_of(text)},
        {token: _hundredths(share, token) for token, share in lent.tokens.items() if _tells(share, token)},
        fields.logged(chances),
        chances,
    )


def by_words(index: Index, need: Sought, first: int, last: int) -> Parts:
    """What the rows `first` to before `last` have in words, the need's own and those lent to it, and in fields."""
    weights = need.learned.weights
    theirs = index.columns["domains"][first:last]
    return {
        "words": np.log1p(_sums(index, need.own, first, last) / 100) * weights["words"],
        "trade_words": np.log1p(_sums(index, need.lent, first, last) / 100) * weights["trade_words"],
        "field": need.fields[theirs] * weights["field"],
    }


def by_meaning(index: Index, need: Sought, rows: Rows) -> Parts:
    """What the nearest phrase of each kind says."""
    return {
        kind: index.phrases.best(rows, kind, wanted) / (_FINE * meaning.SCALE)
        for kind, wanted in need.phrases.items()
    }


def of_phrase(index: Index, need: Sought, kind: str, text: str) -> float:
    """The same for a single phrase, words and meaning together."""
    tokens, weights = tokens_of(text), need.learned.weights
    own = sum(need.own.get(token, 0) for token in tokens) / 100
    lent = sum(need.lent.get(token, 0) for token in tokens) / 100
    near = float(index.phrases.product(text, need.phrases[kind])) if kind in need.phrases else 0.0
    return float(
        np.log1p(own) * weights["words"]
        + np.log1p(lent) * weights["trade_words"]
        + near / (_FINE * meaning.SCALE)
    )


def _direction(weights: Learned, kind: str, mean: Any, lent: sayings.Lent) -> NDArray[np.float32]:
    """The need's own meaning and the lent one, each as it counts with phrases of this kind; whole numbers."""
    near, trade = weights.weights[f"near.{kind}"], weights.weights[f"trade.{kind}"]
    direction: NDArray[np.float32] = np.rint((near * mean + trade * lent.meaning) * _FINE).astype(np.float32)
    return direction


def _tells(share: float, token: int) -> bool:
    return share * float(rarity()[token]) >= _LEAST_SHARE


def _hundredths(share: float, token: int) -> int:
    return round(share * float(rarity()[token]) * 100)


def _sums(index: Index, worth: dict[int, int], first: int, last: int) -> Numbers:
    sums = np.zeros(last - first, np.int32)
    for token, points in worth.items():
        sums[index.postings.rows(token, first, last) - first] += points
    return sums
