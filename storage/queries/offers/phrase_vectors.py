"""What experts' phrases mean, kept by a digest of each: worked out once for all processes, and never at a start.

Each encoder has vectors of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.tables import PhraseVector

AT_ONCE = 500


def vectors_of(connection: Connection, encoder: str, phrases: Sequence[str]) -> dict[str, bytes]:
    """The vectors of this encoder that are kept of these phrases."""
    found: dict[str, bytes] = {}
    for part in _parts(phrases):
        by_digest = {digest(encoder, phrase): phrase for phrase in part}
        kept = select(PhraseVector.digest, PhraseVector.vector).where(PhraseVector.digest.in_(by_digest))
        found |= {by_digest[bytes(key)]: bytes(vector) for key, vector in connection.execute(kept)}
    return found


def keep_vectors(connection: Connection, encoder: str, vectors: Mapping[str, bytes]) -> None:
    """Keep these; whoever kept one of them first is right."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    rows = [{"digest": digest(encoder, phrase), "vector": vector} for phrase, vector in vectors.items()]
    if rows:
        connection.execute(insert(PhraseVector).on_conflict_do_nothing(), rows)


def digest(encoder: str, phrase: str) -> bytes:
    """What a phrase is kept under: told from it and the encoder's name, of 16 characters at most."""
    return blake2b(phrase.encode(), digest_size=16, person=encoder.encode()).digest()


def _parts(phrases: Sequence[str]) -> Iterator[Sequence[str]]:
    for first in range(0, len(phrases), AT_ONCE):
        yield phrases[first : first + AT_ONCE]
