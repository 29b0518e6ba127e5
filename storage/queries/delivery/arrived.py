"""Whether somebody has been told something yet; and calling off what has not left."""

from __future__ import annotations

from sqlalchemy import String, literal, select, update

from storage.tables import Outbox
from storage.unit_of_work import UnitOfWork


def has_arrived(work: UnitOfWork, person_id: int, kind: str, **about: int) -> bool:
    """Whether a notice of this kind about this record («case=5») has left for the person."""
    return any(state != "queued" for _, state in _told(work, person_id, kind, about))


def call_off(work: UnitOfWork, person_id: int, kind: str, **about: int) -> None:
    """Such notices as still wait are not sent; their keys are free for another."""
    waiting = [key for key, state in _told(work, person_id, kind, about) if state == "queued"]
    off = literal(":off:", String) + Outbox.id.cast(String)
    for one in waiting:
        called_off = {"state": "dropped", "reason": "called_off", "key": one + off}
        work.connection.execute(update(Outbox).where(Outbox.key == one).values(**called_off))


def _told(work: UnitOfWork, person_id: int, kind: str, about: dict[str, int]) -> list[tuple[str, str]]:
    """Keys and states of them."""
    work.flush()
    found = select(Outbox.key, Outbox.state, Outbox.facts).where(
        Outbox.person_id == person_id, Outbox.kind == kind
    )
    rows = work.connection.execute(found.where(Outbox.state != "dropped"))
    return [(row.key, row.state) for row in rows if about.items() <= (row.facts or {}).items()]
