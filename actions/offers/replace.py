"""Another expert for a need: whoever has it in hand, or is asked for it, is let go kindly."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.audit import note
from actions.notify import Addressed, notify
from actions.offers.access import access_need_as_staff, access_own_need
from actions.offers.answer import close_offers
from actions.offers.ask import offer_next
from actions.offers.capacity import free_expert
from actions.offers.companions import tell_companions_to_stay
from actions.offers.notices import OthersAsked, TakenOff
from actions.refusal import Refused
from programme.packs import RulePack
from storage.queries.offers.asked import is_asked
from storage.queries.people.speakers import Speaker
from storage.tables import Expert, Need, Offer
from storage.unit_of_work import UnitOfWork


def replace_expert(
    work: UnitOfWork, speaker: Speaker, need_id: int, reason: str | None, rules: RulePack, now: datetime
) -> int:
    """Take the expert, or those asked, off the need and ask others; return how many. Nobody is told the reason.

    Refused «not_yours», «nobody_to_replace».
    """
    return _ask_instead(work, speaker, access_need_in_hand(work, speaker, need_id), reason, rules, now)


def ask_others(work: UnitOfWork, speaker: Speaker, need_id: int, rules: RulePack, now: datetime) -> int:
    """Staff take a need that was accepted and not served from its expert and ask others; return how many.

    Refused «nobody_to_replace», or as `access_need_as_staff`.
    """
    need = access_need_as_staff(work, speaker, need_id)
    if need.state != "accepted":
        raise Refused("nobody_to_replace", f"{need.id} 号需求现在没有专家在办，不用换。")
    asked = _ask_instead(work, speaker, need, None, rules, now, asker_listens=False)
    if asked:
        told = Addressed(
            need.person_id, OthersAsked(need.id), f"others_asked:{need.id}:{int(now.timestamp())}"
        )
        notify(work, [told], now)
    return asked


def _ask_instead(
    work: UnitOfWork,
    speaker: Speaker,
    need: Need,
    reason: str | None,
    rules: RulePack,
    now: datetime,
    *,
    asker_listens: bool = True,
) -> int:
    if need.expert_id is not None:
        take_off(work, need, need.expert_id, now, by_office=not asker_listens)
    close_offers(work, need, now, why="企业另有安排" if asker_listens else "服务中心另有安排")
    need.state, need.expert_id, need.accepted_at = "open", None, None
    detail = {"reason": reason} if reason else {}
    note(work, "replace_expert", "need", need.id, speaker.person_id, now, **detail)
    work.flush()
    return offer_next(work, need, rules, now, asker_listens=asker_listens)


def access_need_in_hand(work: UnitOfWork, speaker: Speaker, need_id: int) -> Need:
    """A need of the speaker's enterprise that an expert has accepted or is asked for. Refused as `replace_expert`."""
    need = access_own_need(work, speaker, need_id)
    if need.state != "accepted" and not (need.state == "open" and is_asked(work, need.id)):
        raise Refused("nobody_to_replace", f"{need.id} 号需求现在没有专家在办，不用换。")
    return need


def take_off(work: UnitOfWork, need: Need, expert_id: int, now: datetime, by_office: bool) -> None:
    """An expert has the need no more, and is told so. The offer is closed, not declined: it was not the expert who said no."""
    own = select(Offer).where(Offer.need_id == need.id, Offer.expert_id == expert_id)
    for offer in work.session.scalars(own):
        offer.state = "closed"
    free_expert(work, expert_id)
    person_id = work.session.get_one(Expert, expert_id).person_id
    notice = TakenOff(need.id, by_office)
    notify(
        work, [Addressed(person_id, notice, f"taken_off:{need.id}:{expert_id}:{int(now.timestamp())}")], now
    )
    tell_companions_to_stay(work, need, expert_id, now)
