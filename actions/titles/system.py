"""The number under which a holder stands in 全国志愿服务信息系统: kept by staff, or told by the holder (S10.1)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.audit import note
from actions.titles.holders import access_holder
from storage.queries.people.speakers import Speaker
from storage.queries.titles.holders import Holder
from storage.tables import Qualification, SystemEntry
from storage.unit_of_work import UnitOfWork


def enter_in_system(
    work: UnitOfWork, speaker: Speaker, qualification_id: int, number: str, now: datetime
) -> Holder:
    """Keep the number of the holder of this title, in the place of an older one."""
    who = access_holder(work, speaker, qualification_id, "enter_system")
    held = work.session.get_one(Qualification, qualification_id)
    one = work.session.scalars(
        select(SystemEntry).where(SystemEntry.holder == held.holder, SystemEntry.holder_id == held.holder_id)
    ).first() or SystemEntry(holder=held.holder, holder_id=held.holder_id)
    one.number, one.entered_on, one.person_id = number, now.date(), speaker.person_id
    work.session.add(one)
    note(work, "enter_in_system", "qualification", qualification_id, speaker.person_id, now)
    return who
