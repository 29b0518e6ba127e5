"""Taking experts' answers to what they were asked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CursorResult, select, update

from actions.audit import note
from actions.notify import tell
from actions.offers.ask import offer_next, still_thinking
from actions.refusal import Refused
from programme.packs import RulePack
from storage.queries.offers.changes import touch
from storage.queries.offers.experts import serves
from storage.queries.people.speakers import Speaker
from storage.tables import Expert, Need, Offer
from storage.unit_of_work import UnitOfWork

TAKEN = "这条需求刚刚有别的专家接了，谢谢您愿意帮忙。"
GONE = "这条需求已经撤回或办结，不用再答复了，谢谢您。"
FULL = "您手上的服务已经到上限，记完一件的日记就能再接；也可以婉拒，我们再问别的专家。"
NOT_SERVING = "您的专家资格现在暂停或已到期，暂时不能接单，有疑问请联系工作人员。"
LAPSED = "这条邀请已经过了答复时间，需求转给了别的专家。谢谢您，下次再请您帮忙。"


def accept_offer(work: UnitOfWork, speaker: Speaker, offer_id: int, now: datetime) -> Need:
    """The expert takes the need on, unless another was quicker or the own hands are full."""
    offer = _own_offer(work, speaker, offer_id)
    need = work.session.get_one(Need, offer.need_id, with_for_update=True, populate_existing=True)
    work.session.refresh(offer)
    _still_open(offer, need)
    offer.state, offer.answered_at = "accepted", now
    take_on(work, need, offer.expert_id, now)
    note(work, "accept_offer", "need", need.id, speaker.person_id, now, offer=offer.id)
    return need


def take_on(work: UnitOfWork, need: Need, expert_id: int, now: datetime) -> None:
    """Give a need into an expert's hands, if they may serve and have room; everybody concerned is told."""
    if not serves(work, expert_id):
        raise Refused("not_serving", NOT_SERVING)
    if not _take_expert(work, expert_id):
        raise Refused("full", FULL)
    need.state, need.expert_id, need.accepted_at = "accepted", expert_id, now
    work.session.flush()
    close_offers(work, need, now)
    key = f"accepted:{need.id}:{expert_id}"
    tell(work, need.person_id, "accepted", key, now, urgent=need.urgent, need=need.id)


def decline_offer(
    work: UnitOfWork, speaker: Speaker, offer_id: int, reason: str | None, rules: RulePack, now: datetime
) -> None:
    """The expert declines, with or without a reason; nobody is forced (S9.2). The next one is asked."""
    offer = _own_offer(work, speaker, offer_id)
    need = work.session.get_one(Need, offer.need_id, with_for_update=True, populate_existing=True)
    work.session.refresh(offer)
    _still_open(offer, need)
    offer.state, offer.answered_at, offer.decline_reason = "declined", now, reason
    note(work, "decline_offer", "need", need.id, speaker.person_id, now, offer=offer.id)
    work.session.flush()
    _go_on(work, need, offer.id, rules, now)


def expire_offers(work: UnitOfWork, rules: RulePack, now: datetime, limit: int = 200) -> int:
    """Let offers lapse whose time is over and ask the next experts; return how many lapsed."""
    due = (
        select(Offer)
        .where(Offer.state == "pending", Offer.expires_at <= now)
        .order_by(Offer.expires_at, Offer.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    lapsed = list(work.session.scalars(due))
    for offer in lapsed:
        offer.state = "expired"
        note(work, "expire_offer", "need", offer.need_id, None, now, offer=offer.id)
    work.session.flush()
    for need_id, offer_id in {offer.need_id: offer.id for offer in lapsed}.items():
        need = work.session.get_one(Need, need_id, with_for_update=True)
        if need.state == "open":
            _go_on(work, need, offer_id, rules, now)
    return len(lapsed)


def _go_on(work: UnitOfWork, need: Need, offer_id: int, rules: RulePack, now: datetime) -> None:
    """Once nobody is thinking any more: ask the next, and let the asker know how it stands."""
    if not still_thinking(work, need) and offer_next(work, need, rules, now):
        tell(
            work,
            need.person_id,
            "asked_next",
            f"asked_next:{offer_id}",
            now,
            urgent=need.urgent,
            need=need.id,
        )


def close_offers(work: UnitOfWork, need: Need, now: datetime, *experts: int, why: str = "") -> None:
    """Whoever was asked (of these experts, where any are named) and has not answered need not any more, and is told."""
    pending = (
        select(Offer, Expert.person_id).join(Expert).where(Offer.need_id == need.id, Offer.state == "pending")
    )
    if experts:
        pending = pending.where(Offer.expert_id.in_(experts))
    for offer, person_id in work.session.execute(pending).all():
        offer.state = "closed"
        tell(work, person_id, "offer_closed", f"offer_closed:{offer.id}", now, need=need.id, why=why)


def pending_offers(work: UnitOfWork, speaker: Speaker) -> list[tuple[Offer, Need]]:
    """What the expert has been asked and not answered, newest first."""
    asked = (
        select(Offer, Need)
        .join(Need)
        .where(Offer.expert_id == speaker.expert_id, Offer.state == "pending")
        .order_by(Offer.id.desc())
    )
    return [(offer, need) for offer, need in work.session.execute(asked).all()]


def free_expert(work: UnitOfWork, expert_id: int) -> None:
    """One service fewer under way."""
    work.session.flush()
    work.connection.execute(
        update(Expert).where(Expert.id == expert_id, Expert.load > 0).values(load=Expert.load - 1)
    )
    touch(work.connection, [expert_id])


def _take_expert(work: UnitOfWork, expert_id: int) -> bool:
    """One service more, in a single statement, so that capacity holds when two accept at the same moment."""
    work.session.flush()
    room = update(Expert).where(Expert.id == expert_id, Expert.load < Expert.capacity)
    done: CursorResult[object] = work.connection.execute(room.values(load=Expert.load + 1))
    touch(work.connection, [expert_id] * done.rowcount)
    return done.rowcount == 1


def _still_open(offer: Offer, need: Need) -> None:
    if need.state in ("withdrawn", "served", "rated"):
        raise Refused("gone", GONE)
    if offer.state == "closed" or need.state == "accepted":
        raise Refused("taken", TAKEN)
    if offer.state == "expired":
        raise Refused("lapsed", LAPSED)
    if offer.state != "pending":
        raise Refused("answered", "这条邀请您已经答复过了。")


def _own_offer(work: UnitOfWork, speaker: Speaker, offer_id: int) -> Offer:
    offer = work.session.get(Offer, offer_id)
    if offer is None or speaker.expert_id is None or offer.expert_id != speaker.expert_id:
        raise Refused("not_yours", "没有找到给您的这条邀请。")
    return offer
