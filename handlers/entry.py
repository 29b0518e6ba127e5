"""Where every message comes in: a private one goes to the engine's door, one said in a group to the group's."""

from __future__ import annotations

from typing import Any

from handlers import group_chat, menu
from handlers.engine import door
from handlers.engine.catalogue import Catalogue
from handlers.engine.context import ConversationContext
from handlers.engine.state import Dialogue
from handlers.message import Incoming, Reply
from handlers.rendering.citing import each_with_names


def handle(
    talk: ConversationContext,
    dialogue: Dialogue,
    catalogue: Catalogue,
    incoming: Incoming,
    meaning: Any = None,
) -> list[Reply]:
    """Answer one message; `dialogue` is changed to where the talk then stands.

    `meaning`: the sentence vector of the text, where it was worked out.
    """
    handled_by = group_chat.handle if incoming.room else door.handle
    replies = handled_by(talk, dialogue, catalogue, incoming, meaning)
    return each_with_names(replies if incoming.room else menu.with_a_step(replies, catalogue))
