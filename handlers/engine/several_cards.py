"""What is said of all the matters under way at once: none of them, only one, or which are left."""

from __future__ import annotations

from handlers.engine.conversation import CONSENT, Conversation
from handlers.engine.moves import Steer
from handlers.engine.returning import called
from handlers.engine.state import FormState
from handlers.message import Choice, Reply
from language.all_or_one import LAST, asks_what_is_left, gives_up_all, only_one
from language.which_one import which

FEWEST = 2
GIVEN_UP = "{} 件都取消了：{}。改主意了，再说一遍就行。"
ONLY_THIS = "好，只办这件，{}不办了。"
LEFT = "还没办完的 {} 件：{}。先办哪一件？"


def move_of(conversation: Conversation, text: str) -> Steer | None:
    """What a text says of several matters; None where there are not several, or it says nothing of them."""
    at, told = conversation.current, _told(conversation)
    if at is None or at.form == CONSENT or not told:
        return None
    if gives_up_all(text):
        return Steer("cancel_all" if len(told) >= FEWEST else "cancel")
    if len(told) < FEWEST:
        return None
    if asks_what_is_left(text):
        return Steer("left")
    kept = _kept(conversation, told, text)
    return Steer("only", key=kept.key) if kept else None


def cancel_all(conversation: Conversation, at: FormState) -> list[Reply]:
    told = _told(conversation)
    names = "、".join(f"“{_name(conversation, one)}”" for one in told)
    for one in told:
        conversation.dialogue.end(one)
    conversation.dialogue.dropped = told[-1]
    return conversation.aside(Reply(GIVEN_UP.format(len(told), names)))


def keep_only(conversation: Conversation, at: FormState) -> list[Reply]:
    others = [one for one in _told(conversation) if one is not at]
    for one in others:
        conversation.dialogue.end(one)
    conversation.dialogue.dropped = others[-1]
    names = "、".join(f"“{_name(conversation, one)}”" for one in others)
    return conversation.go_on(at, ONLY_THIS.format(names))


def say_left(conversation: Conversation, at: FormState) -> list[Reply]:
    told = _told(conversation)
    names = [_name(conversation, one) for one in told]
    choices = [Choice(name, f"f:{one.key}:show") for name, one in zip(names, told, strict=True)]
    listed = "、".join(f"“{name}”" for name in names)
    return [Reply(LEFT.format(len(told), listed), choices=tuple(choices))]


def _told(conversation: Conversation) -> list[FormState]:
    """The matters under way in the order in which they were told."""
    found = [one for one in conversation.dialogue.stack if _is_matter(conversation, one)]
    return sorted(found, key=lambda one: (one.since, one.place, one.key))


def _is_matter(conversation: Conversation, at: FormState) -> bool:
    adds = conversation.form_of(at).adds
    return bool(adds and at.values.get(adds))


def _kept(conversation: Conversation, told: list[FormState], text: str) -> FormState | None:
    only = only_one(text)
    if only is None:
        return None
    if only.what:
        words = {one.key: " ".join(map(str, one.values.values())) for one in told}
        found = which(only.what, words, loosely=True)
        return next((one for one in told if found == [one.key]), None)
    place = len(told) if only.place == LAST else only.place
    return told[place - 1] if 0 < place <= len(told) else None


def _name(conversation: Conversation, at: FormState) -> str:
    return called(conversation.talk, conversation.form_of(at), at)
