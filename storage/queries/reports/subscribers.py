"""Members of staff who get digests, and what waited when each had the last one."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from storage.tables import Outbox, Staff
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Who gets which digest; `last` is what waited at the last one, as «need:12»."""

    person_id: int
    jurisdiction: str
    roles: tuple[str, ...]
    digest: str
    when_empty: bool
    last: frozenset[str]


def subscribers(work: UnitOfWork) -> list[Subscriber]:
    """All who chose any digest."""
    own = (Outbox.person_id == Staff.person_id, Outbox.kind == "digest")
    newest = select(func.max(Outbox.id)).where(*own).correlate(Staff).scalar_subquery()
    found = select(Staff, Outbox.facts).outerjoin(Outbox, Outbox.id == newest)
    found = found.where(Staff.digest != "none").order_by(Staff.id)
    return [
        Subscriber(
            person_id=row.person_id,
            jurisdiction=row.jurisdiction,
            roles=tuple(row.roles),
            digest=row.digest,
            when_empty=row.digest_empty,
            last=frozenset(row.facts["waiting"] if row.facts else ()),
        )
        for row in work.connection.execute(found)
    ]
