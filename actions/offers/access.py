"""Fetching what a deed about needs and offers may touch, locked until the transaction ends, or refusing."""

from __future__ import annotations

from actions.access import require
from actions.offers.kept_out import kept_out_of
from actions.refusal import Refused
from language import regions
from storage.queries.needs import NeedFacts, find_need
from storage.queries.offers.asked import may_serve, was_asked
from storage.queries.offers.experts import ExpertFacts, get_expert
from storage.queries.offers.ties import is_of_the_firm
from storage.queries.people.speakers import Speaker
from storage.tables import Expert, Need, Offer
from storage.unit_of_work import UnitOfWork

OPEN = ("open", "unanswered")
"""States of a need that somebody may still take on."""
TAKEN = "这条需求刚刚有别的专家接了，谢谢您愿意帮忙。"
YOURS = "{} 号需求您已经接了，说「企业电话」看怎么联系；去不了就说「退单」。"
NOT_FOR_YOU = "{} 号不在给您看的需求里，谢谢您愿意帮忙。说「附近需求」，看看哪些合您的领域和地方。"
LATE = ("expired", "unreached", "declined")
"""States of an offer that its expert may still change their mind about."""
NOT_OPEN = "{} 号需求已经有人接了或已办结。"
GONE = "这条需求已经撤回或办结，不用再答复了，谢谢您。"
LAPSED = "这条邀请已经过了答复时间，需求另有安排。谢谢您，下次再请您帮忙。"


def access_expert(work: UnitOfWork, speaker: Speaker) -> Expert:
    """The speaker as an expert. Refused «no_expert»."""
    if speaker.expert_id is None:
        raise Refused("no_expert", "这是给志愿专家用的。")
    return work.session.get_one(Expert, speaker.expert_id, with_for_update=True, populate_existing=True)


def access_enterprise(speaker: Speaker) -> int:
    """The number of the enterprise that the speaker speaks for. Refused «no_enterprise»."""
    if speaker.enterprise_id is None:
        raise Refused("no_enterprise", "还不知道您是哪家企业。")
    return speaker.enterprise_id


def access_offer(
    work: UnitOfWork, speaker: Speaker, offer_id: int, *, late: bool = False
) -> tuple[Offer, Need]:
    """An offer to the speaker that still waits for an answer, and its need.

    `late`: one that lapsed or was declined will do too, while nobody has the need and the firm does not refuse the
    expert. Refused «not_yours», «gone», «in_hand», «taken», «lapsed», «answered».
    """
    offer = work.session.get(Offer, offer_id)
    if offer is None or speaker.expert_id is None or offer.expert_id != speaker.expert_id:
        raise Refused("not_yours", "没有找到给您的这条邀请。")
    need = _locked(work, offer.need_id)
    work.session.refresh(offer)
    if late and offer.state in LATE and need.state in OPEN:
        return _wanted_still(work, speaker, offer), need
    _check_waits(offer, need)
    return offer, need


def access_proposal(work: UnitOfWork, speaker: Speaker, offer_id: int) -> tuple[Offer, Need]:
    """An offer that an expert would take under a condition, put to the speaker's enterprise, and its need.

    Refused «not_yours», «not_open», «no_proposal».
    """
    offer = work.session.get(Offer, offer_id)
    need = _locked(work, offer.need_id) if offer else None
    if offer is None or need is None or need.enterprise_id != speaker.enterprise_id:
        raise Refused("not_yours", "没有找到给您的这个提议。")
    work.session.refresh(offer)
    _check_open(need)
    if offer.state != "pending" or not offer.terms:
        raise Refused("no_proposal", "这个提议已经答复过，或者过了答复的时间。")
    return offer, need


def access_own_need(work: UnitOfWork, speaker: Speaker, need_id: int) -> Need:
    """A need of the speaker's own enterprise. Refused «not_yours»."""
    need = work.session.get(Need, need_id, with_for_update=True, populate_existing=True)
    if need is None or need.enterprise_id != speaker.enterprise_id:
        raise Refused("not_yours", "没有找到您的这条需求。")
    return need


def check_not_own_service(work: UnitOfWork, need: Need) -> None:
    """Nobody rates or confirms, be it by a colleague, what they did for a firm of their own. Refused «own_service»."""
    if need.expert_id is not None and is_of_the_firm(work, need.expert_id, need.id):
        raise Refused("own_service", "这次是自己公司的人来服务的，不能由公司评价或确认，谢谢您理解。")


def access_own_open_need(work: UnitOfWork, speaker: Speaker, need_id: int) -> Need:
    """The same, while somebody may still be asked for it. Refused «not_yours», «not_open»."""
    return _check_open(access_own_need(work, speaker, need_id))


def need_in_jurisdiction(work: UnitOfWork, speaker: Speaker, need_id: int) -> NeedFacts:
    """A need that the speaker, of staff, may arrange, to read. Refused «no_need», or by the table of authority."""
    found = find_need(work, need_id)
    if found is None:
        raise Refused("no_need", f"没有 {need_id} 号需求。")
    require(speaker, "assign_expert", found.region)
    return found


def access_need_as_staff(work: UnitOfWork, speaker: Speaker, need_id: int) -> Need:
    """A need that the speaker, of staff, may arrange. Refused as `need_in_jurisdiction`."""
    return _locked(work, need_in_jurisdiction(work, speaker, need_id).id)


def access_open_need_as_staff(work: UnitOfWork, speaker: Speaker, need_id: int) -> Need:
    """The same, while somebody may still be asked for it. Refused «not_open» besides."""
    return _check_open(access_need_as_staff(work, speaker, need_id))


def access_need_to_take(work: UnitOfWork, speaker: Speaker, need_id: int) -> tuple[Need, int]:
    """A need that the speaker was shown and may take on unasked, and the speaker's number as an expert.

    Refused «not_for_you», «taken».
    """
    need = work.session.get(Need, need_id, with_for_update=True, populate_existing=True)
    expert = speaker.expert_id
    if need is None or expert is None or not may_serve(work, need_id, expert, speaker.enterprise_id):
        raise Refused("not_for_you", NOT_FOR_YOU.format(need_id))
    known = get_expert(work, expert)
    if kept_out_of(work, need).bars(known) or not (
        may_be_shown(need, known) or was_asked(work, need_id, expert)
    ):
        raise Refused("not_for_you", NOT_FOR_YOU.format(need_id))
    if need.state not in OPEN:
        raise Refused("taken", "这条需求刚刚有人接了或已办结，谢谢您愿意帮忙。")
    return need, expert


def may_be_shown(need: Need | NeedFacts, expert: ExpertFacts) -> bool:
    """Whether it is of the expert's field, and in their province or to be served online."""
    near = not expert.region or regions.within(need.region, f"{expert.region[:2]}0000")
    return bool({need.domain, *need.also} & set(expert.domains)) and (near or need.form == "online")


def access_service(work: UnitOfWork, speaker: Speaker, need_id: int) -> tuple[Need, int]:
    """A need that the speaker has accepted and not yet served, and the speaker's number as an expert.

    Refused «not_yours», «too_late».
    """
    need = work.session.get(Need, need_id, with_for_update=True, populate_existing=True)
    if need is None or need.expert_id is None or need.expert_id != speaker.expert_id:
        raise Refused("not_yours", "没有找到您接的这条需求。")
    if need.state != "accepted":
        raise Refused("too_late", "这条需求已经办结，不用退了。")
    return need, need.expert_id


def _locked(work: UnitOfWork, need_id: int) -> Need:
    return work.session.get_one(Need, need_id, with_for_update=True, populate_existing=True)


def _wanted_still(work: UnitOfWork, speaker: Speaker, offer: Offer) -> Offer:
    if not may_serve(work, offer.need_id, offer.expert_id, speaker.enterprise_id):
        raise Refused("lapsed", LAPSED)
    return offer


def _check_waits(offer: Offer, need: Need) -> None:
    if need.state in ("withdrawn", "unserved", "served", "rated"):
        raise Refused("gone", GONE)
    if need.state == "accepted" and need.expert_id == offer.expert_id:
        raise Refused("in_hand", YOURS.format(need.id))
    if offer.state == "closed" or need.state == "accepted":
        raise Refused("taken", TAKEN)
    if offer.state in ("expired", "unreached"):
        raise Refused("lapsed", LAPSED)
    if offer.state != "pending":
        raise Refused("answered", "这条邀请您已经答复过了。")


def _check_open(need: Need) -> Need:
    if need.state not in OPEN:
        raise Refused("not_open", NOT_OPEN.format(need.id))
    return need
