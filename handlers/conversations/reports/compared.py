"""这个月跟上个月比: the figures of two spans side by side."""

from __future__ import annotations

import re
from datetime import date

import language
from actions.reports.figures import figures
from handlers.engine import reading, tokens
from handlers.engine.context import ConversationContext
from handlers.message import Card, Choice, Reply, Row
from handlers.rendering.moments import span
from handlers.rendering.plain import plain_number, show_region
from storage.queries.reports.figures import Figures

LONGEST = 24
Days = tuple[date, date]
_NOW = {
    "上个月": "这个月",
    "上月": "这个月",
    "去年": "今年",
    "上周": "这周",
    "上个星期": "这周",
    "上季度": "本季度",
}
"""What is meant by the other side, where one side alone is named."""
_BEFORE = "|".join(sorted(_NOW, key=len, reverse=True))
_USUAL = {"同比": ("今年", "去年"), "环比": ("这个月", "上个月")}
_ASKS = re.compile(
    rf"(?:{_BEFORE}).{{0,4}}(?:相比|对比|比一?比|比较?(?!如|赛))|比(?:{_BEFORE}).{{0,8}}(?:怎|如何|咋|多|少|好|差|高|低|变|[吗呢?？]|$)|[同环]比"
)
_BETWEEN = re.compile(r"跟|和|同(?!比)|与|比|对照")
_LINES = (
    ("需求", "needs", " 条"),
    ("接单", "answered", " 条"),
    ("无人应答", "unanswered", " 条"),
    ("服务", "hours", " 小时"),
    ("服务企业", "enterprises", " 家次"),
    ("日记", "diaries", " 篇"),
)


def asks(text: str) -> bool:
    """Whether a text asks how one span stands against another."""
    return len(text) <= LONGEST and _ASKS.search(text) is not None


def compared(talk: ConversationContext) -> Reply | None:
    """Both spans, the later first; None where fewer than two are meant."""
    spans = _spans(talk)
    if spans is None:
        return None
    region = reading.region(talk, talk.said)
    now, before = (figures(talk.work, talk.speaker, talk.rules, talk.now, region, one) for one in spans)
    rows = tuple(Row(label, _line(now, before, name, unit)) for label, name, unit in _LINES)
    where = f"{show_region(region)}，" if region else ""
    new, old = (_span(one, spans[0][0].year != spans[1][0].year) for one in spans)
    title = f"{where}{new}，括号里是{old}"
    unfinished = "这段还没有过完。" if spans[0][1] > talk.today else ""
    return Reply(
        f"两段的数据：{unfinished}", Card(title, rows), (Choice("统计", tokens.start("monitoring")),)
    )


def _span(days: Days, with_year: bool) -> str:
    return f"{days[0].year} 年{span(*days)}" if with_year else span(*days)


def _line(now: Figures, before: Figures, name: str, unit: str) -> str:
    """«3 条（5 条），少 2 条»."""
    new, old = getattr(now, name), getattr(before, name)
    change = "一样" if new == old else f"{'多' if new > old else '少'} {plain_number(abs(new - old))}{unit}"
    return f"{plain_number(new)}{unit}（{plain_number(old)}{unit}），{change}"


def _spans(talk: ConversationContext) -> tuple[Days, Days] | None:
    said = next((pair for word, pair in _USUAL.items() if word in talk.said), None)
    words = said or _BETWEEN.split(talk.said)
    found = list(dict.fromkeys(days for word in words if (days := _days(talk, word))))
    if len(found) == 1 and (word := re.search(_BEFORE, talk.said)):
        found = [days for one in (_NOW[word[0]], word[0]) if (days := _days(talk, one))]
    if len(found) != 2:
        return None
    later, earlier = sorted(found, reverse=True)
    return later, earlier


def _days(talk: ConversationContext, text: str) -> Days | None:
    period = language.read_period(text, talk.said_at)
    return (period.first, period.last) if period else None
