"""What a message wants, for the person who speaks and with what is open for them."""

from __future__ import annotations

from handlers.engine.conversation import Conversation
from handlers.engine.utterance import Utterance
from language import is_small_talk
from language.intents.wish import Wish


def wish_of(conversation: Conversation, utterance: Utterance) -> Wish:
    text = utterance.text
    if is_small_talk(text):
        return Wish("smalltalk", True)
    roles = conversation.talk.speaker.roles
    able = [form for form in conversation.catalogue.forms.values() if form.roles & roles]
    scores = {form.name: form.intent_score(conversation.talk, text) for form in able}
    best = max(scores, key=lambda name: scores[name], default="")
    at = conversation.current
    needed = 0.8 if at and conversation.form_of(at).stale_after is None else 0.5
    if not best or scores[best] < needed:
        return Wish("unclear", False)
    return Wish(best, True)
