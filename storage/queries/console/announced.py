"""What was announced to many from a jurisdiction, the newest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from storage.jurisdiction import inside
from storage.tables import Audit, Person, Staff
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Announced:
    """One of them: when, by whom, the words, whom it was for, and how many it was queued for."""

    at: datetime
    name: str
    text: str
    kinds: tuple[str, ...]
    regions: tuple[str, ...]
    told: int


def announced(work: UnitOfWork, jurisdiction: str | None, most: int) -> list[Announced]:
    """Those of colleagues of the jurisdiction; what went to one person alone is not among them."""
    mine = select(Staff.person_id).where(inside(Staff.jurisdiction, jurisdiction))
    found = select(Audit.at, Person.name, Audit.detail).join(Person, Person.id == Audit.person_id)
    found = found.where(Audit.deed == "announce", Audit.person_id.in_(mine)).order_by(Audit.id.desc())
    rows = work.connection.execute(found.limit(most * 3))
    return [_told(*row) for row in rows if row[2].get("kinds") != ["one"]][:most]


def _told(at: datetime, name: str, detail: Mapping[str, Any]) -> Announced:
    kinds, regions = tuple(detail.get("kinds", ())), tuple(detail.get("regions", ()))
    return Announced(at, name, detail.get("text", ""), kinds, regions, int(detail.get("told", 0)))
