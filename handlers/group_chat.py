"""In a group everybody reads along: only the diary is kept there, everything else goes on in the private chat."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions.people.groups import follow, unfollow
from actions.refusal import Refused
from handlers.engine import door
from handlers.engine.catalogue import Catalogue
from handlers.engine.context import ConversationContext
from handlers.engine.state import Dialogue
from handlers.engine.words import bare
from handlers.message import Incoming, Reply
from programme.roles import HOLDERS
from storage.queries.delivery.inbox import wording_before

OPEN = frozenset({"diary", "amend", "my_progress"})
"""Forms and commands that show nothing private in a group: figures, and what the speaker has just said there."""
FOLLOW, UNFOLLOW = "本群接收提醒", "本群不再接收提醒"
STRANGER = "先私聊我一次绑定身份，就能在群里记日记了。"


def handle(
    talk: ConversationContext,
    dialogue: Dialogue,
    catalogue: Catalogue,
    incoming: Incoming,
    meaning: Any = None,
) -> list[Reply]:
    """Answer a message that was said in a group, as far as may be answered there."""
    talk.in_group = True
    if not talk.speaker.roles & HOLDERS or talk.speaker.consented_at is None:
        return [Reply(STRANGER)]
    if incoming.edits and wording_before(talk.work, talk.speaker.account_id, incoming.edits) is None:
        incoming = replace(incoming, edits="")  # only the new wording is addressed to us
    if reply := _followed(talk, incoming):
        return [reply]
    return _with_open_forms(talk, dialogue, catalogue, incoming, meaning)


def _followed(talk: ConversationContext, incoming: Incoming) -> Reply | None:
    """本群接收提醒, and its end."""
    word, place = bare(incoming.text), incoming.room.partition(":")[0]
    if word not in (FOLLOW, UNFOLLOW):
        return None
    try:
        with talk.deed():
            return _follow(talk, word, incoming.channel, place)
    except Refused as refused:
        return Reply(refused.text)


def _follow(talk: ConversationContext, word: str, channel: str, place: str) -> Reply:
    if word == FOLLOW:
        follow(talk.work, talk.speaker, channel, place, talk.now)
        return Reply(f"好的，工作站的提醒也会发到本群。不想要了就说「{UNFOLLOW}」。")
    unfollow(talk.work, talk.speaker, channel, place, talk.now)
    return Reply("好的，提醒不再发到本群。")


def _with_open_forms(
    talk: ConversationContext,
    dialogue: Dialogue,
    catalogue: Catalogue,
    incoming: Incoming,
    meaning: Any = None,
) -> list[Reply]:
    """With the open forms alone; what is in hand besides waits as it is."""
    private = [at for at in dialogue.stack if at.form not in OPEN]
    dropped, dialogue.dropped = dialogue.dropped, None
    dialogue.stack = [at for at in dialogue.stack if at.form in OPEN]
    replies = door.handle(talk, dialogue, catalogue.restricted_to(OPEN), incoming, meaning)
    dialogue.stack = private + dialogue.stack
    dialogue.dropped = dialogue.dropped or dropped
    return replies
