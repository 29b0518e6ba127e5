"""What a message wants, for the person who speaks and with what is open for them."""

from __future__ import annotations

from handlers.courtesies import is_english
from handlers.engine.context import ConversationContext
from handlers.engine.conversation import CONSENT, Conversation
from handlers.engine.utterance import Utterance
from language.domains import evidence
from language.intents.reading import read_intent
from language.intents.wish import Wish
from language.vocabulary import PLAIN
from storage.queries.people.open_things import open_things


def wish_of(conversation: Conversation, utterance: Utterance, *, alone: bool = False) -> Wish:
    """The intent of the text; the form in hand, and what rows say is open, decide what a few words are about.

    `alone`: the text answers nothing of what is in hand, so it stands for itself.
    """
    talk = conversation.talk
    if conversation.current is None and is_english(utterance.text):
        return Wish("smalltalk", True)
    if _has_added_word(talk, utterance.text):
        return Wish("need.post", True)
    known = open_things(talk.work, talk.speaker, talk.today)
    return read_intent(
        utterance.text,
        talk.speaker.roles,
        known | (frozenset() if alone else _in_hand(conversation)),
        utterance.meaning,
    )


def _has_added_word(talk: ConversationContext, text: str) -> bool:
    """Whether a word that this deployment has added for a field tells a need, which the model cannot know."""
    added = talk.reader_options.vocabulary
    return added != PLAIN and evidence(text, added) != evidence(text)


def _in_hand(conversation: Conversation) -> frozenset[str]:
    """A question that is only tapped takes no words, so what is said beside it stands for itself."""
    at = conversation.current
    if at is None or at.form == CONSENT:
        return frozenset()
    return frozenset({"card" if conversation.at_card(at) else "question"})
