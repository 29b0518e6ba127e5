"""待办: what waits for a staff member's hand in the own jurisdiction."""

from __future__ import annotations

from sqlalchemy import select

from actions.people.contact import enterprise_of
from handlers.conversations.staff.waiting import decisions_waiting
from handlers.engine import reading
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Reply
from language import regions
from language.domains import label
from storage.tables import Need

SHOWN = 10


def _todo(talk: ConversationContext) -> Reply:
    parts = [*_unanswered(talk), *decisions_waiting(talk)]
    return Reply("\n".join(parts) or "没有待办，辛苦了。")


def _unanswered(talk: ConversationContext) -> list[str]:
    waiting = select(Need).where(Need.state == "unanswered").order_by(Need.urgent.desc(), Need.id)
    reach = talk.speaker.jurisdiction or ""
    needs = [need for need in talk.work.session.scalars(waiting) if regions.within(need.region, reach)]
    if not needs:
        return []
    more = [f"　另有 {len(needs) - SHOWN} 条。"] if len(needs) > SHOWN else []
    how = "　领域不对可以回复「改领域」加编号。"
    return [f"无人应答的需求 {len(needs)} 条：", *(_line(talk, need) for need in needs[:SHOWN]), *more, how]


def _line(talk: ConversationContext, need: Need) -> str:
    urgent = "（急）" if need.urgent else ""
    where = f"{label(need.domain)} · {regions.name(need.region)} · {enterprise_of(talk.work, need)}"
    return f"{need.id} 号{urgent} {where}\n　{reading.shorten(need.text, 40)}"


TODO = Command("todo", "待办", ("待办", "我的待办", "待处理", "今天有什么事"), _todo, frozenset({"staff"}))
