"""What reached nobody, tried once more when its person writes: a way is open again, if only for a while."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, literal, null, update
from sqlalchemy.sql.dml import ReturningUpdate

from storage.prepared import Prepared
from storage.queries.delivery.dead_letters import MADE_ANEW
from storage.queries.delivery.due import MISSED, Due, waiting
from storage.tables import Outbox
from storage.unit_of_work import UnitOfWork

NO_WAY = "no way"
"""The reason of a row to whose person no way was open."""
KEPT_FOR = timedelta(days=90)
"""What is older is no news to anybody."""


def bring_back(work: UnitOfWork, person_id: int, now: datetime, due: datetime) -> None:
    """Queue what this person missed, to be looked at again at `due`: whether it is still true is asked then."""
    values = {"person": person_id, "since": now - KEPT_FOR, "at": due}
    if _BACK.run(work.connection, values):
        work.request_delivery(person_id, due)


def missed_waiting(work: UnitOfWork, person_id: int, now: datetime, most: int) -> list[Due]:
    """What this person missed and may be told now, oldest first."""
    values = {"now": now, "most": most, "person": person_id}
    rows = work.connection.execute(waiting(of_one=True).where(Outbox.reason == MISSED), values)
    return [Due(*row) for row in rows]


def _back() -> ReturningUpdate[tuple[int]]:
    lost = update(Outbox).where(
        Outbox.person_id == bindparam("person"),
        Outbox.state == "dead",
        Outbox.reason == NO_WAY,
        Outbox.created_at >= bindparam("since"),
        *(Outbox.kind != kind for kind in ("answer", *MADE_ANEW)),
    )
    fresh = {"state": "queued", "reason": MISSED, "due_at": bindparam("at"), "tries": literal(0)}
    fresh |= {"closed": null(), "account_id": null(), "lead_id": null()}
    return lost.values(fresh).returning(Outbox.id)


_BACK = Prepared(lambda dialect: _back())
