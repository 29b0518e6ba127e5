"""Where a person is signed in, and who has a telephone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from storage.encryption.columns import is_one_of
from storage.tables import Account, Enterprise, Expert, Inbox, Person, Staff, Station
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Device:
    """An account of a person; `heard_at`: when they last wrote from it."""

    account_id: int
    channel: str
    created_at: datetime
    heard_at: datetime | None


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody whose verified telephone it is."""

    person_id: int
    is_staff: bool


def devices_of(work: UnitOfWork, person_id: int) -> list[Device]:
    """The accounts of a person, the one that was used last first."""
    heard = select(func.max(Inbox.received_at)).where(Inbox.account_id == Account.id).scalar_subquery()
    found = select(Account.id, Account.channel, Account.created_at, heard).where(
        Account.person_id == person_id
    )
    devices = [Device(*row) for row in work.session.execute(found)]
    return sorted(devices, key=lambda one: one.heard_at or one.created_at, reverse=True)


def owners_of_phone(work: UnitOfWork, phone: str) -> list[Owner]:
    """Everybody whose verified number it is; one that was only told in a talk is nobody's."""
    found = select(Person.id, Staff.id.is_not(None)).outerjoin(Staff, Staff.person_id == Person.id)
    has_it = is_one_of(Person.phone_index, [phone])
    mine = found.where(has_it, Person.phone_verified.is_(True), Person.room_of.is_(None))
    return [Owner(*row) for row in work.session.execute(mine.order_by(Person.id))]


def phone_is_verified(work: UnitOfWork, person_id: int) -> bool:
    """Whether the person could find their way back by their telephone."""
    found = select(Person.phone_verified).where(Person.id == person_id, Person.phone.is_not(None))
    return bool(work.session.scalar(found))


@dataclass(frozen=True, slots=True)
class Known:
    """Who writes from an account: name, number (if it is verified), and what they are."""

    name: str
    phone: str | None
    roles: tuple[str, ...]


def who_writes(connection: Connection, channel: str, external_id: str) -> Known | None:
    """Who is behind an account; None where nobody is."""
    of = {"enterprise": Enterprise.id, "expert": Expert.id, "station": Station.id, "staff": Staff.id}
    found = (
        select(Person.name, Person.phone, Person.phone_verified, *of.values())
        .join(Account, Account.person_id == Person.id)
        .outerjoin(Enterprise, Enterprise.id == Person.enterprise_id)
        .outerjoin(Expert, Expert.person_id == Person.id)
        .outerjoin(Station, Station.person_id == Person.id)
        .outerjoin(Staff, Staff.person_id == Person.id)
        .where(Account.channel == channel, Account.external_id == external_id)
    )
    row = connection.execute(found).first()
    if row is None:
        return None
    name, phone, verified, *ids = row
    roles = tuple(role for role, key in zip(of, ids, strict=True) if key is not None)
    return Known(name, phone if verified else None, roles)
