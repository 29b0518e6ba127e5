"""Needs that nobody has answered, as staff read them in their list of what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from storage.jurisdiction import inside
from storage.queries.major_events import SEEN_TO_FIRST
from storage.queries.staff.put_off import put_off
from storage.tables import Enterprise, Need
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class UnansweredNeed:
    """A need without an expert, and the enterprise that asked."""

    id: int
    domain: str
    region: str
    text: str
    urgent: bool
    enterprise: str


def unanswered_needs(
    work: UnitOfWork, jurisdiction: str | None, limit: int, today: date
) -> tuple[int, list[UnansweredNeed]]:
    """How many there are in a jurisdiction, and the first of them: the urgent ones, then the oldest.

    What was put off until a later day is left out.
    """
    work.flush()
    waits = (Need.state == "unanswered", ~put_off("need", Need.id, today))
    here = (*waits, inside(Need.region, jurisdiction))
    columns = (Need.id, Need.domain, Need.region, Need.text, Need.urgent, Enterprise.name)
    found = select(*columns).join(Enterprise, Enterprise.id == Need.enterprise_id).where(*here)
    rows = work.connection.execute(found.order_by(SEEN_TO_FIRST, Need.id).limit(limit))
    count = select(func.count()).select_from(Need).where(*here)
    return work.connection.execute(count).scalar_one(), [UnansweredNeed(*row) for row in rows]
