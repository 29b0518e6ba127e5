"""What stands before somebody who cannot read it well, said once more in words: what is in hand, else what was said last."""

from __future__ import annotations

from typing import Any

from handlers.engine.ask import join
from handlers.engine.conversation import Conversation
from handlers.engine.in_words import shown
from handlers.engine.slots import changeable
from handlers.engine.state import FormState
from handlers.message import Reply
from storage.queries.delivery.recent_choices import bodies

AS_IT_STANDS = "现在是这样：{}。"
NOTHING_TOLD = "还什么都没填。"
NOTHING_SAID = "还没有可念的。"


def read_out(conversation: Conversation, at: FormState) -> list[Reply]:
    """All that is told, in a sentence, and what is asked."""
    talk, form = conversation.talk, conversation.form_of(at)
    known = [slot for slot in changeable(talk, form, at) if at.values.get(slot.name) not in (None, "", [])]
    told = [f"{slot.label} {shown(talk, slot, at.values[slot.name], at.values)}" for slot in known]
    at.look_at()
    return conversation.go_on(at, AS_IT_STANDS.format("；".join(told)) if told else NOTHING_TOLD)


def read_last(conversation: Conversation) -> list[Reply]:
    """With nothing in hand: the newest message, its card in words, with what can be tapped under it."""
    last = bodies(conversation.talk.work, conversation.talk.speaker.person_id, 1)
    return [_again(dict(last[0])) if last else conversation.catalogue.help.menu(conversation, NOTHING_SAID)]


def _again(body: dict[str, Any]) -> Reply:
    said = Reply.from_json(body)
    rows = "；".join(f"{row.label} {row.value}" for row in said.card.rows) if said.card else ""
    return Reply(join(said.text, rows), choices=said.choices)
