"""The chain over the audit: traces are sealed batch by batch, and the whole is looked over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from programme.audit_chain import START, Fault, Head, Sealed, Walk, batch_faults, hash_words, link_of
from storage.queries import audit
from storage.unit_of_work import UnitOfWork

BATCH = 1000
WAIT_MS = 500
"""For others who write on PostgreSQL; the next tick tries again."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a look over the chain found. `unsealed`: traces that wait for the next batch."""

    head: Head | None
    unsealed: int
    faults: list[Fault]


def seal_some(work: UnitOfWork, now: datetime) -> bool:
    """Seal a batch of what is not sealed yet, in a transaction that does nothing else; whether more is left."""
    work.flush()
    if not audit.unsealed(work.connection, audit.newest_sealed(work.connection), 1):
        return False
    try:
        with work.connection.begin_nested():
            audit.hold_writers_off(work.connection, WAIT_MS)
    except OperationalError:
        return False
    waiting = audit.unsealed(work.connection, audit.newest_sealed(work.connection), BATCH)
    if waiting:
        audit.add_links(work.connection, _linked(audit.head(work.connection), waiting), now)
    return len(waiting) == BATCH


def _linked(head: Head | None, traces: list[Sealed]) -> list[Sealed]:
    first, link = (head.place + 1, bytes.fromhex(head.link)) if head else (1, START)
    linked = []
    for place, trace in enumerate(traces, first):
        assert trace.content is not None
        words_hash = hash_words(trace.salt, trace.words)
        link = link_of(link, words_hash, trace.content)
        linked.append(trace._replace(place=place, words_hash=words_hash, link=link))
    return linked


def sealed_head(work: UnitOfWork) -> Head | None:
    """What is printed where nobody with access to the database can change it."""
    return audit.head(work.connection)


def verify(connection: Connection, printed: Head | None = None) -> Verdict:
    """Look over the whole chain, and whether it still has a head that was printed once; in a transaction of its own."""
    audit.see_one_moment(connection)
    walk = Walk(audit.forgotten(connection))
    faults = list(walk.along(audit.links(connection)))
    faults += batch_faults(audit.batches(connection), walk.place)
    faults += (Fault("inserted", row) for row in audit.slipped_in(connection, walk.newest))
    faults += _against(connection, printed, walk.place)
    return Verdict(audit.head(connection), audit.unsealed_count(connection, walk.newest), faults)


def verify_last_batch(connection: Connection) -> list[Fault]:
    """What does not hold in the newest batch."""
    audit.see_one_moment(connection)
    batch = audit.last_batch(connection)
    if batch is None:
        return []
    before = audit.link_at(connection, batch.first - 1) if batch.first > 1 else START
    walk = Walk(audit.forgotten(connection), batch.first - 1, before)
    faults = list(walk.along(audit.links(connection, batch.first - 1)))
    faults += batch_faults([batch], walk.place, batch.first - 1)
    return faults


def _against(connection: Connection, printed: Head | None, reached: int) -> Iterator[Fault]:
    if printed is None:
        return
    if printed.place > reached:
        yield Fault("truncated", place=reached + 1)
        return
    link = audit.link_at(connection, printed.place)
    if link is not None and not link.hex().startswith(printed.link):
        yield Fault("rewritten", place=printed.place)
