"""What speaks for an expert's knowing the matter: their phrases' meaning, the words they share, the field's chance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
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
from matching.whereabouts import without_places

_FINE = 1000
"""A part of what is wanted of a phrase, as a whole number."""
_LEAST = 0.15
"""Rarity, by share, below which a word is not looked up."""

_STEPS = (800, 400, 200, 100)
"""Hundredths of shared rarity, tried one after the other: counting is ten times as fast as sorting."""
_AT_MOST = 100_000
"""Rows of the rarest tokens that are counted where very many are in reach."""

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
        places = _most(self.own + self.lent, enough)
        return places if len(places) >= enough else np.arange(len(self.own))


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
    read = _read(wanted.text, wanted.domain, wanted.also, encoder)
    return Sought(
        read.said,
        weights,
        {}
        if read.mean is None
        else {kind: _direction(weights, kind, read.mean, read.lent) for kind in KINDS},
        read.own,
        read.trade,
        fields.logged(read.chances),
        read.chances,
    )


class _Read(NamedTuple):
    """What costs most of making a need ready, whatever the weights."""

    said: str
    mean: NDArray[np.float32] | None
    lent: sayings.Lent
    own: Worth
    trade: Worth
    chances: fields.Chances


@lru_cache(maxsize=64)
def _read(told: str, domain: str, also: tuple[str, ...], encoder: Encoder | None) -> _Read:
    """Kept a moment: one need is ranked for who is free, for who is not, and once more where too few can be asked."""
    text = topics.request(normalise(told).text)
    said = without_places(text)
    lent = sayings.lent(text, encoder if text else None)
    return _Read(
        said,
        encoder.vector(text) if encoder and text else None,
        lent,
        _worth((token, words, 1.0) for token, words in tokens_of(said).items()),
        _worth((token, words, share) for token, (words, share) in lent.tokens.items()),
        fields.chances(domain, also, text, deep=encoder is not None),
    )


def shared(index: Index, need: Sought, first: int, last: int) -> Shared:
    """The words that the rows `first` to before `last` have of the need's own and of those lent to it."""
    return Shared(*(_sums(index, one.tokens, first, last) for one in (need.own, need.lent)))


def rarest(index: Index, need: Sought, first: int, last: int, enough: int) -> tuple[Rows, Numbers]:
    """Of very many rows those that share most of the rarest tokens, at least so many and no more than twice as many, and what
    these are worth; all of them with everything, where fewer share anything.

    Common tokens come last and are the long lists: they are counted only as far as `_AT_MOST` rows go.
    """
    worth = need.own.tokens | {
        token: points + need.own.tokens.get(token, 0) for token, points in need.lent.tokens.items()
    }
    tokens = sorted(worth, key=lambda token: -worth[token])
    found = index.postings.holding(tokens, first, last)
    counted = np.searchsorted(np.cumsum([len(rows) for rows in found]), _AT_MOST, side="right")
    for most in (max(1, int(counted)), len(tokens)):
        sums = _summed(found[:most], [worth[token] for token in tokens[:most]], first, last)
        places = _most(sums, enough)
        if len(places) >= enough:
            return places, sums[places]
    return np.arange(last - first), sums


def of_rows(index: Index, need: Sought, rows: Rows) -> Shared:
    """The words that some built rows, in rising order, have of the need's own and of those lent to it."""
    few = rows.astype(np.int32)
    return Shared(*(index.postings.points_of(one.tokens, few) for one in (need.own, need.lent)))


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
    return _summed(index.postings.holding(list(worth), first, last), list(worth.values()), first, last)


def _summed(found: Sequence[Numbers], worth: Sequence[int], first: int, last: int) -> Numbers:
    """What the tokens are worth together that each row from `first` to before `last` holds, by the rows of each token."""
    points = np.repeat(np.array(worth, np.float64), [len(rows) for rows in found])
    rows = np.concatenate([np.zeros(0, np.int32), *found]) - first
    return np.bincount(rows, points, last - first).astype(np.int32)


def _most(sums: Numbers, enough: int) -> Rows:
    """The places that share most, at least so many, where so many share anything; of more than twice as many the best."""
    for worth in _STEPS:
        places = np.flatnonzero(sums >= worth)
        if len(places) >= enough:
            break
    if len(places) > 2 * enough:
        shared = sums[places]
        places = np.sort(places[np.argpartition(shared, len(shared) - enough)[len(shared) - enough :]])
    return places
