"""An enterprise does not want an expert again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.audit import note
from actions.offers.access import access_enterprise
from actions.offers.answer import close_offers
from actions.offers.ask import offer_next
from programme.packs import RulePack
from storage.queries.offers.asked import is_asked
from storage.queries.people.speakers import Speaker
from storage.tables import Need, Offer, Refusal
from storage.unit_of_work import UnitOfWork


def refuse_expert(work: UnitOfWork, speaker: Speaker, expert_id: int, rules: RulePack, now: datetime) -> None:
    """Never pair the speaker's enterprise with this expert again; an offer that waits is closed, without a word why."""
    enterprise_id = access_enterprise(speaker)
    _keep(work, enterprise_id, expert_id, now)
    for need in _asked(work, enterprise_id, expert_id):
        close_offers(work, need, now, expert_id, why="另有安排")
        work.flush()
        if not is_asked(work, need.id):
            offer_next(work, need, rules, now)
    note(work, "refuse_expert", "expert", expert_id, speaker.person_id, now)


def _keep(work: UnitOfWork, enterprise_id: int, expert_id: int, now: datetime) -> None:
    known = select(Refusal).where(Refusal.enterprise_id == enterprise_id, Refusal.expert_id == expert_id)
    if work.session.scalars(known).first() is None:
        work.session.add(Refusal(enterprise_id=enterprise_id, expert_id=expert_id, created_at=now))
    work.flush()


def _asked(work: UnitOfWork, enterprise_id: int, expert_id: int) -> list[Need]:
    """The enterprise's needs for which the expert may still answer."""
    asked = select(Need).join(Offer).where(Offer.expert_id == expert_id, Offer.state == "pending")
    asked = asked.where(Need.enterprise_id == enterprise_id).order_by(Need.id)
    return list(work.session.scalars(asked.with_for_update(of=Need)))
