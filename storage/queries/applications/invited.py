"""Whom staff invited to apply, and what became of it (S10.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage.jurisdiction import inside
from storage.tables import ApplicantInvitation, Application
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Invited:
    """One invitation. `state`: that of the application which followed, empty where none did; `name`: empty once it ended unused."""

    id: int
    kind: str
    name: str
    issued_at: datetime
    expires_at: datetime
    used_at: datetime | None
    state: str


def invited_in(work: UnitOfWork, jurisdiction: str | None) -> list[Invited]:
    """The invitations of a jurisdiction, the newest first."""
    one = ApplicantInvitation
    columns = (one.id, one.kind, one.name, one.issued_at, one.expires_at, one.used_at, one.person_id)
    found = select(*columns).where(inside(one.region, jurisdiction)).order_by(one.id.desc())
    return [
        Invited(*row[:6], _state(work, row.person_id, row.kind, row.issued_at))
        for row in work.session.execute(found)
    ]


def _state(work: UnitOfWork, person_id: int | None, kind: str, since: datetime) -> str:
    if person_id is None:
        return ""
    followed = (
        select(Application.state)
        .where(
            Application.person_id == person_id, Application.kind == kind, Application.submitted_at >= since
        )
        .order_by(Application.id.desc())
    )
    return work.session.scalars(followed).first() or ""
