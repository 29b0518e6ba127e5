"""What the model sees of a text: hashed character sequences and the evidence of the terms."""

import re
from zlib import crc32

from language.domains import DOMAINS, evidence
from language.vocabulary import PLAIN, Vocabulary

BUCKETS = 1 << 15
CODES = tuple(DOMAINS)
_SIZES = (1, 2)
"""Sequences of three did worse in cross-validation, and so did pairs with a gap and sounds (pinyin)."""
_MOST = 600
"""Characters that are looked at: a need is told by its first lines."""
_TERM = 42.0
"""Terms count little beside characters: what all sentences teach holds better on messages never seen."""
_SILENT = re.compile(r"[\s,。?!、;:]+")


def grams(text: str) -> list[int]:
    """The buckets that the character sequences of a (normalised) text fall into, each once."""
    plain = "^" + re.sub(r"\d+", "0", _SILENT.sub("", text.lower()))[:_MOST] + "$"
    return buckets(sequences(plain))


def sequences(plain: str) -> set[str]:
    """The characters and pairs of a text."""
    return {plain[start : start + size] for size in _SIZES for start in range(len(plain) - size + 1)}


def buckets(found: set[str]) -> list[int]:
    """Where signs of a text are counted, each once."""
    return sorted({crc32(sign.encode()) % BUCKETS for sign in found})


def terms(text: str, vocabulary: Vocabulary = PLAIN) -> list[float]:
    """How strongly the terms speak for each domain, from 0 to 0.14."""
    scores = evidence(text[:_MOST], vocabulary)
    return [min(scores.get(code, 0.0), 6.0) / _TERM for code in CODES]
