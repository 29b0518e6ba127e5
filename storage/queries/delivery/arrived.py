"""Whether somebody has been told something yet; and calling off what has not left."""

from __future__ import annotations

from sqlalchemy import String, literal, select, update

from storage.tables import Outbox
from storage.unit_of_work import UnitOfWork

NOT_ARRIVED = ("queued", "retry", "dead")
"""States of what its person has not been told; what is being sent, or may have arrived, counts as told."""


def has_arrived(work: UnitOfWork, person_id: int, kind: str, **about: int) -> bool:
    """Whether a notice of this kind about this record («case=5») has left for the person, and was not lost."""
    return any(state not in NOT_ARRIVED for _, state in _told(work, person_id, kind, about))


def call_off(work: UnitOfWork, person_id: int, kind: str, **about: int) -> None:
    """Such notices as still wait, or were lost, are not sent any more; their keys are free for another."""
    waiting = [key for key, state in _told(work, person_id, kind, about) if state in NOT_ARRIVED]
    off = literal(":off:", String) + Outbox.id.cast(String)
    for one in waiting:
        called_off = {"state": "dropped", "reason": "called_off", "key": one + off}
        still = update(Outbox).where(Outbox.key == one, Outbox.state.in_(NOT_ARRIVED))
        work.connection.execute(still.values(**called_off))


def _told(work: UnitOfWork, person_id: int, kind: str, about: dict[str, int]) -> list[tuple[str, str]]:
    """Keys and states of them."""
    work.flush()
    found = select(Outbox.key, Outbox.state, Outbox.facts).where(
        Outbox.person_id == person_id, Outbox.kind == kind
    )
    rows = work.connection.execute(found.where(Outbox.state != "dropped"))
    return [(row.key, row.state) for row in rows if about.items() <= (row.facts or {}).items()]
