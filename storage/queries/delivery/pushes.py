"""What a person was pushed lately, for deciding when the next may go."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from storage.queries.delivery.reminders import REACHED
from storage.tables import Outbox
from storage.unit_of_work import UnitOfWork

BESIDES = ("answer", "digest")
"""Kinds that are not counted."""
GONE = (*REACHED, "sending")


def last_of_kind(work: UnitOfWork, person_id: int, kind: str) -> datetime | None:
    """When something of this kind that was not urgent last went to a person, or is going."""
    went = select(func.max(func.coalesce(Outbox.sent_at, Outbox.due_at)))
    mine = (Outbox.person_id == person_id, Outbox.state.in_(GONE), Outbox.kind == kind)
    return work.connection.execute(went.where(*mine, Outbox.urgent.is_(False))).scalar()


def pushes_since(work: UnitOfWork, person_id: int, since: datetime) -> int:
    """How many messages that were not urgent a person was pushed since a moment; several in one are one."""
    mine = (Outbox.person_id == person_id, Outbox.state.in_(GONE), Outbox.kind.not_in(BESIDES))
    counted = select(func.count()).where(
        *mine, Outbox.urgent.is_(False), Outbox.lead_id.is_(None), Outbox.sent_at >= since
    )
    return work.connection.execute(counted).scalar_one()
