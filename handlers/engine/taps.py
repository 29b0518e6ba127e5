"""A tapped choice, on a card of a moment ago or of last week."""

from __future__ import annotations

from handlers.engine import fill
from handlers.engine.ask import join
from handlers.engine.conversation import Conversation
from handlers.engine.form import Form
from handlers.engine.state import FormState
from handlers.engine.steering import steer
from handlers.engine.tokens import Tap
from handlers.menu import menu
from handlers.message import Reply

PAST = "这张卡片已经处理过或过期了。"
CHANGED = "内容后来改过，请再看一遍。"


def tap(conversation: Conversation, choice: Tap | None) -> list[Reply]:
    """Do what a choice says, if it still means something."""
    if choice and choice.kind == "f":
        return _in_form(conversation, choice)
    if choice and choice.kind == "p":
        return _prompt(conversation, choice)
    if choice and choice.kind == "s":
        return _start(conversation, choice)
    return _past(conversation)


def _in_form(conversation: Conversation, choice: Tap) -> list[Reply]:
    standings = {str(at.key): at for at in conversation.dialogue.stack}
    at = standings.get(choice.name)
    if at is None:
        return _past(conversation)
    conversation.dialogue.front(at)
    if choice.slot:
        return _option(conversation, at, choice)
    word, _, detail = choice.word.partition(".")
    if word == "confirm" and detail != str(at.turn):
        return conversation.go_on(at, CHANGED)
    if word == "change" and detail:
        fill.change(at, detail)
        return conversation.go_on(at)
    return steer(conversation, word) or _past(conversation)


def _option(conversation: Conversation, at: FormState, choice: Tap) -> list[Reply]:
    form = conversation.form_of(at)
    slot = form.slot(choice.slot)
    options = slot.options(conversation.talk, at.values) if slot else ()
    for _, value in options:
        if str(value) == choice.value:
            result = fill.put(conversation.talk, form, at, choice.slot, value)
            return conversation.go_on(at, result.wrong)
    return _past(conversation)


def _prompt(conversation: Conversation, choice: Tap) -> list[Reply]:
    """An answer to a notice. What it asked about may be over; then the deed says so kindly."""
    form = conversation.catalogue.forms.get(choice.name)
    if form is None or not choice.ref.isdecimal():
        return _past(conversation)
    value = _option_value(conversation, form, choice)
    if value is None:
        return _past(conversation)
    return conversation.start(form, {form.ref: int(choice.ref), choice.slot: value})


def _start(conversation: Conversation, choice: Tap) -> list[Reply]:
    catalogue = conversation.catalogue
    entry = catalogue.forms.get(choice.name) or catalogue.commands.get(choice.name)
    if entry is None:
        return _past(conversation)
    if isinstance(entry, Form) and choice.slot == entry.ref and choice.value.isdecimal():
        return conversation.start(entry, {entry.ref: int(choice.value)})
    return conversation.start(entry)


def _option_value(conversation: Conversation, form: Form, choice: Tap) -> object:
    slot = form.slot(choice.slot)
    options = slot.options(conversation.talk, {}) if slot else ()
    return next((value for _, value in options if str(value) == choice.value), None)


def _past(conversation: Conversation) -> list[Reply]:
    if conversation.current:
        return conversation.go_on(conversation.current, PAST)
    shown = menu(conversation)
    return [Reply(join(PAST, shown.text), shown.card, shown.choices)]
