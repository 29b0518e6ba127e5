"""各区、各领域的数: figures of the jurisdiction, ranked by place or by field (S7.4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import language
from actions.reports.parts import Part, parts
from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Card, Choice, Reply, Row
from handlers.rendering.moments import span
from handlers.rendering.plain import plain_number, show_region
from language.breakdowns import FIELD, PLACE, Breakdown, read_breakdown
from language.domains import label
from programme.roles import OFFICE
from programme.spans import short_day

SHOWN = 12
MONITORED = Choice("服务监测", tokens.start("monitoring"))
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


def fields_named(text: str) -> list[str]:
    """The fields of which figures are asked: «财税类的今年做了多少»; what lies in none is no field of theirs."""
    return [field for field in language.read_domains(text) or () if field != "other"]


def of_fields(
    talk: ConversationContext, fields: Sequence[str], region: str | None, days: tuple[date, date] | None
) -> Reply:
    """What was asked for and served in these fields alone; one in which nothing was is a line of noughts."""
    asked = Breakdown(FIELD, "needs", fewest=False)
    found = {
        one.code: one for one in parts(talk.work, talk.speaker, talk.rules, talk.now, asked, days, region)
    }
    rows = tuple(Row(label(field), _figures(found.get(field) or Part(field))) for field in fields)
    when = span(*days) if days else f"{talk.today.year} 年到 {short_day(talk.today)}"
    where = f"{show_region(region)}，" if region else ""
    return Reply("这几个领域的数：" if len(rows) > 1 else "这个领域的数：", Card(f"{where}{when}", rows))


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
