"""Which experts' words hold a token: long sorted rows built at once, and a short tail for those put in later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from matching.tokens import BUCKETS, Found, Numbers


class Postings:
    """Rows by token, each once. Those there at the building stand sorted; later ones are in the tail."""

    def __init__(self, chunks: list[Found], built: int) -> None:
        """`chunks` name the first `built` rows in rising order; they are used up."""
        self._built = built
        pairs = [_sorted_pairs(chunks.pop(0)) for _ in range(len(chunks))]
        held = np.zeros(BUCKETS, np.int64)
        for chunk in pairs:
            held += np.bincount(chunk.tokens, minlength=BUCKETS)
        self._starts: NDArray[np.int64] = np.concatenate([[0], np.cumsum(held)])
        self._rows = np.empty(self._starts[-1], np.int32)
        self._fill(pairs)
        self._tail: dict[int, list[int]] = {}

    def holding(self, tokens: Sequence[int], first: int, last: int) -> list[Numbers]:
        """For each token the rows from `first` to before `last` that hold it: built ones, or late ones."""
        if last > self._built:
            return [np.array(self._tail.get(token, ()), np.int32) for token in tokens]
        at = np.array(tokens, np.int64)
        spans = zip(self._starts[at].tolist(), self._starts[at + 1].tolist(), strict=True)
        listed = [self._rows[start:end] for start, end in spans]
        if last - first == self._built:
            return listed
        bounds = np.array((first, last), np.int32)  # of one kind with the rows, or all of them are copied
        within = [rows.searchsorted(bounds).tolist() for rows in listed]
        return [rows[low:high] for rows, (low, high) in zip(listed, within, strict=True)]

    def points_of(self, worth: Mapping[int, int], rows: Numbers) -> Numbers:
        """What the tokens are worth together that each of some built rows holds, which come in rising order."""
        found = np.zeros(len(rows), np.int32)
        for token, points in worth.items():
            held = self._rows[self._starts[token] : self._starts[token + 1]]
            if len(held):
                places = held.searchsorted(rows)
                found[held.take(places, mode="clip") == rows] += points
        return found

    def add(self, row: int, tokens: Numbers) -> None:
        """One more row."""
        for token in np.unique(tokens).tolist():
            self._tail.setdefault(token, []).append(row)

    def _fill(self, chunks: list[Found]) -> None:
        """Put each chunk behind the one before, token by token: a counting sort that needs no second copy."""
        free = self._starts[:-1].copy()
        for texts, tokens in chunks:
            held = np.bincount(tokens, minlength=len(free))
            within = np.arange(len(tokens)) - (np.cumsum(held) - held)[tokens]
            self._rows[free[tokens] + within] = texts
            free += held


def _sorted_pairs(found: Found) -> Found:
    """By token, then by row, each pair once."""
    packed = found.tokens.astype(np.int64) << 32 | found.texts
    packed.sort()
    packed = packed[np.diff(packed, prepend=-1) > 0]
    return Found((packed & 0xFFFFFFFF).astype(np.int32), (packed >> 32).astype(np.int32))
