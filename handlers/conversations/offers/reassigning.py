"""Whom staff would have in the place of whom: «不派她 换吴晓岚» on the card of an assignment, or after it."""

from __future__ import annotations

from datetime import timedelta

from actions.offers.notices import Offered
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from language.reassigned import instead_of_whom
from storage.queries.delivery.reach import caused_by
from storage.queries.offers.asked import get_offer, having
from storage.queries.offers.experts import experts_named_in

LATELY = timedelta(days=2)
LOOKED_AT = 50


def named(talk: ConversationContext, text: str) -> int | None:
    """The one expert whom a text means: of two that it names, who is to go instead."""
    found = experts_named_in(talk.work, instead_of_whom(text) or text)
    return found[0] if len(found) == 1 else None


def changed(talk: ConversationContext, text: str, need: int | None) -> Values:
    """The need and who is to be let go, where a text puts somebody in their place: of the need that it numbers, else the last asked for."""
    if not instead_of_whom(text):
        return {}
    need = need or _last(talk)
    others = [one for one in having(talk.work, need) if one != named(talk, text)] if need else []
    return reading.as_values({"need": need, "instead": _said(talk, others, text)})


def corrected(talk: ConversationContext, values: Values, text: str) -> Values:
    """On the card: only who is to be asked is another."""
    expert = named(talk, text) if instead_of_whom(text) else None
    return {"expert": expert} if expert else {}


def _said(talk: ConversationContext, others: list[int], text: str) -> int | None:
    """Who is to be let go: whom the text names besides, where that one has the need; the newest where it names nobody else."""
    called = experts_named_in(talk.work, text.replace(instead_of_whom(text), ""))
    return next((one for one in others if one in called or not called), None)


def _last(talk: ConversationContext) -> int | None:
    """The need for which the speaker's last asking went out."""
    sent = caused_by(talk.work, talk.speaker.person_id, talk.now - LATELY, LOOKED_AT)
    offer = next((one.facts["offer"] for one in sent if one.kind == Offered.kind), None)
    return get_offer(talk.work, offer).need_id if offer else None
