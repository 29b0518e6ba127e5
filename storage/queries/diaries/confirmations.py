"""What firms say of diaries: who was asked, what they answered, and which diaries may be asked about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, select

from storage.encryption.columns import is_one_of
from storage.tables import Confirmation, Diary, Enterprise, Person
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ConfirmationFacts:
    """What a firm was asked about a diary, and said. `need_id` of the diary; `standing`: whether the diary still stands."""

    id: int
    diary_id: int
    person_id: int
    state: str
    stars: int | None
    hours: Decimal | None
    asked_at: datetime
    need_id: int | None
    writer: int
    standing: bool


def confirmation_of(work: UnitOfWork, diary_id: int) -> ConfirmationFacts | None:
    """What was asked about a diary; None where nothing was."""
    return confirmations_of(work, [diary_id]).get(diary_id)


def confirmations_of(work: UnitOfWork, diaries: Collection[int]) -> dict[int, ConfirmationFacts]:
    """The same of several, by diary."""
    found = _facts(work, _confirmations().where(Confirmation.diary_id.in_(diaries)))
    return {one.diary_id: one for one in found}


def asked_of(work: UnitOfWork, person_id: int) -> list[ConfirmationFacts]:
    """Diaries of no need that a person was asked about and has not answered, the oldest first."""
    own = _confirmations().where(
        Confirmation.person_id == person_id,
        Confirmation.state == "asked",
        Diary.need_id.is_(None),
        Diary.state == "recorded",
    )
    return _facts(work, own.order_by(Confirmation.id))


def contact_named(work: UnitOfWork, name: str) -> tuple[int, str] | None:
    """Who first spoke for the firm of just this name, as person and name; None where nobody here does, or several firms bear it."""
    firms = work.session.scalars(select(Enterprise.id).where(Enterprise.name == name)).all()
    if len(firms) != 1:
        return None
    people = select(Person.id, Person.name).where(
        Person.enterprise_id == firms[0], Person.consented_at.is_not(None), Person.room_of.is_(None)
    )
    first = work.session.execute(people.order_by(Person.firm_role != "owner", Person.id)).first()
    return (first[0], first[1]) if first else None


def contact_by_phone(work: UnitOfWork, phone: str) -> tuple[int, str] | None:
    """Who of a firm has this telephone, verified, as person and name; None where nobody has, or several."""
    found = select(Person.id, Person.name).where(
        is_one_of(Person.phone_index, [phone]),
        Person.phone_verified.is_(True),
        Person.enterprise_id.is_not(None),
        Person.consented_at.is_not(None),
    )
    rows = work.session.execute(found).all()
    return (rows[0][0], rows[0][1]) if len(rows) == 1 else None


def _confirmations() -> Select[*tuple[Any, ...]]:
    columns = (
        Confirmation.id,
        Confirmation.diary_id,
        Confirmation.person_id,
        Confirmation.state,
        Confirmation.stars,
        Confirmation.hours,
        Confirmation.asked_at,
        Diary.need_id,
        Diary.person_id.label("writer"),
        (Diary.state == "recorded").label("standing"),
    )
    found: Select[*tuple[Any, ...]] = select(*columns)
    return found.select_from(Confirmation).join(Diary, Diary.id == Confirmation.diary_id)


def _facts(work: UnitOfWork, query: Select[*tuple[Any, ...]]) -> list[ConfirmationFacts]:
    work.flush()
    return [ConfirmationFacts(*row) for row in work.session.execute(query)]
