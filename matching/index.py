"""All experts in memory, a row each: built at once, then changed in place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from matching import columns as column
from matching.columns import Columns
from matching.facts import Profile
from matching.learned import learned
from matching.meaning import Encoder, Packed
from matching.phrases import Phrases, undoubted
from matching.postings import Postings
from matching.tokens import Found, found_in
from matching.weights import Duty, Weights

AT_ONCE = 20_000
LATE = 1024
"""So many rows may come late before the index asks to be built anew; an eighth of them all, where that is more."""

Rows = NDArray[np.int64]
Kept = Callable[[list[str]], Mapping[str, Packed]]
"""Tells the vectors that are kept of some phrases; of those it leaves out there is none yet."""


class Index:
    """Experts by row. Figures change where they stand; who has new words or another region gets a new, late row."""

    def __init__(
        self,
        profiles: Iterable[Profile] = (),
        weights: Weights | None = None,
        duty: Duty | None = None,
        encoder: Encoder | None = None,
        kept: Kept | None = None,
    ) -> None:
        """`profiles` come in the order of their regions, those without one first; ValueError if not.

        `encoder` tells what a need means, and `kept` its vectors of phrases; without one words alone decide.
        """
        self.weights, self.duty, self.encoder = weights or Weights(), duty or Duty(), encoder
        self.learned = learned(encoder)
        self.phrases = Phrases()
        parts: list[Columns] = []
        found: list[Found] = []
        source, size = iter(profiles), 0
        while chunk := list(islice(source, AT_ONCE)):
            parts.append(column.of(chunk, self.weights, self.duty))
            found.append(_words(chunk, size))
            self.phrases.extend(chunk)
            self.phrases.take_up(kept(self.phrases.waiting) if kept else {})
            size += len(chunk)
        self.columns = column.joined(parts)
        if (np.diff(self.columns["region"]) < 0).any():
            raise ValueError("profiles must come in the order of their regions")
        self.built = self.size = size
        self.postings = Postings(found, size)
        self._by_expert = np.argsort(self.columns["expert"], kind="stable").astype(np.int32)
        self._late: dict[int, int] = {}
        """Where those stand who came late or went (-1)."""

    @property
    def needs_rebuild(self) -> bool:
        """Whether so many came late that building anew is better."""
        return self.size - self.built > max(LATE, self.built // 8)

    def put(self, profile: Profile) -> None:
        """Write an expert's facts, new or changed."""
        fresh = column.of([profile], self.weights, self.duty)
        row = self.row(profile.expert_id)
        if row is None or self.columns["mark"][row] != fresh["mark"][0]:
            self.drop(profile.expert_id)
            row = self._new_row(profile)
        for name, values in fresh.items():
            self.columns[name][row] = values[0]

    def drop(self, expert_id: int) -> None:
        """Forget an expert; nothing where the index does not know them."""
        row = self.row(expert_id)
        if row is not None:
            self.columns["serving"][row] = False
            self._late[expert_id] = -1

    def row(self, expert_id: int) -> int | None:
        """The row of an expert; None where the index does not know them."""
        if expert_id in self._late:
            return self._late[expert_id] if self._late[expert_id] >= 0 else None
        experts = self.columns["expert"]
        place = int(np.searchsorted(experts[: self.built], expert_id, sorter=self._by_expert))
        row = int(self._by_expert[place]) if place < self.built else -1
        return row if row >= 0 and experts[row] == expert_id else None

    def room(self, expert_id: int) -> int:
        """How many more services an expert can take; 0 for somebody unknown, below 0 where they hold too many."""
        row = self.row(expert_id)
        return 0 if row is None else int(self.columns["capacity"][row] - self.columns["load"][row])

    def span(self, low: int, high: int) -> tuple[int, int]:
        """The built rows whose regions go from one code to before another: the first, and behind the last."""
        first, last = self.columns["region"][: self.built].searchsorted(np.array((low, high), np.int32))
        return int(first), int(last)

    def _new_row(self, profile: Profile) -> int:
        row = self.size
        if row == len(self.columns["expert"]):
            self.columns = column.widened(self.columns)
        self.size += 1
        self.postings.add(row, _words([profile], 0).tokens)
        self.phrases.extend([profile])
        self._late[profile.expert_id] = row
        return row


def _words(profiles: list[Profile], first_row: int) -> Found:
    found = found_in(
        [undoubted(one) if one.doubted else f"{one.specialities}。{one.past}。{one.unit}" for one in profiles]
    )
    return Found(found.texts + np.int32(first_row), found.tokens)
