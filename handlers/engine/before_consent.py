"""What is told at the question for consent and answers nothing of it: it goes to the form that waits behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from handlers.engine import corrections, pieces
from handlers.engine.answer import Answer, read_answer
from handlers.engine.conversation import CONSENT, Conversation
from handlers.engine.form import Form
from handlers.engine.moves import Add, Stay
from handlers.engine.slots import pending
from handlers.engine.state import FormState
from handlers.engine.words import bare
from language import is_small_talk
from language.intents.taxonomy import MOVES
from language.intents.wish import Wish

UNHEARD = "没听出要改什么，写成「电话是……」就行。"
HEARD = "记着了，您同意了就接着办。"


def put_right(conversation: Conversation, text: str) -> Add | Stay | None:
    """What a text changes there: «不对，电话是139…» is no refusal. None where it changes nothing."""
    behind = _behind(conversation, text)
    if behind is None:
        return None
    form = conversation.form_of(behind)
    answer = read_answer(conversation.talk, form, behind, text)
    if (answer.corrects or answer.names) and _says_outright(form, answer):
        return Add(behind.key, answer)
    return Stay("unheard", answer.wrong or UNHEARD) if corrections.is_all_there_is(form, text) else None


def answered(conversation: Conversation, text: str, wish: Callable[[], Wish]) -> Add | None:
    """What a text answers there of the questions to come: «叫王小明，13800138000» instead of a yes."""
    behind = _behind(conversation, text)
    if behind is None or len(bare(text)) < pieces.SHORTEST:
        return None
    if pieces.is_asked(text) or is_small_talk(text):
        return None
    form = conversation.form_of(behind)
    found = read_answer(conversation.talk, form, behind, text)
    open_yet = {
        name: value
        for name, value in found.values.items()
        if name not in behind.values or name in behind.inferred or not pieces.told(conversation)
    }
    told = any((slot := form.slot(name)) and not (slot.free or slot.guessed) for name in open_yet)
    if not told or (wish().sure and wish().main not in (*form.serves, *form.akin, *MOVES)):
        return None
    return Add(behind.key, replace(found, values=open_yet, lead=HEARD))


def _behind(conversation: Conversation, text: str) -> FormState | None:
    """The form that waits for consent, where consent is asked for and the text neither gives nor refuses it."""
    at, stack = conversation.current, conversation.dialogue.stack
    if at is None or at.form != CONSENT or len(stack) < 2:
        return None
    asked = pending(conversation.talk, conversation.form_of(at), at)
    return None if asked is None or asked.read(conversation.talk, text) is not None else stack[-2]


def _says_outright(form: Form, answer: Answer) -> bool:
    """Whether any value is said in so many words: the field alone is what another matter is about."""
    slots = (form.slot(name) for name in answer.values)
    return any(slot and not (slot.free or slot.guessed) for slot in slots)
