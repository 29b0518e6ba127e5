"""Services by the moment at which they were accepted or done, while a diary or a rating is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, func, or_, select

from storage.tables import Diary, Enterprise, Expert, Need, Rating
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
    contact_by: datetime | None


@dataclass(frozen=True, slots=True)
class UnratedService:
    """A service done, and the person who asked for it."""

    need_id: int
    person_id: int
    served_at: datetime


_OF_SERVICE = (
    Need.id,
    Need.expert_id,
    Need.accepted_at,
    Expert.person_id,
    Need.person_id,
    Need.contact_by,
)


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """A need as it stands: who serves it since when, and for which enterprise."""

    state: str
    expert_id: int | None
    accepted_at: datetime | None
    contacted_at: datetime | None
    enterprise: str

    @property
    def in_touch(self) -> bool:
        """Whether one of both has said so since the expert took it on."""
        return bool(self.contacted_at and self.accepted_at and self.contacted_at >= self.accepted_at)


def service_of(work: UnitOfWork, need_id: int) -> ServiceFacts:
    """The need of this id, which must be there."""
    columns = (Need.state, Need.expert_id, Need.accepted_at, Need.contacted_at, Enterprise.name)
    found = select(*columns).join(Enterprise, Enterprise.id == Need.enterprise_id)
    return ServiceFacts(*work.connection.execute(found.where(Need.id == need_id)).one())


def without_diary(work: UnitOfWork, windows: Sequence[Window]) -> list[OpenService]:
    """Services accepted within one of the windows, still under way; not those that have a diary and are open as nothing was solved."""
    columns = _OF_SERVICE
    within = or_(*(window.holds(Need.accepted_at) for window in windows))
    found: Select[*tuple[Any, ...]] = (
        select(*columns).select_from(Need).join(Expert, Expert.id == Need.expert_id)
    )
    told = exists().where(Diary.need_id == Need.id, Diary.state == "recorded")
    rows = work.connection.execute(found.where(Need.state == "accepted", within, ~told))
    return [OpenService(*row) for row in rows]


def without_contact(
    work: UnitOfWork, windows: Sequence[Window], promised: Sequence[Window]
) -> list[tuple[OpenService, str]]:
    """The same, with the region, of which nobody has said since then that firm and expert are in touch.

    Also those of which a call was promised by a moment in one of the windows `promised`.
    """
    columns = (*_OF_SERVICE, Need.region)
    within = or_(
        *(window.holds(Need.accepted_at) for window in windows),
        *(window.holds(Need.contact_by) for window in promised),
    )
    silent = or_(Need.contacted_at.is_(None), Need.contacted_at < Need.accepted_at)
    found: Select[*tuple[Any, ...]] = (
        select(*columns).select_from(Need).join(Expert, Expert.id == Need.expert_id)
    )
    rows = work.connection.execute(found.where(Need.state == "accepted", within, silent))
    return [(OpenService(*row[:-1]), row[-1]) for row in rows]


def first_call(work: UnitOfWork, after: datetime) -> datetime | None:
    """By when the first expert who has a need in hand is to call, after a moment."""
    first = select(func.min(Need.contact_by)).where(Need.state == "accepted", Need.contact_by > after)
    return work.connection.execute(first).scalar()


def without_effect(work: UnitOfWork, window: Window) -> list[UnratedService]:
    """Services done within the window and rated, of which nobody has said, then or since, what came of them later."""
    found: Select[*tuple[Any, ...]] = select(Need.id, Need.person_id, Need.served_at)
    found = found.join(Rating, Rating.need_id == Need.id)
    found = found.where(Rating.lasting.is_(None), Need.follow_up.is_(None))
    return [
        UnratedService(*row) for row in work.connection.execute(found.where(window.holds(Need.served_at)))
    ]


def first_rated(work: UnitOfWork, after: datetime) -> datetime | None:
    """When the first service that is rated was done after a moment."""
    first = select(func.min(Need.served_at)).where(Need.state == "rated", Need.served_at > after)
    return work.connection.execute(first).scalar()


def first_done(work: UnitOfWork, after: datetime) -> datetime | None:
    """When the first service, rated or not, was done after a moment."""
    first = select(func.min(Need.served_at)).where(
        Need.state.in_(("served", "rated")), Need.served_at > after
    )
    return work.connection.execute(first).scalar()


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
