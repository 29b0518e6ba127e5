"""Applications in which somebody waits: under review, returned, or with an objection after their publicity."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, or_, select

from storage.tables import Application
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class OpenApplication:
    """How an application stands, since when, and whose it is."""

    id: int
    person_id: int
    state: str
    submitted_at: datetime
    decided_at: datetime | None
    publicity_ends: date | None


def open_applications(work: UnitOfWork, states: Collection[str], today: date) -> list[OpenApplication]:
    """Those in these states, and those whose publicity is over."""
    over = and_(Application.state == "publicity", Application.publicity_ends < today)
    return _found(work, or_(Application.state.in_(states), over))


def open_application(work: UnitOfWork, application_id: int) -> OpenApplication | None:
    """An application by its id, in whatever state; None where there is none."""
    return next(iter(_found(work, Application.id == application_id)), None)


def _found(work: UnitOfWork, where: ColumnElement[bool]) -> list[OpenApplication]:
    columns = (
        Application.id,
        Application.person_id,
        Application.state,
        Application.submitted_at,
        Application.decided_at,
        Application.publicity_ends,
    )
    rows = work.connection.execute(select(*columns).where(where).order_by(Application.id))
    return [OpenApplication(*row) for row in rows]
