"""What is told about services and about what is needed on the spot, in words."""

from __future__ import annotations

from actions.diaries.notices import (
    LowRating,
    ProtectionArranged,
    ProtectionAsked,
    RateReminder,
    RateService,
    ServiceConfirmed,
)
from handlers.conversations.diaries.rating import STARS
from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.engine.decisions import button
from handlers.engine.form import NoticeRenderer
from handlers.message import Card, Choice, Reply, Row
from handlers.rendering.plain import shorten
from language import regions
from storage.queries.diaries.written import get_protection
from storage.queries.needs import get_need


def _rate(talk: ConversationContext, told: RateService) -> Reply | None:
    return _ask(talk, told.need, f"您的 {told.need} 号需求，专家已记录服务完成。")


def _remind(talk: ConversationContext, told: RateReminder) -> Reply | None:
    return _ask(talk, told.need, f"提醒一次：您的 {told.need} 号需求还没有评价。")


def _ask(talk: ConversationContext, need_id: int, lead: str) -> Reply | None:
    need = get_need(talk.work, need_id)
    if need.state != "served":
        return None
    text = f"{lead}{need.expert}为您服务得怎么样？请给个满意度，1 到 5，5 最满意。"
    choices = (Choice(label, tokens.prompt("rating", need_id, "stars", value)) for label, value in STARS)
    return Reply(text, choices=tuple(choices))


def _low(talk: ConversationContext, told: LowRating) -> Reply:
    need = get_need(talk.work, told.need)
    return Reply(f"需求 {need.id} 号的服务满意度偏低，请回访企业：{shorten(need.text)}")


def _asked(talk: ConversationContext, told: ProtectionAsked) -> Reply | None:
    one = get_protection(talk.work, told.protection)
    if one.state != "asked":
        return None
    rows = [
        Row("志愿者", one.volunteer),
        Row("服务", f"{one.need_id} 号需求，{one.enterprise}"),
        Row("地区", regions.full_name(one.region)),
        Row("需要", one.text),
    ]
    rows += [Row("依据", talk.rules.protection.clause)] if talk.rules.protection else []
    text = "志愿者上门服务，请安排保险和防护，安排好回复「已安排」。"
    choices = (button("arrange", one.id, f"已安排 {one.id} 号"),)
    return Reply(text, Card(f"现场保障 {one.id} 号", tuple(rows)), choices)


def _arranged(talk: ConversationContext, told: ProtectionArranged) -> Reply:
    one = get_protection(talk.work, told.protection)
    return Reply(f"您的现场保障 {one.id} 号安排好了：{one.answer}")


def _confirmed(talk: ConversationContext, told: ServiceConfirmed) -> Reply | None:
    need = get_need(talk.work, told.need)
    if need.state != "accepted":
        return None
    text = (
        f"{need.enterprise}说 {need.id} 号需求您已经服务过了。发一句话就能记日记，比如「昨天去了两个小时」。"
    )
    return Reply(text, choices=(Choice("记日记", tokens.start("diary")),))


RATE = NoticeRenderer(RateService, _rate)
REMIND = NoticeRenderer(RateReminder, _remind, reminder=True)
LOW = NoticeRenderer(LowRating, _low, office=True)
ASKED = NoticeRenderer(ProtectionAsked, _asked)
ARRANGED = NoticeRenderer(ProtectionArranged, _arranged)
CONFIRMED = NoticeRenderer(ServiceConfirmed, _confirmed)
