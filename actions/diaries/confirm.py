"""An enterprise says that a service took place, and whether it solved the problem."""

from __future__ import annotations

from datetime import datetime

from actions.audit import note
from actions.complaints.cases import ask_office
from actions.diaries.notices import ServiceConfirmed
from actions.diaries.record import close_need
from actions.notify import Addressed, notify
from actions.offers.access import access_own_need, check_not_own_service
from actions.offers.chat import say_in_chat
from actions.refusal import Refused
from programme.packs import RulePack
from storage.queries.diaries.reviews import diary_of_service
from storage.queries.needs import get_need
from storage.queries.people.speakers import Speaker
from storage.tables import Expert, Need
from storage.unit_of_work import UnitOfWork


def keep_open(work: UnitOfWork, speaker: Speaker, need_id: int, words: str, now: datetime) -> int:
    """Who is not satisfied at all has not said yet whether it helped: until then no diary closes the need, and staff hear of it.

    Return the case's number. Refused as `confirm_service`.
    """
    need = access_need_in_service(work, speaker, need_id)
    if need.state == "accepted":
        need.unsolved_at = now
    note(work, "not_satisfied", "need", need.id, speaker.person_id, now)
    return _tell_office(work, speaker, need, words or "很不满意", now)


def confirm_service(
    work: UnitOfWork,
    speaker: Speaker,
    need_id: int,
    effect: int,
    words: str,
    rules: RulePack,
    now: datetime,
    case: int | None = None,
) -> int | None:
    """Keep that the service took place, with its effect in per cent; an expert who has no diary of it yet is told.

    Where nothing was solved, staff hear of it, but by the `case` that they have already, and no diary closes the need: return
    the case's number. Where one waits for this word, it is closed now. Refused «not_yours», «not_served».
    """
    need = access_need_in_service(work, speaker, need_id)
    note(work, "confirm_service", "need", need.id, speaker.person_id, now, effect=effect)
    if need.state == "accepted":
        need.unsolved_at = None if effect else now
    if need.state == "accepted" and diary_of_service(work, need.id) is not None:
        if effect:
            close_need(work, need, rules, now)
    elif need.state == "accepted":
        person_id = work.session.get_one(Expert, need.expert_id).person_id
        notify(
            work,
            [Addressed(person_id, ServiceConfirmed(need.id), f"confirmed:{need.id}:{need.expert_id}")],
            now,
        )
    if effect:
        return None
    return case or _tell_office(work, speaker, need, words or "来过了，没解决", now)


def say_lacking(work: UnitOfWork, speaker: Speaker, need_id: int, words: str, now: datetime) -> bool:
    """What is still missing reaches the staff, and the expert who has the need in hand; whether there is one.

    Refused «not_yours», «not_served».
    """
    need = access_need_in_service(work, speaker, need_id)
    _tell_office(work, speaker, need, f"还缺：{words}", now)
    in_hand = need.state == "accepted"
    if in_hand:
        say_in_chat(work, speaker, need.id, words, now, comes_in=False)
    note(work, "say_lacking", "need", need.id, speaker.person_id, now)
    return in_hand


def say_unsolved(work: UnitOfWork, speaker: Speaker, need_id: int, words: str, now: datetime) -> int:
    """A service that was rated turns out not to have solved it: staff hear of it. Return the case's number.

    Refused «not_yours», «not_rated».
    """
    need = access_own_need(work, speaker, need_id)
    if need.state != "rated":
        raise Refused("not_rated", f"{need.id} 号需求还没评过分。")
    note(work, "not_satisfied", "need", need.id, speaker.person_id, now)
    return _tell_office(work, speaker, need, f"评过分以后：{words or '没解决'}", now)


def _tell_office(work: UnitOfWork, speaker: Speaker, need: Need, words: str, now: datetime) -> int:
    facts = get_need(work, need.id)
    told = f"{need.id} 号需求，{facts.enterprise}，{facts.expert}：{words}"
    return ask_office(work, speaker, "service.confirm", told, need.region, now)


def access_need_in_service(work: UnitOfWork, speaker: Speaker, need_id: int) -> Need:
    """A need of the speaker's enterprise that an expert serves or has served. Refused «not_yours», «not_served», «own_service»."""
    need = access_own_need(work, speaker, need_id)
    if need.state not in ("accepted", "served"):
        raise Refused("not_served", f"{need.id} 号需求现在没有等您确认的服务。")
    check_not_own_service(work, need)
    return need
