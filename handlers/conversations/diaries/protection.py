"""现场保障: what an expert needs on the spot is noted, and the centre says what it has arranged (S9.4)."""

from __future__ import annotations

from typing import Any

from actions.diaries.protect import ask_protection
from actions.diaries.record import services_under_way
from actions.people.contact import enterprise_of
from handlers.engine import reading
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.decisions import button
from handlers.engine.form import Form, Notice, Options, Outcome, Slot
from handlers.message import Card, Reply, Row
from language import regions
from storage.tables import Need, Person, Protection

NO_SERVICE = "您手上没有接下的需求。接单以后再说，我们来安排。"


def _under_way(talk: ConversationContext) -> Options:
    return [
        (f"{need.id} 号 {enterprise_of(talk.work, need)}", need.id)
        for need in services_under_way(talk.work, talk.speaker)
    ]


_NEED = OneOf("need", "需求", "为哪一次服务？", _under_way)


def _ask(talk: ConversationContext, values: Values) -> Outcome:
    if "need" not in values:
        return Outcome(Reply(NO_SERVICE))
    one = ask_protection(talk.work, talk.speaker, values["need"], values["text"], talk.now)
    return Outcome(
        Reply(f"已记录：现场保障 {one.id} 号，服务中心安排好就告诉您。没安排好之前，可以先不上门。")
    )


PROTECTION = Form(
    name="protection",
    version=1,
    title="现场保障",
    starts=("现场保障", "要保险", "买保险", "防护用品", "安全保障"),
    roles=frozenset({"expert"}),
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


def _asked(talk: ConversationContext, told: dict[str, Any]) -> Reply | None:
    one = talk.work.session.get_one(Protection, told["protection"])
    if one.state != "asked":
        return None
    need = talk.work.session.get_one(Need, one.need_id)
    rows: tuple[Row, ...] = (
        Row("志愿者", talk.work.session.get_one(Person, one.person_id).name),
        Row("服务", f"{need.id} 号需求，{enterprise_of(talk.work, need)}"),
        Row("地区", regions.full_name(need.region)),
        Row("需要", one.text),
    )
    rule = talk.rules.protection
    rows = (*rows, Row("依据", rule.clause)) if rule else rows
    text = "志愿者上门服务，请安排保险和防护，安排好回复「已安排」。"
    return Reply(
        text, Card(f"现场保障 {one.id} 号", rows), (button("arrange", one.id, f"已安排 {one.id} 号"),)
    )


def _arranged(talk: ConversationContext, told: dict[str, Any]) -> Reply | None:
    one = talk.work.session.get_one(Protection, told["protection"])
    return Reply(f"您的现场保障 {one.id} 号安排好了：{one.answer}")


ASKED = Notice("protection", _asked)
ARRANGED = Notice("protection_arranged", _arranged)
