"""From one message to the replies: it is read once, decided in one place, then performed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from handlers.engine import acts
from handlers.engine.catalogue import Catalogue
from handlers.engine.context import ConversationContext
from handlers.engine.conversation import Conversation
from handlers.engine.decide import decide
from handlers.engine.elsewhere import asked_again
from handlers.engine.moves import NAMES, Clarify, HandOver, TakeUp, Turn
from handlers.engine.pointing import card_key
from handlers.engine.standing import Standing
from handlers.engine.state import Dialogue
from handlers.engine.utterance import Utterance, read
from handlers.message import Incoming, Reply
from language.inquiries import after_a_wait
from storage.queries.delivery.pointed import pointed_at


def handle(
    talk: ConversationContext,
    dialogue: Dialogue,
    catalogue: Catalogue,
    incoming: Incoming,
    meaning: Any = None,
) -> list[Reply]:
    """Answer one message; `dialogue` is changed to where the talk then stands, `talk.heard` to what became of it.

    `talk.act` is what it is a part of. A picture of an album that was answered already may have no answer of its own.
    """
    alone = acts.with_tail(dialogue, read(incoming, meaning), talk.now)
    asked = after_a_wait(alone.text)
    if not dialogue.stack:
        asked = asked_again(talk, asked)
    if asked != alone.text:
        alone = replace(alone, text=asked, meaning=None)
    talk.said, talk.left = alone.text, tuple(dialogue.rest)
    conversation = Conversation(talk, dialogue, catalogue)
    _take_up_what_is_pointed_at(conversation, alone)
    read_as = acts.read_together(conversation, _read(conversation, alone))
    replies = conversation.with_news(acts.performed(conversation, read_as))
    talk.heard = read_as.standing.heard(NAMES[type(read_as.move)])
    dialogue.rest = list(talk.rest)
    return replies


def _read(conversation: Conversation, utterance: Utterance) -> acts.Read:
    """What is to be done with the message; where it turns to something else, with what comes after that."""
    standing = Standing(conversation, utterance)
    move = decide(standing, utterance)
    if isinstance(move, Turn):
        conversation.turn_away()
        return _read(conversation, replace(utterance, text=move.rest, meaning=None))
    if isinstance(move, Clarify | HandOver) and conversation.leaves_menu():
        return _read(conversation, utterance)
    if isinstance(move, TakeUp):
        conversation.take_up(str(move.key))
        return _read(conversation, replace(utterance, text=move.rest, meaning=None))
    return acts.Read(utterance, standing, move)


def _take_up_what_is_pointed_at(conversation: Conversation, utterance: Utterance) -> None:
    """Whoever replies to the card of a parked form speaks of that one."""
    talk = conversation.talk
    points = utterance.points_at or utterance.quotes
    if points and utterance.text and len(conversation.dialogue.stack) > 1:
        shown = pointed_at(talk.work, talk.speaker.account_id, utterance.points_at, utterance.quotes)
        conversation.take_up(card_key(shown) if shown else "")
