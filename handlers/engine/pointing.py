"""What a text says in reply to a message of ours: what it answers there, never what else happens to wait."""

from __future__ import annotations

from handlers.engine.conversation import Conversation
from handlers.engine.form import Form, Slot
from handlers.engine.moves import AnswerPrompt, Move, Open, Stay, Tap
from handlers.engine.numbers import picked, word_of
from handlers.engine.steering import applies
from handlers.engine.taps import PAST
from handlers.engine.tokens import Tap as Token
from handlers.engine.tokens import prompt, read
from handlers.engine.words import among, control
from handlers.message import Choice
from language.intents.wish import Wish
from storage.queries.delivery.pointed import Pointed


def under(conversation: Conversation, shown: Pointed, text: str, wish: Wish) -> Move | None:
    """What the text does beneath a message that was shown; None where the message asks nothing that it answers."""
    choices = [Choice(*one) for one in shown.choices]
    taps = [tap for choice in choices if (tap := read(choice.token))]
    if _is_in_hand(conversation, taps):
        return None
    if chosen := _chosen(choices, text):
        return Tap(chosen.token)
    return _answered(conversation, taps, text, wish) or _opened(conversation, taps, wish)


def card_key(shown: Pointed) -> str:
    """The key of the form whose question or card the message is; empty where it is none."""
    taps = (read(token) for _, token in shown.choices)
    return next((tap.name for tap in taps if tap and tap.kind == "f"), "")


def _is_in_hand(conversation: Conversation, taps: list[Token]) -> bool:
    at = conversation.current
    return at is not None and any(tap.kind == "f" and tap.name == str(at.key) for tap in taps)


def _chosen(choices: list[Choice], text: str) -> Choice | None:
    named = (one for one in choices if among(text, (one.label, word_of(one.label))))
    return next(named, None) or picked(choices, text.strip())


def _answered(conversation: Conversation, taps: list[Token], text: str, wish: Wish) -> Move | None:
    """The notice's own question: of one that waits no more, its deed says why."""
    asked = next((tap for tap in taps if tap.kind == "p" and tap.ref.isdecimal()), None)
    form = conversation.catalogue.forms.get(asked.name) if asked else None
    if asked is None or form is None or form.answer is None:
        return None
    meant = wish.main if wish.sure and wish.main in form.serves else _meant(form, form.answer, text)
    value = form.answer.read(conversation.talk, text)
    value = value if value is not None else form.means(meant, text).get(form.answer.name)
    if value is None and not meant:
        steers = control(text) and applies(conversation, control(text))
        return Stay("pointed", form.answer.hint) if steers else None
    ref = int(asked.ref)
    if ref in form.pending(conversation.talk):
        return AnswerPrompt(form.name, ref, intent=meant)
    return Tap(prompt(form.name, ref, form.answer.name, value)) if value is not None else Stay("past", PAST)


def _meant(form: Form, answer: Slot, text: str) -> str:
    """Of the intents that answer the question, the one in whose sense the text says how; empty where none does."""
    return next((intent for intent in form.serves if answer.name in form.means(intent, text)), "")


def _opened(conversation: Conversation, taps: list[Token], wish: Wish) -> Move | None:
    """What the text wants is offered there for one record: it is meant for that."""
    roles, text = conversation.talk.speaker.roles, conversation.talk.said
    entry = conversation.catalogue.serving(wish.main, roles, text) if wish.sure else None
    about = (tap.value for tap in taps if entry and tap.kind == "s" and tap.name == entry.name)
    record = next((value for value in about if value.isdecimal()), "")
    return Open(entry.name, wish.main, about=int(record)) if entry and record else None
