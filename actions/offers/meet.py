"""What the two sides of a service tell each other through Yiqi: when to meet, and that nobody came."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from actions.access import step
from actions.audit import note
from actions.complaints.cases import ask_office
from actions.notify import Addressed, notify
from actions.offers.notices import AppointmentWished
from actions.refusal import Refused
from programme.cases import OPEN_REQUESTS, request
from storage.queries.complaints.cases import cases_of
from storage.queries.needs import NeedFacts, find_need
from storage.queries.people.speakers import Speaker
from storage.tables import Appointment, Case, Expert, Need
from storage.unit_of_work import UnitOfWork

PUT_RIGHT = timedelta(days=1)
"""How long somebody may say that it was another who did not come."""
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


def unreport_missed(work: UnitOfWork, speaker: Speaker, need_id: int, now: datetime) -> int | None:
    """It was somebody else, of another service than this one, who did not come: what the speaker reported of that one within a
    day is settled, and what was agreed there stands. Return its case's number; None where there is none.
    """
    mine = cases_of(work, speaker.person_id, ("request",), OPEN_REQUESTS)
    other = (one for one in mine if one.about == "service.missed" and _need_in(one.text) != need_id)
    found = next((one for one in other if now - one.filed_at <= PUT_RIGHT), None)
    if found is None:
        return None
    case = work.session.get_one(Case, found.id, with_for_update=True, populate_existing=True)
    case.state, case.decided_at = step(request(), case.state, "close", speaker).target, now
    reported = Appointment.state == "missed", Appointment.answered_at == case.filed_at
    for row in work.session.scalars(
        select(Appointment).where(Appointment.need_id == _need_in(found.text), *reported)
    ):
        row.state = "agreed"
    note(work, "close_request", "case", case.id, speaker.person_id, now)
    return case.id


def _need_in(text: str) -> int:
    """Which need a case of `_told` is about."""
    return int(text.partition(" ")[0])


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
