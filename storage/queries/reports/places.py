"""Where the things lie that a digest speaks of; None for what is not there."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, func, select

from storage.tables import (
    Application,
    Case,
    Expert,
    Need,
    Qualification,
    Renewal,
    StaffDecision,
    Station,
    Task,
)
from storage.unit_of_work import UnitOfWork


def of_need(work: UnitOfWork, need_id: int) -> str | None:
    """The region of a need."""
    return _region(work, Need, need_id)


def of_application(work: UnitOfWork, application_id: int) -> str | None:
    """The region of an application."""
    return _region(work, Application, application_id)


def of_case(work: UnitOfWork, case_id: int) -> str | None:
    """The region of an objection or a complaint."""
    return _region(work, Case, case_id)


def of_task(work: UnitOfWork, task_id: int) -> str | None:
    """The place whose centre gave a task."""
    return _region(work, Task, task_id)


def of_renewal(work: UnitOfWork, renewal_id: int) -> str | None:
    """The region of the holder who asked for another term."""
    is_expert = and_(Qualification.holder == "expert", Expert.id == Qualification.holder_id)
    is_station = and_(Qualification.holder == "station", Station.id == Qualification.holder_id)
    found = select(func.coalesce(Expert.region, Station.region)).select_from(Renewal)
    found = found.join(Qualification, Qualification.id == Renewal.qualification_id)
    found = found.outerjoin(Expert, is_expert).outerjoin(Station, is_station)
    return work.session.execute(found.where(Renewal.id == renewal_id)).scalar()


def _region(work: UnitOfWork, model: Any, key: int) -> str | None:
    region: str | None = work.session.execute(select(model.region).where(model.id == key)).scalar()
    return region


def of_ruling(work: UnitOfWork, decision_id: int) -> str | None:
    """Where a decision of staff belongs."""
    return work.session.scalars(select(StaffDecision.region).where(StaffDecision.id == decision_id)).first()
