"""A stop said to what is in hand: the deed is not done, and that is said."""

from __future__ import annotations

import re

from handlers.engine.conversation import Conversation
from handlers.engine.deeds import Deed
from handlers.engine.slots import pending
from handlers.engine.state import FormState
from handlers.message import Reply
from language.stops import only_stops, stops

_ABOUT = r"{}(?:那个|那边|那件|那位|的)?[，,\s]*"
BACK = "想办了再说，或回复「恢复」。"


def is_stopped(conversation: Conversation, text: str) -> bool:
    """Whether a text stops what is in hand: on its card with a reason beside it, at a question only where it says nothing else."""
    at = conversation.current
    if at is None or not text:
        return False
    if not conversation.form_of(at).card or not _says_stop(conversation, at, text):
        return False
    return not _is_command(conversation, text)


def _says_stop(conversation: Conversation, at: FormState, text: str) -> bool:
    form, deed = conversation.form_of(at), deed_of(conversation, at)
    if conversation.at_card(at) or at.choosing:
        return stops(text, deed.verbs, deed.opposites)
    slot = pending(conversation.talk, form, at)
    return bool(deed.verbs) and not (slot and slot.verbatim) and only_stops(text, deed.verbs, deed.opposites)


def forgone_behind(conversation: Conversation, text: str) -> FormState | None:
    """The parked card whose deed a text says is not to be: «马骏那个先不警告了», while another is in hand; the only one."""
    behind = [at for at in conversation.dialogue.stack[:-1] if conversation.form_of(at).card]
    found = [at for at in behind if _forgoes(deed_of(conversation, at), text)]
    return found[0] if len(found) == 1 else None


def _forgoes(deed: Deed, text: str) -> bool:
    if not any(verb in text for verb in deed.verbs):
        return False
    said = re.sub(_ABOUT.format(re.escape(deed.of)), "", text) if deed.of else text
    return stops(said, deed.verbs, deed.opposites)


def _is_command(conversation: Conversation, text: str) -> bool:
    """«先别警告他，他老婆刚生孩子» is a decision of its own. Asked last: every form that has a syntax reads the text."""
    roles = conversation.talk.speaker.roles
    forms = conversation.catalogue.forms.values()
    return any(form.has_syntax and form.roles & roles and form.syntax(text) for form in forms)


def deed_of(conversation: Conversation, at: FormState) -> Deed:
    return conversation.form_of(at).deed(conversation.talk, at.values)


def stop(conversation: Conversation, at: FormState) -> list[Reply]:
    """Nothing is done; 恢复 brings the card back."""
    form, deed = conversation.form_of(at), deed_of(conversation, at)
    is_named = deed.verbs and not form.cancelled
    return conversation.give_up(at, deed.undone + BACK if is_named else "")


def forgo(conversation: Conversation, at: FormState) -> list[Reply]:
    """It no longer waits behind what is in hand, which stays as it is."""
    conversation.dialogue.end(at)
    conversation.dialogue.dropped = at
    return conversation.aside(Reply(deed_of(conversation, at).undone + BACK))
