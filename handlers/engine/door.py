"""From one message to the replies: it is read once, decided in one place, then performed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from handlers.engine.catalogue import Catalogue
from handlers.engine.context import ConversationContext
from handlers.engine.conversation import Conversation
from handlers.engine.decide import decide
from handlers.engine.moves import NAMES, Turn
from handlers.engine.perform import perform
from handlers.engine.pointing import card_key
from handlers.engine.standing import Standing
from handlers.engine.state import Dialogue
from handlers.engine.utterance import Utterance, read
from handlers.message import Incoming, Reply
from storage.queries.delivery.pointed import pointed_at


def handle(
    talk: ConversationContext,
    dialogue: Dialogue,
    catalogue: Catalogue,
    incoming: Incoming,
    meaning: Any = None,
) -> list[Reply]:
    """Answer one message; `dialogue` is changed to where the talk then stands, `talk.heard` to what became of it."""
    utterance = read(incoming, meaning)
    talk.said = utterance.text
    conversation = Conversation(talk, dialogue, catalogue)
    _take_up_what_is_pointed_at(conversation, utterance)
    standing = Standing(conversation, utterance)
    move = decide(standing, utterance)
    if isinstance(move, Turn):
        conversation.turn_away()
        utterance = replace(utterance, text=move.rest, meaning=None)
        standing = Standing(conversation, utterance)
        move = decide(standing, utterance)
    replies = conversation.with_news(perform(conversation, utterance, move))
    talk.heard = standing.heard(NAMES[type(move)])
    return replies


def _take_up_what_is_pointed_at(conversation: Conversation, utterance: Utterance) -> None:
    """Whoever replies to the card of a parked form speaks of that one."""
    talk = conversation.talk
    if utterance.points_at and utterance.text and len(conversation.dialogue.stack) > 1:
        shown = pointed_at(talk.work, talk.speaker.account_id, utterance.points_at)
        conversation.take_up(card_key(shown) if shown else "")
