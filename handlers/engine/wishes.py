"""What a message wants, for the person who speaks and with what is open for them."""

from __future__ import annotations

import re

from handlers.courtesies import is_english
from handlers.engine.conversation import Conversation
from handlers.engine.decisions import said
from handlers.engine.utterance import Utterance
from language.intents.reading import read_intent
from language.intents.wish import Wish
from storage.queries.people.open_things import open_things

_NUMBERED = re.compile(r"第?\d{1,9}(?:\s*号)?(?:\D|$)")


def wish_of(conversation: Conversation, utterance: Utterance) -> Wish:
    """The intent of the text; the form in hand, and what rows say is open, decide what a few words are about."""
    talk = conversation.talk
    if decided := _decided(conversation, utterance.text):
        return decided
    if conversation.current is None and is_english(utterance.text):
        return Wish("smalltalk", True)
    known = open_things(talk.work, talk.speaker, talk.today)
    return read_intent(utterance.text, talk.speaker.roles, known | _in_hand(conversation), utterance.meaning)


def _decided(conversation: Conversation, text: str) -> Wish | None:
    """A decision with its number, which leaves no doubt."""
    heard = said(text) if "staff" in conversation.talk.speaker.roles else None
    return Wish("staff.decide", True) if heard and _NUMBERED.match(heard[1]) else None


def _in_hand(conversation: Conversation) -> frozenset[str]:
    at = conversation.current
    if at is None:
        return frozenset()
    return frozenset({"card" if conversation.at_card(at) else "question"})
