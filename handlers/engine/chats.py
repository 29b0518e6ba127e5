"""What somebody writes who is in a chat with the other side of a service: whether it is for them, or said to us.

Commands, deeds and answers to what is asked are said to us. Who has come into the chat tells the other side all else, be it
what would begin something here («合同丢了怎么办»); who was only written to, what nobody here would understand.
"""

from __future__ import annotations

from handlers.engine.context import ConversationContext
from handlers.engine.conversation import Conversation
from handlers.engine.moves import BEFORE_EVERYTHING, Converse, Move, Stay, Steer
from handlers.engine.situation import Situation
from handlers.engine.utterance import Utterance
from handlers.engine.words import bare
from language import meetings
from language.inquiries import inquires
from programme.roles import ENTERPRISE, EXPERT
from storage.queries.offers.chats import ChatFacts, is_written_to, meant_of, open_chats

CHAT = "service_chat"
"""The form that brings words before the other side."""
END_CHAT = "end_chat"
"""The form that ends it."""
TO_US = BEFORE_EVERYTHING | {
    "case.withdraw",
    "service.missed",
    "service.confirm",
    "service.return",
    "expert.replace",
    "diary.log",
    "diary.fix",
    "need.withdraw",
    "title.leave",
    "title.renew",
    "title.proof",
    "notices.set",
    "binding",
}
"""Deeds, which nobody asks the other side of a service for."""
SURELY = 0.85
"""The chance from which a sentence in a chat is taken for a deed; a question, from `ALL_BUT_CERTAIN`."""
ALL_BUT_CERTAIN = 0.95
LEAST_SENTENCE = 5
"""Characters: «有的», «没有» answer the other side, whatever they sound like by themselves."""


def conversed(situation: Situation, conversation: Conversation, text: str, *, inside: bool) -> Move | None:
    """The text brought before the other side, where it is for them."""
    chat = _at_hand(conversation, inside=inside)
    if chat is None:
        return None
    if inside and (_is_said_to_us(situation) or _is_wanted_of_us(situation, conversation, text)):
        return None
    return Converse(_need_of(conversation.talk, chat))


def sent_on(conversation: Conversation, utterance: Utterance, *, inside: bool) -> Move | None:
    """Files brought before the other side, with what is written to them; those that were not kept go nowhere."""
    keys = tuple(file.key for file in utterance.files if file.key)
    chat = _at_hand(conversation, inside=inside) if keys else None
    return Converse(_need_of(conversation.talk, chat), keys) if chat else None


def _at_hand(conversation: Conversation, *, inside: bool) -> ChatFacts | None:
    """The chat that something may be meant for which came with no form in hand."""
    talk, at = conversation.talk, conversation.current
    if not (EXPERT | ENTERPRISE) & talk.speaker.roles or (at is not None and not at.is_quiet):
        return None
    chat = meant_of(talk.once(_open), talk.speaker.expert_id)
    return chat if chat and _is_theirs(talk, chat, inside=inside) else None


def _need_of(talk: ConversationContext, chat: ChatFacts) -> int | None:
    return None if _is_open_which(talk, chat) else chat.need_id


def _open(talk: ConversationContext) -> list[ChatFacts]:
    return open_chats(talk.work, talk.speaker.person_id, talk.speaker.expert_id, talk.now)


def _is_open_which(talk: ConversationContext, chat: ChatFacts) -> bool:
    """Whether another side has written since the person wrote in this chat: nobody's words go to the wrong firm."""
    own = talk.speaker.expert_id
    others = (one for one in talk.once(_open) if one.id != chat.id)
    return any(one.is_news(own, chat.own_at(own), talk.now) for one in others)


def _is_theirs(talk: ConversationContext, chat: ChatFacts, *, inside: bool) -> bool:
    """Whether the person is in the chat; outside it, whether they were ever in it or written to."""
    own = talk.speaker.expert_id
    if inside:
        return chat.is_in(own, talk.now)
    return chat.own_at(own) is not None or is_written_to(talk.work, chat, own)


def _is_said_to_us(situation: Situation) -> bool:
    """A command, a caption that was shown, the answer to what a notice asks in so many words; nothing that steers what is not there."""
    steered, prompted = situation.steered(), situation.prompted(named=True)
    steers = steered and not (isinstance(steered, Steer) and steered.word == "cancel")
    answers = prompted and not isinstance(prompted, Stay)
    return bool(steers or situation.named() or answers or situation.answered_each() or situation.captioned())


def _is_wanted_of_us(situation: Situation, conversation: Conversation, text: str) -> bool:
    """A deed; a day and an hour are an appointment, which one tap agrees to."""
    wish = situation.wish
    if wish.sure and wish.main == "service.appoint":
        return meetings.read(text, conversation.talk.said_at).at is not None
    if len(bare(text)) < LEAST_SENTENCE:
        return False
    chance = wish.likely[0][1] if wish.likely else 1.0
    return wish.sure and wish.main in TO_US and chance >= (ALL_BUT_CERTAIN if inquires(text) else SURELY)
