"""Whether a need lies within the jurisdiction of the staff member who names it."""

from __future__ import annotations

from actions.offers.access import need_in_jurisdiction
from actions.refusal import Refused
from handlers.engine.context import ConversationContext


def need_in_reach(talk: ConversationContext, need_id: int) -> str:
    """What is wrong with a need's number, as the check of a slot; nothing where the speaker may act on it."""
    try:
        need_in_jurisdiction(talk.work, talk.speaker, need_id)
    except Refused as refusal:
        return refusal.text
    return ""
