"""What is told about services and about what is needed on the spot, in words."""

from __future__ import annotations

from actions.diaries.notices import (
    LowRating,
    ProtectionArranged,
    ProtectionAsked,
    RateReminder,
    RateService,
    ServiceConfirmed,
    SolvedNow,
)
from handlers.conversations.diaries.firm_says import doubts, told_of
from handlers.conversations.diaries.rating import STARS
from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext
from handlers.engine.decisions import button
from handlers.engine.form import NoticeRenderer
from handlers.engine.masked_phone import masked_of, show_it
from handlers.message import Card, Choice, Reply, Row
from handlers.rendering.plain import shorten, show_region
from storage.queries.diaries.reviews import diary_of_service
from storage.queries.diaries.written import get_diary, get_protection, mark_of
from storage.queries.needs import contact_of, get_need


def _rate(talk: ConversationContext, told: RateService) -> Reply | None:
    return _ask(talk, told.need, "{expert}记了一次给您的服务")


def _remind(talk: ConversationContext, told: RateReminder) -> Reply | None:
    return _ask(talk, told.need, "{expert}上次帮过您")


def _ask(talk: ConversationContext, need_id: int, lead: str) -> Reply | None:
    need = get_need(talk.work, need_id)
    if need.state != "served":
        return None
    found = diary_of_service(talk.work, need_id)
    told = told_of(talk, get_diary(talk.work, found)) if found else f"“{shorten(need.text, 14)}”"
    text = f"您的 {need.id} 号需求，{lead.format(expert=need.expert)}：{told}。对的话打个分，满意度怎么样？"
    choices = (Choice(label, tokens.prompt("rating", need_id, "stars", value)) for label, value in STARS)
    return Reply(text, choices=(*choices, *(doubts(found) if found else ())))


def _solved_now(talk: ConversationContext, told: SolvedNow) -> Reply | None:
    """«没解决» was said before: it is asked again, and the need stays open until it is answered."""
    need, found = get_need(talk.work, told.need), diary_of_service(talk.work, told.need)
    if need.state != "accepted" or found is None:
        return None
    told_by = told_of(talk, get_diary(talk.work, found))
    text = f"{need.expert}记了一次给您的服务：{told_by}。您说过 {need.id} 号需求没解决，现在呢？没解决就不算办结。"
    return Reply(
        text,
        choices=(
            Choice("解决了", tokens.prompt("confirm_service", need.id, "effect", 100)),
            Choice("换一位专家", tokens.start("replace_expert", "need", need.id)),
            Choice("没来过", tokens.start("dispute_diary", "diary", found)),
        ),
    )


def _low(talk: ConversationContext, told: LowRating) -> Reply:
    need, firm = get_need(talk.work, told.need), contact_of(talk.work, told.need)
    mark = mark_of(talk.work, told.need)
    said = f"：“{shorten(mark.comment, 30)}”" if mark and mark.comment else ""
    stars = f"打了 {mark.stars} 分" if mark else "满意度偏低"
    phone = f" {masked_of(firm)}" if firm.phone else ""
    return Reply(
        f"{firm.name or firm.enterprise}给{need.expert}{stars}{said}。满意度偏低，请回访：{firm.enterprise}{phone}。",
        choices=(
            Choice(f"看 {need.id} 号需求", tokens.start("see_need", "need", need.id)),
            *show_it(need.person_id, firm.phone),
        ),
    )


def _asked(talk: ConversationContext, told: ProtectionAsked) -> Reply | None:
    one = get_protection(talk.work, told.protection)
    if one.state != "asked":
        return None
    rows = [
        Row("志愿者", one.volunteer),
        Row("服务", f"{one.need_id} 号需求，{one.enterprise}"),
        Row("地区", show_region(one.region)),
        Row("需要", one.text),
    ]
    rows += [Row("依据", talk.rules.protection.clause)] if talk.rules.protection else []
    text = f"{one.volunteer}要上门服务，请安排保险和防护。"
    choices = (button("arrange", one.id, f"已安排 {one.id} 号"),)
    return Reply(text, Card(f"{one.id} 号现场保障", tuple(rows)), choices)


def _arranged(talk: ConversationContext, told: ProtectionArranged) -> Reply:
    one = get_protection(talk.work, told.protection)
    return Reply(f"您的 {one.id} 号现场保障安排好了：{one.answer}")


def _confirmed(talk: ConversationContext, told: ServiceConfirmed) -> Reply | None:
    need = get_need(talk.work, told.need)
    if need.state != "accepted":
        return None
    text = (
        f"{need.enterprise}说 {need.id} 号需求您已经服务过了。说一句话就能记日记，比如「昨天去了两个小时」。"
    )
    return Reply(text, choices=(next_steps.DIARY,))


RATE = NoticeRenderer(RateService, _rate)
SOLVED_NOW = NoticeRenderer(SolvedNow, _solved_now)
REMIND = NoticeRenderer(RateReminder, _remind, reminder=True)
LOW = NoticeRenderer(LowRating, _low, office=True)
ASKED = NoticeRenderer(ProtectionAsked, _asked)
ARRANGED = NoticeRenderer(ProtectionArranged, _arranged)
CONFIRMED = NoticeRenderer(ServiceConfirmed, _confirmed)
