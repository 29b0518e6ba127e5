"""Requests that staff answer, and the talks that come of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select

from storage.tables import Case, Staff
from storage.unit_of_work import UnitOfWork
from storage.window import Window


@dataclass(frozen=True, slots=True)
class StaffTalk:
    """A talk of somebody with a member of staff, who are persons here, since `taken_at`."""

    case: int
    person_id: int
    officer_id: int
    taken_at: datetime | None


def open_request(work: UnitOfWork, person_id: int, about: str, states: Collection[str]) -> int | None:
    """The number of the person's request of this kind that is in one of these states, the newest."""
    found = select(func.max(Case.id)).where(
        Case.kind == "request", Case.about == about, Case.person_id == person_id, Case.state.in_(states)
    )
    return work.session.execute(found).scalar()


def talks_of(work: UnitOfWork, staff_id: int, since: datetime) -> list[int]:
    """The numbers of the requests for whose sake a member of staff has been talking with somebody since then."""
    return list(
        work.session.execute(select(Case.id).where(_talks(since), Case.staff_id == staff_id)).scalars()
    )


def talks_begun(work: UnitOfWork, begun: Window) -> list[StaffTalk]:
    """Talks that began within a window and were not ended since."""
    found = select(Case.id, Case.person_id, Staff.person_id, Case.taken_at).join(
        Staff, Staff.id == Case.staff_id
    )
    return [
        StaffTalk(*row)
        for row in work.connection.execute(found.where(Case.state == "answered", begun.holds(Case.taken_at)))
    ]


def first_talk(work: UnitOfWork, after: datetime) -> datetime | None:
    """When the first of the talks began that began after a moment and were not ended since."""
    return work.connection.execute(select(func.min(Case.taken_at)).where(_talks(after))).scalar()


def _talks(since: datetime) -> ColumnElement[bool]:
    return and_(Case.state == "answered", Case.staff_id.is_not(None), Case.taken_at > since)
