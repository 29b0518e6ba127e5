"""待办: what waits for a staff member's hand in the own jurisdiction."""

from __future__ import annotations

from handlers.conversations.staff.waiting import decisions_waiting
from handlers.engine import reading
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Reply
from language import regions
from language.domains import label
from storage.queries.staff.todo import UnansweredNeed, unanswered_needs

SHOWN = 10


def _todo(talk: ConversationContext) -> Reply:
    parts = [*_unanswered(talk), *decisions_waiting(talk)]
    return Reply("\n".join(parts) or "没有待办，辛苦了。")


def _unanswered(talk: ConversationContext) -> list[str]:
    count, needs = unanswered_needs(talk.work, talk.speaker.jurisdiction, SHOWN)
    if not count:
        return []
    more = [f"　另有 {count - SHOWN} 条。"] if count > SHOWN else []
    how = "　领域不对可以回复「改领域」加编号。"
    return [f"无人应答的需求 {count} 条：", *map(_line, needs), *more, how]


def _line(need: UnansweredNeed) -> str:
    urgent = "（急）" if need.urgent else ""
    where = f"{label(need.domain)} · {regions.name(need.region)} · {need.enterprise}"
    return f"{need.id} 号{urgent} {where}\n　{reading.shorten(need.text, 40)}"


TODO = Command("todo", "待办", ("待办", "我的待办", "待处理", "今天有什么事"), _todo, frozenset({"staff"}))
