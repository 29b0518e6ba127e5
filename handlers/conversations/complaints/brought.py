"""What all that is brought before the centre has in common: the words, the place, the thanks."""

from __future__ import annotations

from collections.abc import Callable

from handlers.engine import reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Outcome, Slot
from handlers.engine.office import STATUS
from handlers.message import Choice, Reply
from handlers.rendering.plain import show_region
from language.intents.taxonomy import INTENTS
from programme.cases import HARDSHIP, TRADE_DEMAND
from storage.queries.complaints.cases import CaseFacts

KINDS = {
    "objection": "异议",
    "complaint": "投诉",
    "appeal": "申诉",
    "suggestion": "建议",
    "request": "事项",
}
_OF_ITS_OWN = {HARDSHIP: "有难处", TRADE_DEMAND: "行业诉求"}
Reads = Callable[[ConversationContext, str], str | None]
MORE = "再多说几个字：什么事、什么时候？"
NOBODY_YET = "这里的工作人员都和这件事有关，要另指定一位，已告诉服务中心，指定前先等着"
SHORTEST = 6
"""Characters of which something can be made out."""
REGION = Slot(
    "region",
    "地区",
    ask="事情在哪个市或区县？好交给当地服务中心。",
    read=reading.region,
    show=show_region,
    hint="没认出这个地方，是哪里？比如「湛江市赤坎区」。",
)


def wish_of(case: CaseFacts) -> str:
    """What a request is for, in a word or two."""
    about = case.about or ""
    return INTENTS[about].caption if about in INTENTS else _OF_ITS_OWN.get(about, KINDS[case.kind])


def text_slot(label: str, ask: str, read: Reads = reading.words) -> Slot:
    """The slot for what it is about, in the person's own words; `read` gives None for too few of them."""
    return Slot("text", label, ask=ask, read=read, hint=MORE, check=_long_enough, free=True)


def own_place(talk: ConversationContext, values: Values) -> Values:
    """The place, from where the person is."""
    return {"region": talk.home} if talk.home else {}


def brought(kind: str, number: int, who_looks: str, first: str = "") -> Outcome:
    """The answer to who has brought what somebody judges: what is secret, who looks at it, how to follow it.

    An appeal is against nobody, so that nobody is not to hear of its person. `first`: a human word.
    """
    secret = "" if kind == "appeal" else "，不会把您的名字告诉对方"
    withdraw = Choice("撤回", tokens.start("withdraw_case", "case", number))
    text = f"{first}已提交：{number} 号{KINDS[kind]}，{who_looks}{secret}，有结果告诉您。"
    return Outcome(Reply(text, choices=(STATUS, withdraw)))


def _long_enough(talk: ConversationContext, text: str) -> str:
    return "" if len(text) >= SHORTEST else MORE
