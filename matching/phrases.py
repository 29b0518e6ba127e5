"""The experts' own phrases, each distinct one kept once with its vector; and which expert says which.

A phrase whose vector is not there yet (it is made outside, and kept by the database) counts by its words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from matching.facts import Profile
from matching.meaning import DIMENSIONS, Packed

KINDS = ("speciality", "past", "unit")
"""Where a phrase stands; each kind counts for itself."""
_MOST = (12, 6, 1)
_PARTS = re.compile(r"[、，,；;。/|\n]+")
_DIARIES = re.compile(r"[；;\n]+")
_LONGEST = 60
_BLOCK = 256
_DOUBTED = np.float32(0.5)
"""What is left of the meaning of a phrase that its expert has declined a need by."""

Rows = NDArray[np.int64]
Ids = NDArray[np.int32]


def said_by(profile: Profile) -> tuple[list[str], ...]:
    """An expert's phrases of each kind."""
    texts = (_PARTS.split(profile.specialities), _DIARIES.split(profile.past), [profile.unit])
    return tuple(list(_clean(found))[:most] for found, most in zip(texts, _MOST, strict=True))


def undoubted(profile: Profile) -> str:
    """All that an expert says, without the phrases that they were doubted by."""
    kept = [text for texts in said_by(profile) for text in texts if text not in profile.doubted]
    return "。".join(kept)


def _clean(texts: Iterable[str]) -> Iterator[str]:
    return (text.strip()[:_LONGEST] for text in texts if text.strip())


class Phrases:
    """Distinct phrases by number, 0 being none; rows point at the numbers that they say, kind by kind."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {"": 0}
        self.texts: list[str] = [""]
        self.packed: Packed = np.zeros((1, DIMENSIONS), np.int8)
        self._waiting: set[str] = set()
        self._said: dict[str, Ids] = {kind: np.zeros(0, np.int32) for kind in KINDS}
        self._doubted: dict[str, NDArray[np.bool_]] = {kind: np.zeros(0, np.bool_) for kind in KINDS}
        self._starts: dict[str, Rows] = {kind: np.zeros(1, np.int64) for kind in KINDS}

    def extend(self, profiles: Sequence[Profile]) -> None:
        """Rows behind those that are there."""
        listed, known = [said_by(profile) for profile in profiles], len(self.texts)
        for place, kind in enumerate(KINDS):
            numbers = [[self._number(text) for text in said[place]] or [0] for said in listed]
            counts = np.cumsum([len(one) for one in numbers]) + self._starts[kind][-1]
            flat = np.array([number for one in numbers for number in one], np.int32)
            self._said[kind] = np.concatenate([self._said[kind], flat])
            doubted = self._doubts(profiles, numbers)
            self._doubted[kind] = np.concatenate([self._doubted[kind], doubted])
            self._starts[kind] = np.concatenate([self._starts[kind], counts.astype(np.int64)])
        self._make_room()
        self._waiting.update(self.texts[known:])

    @property
    def waiting(self) -> list[str]:
        """Phrases whose vectors there are not yet."""
        return sorted(self._waiting)

    def take_up(self, vectors: Mapping[str, Packed]) -> None:
        """Vectors of phrases that waited for theirs."""
        for text, vector in vectors.items():
            self.packed[self._numbers[text]] = vector
            self._waiting.discard(text)

    def of_row(self, row: int, kind: str) -> list[str]:
        """What one row says."""
        numbers = self._said[kind][self._starts[kind][row] : self._starts[kind][row + 1]]
        return [self.texts[number] for number in numbers.tolist() if number]

    def best(self, rows: Rows, kind: str, wanted: Packed | NDArray[np.float32]) -> NDArray[np.float32]:
        """The highest product of `wanted` with a phrase of each row; whole numbers stay exact below 2**24."""
        starts = self._starts[kind][rows]
        counts = self._starts[kind][rows + 1] - starts
        firsts = np.cumsum(counts) - counts
        places = np.arange(counts.sum()) + np.repeat(starts - firsts, counts)
        likeness = self._products(self._said[kind][places], wanted.astype(np.float32))
        doubted = self._doubted[kind][places] & (likeness > 0)
        likeness[doubted] *= _DOUBTED
        best: NDArray[np.float32] = np.maximum.reduceat(likeness, firsts) if len(rows) else likeness
        return best

    def products(self, texts: Sequence[str], wanted: NDArray[np.float32]) -> NDArray[np.float32]:
        """The same for phrases one by one."""
        numbers = np.array([self._numbers[text] for text in texts], np.int32)
        return self._products(numbers, wanted)

    def _products(self, numbers: Ids, wanted: NDArray[np.float32]) -> NDArray[np.float32]:
        """Of each phrase with what is wanted; each once, where many say the same. In blocks that stay in the cache."""
        if len(numbers) > len(self.texts):
            return self._products(np.arange(len(self.texts), dtype=np.int32), wanted)[numbers]
        found = np.empty(len(numbers), np.float32)
        for first in range(0, len(numbers), _BLOCK):
            block = self.packed.take(numbers[first : first + _BLOCK], axis=0)
            found[first : first + _BLOCK] = block.astype(np.float32) @ wanted
        return found

    def _doubts(self, profiles: Sequence[Profile], numbers: Sequence[Sequence[int]]) -> NDArray[np.bool_]:
        """Whether each of these numbers, profile after profile, stands for a doubted phrase."""
        found = np.zeros(sum(map(len, numbers)), np.bool_)
        first = 0
        for profile, own in zip(profiles, numbers, strict=True):
            if profile.doubted:
                found[first : first + len(own)] = [self.texts[number] in profile.doubted for number in own]
            first += len(own)
        return found

    def _number(self, text: str) -> int:
        number = self._numbers.get(text)
        if number is None:
            number = self._numbers[text] = len(self.texts)
            self.texts.append(text)
        return number

    def _make_room(self) -> None:
        """For new phrases, and as many again."""
        missing = len(self.texts) - len(self.packed)
        if missing > 0:
            room = np.zeros((missing + len(self.texts), DIMENSIONS), np.int8)
            self.packed = np.concatenate([self.packed, room])
