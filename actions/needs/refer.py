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
from storage.tables import Need, Referral
from storage.unit_of_work import UnitOfWork


def refer_need(work: UnitOfWork, speaker: Speaker, need_id: int, body: str, now: datetime) -> None:
    """End a need with another body, which its firm reads. A station may, of a need that it collected.

    Refused «not_running», «not_yours», or as `access_need_as_staff`.
    """
    need = access_need_to_refer(work, speaker, need_id)
    if need.state not in RUNNING:
        raise Refused("not_running", f"{need_id} 号需求已经办结或撤回了。")
    take_down(work, need, now)
    need.state = "unserved"
    work.session.add(Referral(need_id=need_id, person_id=speaker.person_id, body=body, referred_at=now))
    if need.person_id != speaker.person_id:
        notify(work, [Addressed(need.person_id, Referred(need_id), f"referred:{need_id}")], now)
    note(work, "refer_need", "need", need_id, speaker.person_id, now)


def say_helped(work: UnitOfWork, speaker: Speaker, need_id: int, helped: int, now: datetime) -> None:
    """How far it helped, in per cent; the newer word counts. A station says so of a need that it collected. Refused «not_yours»."""
    if speaker.station_id is None or not is_collected(work, speaker, need_id):
        access_own_need(work, speaker, need_id)
    row = work.session.scalars(select(Referral).where(Referral.need_id == need_id)).first()
    if row is None:
        raise Refused("not_yours", "没有找到您的这条需求。")
    row.helped, row.answered_at = helped, now
    note(work, "say_helped", "need", need_id, speaker.person_id, now, effect=helped)


def access_need_to_refer(work: UnitOfWork, speaker: Speaker, need_id: int) -> Need:
    """A need that staff may arrange, or that the speaker's station collected. Refused as `refer_need`."""
    if speaker.staff_id is not None or speaker.station_id is None:
        return access_need_as_staff(work, speaker, need_id)
    need = work.session.get(Need, need_id, with_for_update=True, populate_existing=True)
    if need is None or need.person_id != speaker.person_id:
        raise Refused("not_yours", "没有找到您替企业提的这条需求。")
    return need


def is_collected(work: UnitOfWork, speaker: Speaker, need_id: int) -> bool:
    """Whether the speaker told the need for a firm of others."""
    need = work.session.get(Need, need_id)
    return need is not None and need.person_id == speaker.person_id
