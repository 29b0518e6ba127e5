"""Staff close a need that nobody has to see to any more."""

from __future__ import annotations

from datetime import datetime

from actions.audit import note
from actions.needs.notices import NeedClosed
from actions.needs.post import RUNNING
from actions.needs.withdraw import take_down
from actions.notify import Addressed, notify
from actions.offers.access import access_need_as_staff
from actions.refusal import Refused
from storage.queries.people.speakers import Speaker
from storage.unit_of_work import UnitOfWork


def close_need(work: UnitOfWork, speaker: Speaker, need_id: int, reason: str, now: datetime) -> None:
    """Close a need of the jurisdiction; the enterprise reads why, the experts that nothing is left to do.

    Refused «not_running», or as `access_need_as_staff`.
    """
    need = access_need_as_staff(work, speaker, need_id)
    if need.state not in RUNNING:
        raise Refused("not_running", f"{need_id} 号需求已经办结或撤回了。")
    take_down(work, need, now)
    told = Addressed(need.person_id, NeedClosed(need.id, reason), f"need_closed:{need.id}")
    notify(work, [told], now)
    note(work, "close_need", "need", need.id, speaker.person_id, now, reason=reason)
