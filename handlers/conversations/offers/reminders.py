"""What experts are reminded of while an offer waits."""

from __future__ import annotations

from actions.offers.notices import OfferLapsing
from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import NoticeRenderer
from handlers.message import Choice, Reply
from language.domains import label
from storage.queries.offers.due import asked_offer

_ANSWERS = (("接受", "accept"), ("婉拒", "decline"))


def _lapsing(talk: ConversationContext, told: OfferLapsing) -> Reply | None:
    offer = asked_offer(talk.work, told.offer)
    if offer.state != "pending" or offer.terms or offer.expires_at <= talk.now:
        return None
    until = f"{offer.expires_at.astimezone(talk.now.tzinfo):%H:%M}"
    return Reply(
        f"{label(offer.domain)}的那条需求还在等您，{until} 前回复一声就好，接不接都可以。",
        choices=tuple(
            Choice(word, tokens.prompt("offer", told.offer, "answer", value)) for word, value in _ANSWERS
        ),
    )


OFFER_LAPSING = NoticeRenderer(OfferLapsing, _lapsing, reminder=True)
