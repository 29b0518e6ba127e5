"""现场保障: what an expert needs on the spot is noted, and the centre says what it has arranged (S9.4)."""

from __future__ import annotations

from actions.diaries.protect import ask_protection
from handlers.engine import reading
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.message import Reply
from programme.roles import EXPERT
from storage.queries.needs import services_under_way

NO_SERVICE = "您手上没有接下的需求。接单以后再说，我们来安排。"


def _under_way(talk: ConversationContext) -> Options:
    return [
        (f"{need.id} 号 {need.enterprise}", need.id)
        for need in services_under_way(talk.work, talk.speaker.expert_id)
    ]


_NEED = OneOf("need", "需求", "为哪一次服务？", _under_way)


def _ask(talk: ConversationContext, values: Values) -> Outcome:
    if "need" not in values:
        return Outcome(Reply(NO_SERVICE))
    number = ask_protection(talk.work, talk.speaker, values["need"], values["text"], talk.now)
    return Outcome(
        Reply(f"已记录：现场保障 {number} 号，服务中心安排好就告诉您。没安排好之前，可以先不上门。")
    )


PROTECTION = Form(
    name="protection",
    version=1,
    title="现场保障",
    examples=("现场保障", "要保险", "买保险", "防护用品", "安全保障"),
    roles=EXPERT,
    card="现场保障",
    slots=(
        _NEED.slot,
        Slot(
            "text",
            "需要",
            ask="上门服务需要什么？比如「意外险、安全帽，车间有粉尘要口罩」「要接送」。",
            read=reading.words,
            free=True,
        ),
    ),
    infer=_NEED.infer,
    needless=lambda talk: "" if _under_way(talk) else NO_SERVICE,
    submit=_ask,
)
