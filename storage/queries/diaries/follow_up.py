"""Services to firms of focus groups (S1.4) that are to be followed up, while the matter has not moved on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import aliased

from storage.tables import Case, Diary, Need, Person
from storage.unit_of_work import UnitOfWork
from storage.window import Window

DONE = ("served", "rated")


@dataclass(frozen=True, slots=True)
class Followed:
    """A service done, who asked for it, and whether it has been rated."""

    need_id: int
    person_id: int
    served_at: datetime
    rated: bool


def to_follow_up(work: UnitOfWork, windows: Sequence[Window]) -> list[Followed]:
    """Services to firms of focus groups done within one of the windows, of which nobody has said how it went on."""
    within = or_(*(window.holds(Need.served_at) for window in windows))
    found = select(Need.id, Need.person_id, Need.served_at, Need.state, Need.focus).where(within, *_still())
    rows = work.connection.execute(found.order_by(Need.id))
    return [
        Followed(need, person, at, state == "rated")
        for need, person, at, state, focus in rows
        if focus and at
    ]


def is_to_be_followed_up(work: UnitOfWork, need_id: int) -> bool:
    """Whether the firm may still be asked about this service."""
    return work.session.scalar(select(Need.id).where(Need.id == need_id, *_still())) is not None


def follow_ups(work: UnitOfWork, needs: Collection[int]) -> dict[int, tuple[str, datetime]]:
    """What firms said afterwards, as a code, and when, by need; of those that said nothing there is none."""
    found = select(Need.id, Need.follow_up, Need.followed_up_at).where(Need.id.in_(needs))
    rows = work.session.execute(found.where(Need.follow_up.is_not(None)))
    return {need: (said, at) for need, said, at in rows if said and at}


def _still() -> tuple[ColumnElement[bool], ...]:
    """Done, nothing said; and since then no other need, no complaint of the firm's, and no diary of it that the firm disputes."""
    later, asker = aliased(Need), aliased(Person)
    another = exists().where(later.enterprise_id == Need.enterprise_id, later.created_at > Need.served_at)
    complained = exists().where(
        Case.kind == "complaint",
        Case.filed_at > Need.served_at,
        Case.person_id == asker.id,
        asker.enterprise_id == Need.enterprise_id,
    )
    disputed = exists().where(Diary.need_id == Need.id, Diary.state == "held")
    return Need.state.in_(DONE), Need.follow_up.is_(None), ~another, ~complained, ~disputed
