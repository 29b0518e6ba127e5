"""An offer whose message reached nobody is not left open until its deadline: the next expert is asked at once."""

from __future__ import annotations

from datetime import datetime

from actions.audit import note
from actions.offers.answer import go_on
from programme.packs import RulePack
from storage.tables import Need, Offer
from storage.unit_of_work import UnitOfWork


def pass_on(work: UnitOfWork, offer_id: int, rules: RulePack, now: datetime) -> None:
    """The expert has not heard of it, so that nothing is held against them; once they do, they may still take it."""
    offer = work.session.get(Offer, offer_id)
    if offer is None:
        return
    need = work.session.get_one(Need, offer.need_id, with_for_update=True, populate_existing=True)
    work.session.refresh(offer)
    if offer.state != "pending" or offer.terms:
        return
    offer.state = "unreached"
    note(work, "offer_unreached", "need", need.id, None, now, offer=offer.id)
    work.flush()
    if need.state == "open":
        go_on(work, need, offer.id, rules, now)
