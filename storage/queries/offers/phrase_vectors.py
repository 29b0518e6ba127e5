"""What experts' phrases mean, kept by a digest of each: worked out once for all processes, and never at a start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.tables import PhraseVector

AT_ONCE = 500


def vectors_of(connection: Connection, phrases: Sequence[str]) -> dict[str, bytes]:
    """The vectors that are kept of these phrases."""
    found: dict[str, bytes] = {}
    for part in _parts(phrases):
        by_digest = {digest(phrase): phrase for phrase in part}
        kept = select(PhraseVector.digest, PhraseVector.vector).where(PhraseVector.digest.in_(by_digest))
        found |= {by_digest[bytes(key)]: bytes(vector) for key, vector in connection.execute(kept)}
    return found


def keep_vectors(connection: Connection, vectors: Mapping[str, bytes]) -> None:
    """Keep these; whoever kept one of them first is right."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    rows = [{"digest": digest(phrase), "vector": vector} for phrase, vector in vectors.items()]
    if rows:
        connection.execute(insert(PhraseVector).on_conflict_do_nothing(), rows)


def digest(phrase: str) -> bytes:
    """What a phrase is kept under."""
    return blake2b(phrase.encode(), digest_size=16).digest()


def _parts(phrases: Sequence[str]) -> Iterator[Sequence[str]]:
    for first in range(0, len(phrases), AT_ONCE):
        yield phrases[first : first + AT_ONCE]
