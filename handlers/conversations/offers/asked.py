"""What an expert was asked, to choose from: what waits for an answer, else what came too late."""

from __future__ import annotations

from actions.offers.access import OPEN
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Options
from handlers.rendering.masking import discreet
from handlers.rendering.plain import shorten
from language import regions
from language.domains import label
from storage.queries.offers.asked import OfferFacts, late_offers, pending_offers
from storage.queries.people.open_things import LATE_ANSWER_WITHIN


def waiting(talk: ConversationContext) -> Options:
    """What waits for an answer."""
    return [(_line(offer), offer.id) for offer in pending_offers(talk.work, talk.speaker.expert_id)]


def waiting_or_late(talk: ConversationContext) -> Options:
    """The same; where nothing waits, what lapsed lately."""
    if found := waiting(talk):
        return found
    late = late_offers(talk.work, talk.speaker.expert_id, talk.now - LATE_ANSWER_WITHIN, OPEN)
    return [(_line(offer), offer.id) for offer in late]


def only(found: Options, values: Values) -> Values:
    """The offer, where there is but one."""
    return {"offer": found[0][1]} if len(found) == 1 and "offer" not in values else {}


def _line(offer: OfferFacts) -> str:
    return f"{label(offer.domain)}·{regions.name(offer.region)}：{shorten(discreet(offer), 14)}"
