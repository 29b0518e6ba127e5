"""A pause in the talk: what is in hand waits as it is, goes on when its person does, and is shown when asked for."""

from __future__ import annotations

from handlers.engine.conversation import Conversation
from handlers.engine.kinds import option_of
from handlers.engine.reading_out import read_last
from handlers.engine.returning import called
from handlers.engine.slots import pending
from handlers.engine.state import FormState
from handlers.message import Choice, Reply
from language.pauses import asks_where, comes_back, is_back, is_pause
from language.read_aloud import asks_to_read, asks_to_read_number

WAITS = "好，您先忙，说过的都在。回来了说「继续」，接着问{}。"
WAITS_SEEN = "好，您先忙。没确认就不算，回来了说「继续」。"
ON = "好的，接着来。"
HERE = "说到「{}」："
NOTHING_BEGUN = "现在没有说到一半的。"
DROPPED = "「{}」刚才取消了，接着办回复「恢复」。"


def said(conversation: Conversation, text: str) -> str:
    """`pause`, `on`, `where` or `read`; nothing where the text says none of these, or may be what is asked for."""
    at = conversation.current
    if at is None:
        return (
            "on"
            if comes_back(text)
            else "where"
            if asks_where(text)
            else "read"
            if asks_to_read(text)
            else ""
        )
    if _is_for_the_question(conversation, at, text):
        return ""
    if comes_back(text) or (is_back(text) and not at.is_quiet):
        return "on"
    if asks_to_read(text) or asks_to_read_number(text):
        return "read"
    return "where" if asks_where(text) else "pause" if is_pause(text) else ""


def _is_for_the_question(conversation: Conversation, at: FormState, text: str) -> bool:
    """Whether the words are an answer that there is, or words for others, which are not ours to understand."""
    slot = pending(conversation.talk, conversation.form_of(at), at)
    if slot is None:
        return False
    if slot.verbatim or slot.composed or option_of(conversation.talk, at, slot, text) is not None:
        return True
    read = None if slot.free else slot.read(conversation.talk, text)
    return read is not None and read != text


def pause(conversation: Conversation, at: FormState) -> list[Reply]:
    """Nothing is asked meanwhile; on a card nothing is done without a yes."""
    slot = pending(conversation.talk, conversation.form_of(at), at)
    words = WAITS.format(slot.label or "下一项") if slot else WAITS_SEEN
    return [Reply(words, choices=(Choice("继续", f"f:{at.key}:on"),))]


def go_on(conversation: Conversation, at: FormState) -> list[Reply]:
    at.look_at()
    return conversation.go_on(at, ON)


def say_where(conversation: Conversation, at: FormState) -> list[Reply]:
    at.look_at()
    name = called(conversation.talk, conversation.form_of(at), at)
    return conversation.go_on(at, HERE.format(name))


def _resume(conversation: Conversation) -> list[Reply]:
    return (
        conversation.bring_back()
        if conversation.dialogue.dropped
        else [conversation.catalogue.help.menu(conversation, NOTHING_BEGUN)]
    )


def _say_nothing_begun(conversation: Conversation) -> list[Reply]:
    at = conversation.dialogue.dropped
    if at is None or at.form not in conversation.catalogue.forms:
        return [conversation.catalogue.help.menu(conversation, NOTHING_BEGUN)]
    name = called(conversation.talk, conversation.form_of(at), at)
    return [Reply(DROPPED.format(name))]


IDLE = {"on": _resume, "where": _say_nothing_begun, "read": read_last}
"""The same with nothing in hand."""
