"""What experts are reminded of while an offer waits."""

from __future__ import annotations

from actions.offers.notices import OfferLapsing
from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import NoticeRenderer
from handlers.message import Choice, Reply
from handlers.rendering.masking import discreet
from handlers.rendering.moments import moment
from handlers.rendering.plain import shorten, show_region
from storage.queries.needs import get_need
from storage.queries.offers.asked import get_offer

_ANSWERS = (("接单", "accept"), ("婉拒", "decline"))


def _lapsing(talk: ConversationContext, told: OfferLapsing) -> Reply | None:
    offer = get_offer(talk.work, told.offer)
    if offer.state != "pending" or offer.terms or offer.expires_at <= talk.now:
        return None
    need = get_need(talk.work, offer.need_id)
    where, words = show_region(need.region), shorten(discreet(need), 20)
    until = moment(offer.expires_at, talk.now)
    return Reply(
        f"{where}那家企业的事还等您给话：“{words}”。{until} 前说一声就好，接不接都可以。",
        choices=tuple(
            Choice(word, tokens.prompt("offer", told.offer, "answer", value)) for word, value in _ANSWERS
        ),
    )


OFFER_LAPSING = NoticeRenderer(OfferLapsing, _lapsing, reminder=True)
