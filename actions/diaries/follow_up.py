"""How a firm of a focus group fares after it was served (S1.4): asked early, kept with its need."""

from __future__ import annotations

from datetime import datetime

from actions.audit import note
from actions.offers.access import access_own_need, check_not_own_service
from actions.refusal import Refused
from storage.queries.people.speakers import Speaker
from storage.tables import Need
from storage.unit_of_work import UnitOfWork

FINE, MORE = "fine", "more"
"""All is well; or more help is wanted."""
DONE = ("served", "rated")


def say_follow_up(work: UnitOfWork, speaker: Speaker, need_id: int, said: str, now: datetime) -> None:
    """Keep what the firm says, `FINE` or `MORE`; the newer counts. Refused «not_yours», «own_service», «not_served»."""
    need = access_own_need(work, speaker, need_id)
    check_not_own_service(work, need)
    if need.state not in DONE:
        raise Refused("not_served", f"{need_id} 号需求还没有办好，说「我的需求」看进展。")
    keep_follow_up(need, said, now)
    note(work, "say_follow_up", "need", need.id, speaker.person_id, now, said=said)


def keep_follow_up(need: Need, said: str, now: datetime) -> None:
    """Of a need of a focus group; of others nothing is followed up."""
    if need.focus:
        need.follow_up, need.followed_up_at = said, now
