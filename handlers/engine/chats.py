"""What somebody writes who is in a chat with the other side of a service: whether it is for them, or said to us.

Commands, deeds and answers to what is asked are said to us. Who has come into the chat tells the other side all else, be it
what would begin something here («合同丢了怎么办»); who was only written to, what nobody here would understand.
"""

from __future__ import annotations

import re
from hashlib import sha256

from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.engine.conversation import Conversation
from handlers.engine.moves import BEFORE_EVERYTHING, Converse, Move, Stay, Steer, Whom
from handlers.engine.situation import Situation
from handlers.engine.utterance import Utterance
from handlers.engine.words import bare, control, gives_up
from handlers.message import Choice
from language import meetings
from language.inquiries import inquires
from language.intents.taxonomy import INTENTS
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
RECORDS = frozenset(
    {
        "progress.ask",
        "history.ask",
        "need.browse",
        "need.status",
        "event.find",
        "availability.set",
        "complaint.status",
        "rating.give",
    }
)
"""What is asked or said of what stands here; of the other side's matters the same words may speak («今年交了多少税»)."""
HELPERS = frozenset({"need.post", "expert.find", "need.withdraw"})
"""As which somebody is heard who wants one more helper («再帮我找个会计»)."""
SURELY = 0.85
"""The chance from which a sentence in a chat is taken for a deed; a question, from `ALL_BUT_CERTAIN`."""
ALL_BUT_CERTAIN = 0.95
NOT_SENT = "好，那句没有发给对方。"
_OF_RECORDS = re.compile(
    r"需求|[一几这那]单|接单|派单|日记|小时|个钟|几家|进度|进展|时长|年度|满意度|聘|活动|讲座|几分|[一二三四五]星|有人接|别的活|附近|到哪"
)
_OWN_TITLE = re.compile(
    r"(?:我|本人)的?(?:这个|那个)?(?:志愿)?(?:专家|服务)?的?(?:证书?|聘书|聘期|资格|证明)[^，,。]{0,6}(?:到期|过期|多久|有效|几时|啥时候?|什么时候)"
)
"""«我的证书啥时候到期»: what an expert asks of the own title, which nobody on the other side knows."""
_SEEKS_ANOTHER = re.compile(
    r"(?:另外?|再|还想|还要|重新|帮我)[^,，。?？]{0,6}(?:找|请|派|介绍|推荐)[^,，。]{0,6}(?:人|专家|律师|会计|老师|顾问|师傅)"
)
LEAST_SENTENCE = 5
"""Characters: «有的», «没有» answer the other side, whatever they sound like by themselves."""


def conversed(situation: Situation, conversation: Conversation, text: str, *, inside: bool) -> Move | None:
    """The text brought before the other side, where it is for them."""
    chat = _at_hand(conversation, inside=inside)
    if chat is None:
        return None
    if inside and _is_said_to_us(situation):
        return None
    if inside and conversation.dialogue.unclear and (gives_up(text) or control(text) == "cancel"):
        return Stay("kept", NOT_SENT)
    ours, surely = _ours(situation, conversation, text) if inside else ("", False)
    if ours:
        return None if surely else Whom(chat.need_id, ours)
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


def _ours(situation: Situation, conversation: Conversation, text: str) -> tuple[str, bool]:
    """As what we would understand the text, and whether it is surely for us; nothing where it is for the other side."""
    wish = situation.wish
    chance = wish.likely[0][1] if wish.likely else 1.0
    if (
        wish.sure and wish.main == "service.appoint"
    ):  # a day and an hour are an appointment, which one tap agrees to
        return wish.main if meetings.read(text, conversation.talk.said_at).at is not None else "", True
    if len(bare(text)) < LEAST_SENTENCE:
        return "", False
    if EXPERT & conversation.talk.speaker.roles and _OWN_TITLE.search(text) and situation.serving(wish.main):
        return wish.main, True
    if _SEEKS_ANOTHER.search(text) and (wish.main in HELPERS or not wish.sure):
        return "need.post", False
    if wish.sure and wish.main in TO_US and chance >= (ALL_BUT_CERTAIN if inquires(text) else SURELY):
        return wish.main, True
    named = _OF_RECORDS.search(text) is not None
    if wish.sure and wish.main in RECORDS and chance >= SURELY and (named or inquires(text)):
        return wish.main, named
    return "", False


def choices_of(conversation: Conversation, move: Whom, text: str) -> tuple[str, tuple[Choice, ...]]:
    """What is asked where the words may be for two, and the two taps."""
    talk = conversation.talk
    own = talk.speaker.expert_id
    chat = next(one for one in talk.once(_open) if one.need_id == move.need)
    other, caption = chat.called(expert=own != chat.expert_id), INTENTS[move.intent].caption
    pass_on = Choice(f"发给{other}", tokens.meant(f"{CHAT}.{move.need}.{_mark(text)}"))
    return f"这句是发给{other}，还是要「{caption}」？", (pass_on, Choice(caption, tokens.meant(move.intent)))


def passed_on(tapped: str, text: str) -> int | None:
    """The need of a tap that passes these words on; None for any other, and where other words have been said since."""
    name, _, rest = tapped.partition(".")
    need, _, mark = rest.partition(".")
    return int(need) if name == CHAT and need.isdecimal() and text and mark == _mark(text) else None


def _mark(text: str) -> str:
    """What tells these words from others that may have been said before the tap."""
    return sha256(text.encode()).hexdigest()[:8]
