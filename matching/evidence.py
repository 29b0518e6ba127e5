"""What speaks for an expert's knowing the matter: their phrases' meaning, the words they share, the field's chance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log1p
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from language import topics
from language.normalise import LONGEST, normalise
from matching import fields, meaning, sayings
from matching.facts import Wanted
from matching.index import Index, Rows
from matching.learned import Learned
from matching.meaning import Encoder
from matching.phrases import KINDS
from matching.tokens import Numbers, rarity, tokens_of, words_of

_FINE = 1000
"""A part of what is wanted of a phrase, as a whole number."""
_LEAST = 0.15
"""Rarity, by share, below which a word is not looked up."""

_STEPS = (800, 400, 200, 100)
"""Hundredths of shared rarity, tried one after the other: counting is ten times as fast as sorting."""

Parts = dict[str, NDArray[np.float64]]
"""Evidence of each row, part by part, in units."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What tokens are worth in hundredths, and the words they stand for."""

    tokens: dict[int, int]
    words: dict[str, int]

    def within(self, words: frozenset[str]) -> int:
        """What those of some words are worth that the need has too."""
        return sum(self.words[word] for word in words & self.words.keys())


class Shared(NamedTuple):
    """What the words are worth, in hundredths, that rows share with a need: its own, and those lent to it."""

    own: Numbers
    lent: Numbers

    def of(self, places: Rows) -> Shared:
        return Shared(self.own[places], self.lent[places])

    def most(self, enough: int) -> Rows:
        """The places that share most, at least so many; all of them, where fewer share much."""
        together = self.own + self.lent
        for worth in _STEPS:
            sharing = together >= worth
            if np.count_nonzero(sharing) >= enough:
                return np.flatnonzero(sharing)
        return np.arange(len(together))


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


def remember(message: str, encoder: Encoder) -> None:
    """Work out the vector of a need that is about to be told, so that nobody waits for it while it is weighed."""
    if text := topics.request(normalise(message[:LONGEST]).text):
        encoder.vector(text)


def sought(wanted: Wanted, weights: Learned, encoder: Encoder | None) -> Sought:
    """The need's text, without who asks and whereabouts, told in every way that phrases are held against."""
    text = topics.request(normalise(wanted.text).text)
    mean = encoder.vector(text) if encoder and text else None
    lent = sayings.lent(text, encoder if text else None)
    chances = fields.chances(wanted, text, deep=encoder is not None)
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


def roughly(index: Index, need: Sought, rows: Rows, said: Shared) -> NDArray[np.float32]:
    """Evidence of rows in words and fields, to tell which to look at."""
    weights, hundred = need.learned.weights, np.float32(100)
    rough = np.log1p(said.own / hundred, dtype=np.float32) * np.float32(weights["words"])
    rough += np.log1p(said.lent / hundred, dtype=np.float32) * np.float32(weights["trade_words"])
    worth = (need.fields * weights["field"]).astype(np.float32)
    rough += worth[index.columns["domains"][rows]]
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


def of_phrases(index: Index, need: Sought, kind: str, texts: Sequence[str]) -> list[float]:
    """The same for phrases one by one, words and meaning together."""
    weights, near = need.learned.weights, [0.0] * len(texts)
    if kind in need.phrases:
        near = (index.phrases.products(texts, need.phrases[kind]) / (_FINE * meaning.SCALE)).tolist()
    said = [words_of(text) for text in texts]
    return [
        log1p(need.own.within(words) / 100) * weights["words"]
        + log1p(need.lent.within(words) / 100) * weights["trade_words"]
        + likeness
        for words, likeness in zip(said, near, strict=True)
    ]


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
    return Worth(tokens, {word: points for _, words, points in telling for word in words})


def _sums(index: Index, worth: dict[int, int], first: int, last: int) -> Numbers:
    found = index.postings.holding(list(worth), first, last)
    held = [len(rows) for rows in found]
    points = np.repeat(np.fromiter(worth.values(), np.float64, len(worth)), held)
    rows = np.concatenate([np.zeros(0, np.int32), *found]) - first
    return np.bincount(rows, points, last - first).astype(np.int32)
