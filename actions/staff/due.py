"""What falls due for those who keep the system: a word about rule packs that rows name and no file holds any more.

The calendar leaves such packs out until they are back.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import structlog

from actions.access import known_pack
from actions.notify import Addressed
from actions.staff.notices import PackGone
from programme.packs import RulePack
from programme.qualification import IN_FORCE
from programme.roles import Role
from storage.queries.staff.members import everybody
from storage.queries.staff.packs import packs_in_use
from storage.unit_of_work import UnitOfWork
from storage.window import Window

log = structlog.get_logger()


def due(work: UnitOfWork, window: Window, rules: RulePack) -> Iterator[Addressed]:
    """Once a day, log each pack that is gone; administrators are told once for ever, or all staff without one."""
    lost = _lost(work) if window.begins_a_day else []
    for name in lost:
        log.error("rule pack gone", pack=name)
        for person in _in_charge(work):
            yield Addressed(person, PackGone(pack=name), f"pack_gone:{name}:{person}")


def next_due(work: UnitOfWork, after: datetime, rules: RulePack) -> datetime | None:
    """Nobody knows when a file will be gone."""
    return None


def _lost(work: UnitOfWork) -> list[str]:
    return [name for name in packs_in_use(work, IN_FORCE) if known_pack(name) is None]


def _in_charge(work: UnitOfWork) -> list[int]:
    staff = everybody(work)
    admins = [one.person_id for one in staff if Role.admin in one.roles]
    return admins or [one.person_id for one in staff]
