"""Whole words for what two texts share by pairs of characters: «动仲» is a scrap, 劳动仲裁 is what was said."""

from __future__ import annotations

from functools import lru_cache

from language.data import rows
from language.lexicon import Lexicon


def widened(text: str, first: int, last: int) -> str:
    """The part of the text from `first` to before `last`, with the rest of each known word that it cuts through."""
    start, end = first, last
    for known_first, known_last in _known(text):
        if known_first < last and first < known_last:
            start, end = min(start, known_first), max(end, known_last)
    return text[start:end]


@lru_cache(maxsize=64)
def _known(text: str) -> tuple[tuple[int, int], ...]:
    """Where known words stand; one need is held against many phrases."""
    return tuple((hit.start, hit.end) for hit in _words().scan(text.lower()))


@lru_cache(maxsize=1)
def _words() -> Lexicon[None]:
    terms = {word for _, _, words in rows("terms.tsv") for word in words.split()}
    trades = {word for row in rows("trades.txt") for word in row[0].split()}
    return Lexicon((word, None) for word in sorted(terms | trades) if len(word) > 1)
