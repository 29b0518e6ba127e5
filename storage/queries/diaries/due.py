"""Services by the moment at which they were accepted or done, while a diary or a rating is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select

from storage.tables import Enterprise, Expert, Need
from storage.unit_of_work import UnitOfWork
from storage.window import Window


@dataclass(frozen=True, slots=True)
class OpenService:
    """A service under way, the expert's person and who asked for it."""

    need_id: int
    expert_id: int
    accepted_at: datetime
    person_id: int
    asker_id: int


@dataclass(frozen=True, slots=True)
class UnratedService:
    """A service done, and the person who asked for it."""

    need_id: int
    person_id: int
    served_at: datetime


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """A need as it stands: who serves it since when, and for which enterprise."""

    state: str
    expert_id: int | None
    accepted_at: datetime | None
    enterprise: str


def service_of(work: UnitOfWork, need_id: int) -> ServiceFacts:
    """The need of this id, which must be there."""
    columns = (Need.state, Need.expert_id, Need.accepted_at, Enterprise.name)
    found = select(*columns).join(Enterprise, Enterprise.id == Need.enterprise_id)
    return ServiceFacts(*work.connection.execute(found.where(Need.id == need_id)).one())


def without_diary(work: UnitOfWork, windows: Sequence[Window]) -> list[OpenService]:
    """Services accepted within one of the windows, still under way."""
    columns = (Need.id, Need.expert_id, Need.accepted_at, Expert.person_id, Need.person_id)
    within = or_(*(window.holds(Need.accepted_at) for window in windows))
    found: Select[*tuple[Any, ...]] = (
        select(*columns).select_from(Need).join(Expert, Expert.id == Need.expert_id)
    )
    rows = work.connection.execute(found.where(Need.state == "accepted", within))
    return [OpenService(*row) for row in rows]


def without_rating(work: UnitOfWork, window: Window) -> list[UnratedService]:
    """Services done within the window and not rated."""
    found: Select[*tuple[Any, ...]] = select(Need.id, Need.person_id, Need.served_at)
    rows = work.connection.execute(found.where(Need.state == "served", window.holds(Need.served_at)))
    return [UnratedService(*row) for row in rows]


def first_service(work: UnitOfWork, after: datetime) -> datetime | None:
    """When the first service still under way was accepted after a moment."""
    first = select(func.min(Need.accepted_at)).where(Need.state == "accepted", Need.accepted_at > after)
    return work.connection.execute(first).scalar()


def first_unrated(work: UnitOfWork, after: datetime) -> datetime | None:
    """When the first service without a rating was done after a moment."""
    first = select(func.min(Need.served_at)).where(Need.state == "served", Need.served_at > after)
    return work.connection.execute(first).scalar()
