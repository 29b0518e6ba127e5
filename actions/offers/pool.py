"""The experts in memory, one index for each database, kept level with the rows by the notes of what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from threading import Lock
from typing import TypeVar

import numpy as np
from sqlalchemy import Engine

from actions.settings.house import own_weights
from matching.facts import Profile
from matching.index import Index, Kept
from matching.learned import Learned
from matching.meaning import Encoder, Packed
from matching.weights import Duty, Weights
from programme.qualification import SERVING
from storage.changes import KEPT, Change, changes_after, newest_change
from storage.queries.offers.phrase_vectors import vectors_of
from storage.queries.offers.profiles import profiles
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")
_OPTION = "experts"
"""The execution option of an engine that holds its pool."""
AGAIN = 64
"""So many of the last notes are looked at again each time: one may have been committed late, or undone."""
LOOK_AGAIN = 20
"""Questions after which it is looked whether another process has worked out what phrases mean."""
REMEMBERED = 5
"""Diaries whose words speak for an expert: the latest."""


class Pool:
    """One process's index of one database.

    What it says may be a moment old, or from a transaction that was undone; so whoever is to be asked is looked up
    in the rows once more (`storage.queries.offers.experts.able`).
    """

    def __init__(
        self, weights: Weights, duty: Duty, encoder: Encoder | None = None, own: Learned | None = None
    ) -> None:
        """With an encoder phrases count by their meaning too, as far as that has been worked out.

        `own`: weights of evidence that the centre has learned, in place of those that are shipped.
        """
        self.of_file = self._weights = weights
        self._duty, self.encoder, self._own = duty, encoder, own
        self._lock = Lock()
        self._index: Index | None = None
        self._year = 0
        self._asked = 0
        self._seen: dict[int, Change] = {}
        """The last notes, by number."""

    def ask(self, work: UnitOfWork, year: int, question: Callable[[Index], T]) -> T:
        """An answer of the index as the rows now stand; one question at a time."""
        work.flush()
        with self._lock:
            return question(self._level(work, year))

    def waiting(self, work: UnitOfWork, year: int) -> list[str]:
        """Phrases of experts whose meaning is still to be worked out; none where words alone count."""
        return self.ask(work, year, lambda index: index.phrases.waiting) if self.encoder else []

    def look_again(self, work: UnitOfWork) -> None:
        """Take up what was worked out."""
        with self._lock:
            self._take_up(work)

    def _level(self, work: UnitOfWork, year: int) -> Index:
        weights = own_weights(work, self.of_file)
        if self._index is None or self._index.needs_rebuild or (self._year, self._weights) != (year, weights):
            self._weights = weights
            return self._built(work, year)
        newest = max(self._seen, default=0)
        notes = {note.id: note for note in changes_after(work.connection, newest - AGAIN)}
        if len(notes) >= KEPT // 2:
            return self._built(work, year)
        undone = {note.expert_id for number, note in self._seen.items() if notes.get(number) != note}
        fresh = {note.expert_id for number, note in notes.items() if self._seen.get(number) != note}
        self._remember(notes)
        self._read_again(work, self._index, undone | fresh)
        self._asked += 1
        if self._asked % LOOK_AGAIN == 0:
            self._take_up(work)
        return self._index

    def _take_up(self, work: UnitOfWork) -> None:
        if self._index and self.encoder and (waiting := self._index.phrases.waiting):
            self._index.phrases.take_up(_kept(work, self.encoder, waiting))

    def _built(self, work: UnitOfWork, year: int) -> Index:
        """All anew. The notes are read first: what changes meanwhile is caught up with the next time."""
        since = newest_change(work.connection) - AGAIN
        self._remember({note.id: note for note in changes_after(work.connection, since)})
        kept = kept_vectors(work, self.encoder)
        self._index = Index(_profiles(work, year), self._weights, self._duty, self.encoder, kept)
        self._index.learned = self._own or self._index.learned
        self._year = year
        return self._index

    def _remember(self, notes: dict[int, Change]) -> None:
        newest = max(notes, default=0)
        self._seen = {number: note for number, note in notes.items() if number > newest - AGAIN}

    def _read_again(self, work: UnitOfWork, index: Index, experts: set[int]) -> None:
        if experts:
            found = {one.expert_id: one for one in _profiles(work, self._year, experts)}
            for expert in experts - found.keys():
                index.drop(expert)
            for one in found.values():
                index.put(one)
            self._take_up(work)


def _profiles(work: UnitOfWork, year: int, experts: set[int] | None = None) -> Iterator[Profile]:
    return (Profile(**row) for row in profiles(work, year, SERVING, REMEMBERED, experts))


def kept_vectors(work: UnitOfWork, encoder: Encoder | None) -> Kept | None:
    """Tells the encoder's vectors that the database has of phrases."""
    return partial(_kept, work, encoder) if encoder else None


def _kept(work: UnitOfWork, encoder: Encoder, phrases: list[str]) -> dict[str, Packed]:
    """The encoder's vectors that the database has of these phrases."""
    found = vectors_of(work.connection, encoder.name, phrases)
    return {phrase: np.frombuffer(vector, np.int8) for phrase, vector in found.items()}


def open_pool(
    engine: Engine, weights: Weights, duty: Duty, encoder: Encoder | None = None, own: Learned | None = None
) -> None:
    """Say how experts of this database are weighed. The pool goes with the engine, and with engines made from it later."""
    engine.update_execution_options(**{_OPTION: Pool(weights, duty, encoder, own)})


def pool_of(work: UnitOfWork) -> Pool:
    """The pool of the database that the work is done on; RuntimeError where none was opened."""
    pool = work.connection.get_execution_options().get(_OPTION)
    if not isinstance(pool, Pool):
        raise RuntimeError("no pool of experts was opened for this database")
    return pool
