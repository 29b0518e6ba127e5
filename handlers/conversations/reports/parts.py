"""各区、各领域的数: figures of the jurisdiction, ranked by place or by field (S7.4)."""

from __future__ import annotations

import language
from actions.reports.parts import Part, parts
from handlers.conversations.reports.monitoring import MONITORED
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Card, Reply, Row
from handlers.rendering.moments import span
from handlers.rendering.plain import plain_number, show_region
from language.breakdowns import PLACE, Breakdown, read_breakdown
from language.domains import label
from programme.roles import OFFICE
from programme.spans import short_day

SHOWN = 12
NONE = "这段时间还没有需求和服务。"
_RANKED = {"needs": "需求", "services": "服务次数", "hours": "服务时长", "enterprises": "服务家次"}
_USUAL = Breakdown(PLACE, "needs", fewest=False)


def _ranked(talk: ConversationContext) -> Reply:
    asked = read_breakdown(talk.said) or _USUAL
    days = language.read_period(talk.said, talk.said_at)
    found = parts(talk.work, talk.speaker, talk.rules, talk.now, asked, days[:2] if days else None)
    if not found:
        return Reply(NONE, choices=(MONITORED,))
    by = "各地" if asked.by == PLACE else "各领域"
    order = "从少到多" if asked.fewest else "从多到少"
    when = span(*days[:2]) if days else f"{talk.today.year} 年到 {short_day(talk.today)}"
    rows = tuple(Row(_called(asked, one), _figures(one)) for one in found[:SHOWN])
    return Reply(f"{by}的数，按{_RANKED[asked.rank]}{order}：", Card(when, rows), (MONITORED,))


def _called(asked: Breakdown, one: Part) -> str:
    if asked.by == PLACE:
        return show_region(one.code) if one.code.strip("0") else "没有地区的"
    return label(one.code)


def _figures(one: Part) -> str:
    served = f"服务 {one.services} 次、{plain_number(round(one.hours, 2))} 小时、{one.enterprises} 家次"
    return f"需求 {one.needs} 条，办成 {one.done}；{served}"


PARTS = Command(
    "parts",
    "各区和各领域",
    ("各区数据看看", "各区服务情况", "各领域服务情况", "按区排", "按领域排"),
    _ranked,
    OFFICE,
    syntax=lambda text: read_breakdown(text) is not None,
)
