"""What owners say, in the words of those who can help: «壳子一脱出来就弯» is 注塑、缩水变形.

A table of trade words and of how owners speak of such matters. A need is held against all of it, by vector where there
is one and by words; the nearest rows lend it their trade words, each by how near it is.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.data import content, lines
from matching.meaning import DIMENSIONS, SCALE, Encoder, Vectors
from matching.tokens import BUCKETS, rarity, tokens_of

FILE = "sayings.tsv"
_NEAREST = 10
_NOWHERE: Vectors = np.zeros(DIMENSIONS, np.float32)
_SHARP, _SHARP_WORDS = 10.0, 1.2
"""How fast a row's share falls behind the nearest's, a unit of likeness or of shared rarity below it."""


class Lent(NamedTuple):
    """What the table lends to a need: a direction for its meaning (nothing without vectors); tokens, with the words they
    stand for and their shares."""

    meaning: Vectors
    tokens: dict[int, tuple[tuple[str, ...], float]]


def lent(text: str, encoder: Encoder | None) -> Lent:
    """The trade words nearest to a need. Where nothing is near, no tokens."""
    near = _by_meaning(text, encoder) if encoder else _by_words(text)
    best = np.argsort(-near, kind="stable")[:_NEAREST]
    best = best[near[best] > 0]
    if not len(best):
        return Lent(_NOWHERE, {})
    shares = np.exp((near[best] - near[best[0]]) * (_SHARP if encoder else _SHARP_WORDS))
    shares /= shares.sum()
    direction = shares.astype(np.float32) @ _trade_meanings(encoder)[best] if encoder else _NOWHERE
    tokens: dict[int, tuple[tuple[str, ...], float]] = {}
    for row, share in zip(
        best.tolist()[::-1], shares.tolist()[::-1], strict=True
    ):  # the nearest has the last word
        for token, words in _trade_tokens()[row].items():
            tokens[token] = words, share
    return Lent(direction, tokens)


def stamp() -> str:
    """What the shipped vectors were made of."""
    return sha256(content(FILE)).hexdigest()[:16]


@cache
def table() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Trade words and sayings, row by row."""
    return tuple((tuple(row[0].split("、")), tuple(row[1:])) for row in lines(FILE))


def _by_meaning(text: str, encoder: Encoder) -> NDArray[np.float32]:
    """How near each row is: its nearest saying, or its trade words together."""
    kept, meaning = encoder.kept, encoder.vector(text)
    likeness = kept["sayings"].astype(np.float32) @ meaning / SCALE
    near: NDArray[np.float32] = _trade_meanings(encoder) @ meaning
    np.maximum.at(near, kept["rows"], likeness)
    return near


def _by_words(text: str) -> NDArray[np.float32]:
    """The shared rarity of each row's nearest saying."""
    near = np.zeros(len(table()), np.float32)
    sums = np.zeros(len(_said().rows), np.float32)
    for token in tokens_of(text):
        sums[_said().holding(token)] += rarity()[token]
    np.maximum.at(near, _said().rows, sums)
    return near


@cache
def _trade_meanings(encoder: Encoder) -> Vectors:
    return (encoder.kept["trades"].astype(np.float32) / SCALE).astype(np.float32)


@cache
def _trade_tokens() -> tuple[dict[int, tuple[str, ...]], ...]:
    return tuple(tokens_of("，".join(trades)) for trades, _ in table())


class _Said(NamedTuple):
    """All sayings and trade words as texts: the row of each, and which of them hold a token."""

    rows: NDArray[np.int64]
    starts: NDArray[np.int64]
    texts: NDArray[np.int64]

    def holding(self, token: int) -> NDArray[np.int64]:
        return self.texts[self.starts[token] : self.starts[token + 1]]


@cache
def _said() -> _Said:
    texts = [(row, said) for row, (trades, sayings) in enumerate(table()) for said in (*trades, *sayings)]
    pairs = sorted((token, place) for place, (_, said) in enumerate(texts) for token in tokens_of(said))
    held = np.bincount([token for token, _ in pairs], minlength=BUCKETS)
    starts = np.concatenate([[0], np.cumsum(held)])
    return _Said(np.array([row for row, _ in texts]), starts, np.array([place for _, place in pairs]))
