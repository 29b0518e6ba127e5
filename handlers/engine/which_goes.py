"""«发布», where the card in hand could go and something else waits to be made public: it is asked which is meant."""

from __future__ import annotations

from handlers.engine import tokens
from handlers.engine.conversation import Conversation
from handlers.engine.form import Form
from handlers.engine.moves import Which
from handlers.engine.state import FormState
from handlers.engine.words import names_deed, recognise, sends
from handlers.message import Choice
from handlers.rendering.plain import shorten

PUBLIC = "发布"
CALLED = 8
"""Characters of what a card says, by which it is called on a button."""


def of_several(conversation: Conversation, text: str) -> Which | None:
    """Which of the cards that wait, and of what else is opened by the word, is to go; None where one alone does, or none."""
    at = conversation.current
    if at is None or not _goes(conversation, at) or not publishes(text):
        return None
    waiting = [at, *(one for one in conversation.dialogue.stack if one is not at)]
    cards = [_card(conversation, one) for one in waiting if _goes(conversation, one)]
    choices = [*cards, *_opened(conversation, text)]
    return Which(tuple(choices)) if len(choices) > 1 else None


def publishes(text: str) -> bool:
    """Whether a text only says that something is to be made public: «发布», «可以发布了»."""
    return PUBLIC in text and (sends(text) or names_deed(text))


def _goes(conversation: Conversation, at: FormState) -> bool:
    return conversation.form_of(at).sends and conversation.at_card(at)


def _card(conversation: Conversation, at: FormState) -> Choice:
    """A look at it first, though it is the one in hand: what goes to others goes by a yes to what is seen."""
    form = conversation.form_of(at)
    told = (at.values.get(slot.name) for slot in form.slots if slot.free)
    said = next((value for value in told if isinstance(value, str) and value), "")
    name = form.card.removesuffix("预告")
    return Choice(f"{name}：{shorten(said, CALLED)}" if said else name, f"f:{at.key}:show")


def _opened(conversation: Conversation, text: str) -> list[Choice]:
    """What the word opens with nothing in hand, where there is something to do with it."""
    words = conversation.catalogue.opened_by(conversation.talk.speaker.roles)
    entry = words.get(recognise(PUBLIC, words.keys()))
    waits = isinstance(entry, Form) and not entry.needless(conversation.talk)
    return [Choice(entry.title, tokens.start(entry.name))] if entry and waits else []
