"""A tapped choice, on a card of a moment ago or of last week.

A token may be forged or stale, so nothing in it is believed: it fills only what is being asked or may be changed,
with one of the options that there are, and opens only what has a word or a record of its own. The rest is logged.
"""

from __future__ import annotations

import structlog

from handlers.engine import fill
from handlers.engine.chats import CHAT, passed_on
from handlers.engine.context import Values
from handlers.engine.conversation import Conversation
from handlers.engine.form import Form, Options
from handlers.engine.slots import card_of, changeable, may_take
from handlers.engine.state import FormState
from handlers.engine.steering import STEERS
from handlers.engine.tokens import Tap
from handlers.message import Reply

PAST = "这张卡片办过了，或者过期了。"
CHANGED = "内容后来改过，再看一遍？"
LONGEST_ID = 9
"""Digits of a record's number; a database takes no more."""
log = structlog.get_logger()


def tap(conversation: Conversation, choice: Tap | None) -> list[Reply]:
    """Do what a choice says, if it still means something."""
    if choice and choice.kind == "f":
        return _in_form(conversation, choice)
    if choice and choice.kind == "p":
        return _prompt(conversation, choice)
    if choice and choice.kind == "s":
        return _start(conversation, choice)
    if choice and choice.kind == "w":
        return _meant(conversation, choice)
    return _past(conversation, choice, "unreadable")


def _in_form(conversation: Conversation, choice: Tap) -> list[Reply]:
    at = next((at for at in conversation.dialogue.stack if str(at.key) == choice.name), None)
    if at is None:
        return _past(conversation, choice, "no such form in hand")
    if choice.slot:
        return _option(conversation, at, choice)
    word, _, detail = choice.word.partition(".")
    if word == "change" and detail:
        return _change(conversation, at, choice, detail)
    if word not in STEERS:
        return _past(conversation, choice, "unknown word")
    conversation.dialogue.front(at)
    if word in ("confirm", "sure") and detail != str(at.turn):
        return conversation.go_on(at, CHANGED)
    return STEERS[word](conversation, at)


def _option(conversation: Conversation, at: FormState, choice: Tap) -> list[Reply]:
    talk, form = conversation.talk, conversation.form_of(at)
    slot = form.slot(choice.slot)
    if slot is None or not may_take(talk, form, at, slot):
        return _past(conversation, choice, "slot not asked for")
    value = _among(slot.choices(talk, at.values), choice.value)
    if value is None:
        return _past(conversation, choice, "no such option")
    conversation.dialogue.front(at)
    return conversation.go_on(at, fill.put(talk, form, at, slot.name, value))


def _change(conversation: Conversation, at: FormState, choice: Tap, name: str) -> list[Reply]:
    form = conversation.form_of(at)
    shown = {slot.name for slot in changeable(conversation.talk, form, at)}
    if not card_of(conversation.talk, form, at) or name not in shown:
        return _past(conversation, choice, "nothing to change")
    conversation.dialogue.front(at)
    fill.change(at, name)
    return conversation.go_on(at)


def _prompt(conversation: Conversation, choice: Tap) -> list[Reply]:
    """An answer to a notice. What it asked about may be over; then the deed says so kindly."""
    form = conversation.catalogue.forms.get(choice.name)
    number = _id(choice.ref)
    if form is None or number is None or form.answer is None or form.answer.name != choice.slot:
        return _past(conversation, choice, "no such question")
    about = {form.ref: number}
    value = _among(form.answer.choices(conversation.talk, about), choice.value)
    known = about | {choice.slot: value}
    if value is None or not known.keys() >= set(form.given):
        return _past(conversation, choice, "no such option")
    return conversation.start(form, known)


def _start(conversation: Conversation, choice: Tap) -> list[Reply]:
    catalogue = conversation.catalogue
    entry = catalogue.forms.get(choice.name) or catalogue.commands.get(choice.name)
    if entry is None:
        return _past(conversation, choice, "no such entry")
    if isinstance(entry, Form) and (about := _about(conversation, entry, choice)):
        return conversation.start(entry, about)
    if not entry.examples:
        return _past(conversation, choice, "opened by no word")
    return conversation.start(entry)


def _meant(conversation: Conversation, choice: Tap) -> list[Reply]:
    """What the message that was not understood was for; it is heard again as that. Who taps for a person has asked for one."""
    text = conversation.dialogue.unclear
    if need := passed_on(choice.name, text):
        conversation.dialogue.unclear = ""  # a second tap sends nothing
        return conversation.start(conversation.catalogue.forms[CHAT], {"need": need, "text": text})
    entry = conversation.catalogue.serving(choice.name, conversation.talk.speaker.roles, text)
    if entry is None:
        return _past(conversation, choice, "serves nobody")
    return conversation.begin(entry, choice.name, "" if choice.name == "human" else text)


def _about(conversation: Conversation, form: Form, choice: Tap) -> Values:
    """The record that the form is opened for; empty where the choice names none, or where that is not enough."""
    if not form.ref:
        return _hidden(conversation, form, choice)
    record, _, of = choice.value.partition(".")
    number = _id(record) if choice.slot == form.ref else None
    if number is None or (of and form.answer is None):
        return {}
    known: Values = {form.ref: number}
    if of and form.answer:
        known[form.answer.name] = _among(form.answer.choices(conversation.talk, known), of)
    return known if known.keys() >= set(form.given) and None not in known.values() else {}


def _hidden(conversation: Conversation, form: Form, choice: Tap) -> Values:
    """What a menu entry of a form about no record says by itself: a listed choice of a slot that is never asked for."""
    slot = form.slot(choice.slot)
    if slot is None or not slot.hidden:
        return {}
    value = _among(slot.choices(conversation.talk, {}), choice.value)
    return {} if value is None else {slot.name: value}


def _among(options: Options, value: str) -> object:
    return next((option for _, option in options if str(option) == value), None)


def _id(text: str) -> int | None:
    """The number of a record; None for what can be none."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_ID else None


def _past(conversation: Conversation, choice: Tap | None, why: str) -> list[Reply]:
    log.info("tap not taken", kind=choice.kind if choice else "", why=why)
    if conversation.current:
        return conversation.go_on(conversation.current, PAST)
    return [conversation.catalogue.help.menu(conversation, PAST)]
