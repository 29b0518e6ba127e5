"""A need that cannot be served: the level above or a neighbour is asked for help, or the firm hears no and why."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from actions.audit import note
from actions.needs.notices import CannotServe, HelpWanted
from actions.needs.post import RUNNING
from actions.needs.withdraw import take_down
from actions.notify import Addressed, notify
from actions.offers.access import access_need_as_staff, access_open_need_as_staff
from actions.refusal import Refused
from language import regions
from storage.queries.people.speakers import Speaker
from storage.queries.staff.members import everybody
from storage.queries.staff.put_off import DEED
from storage.tables import Staff
from storage.unit_of_work import UnitOfWork

BACK_AFTER = timedelta(days=3)
"""A need for which another office was asked comes back into the lists of those who asked after this long."""


def offices_to_ask(work: UnitOfWork, own: str) -> tuple[list[str], list[str]]:
    """The offices above a jurisdiction, the nearest first, and its neighbours: those with the same office above."""
    offices = sorted({one.jurisdiction for one in everybody(work)} - {own}, reverse=True)
    above = [one for one in offices if regions.within(own, one)]
    outer = regions.parent(own) if own in regions.names() else None
    return above, [
        one for one in offices if outer and one in regions.names() and regions.parent(one) == outer
    ]


def ask_office(work: UnitOfWork, speaker: Speaker, need_id: int, office: str, now: datetime) -> int:
    """Ask the staff of another office for help with a need that nobody takes; return how many were told.

    It is out of the lists for `BACK_AFTER`; 0 where nobody is there. Refused «not_open», or as `access_need_as_staff`.
    """
    need = access_open_need_as_staff(work, speaker, need_id)
    above, beside = offices_to_ask(work, speaker.jurisdiction or "")
    if office not in (*above, *beside):
        return 0
    persons = work.session.scalars(select(Staff.person_id).where(Staff.jurisdiction == office))
    notice = HelpWanted(need.id, speaker.person_id)
    asked = [Addressed(one, notice, f"help_wanted:{need.id}:{one}:{now.date()}") for one in persons]
    count = notify(work, asked, now)
    note(work, "ask_office", "need", need.id, speaker.person_id, now, office=office)
    until = (now + BACK_AFTER).date().isoformat()
    note(work, DEED, "need", need.id, speaker.person_id, now, until=until)
    return count


def cannot_serve(work: UnitOfWork, speaker: Speaker, need_id: int, reason: str, now: datetime) -> None:
    """Close a need as not served; the firm reads why. Refused «not_running», or as `access_need_as_staff`."""
    need = access_need_as_staff(work, speaker, need_id)
    if need.state not in RUNNING:
        raise Refused("not_running", f"{need_id} 号需求已经办结或撤回了。")
    take_down(work, need, now)
    need.state = "unserved"
    told = Addressed(need.person_id, CannotServe(need.id, reason), f"cannot_serve:{need.id}")
    notify(work, [told], now)
    note(work, "cannot_serve", "need", need.id, speaker.person_id, now, reason=reason)
