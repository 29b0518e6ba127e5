"""Where somebody is reached in writing who is on no chat: a verified telephone, an e-mail address."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, or_, select, true

from storage.tables import Person
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Addresses:
    """What there is of a person's; empty where there is none. `told`: nobody has verified the telephone."""

    name: str
    phone: str
    email: str
    told: bool = False


def addresses_of(work: UnitOfWork, person_id: int) -> Addresses:
    """Those of one person; a group has none."""
    found = select(Person.name, Person.phone, Person.phone_verified, Person.email)
    row = work.connection.execute(found.where(Person.id == person_id, Person.room_of.is_(None))).first()
    if row is None:
        return Addresses("", "", "")
    return Addresses(row.name, row.phone or "", row.email or "", not row.phone_verified)


def reached_in_writing(
    work: UnitOfWork, persons: Collection[int], by_phone: bool, by_email: bool, told_too: bool = False
) -> frozenset[int]:
    """Those of these persons who have a verified telephone, or an e-mail address, where that is a way.

    `told_too`: a telephone that was told and nobody has verified does as well.
    """
    ways: list[ColumnElement[bool]] = [false()]
    if by_phone:
        ways.append(and_(Person.phone.is_not(None), true() if told_too else Person.phone_verified))
    if by_email:
        ways.append(Person.email.is_not(None))
    if not persons or len(ways) == 1:
        return frozenset()
    found = select(Person.id).where(Person.id.in_(persons), Person.room_of.is_(None), or_(*ways))
    return frozenset(work.connection.execute(found).scalars())
