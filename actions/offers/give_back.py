"""An expert gives an accepted need back: nobody is forced (S9.2), and the next one is asked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.audit import note
from actions.notify import tell
from actions.offers.answer import free_expert
from actions.offers.ask import offer_next
from actions.refusal import Refused
from programme.packs import RulePack
from storage.queries.people.speakers import Speaker
from storage.tables import Need, Offer
from storage.unit_of_work import UnitOfWork


def give_back(
    work: UnitOfWork, speaker: Speaker, need_id: int, reason: str | None, rules: RulePack, now: datetime
) -> int:
    """Put an accepted need into others' hands again; return how many were asked."""
    need = work.session.get(Need, need_id, with_for_update=True)
    if need is None or need.expert_id is None or need.expert_id != speaker.expert_id:
        raise Refused("not_yours", "没有找到您接的这条需求。")
    if need.state != "accepted":
        raise Refused("too_late", "这条需求已经办结，不用退了。")
    own = select(Offer).where(Offer.need_id == need.id, Offer.expert_id == need.expert_id)
    for offer in work.session.scalars(own):
        offer.state, offer.decline_reason = "declined", reason
    free_expert(work, need.expert_id)
    note(work, "give_back_need", "need", need.id, speaker.person_id, now)
    tell(work, need.person_id, "given_back", f"given_back:{need.id}:{need.expert_id}", now, need=need.id)
    need.state, need.expert_id, need.accepted_at = "open", None, None
    work.session.flush()
    return offer_next(work, need, rules, now)
