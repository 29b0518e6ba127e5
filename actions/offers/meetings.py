"""Appointments: proposed by either side of a service, agreed by the other with one tap, moved, cancelled, missed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from actions.audit import note
from actions.notify import Addressed, notify
from actions.offers.meet import access_meeting
from actions.offers.notices import MeetingAnswered, MeetingCancelled, MeetingProposed
from actions.refusal import Refused
from language.meetings import Meeting
from storage.queries.offers.meetings import OPEN, MeetingFacts, find_meeting, get_meeting
from storage.queries.people.speakers import Speaker
from storage.tables import Appointment, Need
from storage.unit_of_work import UnitOfWork

PAST = "这个时间已经过去了，换个以后的，比如「周五下午三点」。"


@dataclass(frozen=True, slots=True)
class Proposed:
    """An appointment as proposed; `moved` is when the one in whose place it stands would have been."""

    id: int
    moved: datetime | None


def propose_meeting(
    work: UnitOfWork, speaker: Speaker, need_id: int, words: str, meeting: Meeting, now: datetime
) -> Proposed:
    """Ask the other side whether a time suits them; what was agreed or proposed before is off from now on.

    Refused «not_yours», «not_accepted», «past».
    """
    need = access_meeting(work, speaker, need_id, ("accepted",))
    if need.expert_id is None or meeting.at is None or meeting.at <= now:
        raise Refused("past", PAST)
    moved = _take_off(work, need_id, "moved", now)
    made = Appointment(
        need_id=need_id,
        expert_id=need.expert_id,
        person_id=speaker.person_id,
        by_expert=speaker.expert_id == need.expert_id,
        words=words,
        place=meeting.place,
        link=meeting.link,
        online=meeting.online,
        starts_at=meeting.at,
        created_at=now,
    )
    work.session.add(made)
    if made.by_expert:
        work.session.get_one(Need, need_id).contacted_at = now
    work.flush()
    told = Addressed(get_meeting(work, made.id).other, MeetingProposed(made.id), f"meeting:{made.id}")
    notify(work, [told], now)
    note(work, "propose_meeting", "need", need_id, speaker.person_id, now, meeting=made.id)
    return Proposed(made.id, moved)


def answer_meeting(work: UnitOfWork, speaker: Speaker, meeting_id: int, suits: bool, now: datetime) -> None:
    """Agree to an appointment, or say that it does not suit. Refused «not_yours», «answered», «past»."""
    row, facts = access_meeting_asked(work, speaker, meeting_id)
    if suits and facts.starts_at <= now:
        raise Refused("past", PAST)
    row.state, row.answered_at = ("agreed" if suits else "declined"), now
    work.session.get_one(Need, facts.need_id).contacted_at = now
    notify(
        work,
        [Addressed(facts.proposer, MeetingAnswered(meeting_id), f"meeting_answered:{meeting_id}", True)],
        now,
    )
    note(work, "answer_meeting", "need", facts.need_id, speaker.person_id, now, meeting=meeting_id)


def cancel_meeting(work: UnitOfWork, speaker: Speaker, meeting_id: int, now: datetime) -> None:
    """Call an appointment off; the other side hears of it at once. Refused «not_yours», «answered»."""
    row, facts = access_own_meeting(work, speaker, meeting_id)
    if facts.state not in OPEN or not facts.stands:
        raise Refused("answered", "这次约定已经改过或取消了。")
    row.state, row.answered_at = "cancelled", now
    other = facts.firm_person if _is_expert(speaker, facts) else facts.expert_person
    told = Addressed(other, MeetingCancelled(meeting_id), f"meeting_cancelled:{meeting_id}", True)
    notify(work, [told], now)
    note(work, "cancel_meeting", "need", facts.need_id, speaker.person_id, now, meeting=meeting_id)


def access_meeting_asked(
    work: UnitOfWork, speaker: Speaker, meeting_id: int
) -> tuple[Appointment, MeetingFacts]:
    """An appointment that waits for the answer of the speaker's side. Refused «not_yours», «answered»."""
    row, facts = access_own_meeting(work, speaker, meeting_id)
    if facts.state != "proposed" or not facts.stands or facts.by_expert == _is_expert(speaker, facts):
        raise Refused("answered", "这次约定已经答复过，或者改过了。")
    return row, facts


def access_own_meeting(
    work: UnitOfWork, speaker: Speaker, meeting_id: int
) -> tuple[Appointment, MeetingFacts]:
    """An appointment of a service of the speaker's. Refused «not_yours», «not_accepted»."""
    row = work.session.get(Appointment, meeting_id, with_for_update=True, populate_existing=True)
    facts = find_meeting(work, meeting_id)
    if row is None or facts is None:
        raise Refused("not_yours", "没有找到您的这次约定。")
    access_meeting(work, speaker, facts.need_id, ("accepted", "served", "rated"))
    return row, facts


def _is_expert(speaker: Speaker, facts: MeetingFacts) -> bool:
    return speaker.expert_id == facts.expert_id


def _take_off(work: UnitOfWork, need_id: int, state: str, now: datetime) -> datetime | None:
    """What stands of the need stands no longer, but for an agreed hour that is past; return when it would have been, where it was agreed."""
    rows = work.session.scalars(
        select(Appointment).where(Appointment.need_id == need_id, Appointment.state.in_(OPEN))
    ).all()
    agreed = [row.starts_at for row in rows if row.state == "agreed" and row.starts_at > now]
    for row in rows:
        if row.state == "proposed" or row.starts_at > now:
            row.state, row.answered_at = state, now
    return max(agreed, default=None)
