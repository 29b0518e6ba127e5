"""Members of staff who get digests, and what each was told by the last one that was sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from storage.tables import Outbox, Staff
from storage.unit_of_work import UnitOfWork

ARRIVED = ("sent", "told")
"""States of a digest that counts as told; one that was dropped or died has told nothing."""


@dataclass(frozen=True, slots=True)
class Told:
    """A digest that was sent on a day: what waited then, as «need:12», and since when (ISO) each has stood in them."""

    on: date
    since: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Who gets which digest, and the last one that was sent. `lost_on`: the day of a later one that was not."""

    person_id: int
    jurisdiction: str
    roles: tuple[str, ...]
    digest: str
    when_empty: bool
    last: Told | None
    lost_on: date | None


def subscribers(work: UnitOfWork) -> list[Subscriber]:
    """All who chose any digest."""
    own = select(func.max(Outbox.id)).where(Outbox.person_id == Staff.person_id, Outbox.kind == "digest")
    newest = own.correlate(Staff).scalar_subquery()
    found = select(Staff, Outbox.facts, Outbox.state).outerjoin(Outbox, Outbox.id == newest)
    found = found.where(Staff.digest != "none").order_by(Staff.id)
    return [
        Subscriber(
            person_id=row.person_id,
            jurisdiction=row.jurisdiction,
            roles=tuple(row.roles),
            digest=row.digest,
            when_empty=row.digest_empty,
            last=_told(row.facts) if row.state in ARRIVED else last_digest(work, row.person_id),
            lost_on=_day(row.facts) if row.facts and row.state not in ARRIVED else None,
        )
        for row in work.connection.execute(found).all()
    ]


def offices(work: UnitOfWork) -> list[tuple[int, tuple[str, ...]]]:
    """Every member of staff with their roles."""
    rows = work.connection.execute(select(Staff.person_id, Staff.roles).order_by(Staff.id))
    return [(person, tuple(roles)) for person, roles in rows]


def last_digest(work: UnitOfWork, person_id: int, before: datetime | None = None) -> Told | None:
    """The last one that was sent to a person, before a moment where it is given."""
    sent = select(Outbox.facts).where(
        Outbox.person_id == person_id, Outbox.kind == "digest", Outbox.state.in_(ARRIVED)
    )
    sent = sent.where(Outbox.sent_at < before) if before else sent
    facts = work.connection.execute(sent.order_by(Outbox.id.desc()).limit(1)).scalar()
    return _told(facts) if facts else None


def _told(facts: Mapping[str, Any]) -> Told:
    """An earlier version kept no days: what stood in its digest stands there since that day."""
    on = _day(facts)
    return Told(on, facts.get("since") or dict.fromkeys(facts["waiting"], str(on)))


def _day(facts: Mapping[str, Any]) -> date:
    return date.fromisoformat(facts["on"])
