"""Where every message comes in: a private one goes to the engine's door, one said in a group to the group's."""

from __future__ import annotations

from handlers import group_chat
from handlers.engine import door
from handlers.engine.catalogue import Catalogue
from handlers.engine.context import ConversationContext
from handlers.engine.state import Dialogue
from handlers.message import Incoming, Reply


def handle(
    talk: ConversationContext, dialogue: Dialogue, catalogue: Catalogue, incoming: Incoming
) -> list[Reply]:
    """Answer one message; `dialogue` is changed to where the talk then stands."""
    handled_by = group_chat.handle if incoming.room else door.handle
    return handled_by(talk, dialogue, catalogue, incoming)
