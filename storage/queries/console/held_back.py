"""Messages that an act on the console queued: they wait a moment, so that a slip reaches nobody."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select, update

from storage.tables import Outbox
from storage.unit_of_work import UnitOfWork


def hold_back(work: UnitOfWork, person_id: int, now: datetime, until: datetime) -> list[int]:
    """What this person's deed of this very moment queued waits until then, but for what is urgent; return which rows.

    What an earlier deed of the same moment queued waits already and is not among them.
    """
    mine = (
        Outbox.caused_by == person_id,
        Outbox.created_at == now,
        Outbox.due_at == now,
        Outbox.inbox_id.is_(None),
        Outbox.state == "queued",
        Outbox.urgent.is_(False),
    )
    work.flush()
    ids = list(work.connection.execute(select(Outbox.id).where(*mine)).scalars())
    if ids:
        work.connection.execute(update(Outbox).where(Outbox.id.in_(ids)).values(due_at=until))
        work.pending_delivery = {(who, max(at, until)) for who, at in work.pending_delivery}
    return ids


def take_back(work: UnitOfWork, ids: Collection[int]) -> bool:
    """Whether there are any and all of these waited still: then they are gone, as if nobody had queued them. Else nothing is changed.

    They are locked before they are counted: none is sent in between.
    """
    waiting = select(Outbox.id).where(Outbox.id.in_(ids), Outbox.state == "queued")
    left = work.connection.execute(waiting.order_by(Outbox.id).with_for_update()).scalars().all()
    if not ids or len(left) != len(ids):
        return False
    work.connection.execute(delete(Outbox).where(Outbox.id.in_(left)))
    return True


def reopen_letter(work: UnitOfWork, outbox_id: int, state: str) -> bool:
    """A letter that somebody was told of otherwise waits for staff again; False where it is something else by now."""
    told = (Outbox.id == outbox_id, Outbox.state == "told")
    return bool(
        work.connection.execute(update(Outbox).where(*told).values(state=state, sent_at=None)).rowcount
    )
