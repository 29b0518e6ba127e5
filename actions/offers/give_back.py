"""An expert gives an accepted need back: nobody is forced (S9.2), and the next one is asked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.audit import note
from actions.notify import Addressed, notify, to_staff
from actions.offers.access import access_service
from actions.offers.ask import offer_next
from actions.offers.capacity import free_expert
from actions.offers.companions import tell_companions_to_stay
from actions.offers.notices import GivenBack, Returned
from language.unskilled import lacks_skill
from programme.packs import RulePack
from storage.queries.offers.asked import times_given_back
from storage.queries.people.speakers import Speaker
from storage.tables import Offer
from storage.unit_of_work import UnitOfWork


def give_back(
    work: UnitOfWork, speaker: Speaker, need_id: int, reason: str | None, rules: RulePack, now: datetime
) -> int:
    """Put an accepted need into others' hands again; return how many were asked."""
    need, expert_id = access_service(work, speaker, need_id)
    own = select(Offer).where(Offer.need_id == need.id, Offer.expert_id == expert_id)
    for offer in work.session.scalars(own):
        offer.state, offer.decline_reason, offer.unskilled = "declined", reason, lacks_skill(reason or "")
        offer.given_back += 1
    work.flush()
    times = times_given_back(work, expert_id, need.id)
    free_expert(work, expert_id)
    note(work, "give_back_need", "need", need.id, speaker.person_id, now)
    told = Addressed(need.person_id, GivenBack(need.id), f"given_back:{need.id}:{expert_id}:{times}")
    key = f"returned:{need.id}:{expert_id}:{times}"
    staff = to_staff(work, need.region, Returned(need.id, expert_id), key)
    notify(work, [told, *staff], now)
    tell_companions_to_stay(work, need, expert_id, now)
    need.state, need.expert_id, need.accepted_at = "open", None, None
    work.flush()
    return offer_next(work, need, rules, now)
