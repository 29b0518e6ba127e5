"""«坡头呢» behind «霞山这个月几条需求»: the question before, of another place."""

from __future__ import annotations

from handlers.engine.context import ConversationContext
from language.other_place import of_another_place, place_asked
from programme.roles import OFFICE
from storage.queries.delivery.inbox import said_before

LOOKED_AT = 5
"""Messages of one's own, among which the question may stand."""


def asked_again(talk: ConversationContext, text: str) -> str:
    """The question that staff asked last, of the place that the text names; the text as it is, where it names none alone."""
    if not talk.speaker.roles & OFFICE or not place_asked(text):
        return text
    before = said_before(talk.work, talk.speaker.account_id, talk.speaker.last_seq, LOOKED_AT)
    question = next((one for one in before if not place_asked(one)), "")
    return of_another_place(question, text) or text
