"""现场保障: what an expert needs on the spot is noted, and the centre says what it has arranged (S9.4)."""

from __future__ import annotations

from actions.complaints.cases import ask_office
from actions.diaries.protect import ask_protection
from handlers.engine import reading
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.message import Reply
from programme.roles import HOLDERS
from storage.queries.needs import services_under_way

NAMES = ("现场保障", "要保险", "买保险", "防护用品", "安全保障")
NO_SERVICE = "您手上没有接下的需求。接单以后说一声，服务中心来安排保险和防护。"


def _under_way(talk: ConversationContext) -> Options:
    return [
        (f"{need.id} 号 {need.enterprise}", need.id)
        for need in services_under_way(talk.work, talk.speaker.expert_id)
    ]


_NEED = OneOf("need", "需求", "为哪一次服务？", _under_way)


def _ask(talk: ConversationContext, values: Values) -> Outcome:
    if "need" not in values:
        return _ask_staff(talk, values["text"])
    number = ask_protection(talk.work, talk.speaker, values["need"], values["text"], talk.now)
    return Outcome(Reply(f"已记录：{number} 号现场保障，安排好就告诉您。没安排好之前，可以先不上门。"))


def _ask_staff(talk: ConversationContext, text: str) -> Outcome:
    """A station's services hang on no need: staff answer it."""
    number = ask_office(talk.work, talk.speaker, "protection", text, talk.home, talk.now)
    return Outcome(Reply(f"已交给服务中心，是 {number} 号事项，安排好就告诉您。没安排好之前，可以先不上门。"))


def _needless(talk: ConversationContext) -> str:
    return "" if talk.speaker.expert_id is None or _under_way(talk) else NO_SERVICE


PROTECTION = Form(
    name="protection",
    version=1,
    title="现场保障",
    serves=("protection",),
    examples=(
        *NAMES,
        "志愿者上门有没有保险",
        "去工地服务要安全帽和反光衣",
        "上门路上出了意外谁来负责",
        "车间粉尘大，能不能给我们配口罩",
    ),
    roles=HOLDERS,
    card="现场保障",
    ref="need",
    slots=(
        _NEED.slot,
        Slot(
            "text",
            "需要",
            ask="上门要什么？比如「意外险、安全帽」「要接送」。",
            read=reading.words,
            free=True,
        ),
    ),
    read=lambda talk, text, values: reading.as_values({"text": reading.own_words(text, NAMES)}),
    infer=_NEED.infer,
    needless=_needless,
    submit=_ask,
)
