"""What the two sides of a service tell each other through Yiqi: when to meet, and that nobody came."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.complaints.cases import ask_office
from actions.notify import Addressed, notify
from actions.offers.notices import AppointmentWished
from actions.refusal import Refused
from storage.queries.needs import NeedFacts, find_need
from storage.queries.people.speakers import Speaker
from storage.tables import Appointment, Expert, Need
from storage.unit_of_work import UnitOfWork

MISSABLE = ("accepted", "served", "rated")
"""An expert may even have recorded a service that never took place."""


def report_missed(work: UnitOfWork, speaker: Speaker, need_id: int, words: str, now: datetime) -> int:
    """Say that the other side did not come: what was agreed is missed, and staff hear of it. Return the case's number.

    Refused «not_yours», «not_accepted».
    """
    need = access_meeting(work, speaker, need_id, MISSABLE)
    past = (Appointment.need_id == need_id, Appointment.state == "agreed", Appointment.starts_at <= now)
    for row in work.session.scalars(select(Appointment).where(*past)):
        row.state, row.answered_at = "missed", now
    return ask_office(work, speaker, "service.missed", _told(need, words), need.region, now)


def wish_appointment(
    work: UnitOfWork, speaker: Speaker, need_id: int, words: str, now: datetime, said_at: datetime
) -> int:
    """Pass a wish for time and place, said at that moment, on to the other side and to staff. Return the case's number.

    Refused as `report_missed`.
    """
    need = access_meeting(work, speaker, need_id, ("accepted",))
    case = ask_office(work, speaker, "service.appoint", _told(need, words), need.region, now)
    work.session.get_one(Need, need_id).contacted_at = now
    told = AppointmentWished(need.id, case, speaker.expert_id == need.expert_id, said_at.isoformat())
    notify(work, [Addressed(_other(work, speaker, need), told, f"appointment:{case}")], now)
    return case


def access_meeting(work: UnitOfWork, speaker: Speaker, need_id: int, states: tuple[str, ...]) -> NeedFacts:
    """A need in these states that the speaker has accepted, or whose enterprise the speaker is of.

    Refused «not_yours», «not_accepted».
    """
    work.session.get(Need, need_id, with_for_update=True, populate_existing=True)
    need = find_need(work, need_id)
    own = need is not None and speaker.enterprise_id == need.enterprise_id
    if need is None or not (own or (need.expert_id is not None and speaker.expert_id == need.expert_id)):
        raise Refused("not_yours", "没有找到您的这条需求。")
    if need.state not in states:
        raise Refused("not_accepted", f"{need.id} 号需求现在没有专家接着，没有约好的服务。")
    return need


def words_in(text: str) -> str:
    """What the person said, out of the text of a case that was brought here."""
    return text.partition("：")[2]


def _told(need: NeedFacts, words: str) -> str:
    return f"{need.id} 号需求，{need.enterprise}，{need.expert}：{words}"


def _other(work: UnitOfWork, speaker: Speaker, need: NeedFacts) -> int:
    """The person on the other side."""
    if speaker.expert_id == need.expert_id:
        return need.person_id
    return work.session.get_one(Expert, need.expert_id).person_id
