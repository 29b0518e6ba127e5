"""待办: what waits for a staff member's hand in the own jurisdiction."""

from __future__ import annotations

from sqlalchemy import select

from actions.people import enterprise_of
from handlers import reading
from handlers.context import Talk
from handlers.form import Command
from handlers.model import Reply
from language import regions
from language.domains import label
from storage.tables import Need

SHOWN = 10


def _todo(talk: Talk) -> Reply:
    waiting = select(Need).where(Need.state == "unanswered").order_by(Need.urgent.desc(), Need.id)
    needs = [
        need
        for need in talk.work.session.scalars(waiting)
        if regions.within(need.region, talk.speaker.jurisdiction or "")
    ]
    if not needs:
        return Reply("没有待办，辛苦了。")
    lines = [
        f"{need.id} 号{'（急）' if need.urgent else ''} {label(need.domain)} · {regions.name(need.region)} · "
        f"{enterprise_of(talk.work, need)}\n　{reading.shorten(need.text, 40)}"
        for need in needs[:SHOWN]
    ]
    more = f"\n另有 {len(needs) - SHOWN} 条。" if len(needs) > SHOWN else ""
    return Reply("\n".join([f"无人应答的需求 {len(needs)} 条：", *lines]) + more)


TODO = Command("todo", "待办", ("待办", "我的待办", "待处理", "今天有什么事"), _todo, frozenset({"staff"}))
