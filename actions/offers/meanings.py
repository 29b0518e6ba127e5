"""What experts' phrases mean is worked out beside the talks, a few at a time, and kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from actions.offers.pool import pool_of
from matching.meaning import Encoder, Packed
from storage.queries.offers.phrase_vectors import keep_vectors
from storage.unit_of_work import UnitOfWork


def phrases_to_work_out(work: UnitOfWork, encoder: Encoder, now: datetime) -> list[str]:
    """Some of the phrases whose meaning nobody has worked out yet."""
    pool = pool_of(work)
    pool.look_again(work)
    return pool.waiting(work, now.year)[: encoder.at_once]


def keep_meanings(work: UnitOfWork, encoder: Encoder, vectors: Mapping[str, Packed]) -> None:
    """Keep them for every process, and use them here from now on."""
    keep_vectors(
        work.connection, encoder.name, {phrase: vector.tobytes() for phrase, vector in vectors.items()}
    )
    pool_of(work).look_again(work)
