"""The week in a line, and the month as a picture."""

from __future__ import annotations

from actions.reports.month import Month, Week, keep_picture, month_of
from documents.chart import Bar, chart
from handlers.engine.context import ConversationContext
from handlers.message import Attachment
from handlers.rendering.plain import show_hours
from language.domains import label

BARS = 8


def week_line(week: Week) -> str:
    """«这七天：需求 3 条（接单 2 条），服务 5 次 12.5 小时，满意度 4.8»."""
    stars = f"，满意度 {week.stars}" if week.stars is not None else ""
    done = f"服务 {week.services} 次 {show_hours(week.hours)}"
    return f"这七天：新需求 {week.needs} 条（接单 {week.accepted} 条），{done}{stars}。"


def picture(talk: ConversationContext) -> tuple[Attachment, ...]:
    """The month of the speaker's jurisdiction as a PNG, kept for the person; none where nothing was done."""
    month = month_of(talk.work, talk.speaker, talk.today)
    if not month.services:
        return ()
    png = chart(_title(month), [_bar(*one) for one in list(month.by_domain.items())[:BARS]])
    key = keep_picture(talk.work, talk.speaker.person_id, png, talk.now)
    return (Attachment(key, "image/png", len(png)),) if key else ()


def _title(month: Month) -> str:
    span = f"{month.first:%Y}年{month.first.month}月1日—{month.last.day}日"
    return f"{span}　服务{month.services}次　{show_hours(month.hours)}"


def _bar(domain: str, done: tuple[int, object]) -> Bar:
    count, hours = done
    return Bar(label(domain), float(str(hours)), f"{show_hours(str(hours))} · {count}次")
