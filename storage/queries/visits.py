"""What firms told who came to see them, while it waits for their yes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

from programme.clerks import WORKING
from storage.tables import Person, Station, StationClerk, VisitNeed
from storage.unit_of_work import UnitOfWork

_DESK = aliased(Station)
"""The station of who is not in charge of one."""


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """`told_to`: the station whose work the visitor does, else the person, who is the `visitor`. The text is gone where the firm said no.

    States as of `storage.tables.VisitNeed`.
    """

    id: int
    person_id: int
    contact_id: int | None
    told_to: str
    visitor: str
    enterprise: str
    text: str
    phone: str
    state: str
    need_id: int | None
    asked_at: datetime


def visit(work: UnitOfWork, visit_id: int) -> VisitFacts | None:
    """What a firm told, by its number; None where there is none."""
    return next(iter(_found(work, VisitNeed.id == visit_id)), None)


def visits_to_answer(work: UnitOfWork, person_id: int) -> list[VisitFacts]:
    """What somebody is asked to agree to for their firm, the oldest first."""
    return _found(work, VisitNeed.contact_id == person_id, VisitNeed.state == "asked")


def visits_waiting(work: UnitOfWork, person_id: int, station_id: int | None = None) -> list[VisitFacts]:
    """What somebody was told, or anybody who works at their station, and no firm has answered, the oldest first."""
    own = VisitNeed.person_id == person_id
    theirs = own if station_id is None else or_(own, func.coalesce(Station.id, _DESK.id) == station_id)
    return _found(work, theirs, VisitNeed.state == "asked")


def _found(work: UnitOfWork, *where: ColumnElement[bool]) -> list[VisitFacts]:
    work.flush()
    columns = (
        VisitNeed.id,
        VisitNeed.person_id,
        VisitNeed.contact_id,
        func.coalesce(Station.name, _DESK.name, Person.name),
        func.coalesce(Person.name, ""),
        VisitNeed.enterprise,
        VisitNeed.text,
        VisitNeed.phone,
        VisitNeed.state,
        VisitNeed.need_id,
        VisitNeed.asked_at,
    )
    found = select(*columns).join(Person, Person.id == VisitNeed.person_id)
    found = found.outerjoin(Station, Station.person_id == Person.id)
    at_desk = and_(StationClerk.person_id == Person.id, StationClerk.role.in_(WORKING))
    found = found.outerjoin(StationClerk, at_desk).outerjoin(_DESK, _DESK.id == StationClerk.station_id)
    found = found.where(*where).order_by(VisitNeed.id)
    rows = work.session.execute(found)
    return [VisitFacts(*row) for row in rows]
