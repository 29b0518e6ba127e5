"""What speaks for an expert's knowing the matter: their phrases' meaning, the words they share, the field's chance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log1p
from typing import Any, NamedTuple

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
_LEAST = 0.15
"""Rarity, by share, below which a word is not looked up."""

Parts = dict[str, NDArray[np.float64]]
"""Evidence of each row, part by part, in units."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What tokens are worth in hundredths, and the words they stand for."""

    tokens: dict[int, int]
    words: tuple[tuple[str, int], ...]

    def within(self, text: str) -> int:
        """What the words that stand in a short text are worth."""
        return sum(points for word, points in self.words if word in text)


class Shared(NamedTuple):
    """What the words are worth, in hundredths, that rows share with a need: its own, and those lent to it."""

    own: Numbers
    lent: Numbers

    def of(self, places: Rows) -> Shared:
        return Shared(self.own[places], self.lent[places])


@dataclass(frozen=True, slots=True)
class Sought:
    """A need made ready: what is wanted of phrases by kind, what its own words and the lent ones are worth, fields."""

    text: str
    learned: Learned
    phrases: dict[str, NDArray[np.float32]]
    own: Worth
    lent: Worth
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
        _worth((token, words, 1.0) for token, words in tokens_of(text).items()),
        _worth((token, words, share) for token, (words, share) in lent.tokens.items()),
        fields.logged(chances),
        chances,
    )


def shared(index: Index, need: Sought, first: int, last: int) -> Shared:
    """The words that the rows `first` to before `last` have of the need's own and of those lent to it."""
    return Shared(*(_sums(index, one.tokens, first, last) for one in (need.own, need.lent)))


def roughly(index: Index, need: Sought, said: Shared, first: int, last: int) -> NDArray[np.float32]:
    """Evidence in words and fields of all rows of a range, to tell which to look at."""
    weights, hundred = need.learned.weights, np.float32(100)
    rough = np.log1p(said.own / hundred, dtype=np.float32) * np.float32(weights["words"])
    rough += np.log1p(said.lent / hundred, dtype=np.float32) * np.float32(weights["trade_words"])
    worth = (need.fields * weights["field"]).astype(np.float32)
    rough += worth[index.columns["domains"][first:last]]
    return rough


def by_words(index: Index, need: Sought, rows: Rows, said: Shared) -> Parts:
    """What rows have in words, the need's own and those lent to it, and in fields."""
    weights = need.learned.weights
    return {
        "words": np.log1p(said.own / 100) * weights["words"],
        "trade_words": np.log1p(said.lent / 100) * weights["trade_words"],
        "field": need.fields[index.columns["domains"][rows]] * weights["field"],
    }


def by_meaning(index: Index, need: Sought, rows: Rows) -> Parts:
    """What the nearest phrase of each kind says."""
    return {
        kind: index.phrases.best(rows, kind, wanted) / (_FINE * meaning.SCALE)
        for kind, wanted in need.phrases.items()
    }


def of_phrase(index: Index, need: Sought, kind: str, text: str) -> float:
    """The same for a single phrase, words and meaning together."""
    plain, weights = text.lower(), need.learned.weights
    near = index.phrases.product(text, need.phrases[kind]) if kind in need.phrases else 0.0
    return (
        log1p(need.own.within(plain) / 100) * weights["words"]
        + log1p(need.lent.within(plain) / 100) * weights["trade_words"]
        + near / (_FINE * meaning.SCALE)
    )


def _direction(weights: Learned, kind: str, mean: Any, lent: sayings.Lent) -> NDArray[np.float32]:
    """The need's own meaning and the lent one, each as it counts with phrases of this kind; whole numbers."""
    near, trade = weights.weights[f"near.{kind}"], weights.weights[f"trade.{kind}"]
    direction: NDArray[np.float32] = np.rint((near * mean + trade * lent.meaning) * _FINE).astype(np.float32)
    return direction


def _worth(found: Iterable[tuple[int, tuple[str, ...], float]]) -> Worth:
    """Of tokens with the words they stand for and their shares, those that tell anything."""
    rare = rarity()
    listed = [(token, words, share * float(rare[token])) for token, words, share in found]
    telling = [(token, words, round(worth * 100)) for token, words, worth in listed if worth >= _LEAST]
    tokens = {token: points for token, _, points in telling}
    return Worth(tokens, tuple((word, points) for _, words, points in telling for word in {*words}))


def _sums(index: Index, worth: dict[int, int], first: int, last: int) -> Numbers:
    sums = np.zeros(last - first, np.int32)
    for token, points in worth.items():
        sums[index.postings.rows(token, first, last) - first] += points
    return sums
