"""Referral (S10.8): a need ends with a body or product that staff name; its firm says whether that helped."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.audit import note
from actions.needs.notices import Referred
from actions.needs.post import RUNNING
from actions.needs.withdraw import take_down
from actions.notify import Addressed, notify
from actions.offers.access import access_need_as_staff, access_own_need
from actions.refusal import Refused
from storage.queries.people.speakers import Speaker
from storage.tables import Referral
from storage.unit_of_work import UnitOfWork


def refer_need(work: UnitOfWork, speaker: Speaker, need_id: int, body: str, now: datetime) -> None:
    """End a need with another body, which its firm reads. Refused «not_running», or as `access_need_as_staff`."""
    need = access_need_as_staff(work, speaker, need_id)
    if need.state not in RUNNING:
        raise Refused("not_running", f"{need_id} 号需求已经办结或撤回了。")
    take_down(work, need, now)
    need.state = "unserved"
    work.session.add(Referral(need_id=need_id, person_id=speaker.person_id, body=body, referred_at=now))
    notify(work, [Addressed(need.person_id, Referred(need_id), f"referred:{need_id}")], now)
    note(work, "refer_need", "need", need_id, speaker.person_id, now)


def say_helped(work: UnitOfWork, speaker: Speaker, need_id: int, helped: int, now: datetime) -> None:
    """How far it helped, in per cent; the newer word counts. Refused «not_yours»."""
    access_own_need(work, speaker, need_id)
    row = work.session.scalars(select(Referral).where(Referral.need_id == need_id)).first()
    if row is None:
        raise Refused("not_yours", "没有找到您的这条需求。")
    row.helped, row.answered_at = helped, now
    note(work, "say_helped", "need", need_id, speaker.person_id, now, effect=helped)
