"""行业情况、行业诉求: staff see how each trade fares, the key ones first, and what stations say for it (S10.10)."""

from __future__ import annotations

import re
from datetime import date

import language
from actions.reports.trades import Focus, Trade, focus_groups, trade_demands, trades
from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Card, Choice, Reply, Row
from handlers.rendering.moments import span
from handlers.rendering.plain import shorten, show_hours
from language.industries import label
from matching.focus import NAMES
from programme.roles import OFFICE
from programme.spans import short_day
from storage.queries.reports.trades import Demand

SHOWN, WORDS = 10, 30
NONE = "这段时间还没有企业提需求。"
NO_DEMANDS = "这段时间没有工作站反映行业诉求。"
_BY_TRADE = re.compile(r"(?:各|按|分)个?行业|行业(?:分布|情况|统计|排名)|重点行业|哪些?个?行业")
_DEMANDS = re.compile(r"行业诉求")
LONGEST = 20


def _days(talk: ConversationContext) -> tuple[date, date] | None:
    found = language.read_period(talk.said, talk.said_at)
    return found[:2] if found else None


def _when(talk: ConversationContext, days: tuple[date, date] | None) -> str:
    return span(*days) if days else f"{talk.today.year} 年到 {short_day(talk.today)}"


def _trades(talk: ConversationContext) -> Reply:
    days = _days(talk)
    found = trades(talk.work, talk.speaker, talk.rules, talk.now, days)
    said = trade_demands(talk.work, talk.speaker, talk.rules, talk.now, days)
    see = (Choice(f"行业诉求（{len(said)} 条）", tokens.start("trade_demands")),) if said else ()
    if not found:
        return Reply(NONE, choices=see)
    rows = tuple(Row(_called(one.code, one.is_key), _figures(one)) for one in found[:SHOWN])
    return Reply(f"按行业看：{_focus(talk, days)}", Card(_when(talk, days), rows), see)


def _focus(talk: ConversationContext, days: tuple[date, date] | None) -> str:
    """«重点群体的需求：退役军人 2 条，办成 1，回访 1（顺利 1）。» on a line of its own, where any of them asked."""
    found = focus_groups(talk.work, talk.speaker, talk.rules, talk.now, days)
    parts = [_of_group(one) for one in found if one.code in NAMES]
    return f"\n重点群体的需求：{'；'.join(parts)}。" if parts else ""


def _of_group(one: Focus) -> str:
    said = [f"{words} {count}" for words, count in (("顺利", one.fine), ("还要帮", one.more)) if count]
    heard = f"，回访 {one.fine + one.more}（{'、'.join(said)}）" if said else ""
    return f"{NAMES[one.code]} {one.needs} 条，办成 {one.done}{heard}"


def _called(code: str | None, is_key: bool) -> str:
    return f"{label(code)}（重点）" if is_key else label(code)


def _figures(one: Trade) -> str:
    asked = one.asked
    before = f"，去年同期需求 {one.before} 条" if one.before else ""
    served = f"服务 {one.services} 次" + (f" {show_hours(one.hours)}" if one.hours else "")
    return f"需求 {asked.needs} 条（{asked.firms} 家），办成 {asked.done}，{served}{before}"


def _demands(talk: ConversationContext) -> Reply:
    found = trade_demands(talk.work, talk.speaker, talk.rules, talk.now, _days(talk))
    key = talk.rules.trades.key if talk.rules.trades else ()
    lines = [_line(one, one.trade in key) for one in found[:SHOWN]]
    choices = tuple(
        Choice(f"看 {one.case} 号事项", tokens.start("see_case", "case", one.case)) for one in found[:3]
    )
    return Reply("\n".join(["行业诉求：", *lines]), choices=choices) if lines else Reply(NO_DEMANDS)


def _line(one: Demand, is_key: bool) -> str:
    state = "" if one.state == "filed" else "，已答复"
    return (
        f"　{_called(one.trade, is_key)}：{shorten(one.text, WORDS)}（{one.station}，{one.firms} 家企业，"
        f"{one.case} 号事项{state}）"
    )


def _asks(what: re.Pattern[str], text: str) -> bool:
    return len(text) <= LONGEST and what.search(text) is not None


TRADES = Command(
    "trades",
    "行业情况",
    ("行业情况", "各行业需求", "行业统计", "重点行业", "按行业看", "哪个行业需求多"),
    _trades,
    OFFICE,
    syntax=lambda text: _asks(_BY_TRADE, text),
)
DEMANDS = Command(
    "trade_demands",
    "行业诉求",
    ("看行业诉求", "工作站反映的诉求", "各行业诉求"),
    _demands,
    OFFICE,
    syntax=lambda text: _asks(_DEMANDS, text),
)
