"""The answers to a message: kept with it, and given in reply to the vendor's call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from storage.prepared import Prepared
from storage.queries.delivery.held import SUPERSEDED
from storage.tables import Outbox
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a message, as it stands."""

    id: int
    state: str
    tries: int
    shown: dict[str, Any]


def answers_to(work: UnitOfWork, inbox_id: int) -> list[Answer]:
    """The answers to a message, in order; without those that a later answer stands for."""
    return [Answer(*row) for row in _ANSWERS.run(work.connection, {"inbox": inbox_id})]


def claim(work: UnitOfWork, outbox_id: int, until: datetime) -> None:
    """An answer is being given in reply to the vendor's call, by somebody who has it until `until`."""
    _CLAIMED.run(work.connection, {"row": outbox_id, "state": "sending", "due_at": until})


def answered(work: UnitOfWork, inbox_id: int, now: datetime) -> None:
    """The claimed answers to a message were given."""
    _ANSWERED.run(work.connection, {"inbox": inbox_id, "state": "sent", "sent_at": now})


_ANSWERS = Prepared(
    lambda dialect: (
        select(Outbox.id, Outbox.state, Outbox.tries, Outbox.shown)
        .where(Outbox.inbox_id == bindparam("inbox"), Outbox.state != SUPERSEDED)
        .order_by(Outbox.id)
        .with_for_update()
    )
)
_CLAIMED = Prepared(lambda dialect: update(Outbox).where(Outbox.id == bindparam("row")))
_ANSWERED = Prepared(
    lambda dialect: update(Outbox).where(
        Outbox.inbox_id == bindparam("inbox"), Outbox.tries == 0, Outbox.state == "sending"
    )
)
