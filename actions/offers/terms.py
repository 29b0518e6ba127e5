"""An expert would take a need under a condition: it is put to the enterprise, which agrees or asks for another."""

from __future__ import annotations

from datetime import datetime

from actions.audit import note
from actions.notify import Addressed, notify
from actions.offers.access import access_offer, access_proposal
from actions.offers.answer import go_on, hand_to, terms_answered
from actions.offers.capacity import check_serves, take_room
from actions.offers.notices import TermsProposed
from actions.refusal import Refused
from programme.offers import answer_by
from programme.packs import RulePack
from programme.qualification import SERVING
from storage.queries.offers.experts import serves
from storage.queries.people.speakers import Speaker
from storage.tables import Need, Offer
from storage.unit_of_work import UnitOfWork

LONGEST = 200
"""Characters of a condition."""
BUSY = "这位专家刚刚腾不出手了。点「换别人」，我另请专家。"


def propose_terms(
    work: UnitOfWork, speaker: Speaker, offer_id: int, terms: str, rules: RulePack, now: datetime
) -> datetime:
    """Put the expert's condition to the enterprise; return by when it is to answer. Until then nobody else is asked.

    A second condition joins the first, while the enterprise has answered neither.
    """
    offer, need = access_offer(work, speaker, offer_id, late=True)
    check_serves(work, offer.expert_id)
    offer.state, offer.terms = "pending", _with_those_before(offer, terms)[:LONGEST]
    offer.expires_at = max(offer.expires_at, answer_by(rules.offers, now, need.urgent, rules.calendar))
    told, key = TermsProposed(offer.id), f"terms_proposed:{offer.id}:{int(now.timestamp())}"
    notify(work, [Addressed(need.person_id, told, key, need.urgent)], now)
    note(work, "propose_terms", "need", need.id, speaker.person_id, now, offer=offer.id)
    return offer.expires_at


def _with_those_before(offer: Offer, terms: str) -> str:
    waits = offer.state == "pending" and offer.terms
    return f"{offer.terms}；{terms}" if waits and terms not in waits else terms


def answer_terms(
    work: UnitOfWork, speaker: Speaker, offer_id: int, agreed: bool, rules: RulePack, now: datetime
) -> None:
    """The enterprise agrees, and the expert has the need; or it does not, and the next one is asked."""
    offer, need = access_proposal(work, speaker, offer_id)
    if agreed:
        _check_room(work, offer.expert_id)
    note(work, "answer_terms", "need", need.id, speaker.person_id, now, offer=offer.id, agreed=agreed)
    offer.state, offer.answered_at = "accepted" if agreed else "declined", now
    notify(work, [terms_answered(work, offer)], now)
    if agreed:
        hand_to(work, need, offer.expert_id, rules, now)
    else:
        _ask_another(work, need, offer, rules, now)


def _check_room(work: UnitOfWork, expert_id: int) -> None:
    if not (serves(work, expert_id, SERVING) and take_room(work, expert_id)):
        raise Refused("busy", BUSY)


def _ask_another(work: UnitOfWork, need: Need, offer: Offer, rules: RulePack, now: datetime) -> None:
    work.flush()
    go_on(work, need, offer.id, rules, now)
