"""What texts speak of: topics of the programme, and pairs of characters that tell one thing from another.

Works on many texts at once, since an index of a whole country is built from a million of them; one need is the same
with one text. A token is a number: a topic that an expert names, the same topic met in past services, or a pair.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from language.data import rows as sentences
from matching.data import lines

PAIR_BUCKETS = 1 << 17
LONGEST = 4
"""Characters of a topic's word: four of 16 bits fill one 64-bit number, so that words are compared exactly."""
_TELLING = 10
"""A pair that this many of the example sentences share tells nothing."""
_LINE = 10
_MIX, _SHIFT = 2654435761, 15
"""A pair's 32 bits, mixed; the upper 17 are its bucket."""

Numbers = NDArray[np.int32]


class Topic(NamedTuple):
    """A subject within a domain; `domain` is «focus» for the focus groups, whose code is then the name."""

    domain: str
    name: str


class Found(NamedTuple):
    """Tokens and the text each was found in; one may stand more than once."""

    texts: Numbers
    tokens: Numbers


class _Words(NamedTuple):
    """Topic words of one length: packed characters, sorted, and whose they are."""

    packed: NDArray[np.uint64]
    topics: Numbers


@cache
def topics() -> tuple[Topic, ...]:
    """All topics; a topic's number is its place."""
    return tuple(Topic(domain, name) for domain, name, _ in _table())


@cache
def focus_groups() -> tuple[tuple[int, str], ...]:
    """The topics that are focus groups, with the group's code."""
    return tuple((number, topic.name) for number, topic in enumerate(topics()) if topic.domain == "focus")


def named(specialities: Sequence[str], past: Sequence[str]) -> Found:
    """Every token of each expert, from what they say they can do and what they have done."""
    said, done = _codes(specialities), _codes(past)
    found = [_topics_in(said), _topics_in(done), _pairs_in(said), _pairs_in(done)]
    found[1] = Found(found[1].texts, found[1].tokens + len(topics()))
    return Found(np.concatenate([one.texts for one in found]), np.concatenate([one.tokens for one in found]))


def topics_of(text: str) -> list[int]:
    """The topics that one text speaks of, in the order of the table; as `named` finds them in many texts."""
    plain, topic_of = text.lower(), _topic_of_word()
    covered, found = [False] * len(plain), set()
    for length in range(min(LONGEST, len(plain)), 0, -1):
        hits = [at for at in range(len(plain) - length + 1) if plain[at : at + length] in topic_of]
        free = [at for at in hits if not (covered[at] and covered[at + length - 1])]
        found |= {topic_of[plain[at : at + length]] for at in free}
        for at in hits:
            covered[at : at + length] = [True] * length
    return sorted(found)


def pairs_with_places(text: str) -> dict[int, tuple[int, ...]]:
    """The telling pairs of one text and where in it they stand; as `named` finds them in many."""
    plain, common = text.lower(), _common()
    places: dict[int, tuple[int, ...]] = {}
    for at, (one, other) in enumerate(pairwise(plain)):
        bucket = ((((ord(one) << 16) | ord(other)) * _MIX) & 0xFFFFFFFF) >> _SHIFT
        if _is_word(one) and _is_word(other) and not common[bucket]:
            token = bucket + first_pair()
            places[token] = (*places.get(token, ()), at)
    return places


def first_pair() -> int:
    """The number of the first token that is a pair."""
    return 2 * len(topics())


def count() -> int:
    """How many tokens there are."""
    return first_pair() + PAIR_BUCKETS


def _pairs_in(codes: NDArray[np.uint16]) -> Found:
    """Pairs of characters, without those that everybody uses."""
    if len(codes) < 2:
        return Found(np.zeros(0, np.int32), np.zeros(0, np.int32))
    buckets = _buckets(codes)
    at = np.flatnonzero(_within_words(codes) & ~_common()[buckets])
    return Found(_text_of(codes)[at], buckets[at] + first_pair())


def _topics_in(codes: NDArray[np.uint16]) -> Found:
    """Longer words first: «担保» within «创业担保» says nothing of its own."""
    text_of, covered = _text_of(codes), np.zeros(len(codes) + LONGEST, np.bool_)
    places, found = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)]
    for length in range(min(LONGEST, len(codes)), 0, -1):
        at, topics_there = _words_at(codes, length)
        free = ~(covered[at] & covered[at + length - 1])
        places.append(text_of[at[free]])
        found.append(topics_there[free])
        for step in range(length):
            covered[at + step] = True
    return Found(np.concatenate(places), np.concatenate(found))


def _words_at(codes: NDArray[np.uint16], length: int) -> tuple[NDArray[np.int64], Numbers]:
    """Where topic words of this length begin, and whose they are."""
    words, last = _words(length), len(codes) - length + 1
    likely = np.flatnonzero(_starts(length)[codes[:last]])
    packed = np.zeros(len(likely), np.uint64)
    for step in range(length):
        packed = (packed << np.uint64(16)) | codes[likely + step]
    nearest = np.searchsorted(words.packed, packed).clip(max=len(words.packed) - 1)
    hit = words.packed[nearest] == packed
    return likely[hit], words.topics[nearest[hit]]


def _codes(texts: Sequence[str]) -> NDArray[np.uint16]:
    """The texts behind one another, a line feed between them."""
    joined = "\n".join(text.replace("\n", " ") for text in texts).lower()
    return np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), np.uint16)


def _text_of(codes: NDArray[np.uint16]) -> Numbers:
    return np.cumsum(codes == _LINE, dtype=np.int32)


def _buckets(codes: NDArray[np.uint16]) -> Numbers:
    pairs = (codes[:-1].astype(np.uint32) << np.uint32(16)) | codes[1:]
    return ((pairs * np.uint32(_MIX)) >> np.uint32(_SHIFT)).astype(np.int32)


def _within_words(codes: NDArray[np.uint16]) -> NDArray[np.bool_]:
    """Whether a pair begins here that no punctuation parts; figures tell nothing."""
    word = ((codes >= 0x4E00) & (codes <= 0x9FFF)) | ((codes >= ord("a")) & (codes <= ord("z")))
    inside: NDArray[np.bool_] = word[:-1] & word[1:]
    return inside


def _is_word(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff" or "a" <= sign <= "z"


@cache
def _topic_of_word() -> dict[str, int]:
    return {word: topic for topic, (_, _, words) in enumerate(_table()) for word in words}


@cache
def _table() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    return tuple((domain, name, tuple(words.split())) for domain, name, words in lines("topics.tsv"))


@cache
def _words(length: int) -> _Words:
    words = sorted(
        (int.from_bytes(word.encode("utf-16-be")), topic)
        for topic, (_, _, listed) in enumerate(_table())
        for word in listed
        if len(word) == length
    )
    return _Words(
        np.array([key for key, _ in words], np.uint64), np.array([topic for _, topic in words], np.int32)
    )


@cache
def _starts(length: int) -> NDArray[np.bool_]:
    """Whether a topic word of this length begins with a character: most don't, so most places are passed over."""
    begins = np.zeros(1 << 16, np.bool_)
    begins[(_words(length).packed >> np.uint64(16 * (length - 1))).astype(np.int64)] = True
    return begins


@cache
def _common() -> NDArray[np.bool_]:
    """Pairs that many needs of all kinds share, told from the example sentences that reading learns from."""
    texts = [
        row[0] for domain in sorted({topic.domain for topic in topics()} - {"focus"}) for row in _said(domain)
    ]
    codes = _codes(texts)
    buckets, text_of = _buckets(codes), _text_of(codes)[:-1]
    once = np.unique((text_of.astype(np.int64) << 17 | buckets)[_within_words(codes)]) & (PAIR_BUCKETS - 1)
    common: NDArray[np.bool_] = np.bincount(once, minlength=PAIR_BUCKETS) >= _TELLING
    return common


def _said(domain: str) -> list[list[str]]:
    return list(sentences(f"sentences/{domain}.txt"))
