"""Who speaks for a firm, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from storage.tables import Enterprise, Person
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks for a firm, or says to.

    `enterprise` is the firm's name as this person wrote it; `claims` is the firm they wait for.
    """

    person_id: int
    name: str
    phone: str | None
    phone_verified: bool
    role: str
    enterprise_id: int
    enterprise: str
    region: str | None
    claims: int | None


def owners_of(work: UnitOfWork, firm_id: int) -> list[int]:
    """The persons who own the firm, by id."""
    own = select(Person.id).where(Person.enterprise_id == firm_id, Person.firm_role == "owner")
    return list(work.session.scalars(own.order_by(Person.id)))


def voices_of(work: UnitOfWork, firm_id: int) -> list[Voice]:
    """Who speaks for the firm, the first of them first."""
    return _found(work, Enterprise.id == firm_id)


def claimants_of(work: UnitOfWork, firm_id: int) -> list[Voice]:
    """Who says to speak for the firm while nobody has agreed."""
    return _found(work, Enterprise.claims == firm_id)


def voice(work: UnitOfWork, person_id: int) -> Voice | None:
    """What the person is in their firm; None for whoever speaks for none."""
    return next(iter(_found(work, Person.id == person_id)), None)


def firm_name(work: UnitOfWork, firm_id: int) -> str:
    """The firm's name as its people write it; empty where it is gone."""
    return work.session.scalar(select(Enterprise.name).where(Enterprise.id == firm_id)) or ""


def _found(work: UnitOfWork, *where: ColumnElement[bool]) -> list[Voice]:
    return [Voice(*row) for row in work.session.execute(_voices().where(*where).order_by(Person.id))]


def _voices() -> Select[*tuple[Any, ...]]:
    columns: tuple[Any, ...] = (
        Person.id,
        Person.name,
        Person.phone,
        Person.phone_verified,
        Person.firm_role,
        Enterprise.id,
        Enterprise.name,
        Enterprise.region,
        Enterprise.claims,
    )
    return select(*columns).join(Enterprise, Enterprise.id == Person.enterprise_id)
