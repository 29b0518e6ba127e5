"""What all that is brought before the centre has in common: the words, the place, the thanks."""

from __future__ import annotations

from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Outcome, Slot
from handlers.message import Reply
from handlers.rendering.plain import shorten, show_region

KINDS = {"objection": "异议", "complaint": "投诉", "suggestion": "建议", "request": "事项"}
SHORTEST = 6
"""Characters of which something can be made out."""
REGION = Slot(
    "region",
    "地区",
    ask="事情在哪个市或区县？好转给当地的服务中心。",
    read=reading.region,
    show=show_region,
    hint="没认出这个地方，请说全称，比如「湛江市赤坎区」。",
)


def text_slot(label: str, ask: str) -> Slot:
    """The slot for what it is about, in the person's own words."""
    return Slot("text", label, ask=ask, read=reading.words, show=shorten, check=_long_enough, free=True)


def own_place(talk: ConversationContext, values: Values) -> Values:
    """The place, from where the person is."""
    return {"region": talk.home} if talk.home else {}


def thanks(kind: str, number: int) -> Outcome:
    """The answer to who has brought something."""
    return Outcome(
        Reply(
            f"已提交：{KINDS[kind]} {number} 号，已转给当地服务中心。处理有结果会告诉您，您的信息不会公开。"
        )
    )


def _long_enough(talk: ConversationContext, text: str) -> str:
    return "" if len(text) >= SHORTEST else "请多说几个字，说清是什么事、什么时候。"
