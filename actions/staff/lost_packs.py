"""Rule packs that rows name and no file holds any more: the calendar leaves them out, and staff are told once."""

from __future__ import annotations

from datetime import datetime

import structlog
from sqlalchemy import select, union

from actions.access import known_pack
from actions.notify import tell
from programme.qualification import IN_FORCE
from programme.roles import Role
from storage.tables import Application, Qualification, Staff
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()


def tell_of_lost_packs(work: UnitOfWork, now: datetime) -> None:
    """Log each pack that is gone, and tell administrators once for ever; where there are none, all staff."""
    for name in _lost(work):
        log.error("rule pack gone", pack=name)
        for person in _in_charge(work):
            tell(work, person, "pack_gone", f"pack_gone:{name}:{person}", now, pack=name)


def _lost(work: UnitOfWork) -> list[str]:
    held = select(Qualification.pack).where(Qualification.state.in_(IN_FORCE))
    waiting = select(Application.pack).where(Application.state == "publicity")
    names = work.session.scalars(union(held, waiting)).all()
    return [name for name in names if known_pack(name) is None]


def _in_charge(work: UnitOfWork) -> list[int]:
    staff = work.session.execute(select(Staff.person_id, Staff.roles)).all()
    admins = [person for person, roles in staff if Role.admin in roles]
    return admins or [person for person, _ in staff]
