"""Taking experts' answers to what they were asked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.audit import note
from actions.notify import Addressed, notify, to_staff
from actions.offers.access import access_offer
from actions.offers.ask import offer_next
from actions.offers.capacity import access_capacity
from actions.offers.companions import tell_companions
from actions.offers.notices import Accepted, AskedNext, OfferClosed, TakenAgain, TermsAnswered
from language.unskilled import lacks_skill
from programme.packs import RulePack
from storage.queries.needs import Contact, contact_of
from storage.queries.offers.asked import is_asked, times_given_back
from storage.queries.people.speakers import Speaker
from storage.tables import Expert, Need, Offer
from storage.unit_of_work import UnitOfWork


def accept_offer(
    work: UnitOfWork, speaker: Speaker, offer_id: int, rules: RulePack, now: datetime
) -> Contact:
    """The expert takes the need on, unless another was quicker or the own hands are full; return whom to call.

    Late, when the offer has lapsed, will do while nobody has the need.
    """
    offer, need = access_offer(work, speaker, offer_id, late=True)
    access_capacity(work, offer.expert_id)
    offer.state, offer.answered_at = "accepted", now
    hand_to(work, need, offer.expert_id, rules, now)
    note(work, "accept_offer", "need", need.id, speaker.person_id, now, offer=offer.id)
    return contact_of(work, need.id)


def hand_to(work: UnitOfWork, need: Need, expert_id: int, rules: RulePack, now: datetime) -> None:
    """Put a need into the hands of an expert whose capacity has been taken; everybody concerned is told."""
    need.state, need.expert_id, need.accepted_at = "accepted", expert_id, now
    need.unsolved_at = None
    times = rules.service_times
    need.contact_by = times.contact_by(now, rules.calendar) if times else None
    work.flush()
    close_offers(work, need, now)
    tell_companions(work, need, expert_id, now)
    given_back = times_given_back(work, expert_id, need.id)
    key = f"accepted:{need.id}:{expert_id}:{int(now.timestamp())}"
    told = [Addressed(need.person_id, Accepted(need.id), key, need.urgent)]
    if given_back:
        again = f"taken_again:{need.id}:{expert_id}:{given_back}"
        told += to_staff(work, need.region, TakenAgain(need.id, expert_id), again)
    notify(work, told, now)


def decline_offer(
    work: UnitOfWork, speaker: Speaker, offer_id: int, reason: str | None, rules: RulePack, now: datetime
) -> None:
    """The expert declines, with or without a reason; nobody is forced (S9.2). The next one is asked."""
    offer, need = access_offer(work, speaker, offer_id)
    offer.state, offer.answered_at = "declined", now
    offer.decline_reason, offer.unskilled = reason, lacks_skill(reason or "")
    note(work, "decline_offer", "need", need.id, speaker.person_id, now, offer=offer.id)
    work.flush()
    go_on(work, need, offer.id, rules, now)


def expire_offers(work: UnitOfWork, rules: RulePack, now: datetime, limit: int = 200) -> int:
    """Let offers lapse whose time is over and ask the next experts; return how many lapsed.

    An offer that somebody is answering just now is left for the next time.
    """
    due = (
        select(Offer, Need)
        .join(Need, Need.id == Offer.need_id)
        .where(Offer.state == "pending", Offer.expires_at <= now)
        .order_by(Offer.expires_at, Offer.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    lapsed = work.session.execute(due).all()
    for offer, need in lapsed:
        offer.state = "expired"
        note(work, "expire_offer", "need", need.id, None, now, offer=offer.id)
    notify(work, [terms_answered(work, offer) for offer, _ in lapsed if offer.terms], now)
    work.flush()
    for need, offer_id in {need: offer.id for offer, need in lapsed}.items():
        if need.state == "open":
            go_on(work, need, offer_id, rules, now)
    return len(lapsed)


def close_offers(work: UnitOfWork, need: Need, now: datetime, *experts: int, why: str = "") -> int:
    """Whoever was asked (of these experts, where any are named) and has not answered need not any more, and is told.

    Return how many.
    """
    pending = (
        select(Offer, Expert.person_id).join(Expert).where(Offer.need_id == need.id, Offer.state == "pending")
    )
    if experts:
        pending = pending.where(Offer.expert_id.in_(experts))
    closed = work.session.execute(pending).all()
    for offer, _ in closed:
        offer.state = "closed"
    told = OfferClosed(need.id, why)
    return notify(
        work, [Addressed(person, told, f"offer_closed:{offer.id}") for offer, person in closed], now
    )


def terms_answered(work: UnitOfWork, offer: Offer) -> Addressed:
    """The expert is to hear what became of the condition."""
    person = work.session.get_one(Expert, offer.expert_id).person_id
    return Addressed(person, TermsAnswered(offer.id), f"terms_answered:{offer.id}:{offer.state}")


def go_on(work: UnitOfWork, need: Need, offer_id: int, rules: RulePack, now: datetime) -> None:
    """Once nobody is thinking any more: ask the next, and let the asker know how it stands."""
    if not is_asked(work, need.id) and offer_next(work, need, rules, now):
        key = f"asked_next:{offer_id}"
        notify(work, [Addressed(need.person_id, AskedNext(need.id, offer_id), key, need.urgent)], now)
