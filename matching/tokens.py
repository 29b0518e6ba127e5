"""What texts are made of when they are compared: pairs of characters, and figures and letters whole (9810, bsci).

Works on many texts at once, since an index of a whole country is built from a million of them; one need is the same
with one text. A token is a number, the bucket that its characters fall into.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from language.data import rows
from language.domains import DOMAINS

BUCKETS = 1 << 17
_LINE = 10
_MIX, _SHIFT = 2654435761, 15
"""A pair's 32 bits, mixed; the upper 17 are its bucket."""
_WHOLE = re.compile(r"[a-z]{2,}|\d{3,}")

Numbers = NDArray[np.int32]


class Found(NamedTuple):
    """Tokens and the text each was found in; one may stand more than once."""

    texts: Numbers
    tokens: Numbers


def found_in(texts: Sequence[str]) -> Found:
    """Every token of each text, by its place among them."""
    joined = "\n".join(text.replace("\n", " ") for text in texts).lower()
    codes = np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), np.uint16)
    text_of = np.cumsum(codes == _LINE, dtype=np.int32)
    at, pairs = _pairs(codes)
    holding, wholes = _wholes(joined.split("\n"))
    return Found(np.concatenate([text_of[at], holding]), np.concatenate([pairs, wholes]))


def tokens_of(text: str) -> dict[int, tuple[str, ...]]:
    """The tokens of one text, as `found_in` finds them in many, each with the characters it stands for."""
    plain = text.lower()
    said = [(_bucket(one, other), one + other) for one, other in pairwise(plain) if _is_word(one + other)]
    said += [(_hashed(word), word) for word in _WHOLE.findall(plain)]
    found: dict[int, tuple[str, ...]] = {}
    for token, word in said:
        found[token] = (*found.get(token, ()), word)
    return found


@lru_cache(maxsize=1 << 14)
def words_of(text: str) -> frozenset[str]:
    """What the tokens of one text stand for; experts' phrases come up again and again."""
    plain = text.lower()
    pairs = {one + other for one, other in pairwise(plain) if _is_word(one + other)}
    return frozenset(pairs | {*_WHOLE.findall(plain)})


@cache
def rarity() -> NDArray[np.float32]:
    """How much each token tells, 0 to about 4: what people of all fields say every day tells little.

    Told from the sentences that reading learns from, so that it is the same whoever the experts are.
    """
    texts = [row[0] for code in DOMAINS if code != "other" for row in rows(f"sentences/{code}.txt")]
    found = found_in(texts)
    once = np.unique(found.texts.astype(np.int64) << 17 | found.tokens) & (BUCKETS - 1)
    held = np.bincount(once, minlength=BUCKETS)
    return (np.log1p((len(texts) - held + 0.5) / (held + 0.5)) / 2).astype(np.float32)


def _pairs(codes: NDArray[np.uint16]) -> tuple[NDArray[np.int64], Numbers]:
    """Where pairs of Chinese characters begin that no punctuation parts, and their buckets."""
    if len(codes) < 2:
        return np.zeros(0, np.int64), np.zeros(0, np.int32)
    word = (codes >= 0x4E00) & (codes <= 0x9FFF)
    at = np.flatnonzero(word[:-1] & word[1:])
    packed = (codes[at].astype(np.uint32) << np.uint32(16)) | codes[at + 1]
    return at, ((packed * np.uint32(_MIX)) >> np.uint32(_SHIFT)).astype(np.int32)


def _wholes(lines: list[str]) -> tuple[Numbers, Numbers]:
    """The texts of words of letters and of long figures, and their buckets."""
    found = [(line, _hashed(word)) for line, said in enumerate(lines) for word in _WHOLE.findall(said)]
    texts, tokens = zip(*found, strict=True) if found else ((), ())
    return np.array(texts, np.int32), np.array(tokens, np.int32)


def _bucket(one: str, other: str) -> int:
    return ((((ord(one) << 16) | ord(other)) * _MIX) & 0xFFFFFFFF) >> _SHIFT


def _hashed(word: str) -> int:
    return crc32(word.encode()) & (BUCKETS - 1)


def _is_word(pair: str) -> bool:
    return all("\u4e00" <= sign <= "\u9fff" for sign in pair)
