"""Dead letters: what reached nobody, or may have and must not come twice. Staff see to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, func, select, update

from storage.jurisdiction import inside
from storage.queries.delivery.due import ROSTER_LETTER
from storage.tables import Enterprise, Expert, Outbox, Person, Staff, Station
from storage.unit_of_work import UnitOfWork

LOST = ("dead", "unknown")
MADE_ANEW = ("digest", ROSTER_LETTER)
"""Kinds that nobody need see to: what they said stands in the next one, or whoever sent them off is told and sends them anew."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message for staff to see to; `region` is its person's, empty where none is known."""

    id: int
    person_id: int
    name: str
    phone: str | None
    phone_verified: bool
    region: str
    kind: str
    state: str
    reason: str | None
    shown: dict[str, Any] | None
    created_at: datetime


def letters_in(work: UnitOfWork, jurisdiction: str | None) -> list[Letter]:
    """Dead letters to people of a jurisdiction, the newest first."""
    return [Letter(*row) for row in work.connection.execute(_letters_in(jurisdiction))]


@lru_cache(maxsize=64)
def _letters_in(jurisdiction: str | None) -> Select[*tuple[Any, ...]]:
    return _letters().where(inside(_region(), jurisdiction)).order_by(Outbox.id.desc())


def letters_of(jurisdiction: str | None) -> Select[*tuple[Any, ...]]:
    """The numbers of dead letters to people of a jurisdiction."""
    return _letters().where(inside(_region(), jurisdiction)).with_only_columns(Outbox.id)


def letter(work: UnitOfWork, outbox_id: int) -> Letter | None:
    """This dead letter, locked; None if there is none, or it has been seen to."""
    found = work.connection.execute(
        _letters().where(Outbox.id == outbox_id).with_for_update(of=Outbox)
    ).first()
    return Letter(*found) if found else None


def uncertain(work: UnitOfWork) -> list[int]:
    """Letters that may have arrived."""
    return list(work.connection.execute(select(Outbox.id).where(Outbox.state == "unknown")).scalars())


def queue_again(work: UnitOfWork, one: Letter, now: datetime) -> None:
    """Every way is tried once more."""
    fresh = {
        "state": "queued",
        "due_at": now,
        "tries": 0,
        "closed": None,
        "account_id": None,
        "lead_id": None,
    }
    work.connection.execute(update(Outbox).where(Outbox.id == one.id).values(fresh))
    work.request_delivery(one.person_id, now)


def close_letter(work: UnitOfWork, one: Letter, now: datetime) -> None:
    """The person knows: by telephone, or because it had arrived."""
    work.connection.execute(update(Outbox).where(Outbox.id == one.id).values(state="told", sent_at=now))


def _region() -> Any:
    return func.coalesce(Expert.region, Station.region, Enterprise.region, Staff.jurisdiction, "")


def _letters() -> Select[*tuple[Any, ...]]:
    found = select(
        Outbox.id,
        Outbox.person_id,
        Person.name,
        Person.phone,
        Person.phone_verified,
        _region(),
        Outbox.kind,
        Outbox.state,
        Outbox.reason,
        Outbox.shown,
        Outbox.created_at,
    )
    return (
        found.join(Person, Person.id == Outbox.person_id)
        .outerjoin(Expert, Expert.person_id == Person.id)
        .outerjoin(Station, Station.person_id == Person.id)
        .outerjoin(Enterprise, Enterprise.id == Person.enterprise_id)
        .outerjoin(Staff, Staff.person_id == Person.id)
        .where(Outbox.state.in_(LOST), Outbox.kind.not_in(MADE_ANEW))
    )
