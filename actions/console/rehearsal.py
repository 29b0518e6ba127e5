"""What a deed would send: read in its own transaction, before that is undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from storage.tables import Outbox
from storage.unit_of_work import UnitOfWork

MOST = 3


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A notice that was queued: for whom, of which kind, with which facts."""

    person_id: int
    kind: str
    facts: Mapping[str, Any]


def notices_of(work: UnitOfWork, by: int, now: datetime) -> list[Rehearsed]:
    """The first notices that this person's deed of this very moment has queued."""
    work.flush()
    mine = (Outbox.caused_by == by, Outbox.created_at == now, Outbox.inbox_id.is_(None))
    found = select(Outbox.person_id, Outbox.kind, Outbox.facts).where(*mine).order_by(Outbox.id).limit(MOST)
    return [Rehearsed(*row) for row in work.connection.execute(found)]
