"""Major events 重大突发事件: staff open one for a place, its firms are told once, staff close it (S3.4)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.access import require
from actions.activities.notices import MajorEventOpened
from actions.audit import note
from actions.notify import Addressed, notify
from actions.refusal import Refused
from storage.queries.people.speakers import Speaker
from storage.queries.staff.recipients import of_enterprises
from storage.tables import MajorEvent
from storage.unit_of_work import UnitOfWork


def open_major_event(
    work: UnitOfWork, speaker: Speaker, title: str, region: str, policies: str, now: datetime
) -> int:
    """Open one for a place and tell its firms; return how many were told. Refused «already_open», or by the table of authority."""
    require(speaker, "notify_many", region)
    running = select(MajorEvent.title).where(MajorEvent.region == region, MajorEvent.state == "open")
    if title_there := work.session.scalars(running).first():
        raise Refused("already_open", f"这里的「{title_there}」还开着，先关闭再开新的。")
    one = MajorEvent(title=title, region=region, policies=policies, state="open", created_at=now)
    one.person_id = speaker.person_id
    work.session.add(one)
    work.session.flush()
    firms = of_enterprises(work, region)
    told = MajorEventOpened(one.id)
    notify(work, (Addressed(person, told, f"major_event:{one.id}:{person}") for person in firms), now)
    note(work, "open_major_event", "major_event", one.id, speaker.person_id, now, count=len(firms))
    return len(firms)


def close_major_event(work: UnitOfWork, speaker: Speaker, event_id: int, now: datetime) -> None:
    """From now on needs are needs again; those that were told keep their place. Refused «no_major_event»."""
    found = select(MajorEvent).where(MajorEvent.id == event_id, MajorEvent.state == "open")
    one = work.session.scalars(found.with_for_update()).first()
    if one is None:
        raise Refused("no_major_event", "这个应急已经关闭了。")
    require(speaker, "notify_many", one.region)
    one.state, one.closed_at = "closed", now
    note(work, "close_major_event", "major_event", one.id, speaker.person_id, now)
