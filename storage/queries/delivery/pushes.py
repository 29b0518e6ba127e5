"""What a person was pushed lately, for deciding when the next may go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from storage.queries.delivery.reminders import REACHED
from storage.tables import Outbox
from storage.unit_of_work import UnitOfWork

BESIDES = ("answer", "digest")
"""Kinds that are not counted."""
GONE = (*REACHED, "sending")


@dataclass(frozen=True, slots=True)
class Push:
    """Something that went to a person, or is going: when, and its facts."""

    at: datetime
    facts: Mapping[str, Any]


def last_of_kind(work: UnitOfWork, person_id: int, kind: str) -> Push | None:
    """The newest of this kind to a person that was not urgent."""
    went = func.coalesce(Outbox.sent_at, Outbox.due_at)
    mine = (Outbox.person_id == person_id, Outbox.state.in_(GONE), Outbox.kind == kind)
    newest = select(went, Outbox.facts).where(*mine, Outbox.urgent.is_(False)).order_by(went.desc())
    found = work.connection.execute(newest.limit(1)).first()
    return Push(*found) if found else None


def pushes_since(work: UnitOfWork, person_id: int, since: datetime) -> int:
    """How many messages that were not urgent a person was pushed since a moment; several in one are one."""
    mine = (Outbox.person_id == person_id, Outbox.state.in_(GONE), Outbox.kind.not_in(BESIDES))
    counted = select(func.count()).where(
        *mine, Outbox.urgent.is_(False), Outbox.lead_id.is_(None), Outbox.sent_at >= since
    )
    return work.connection.execute(counted).scalar_one()
