"""From one message to the replies: it is read once, decided in one place, then performed."""

from __future__ import annotations

from typing import Any

from handlers.engine import acts
from handlers.engine.catalogue import Catalogue
from handlers.engine.context import ConversationContext
from handlers.engine.conversation import Conversation
from handlers.engine.decide import decide
from handlers.engine.moves import NAMES
from handlers.engine.standing import Standing
from handlers.engine.state import Dialogue
from handlers.engine.utterance import read
from handlers.message import Incoming, Reply


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
    talk.said = alone.text
    conversation = Conversation(talk, dialogue, catalogue)
    standing = Standing(conversation, alone)
    read_as = acts.read_together(conversation, acts.Read(alone, standing, decide(standing, alone)))
    replies = conversation.with_news(acts.performed(conversation, read_as))
    talk.heard = read_as.standing.heard(NAMES[type(read_as.move)])
    return replies
