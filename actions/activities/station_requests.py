"""An expert turns to a station by themselves, and it says whether they may come (S3.3)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from actions.access import require_work
from actions.activities.notices import StationAnswered, StationSought
from actions.audit import note
from actions.notify import Addressed, notify
from actions.offers.access import access_expert
from actions.offers.capacity import check_serves
from actions.refusal import Refused
from programme.qualification import SERVING
from storage.queries.offers.experts import serves
from storage.queries.people.clerks import at_work
from storage.queries.people.speakers import Speaker
from storage.queries.station_requests import station_serves
from storage.tables import Expert, StationRequest
from storage.unit_of_work import UnitOfWork

ANSWERED = "这位专家已经答复过了。"
GONE = "这位专家现在不能服务，不用答复了。"


def turn_to_station(
    work: UnitOfWork, speaker: Speaker, station_id: int, text: str, on: date | None, now: datetime
) -> int:
    """Ask a station whether one may serve there; all who do its work hear. Return the request's number.

    Refused «no_expert», «untrained», «not_serving», «own_station», «station_gone», «asked_already».
    """
    expert = access_expert(work, speaker)
    check_serves(work, expert.id)
    if station_id == speaker.station_id:
        raise Refused("own_station", "您就是这个站的人，直接跟站里说就行。")
    if not station_serves(work, station_id, SERVING):
        raise Refused("station_gone", "这个站现在不接待专家，换一个站好吗？")
    waits = select(StationRequest.id).where(
        StationRequest.station_id == station_id,
        StationRequest.expert_id == expert.id,
        StationRequest.state == "asked",
    )
    if work.session.scalar(waits) is not None:
        raise Refused("asked_already", "已经问过这个站了，还在等它答复。")
    one = StationRequest(station_id=station_id, expert_id=expert.id, text=text, wanted_on=on, asked_at=now)
    work.session.add(one)
    work.flush()
    told, desk = StationSought(one.id), at_work(work, station_id)
    notify(work, [Addressed(who, told, f"station_sought:{one.id}:{who}") for who in desk], now)
    note(work, "turn_to_station", "station", station_id, speaker.person_id, now, request=one.id)
    return one.id


def answer_expert(
    work: UnitOfWork, speaker: Speaker, request_id: int, welcomes: bool, words: str, now: datetime
) -> None:
    """The station welcomes the expert, or not this time, with words of its own; the expert is told.

    Refused «only_looks», «not_asked», «expert_gone».
    """
    require_work(speaker)
    one = work.session.get(StationRequest, request_id, with_for_update=True, populate_existing=True)
    if one is None or one.station_id != speaker.station_id or one.state != "asked":
        raise Refused("not_asked", ANSWERED)
    if not serves(work, one.expert_id, SERVING):
        raise Refused("expert_gone", GONE)
    one.state, one.answer, one.answered_at = ("welcome" if welcomes else "declined"), words, now
    expert = work.session.get_one(Expert, one.expert_id)
    told = Addressed(expert.person_id, StationAnswered(one.id), f"station_answered:{one.id}")
    notify(work, [told], now)
    note(work, f"station_{one.state}", "station", one.station_id, speaker.person_id, now, request=one.id)
