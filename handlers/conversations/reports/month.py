"""The week in a line, and the month as a picture."""

from __future__ import annotations

from datetime import timedelta

from actions.reports.month import Month, Week, keep_picture, month_of
from actions.reports.tally import Part, Tally
from documents.chart import Bar, chart
from handlers.engine.context import ConversationContext
from handlers.message import Attachment
from handlers.rendering.moments import span
from handlers.rendering.plain import show_hours
from language.domains import label

BARS = 8


def week_lines(week: Week, before: Week) -> str:
    """«这七天（3月2日–3月8日）：收 3，接 2（其中上周的 1），还没人接 1；上周收 2，接 2。» and what was served."""
    last = week.first + timedelta(days=6)
    stars = f"，满意度 {week.needs.stars}" if week.needs.stars is not None else ""
    done = f"{services_line(week.services)}（上周 {before.services.on_time.count} 次）"
    return f"这七天（{span(week.first, last)}）：需求{_needs(week)}；上周收 {before.needs.posted}，接 {before.needs.accepted}。\n{done}{stars}。"


def _needs(week: Week) -> str:
    needs = week.needs
    earlier = f"（其中上周的 {needs.earlier}）" if needs.earlier else ""
    left = f"，还没人接 {needs.left}" if needs.left else ""
    return f"收 {needs.posted}，接 {needs.accepted}{earlier}{left}"


def services_line(services: Tally) -> str:
    """What was served, what was written late, and what became of services that an earlier report has counted."""
    parts = [f"服务 {services.on_time.count} 次 {show_hours(services.on_time.hours)}"]
    if services.late.count:
        parts.append(f"补记 {services.late.count} 次 {show_hours(services.late.hours)}")
    if services.corrected.count:
        change = services.corrected.hours
        by = f"{'多' if change > 0 else '少'} {show_hours(abs(change))}" if change else "小时没变"
        parts.append(f"更正以前的 {services.corrected.count} 次，{by}")
    if services.taken_back.count:
        parts.append(f"撤回以前的 {services.taken_back.count} 次 {show_hours(services.taken_back.hours)}")
    return "，".join(parts)


def picture(talk: ConversationContext) -> tuple[Attachment, ...]:
    """The month of the speaker's jurisdiction as a PNG, kept for the person; none where nothing was done."""
    month = month_of(talk.work, talk.speaker, talk.now)
    if not month.services.by_domain:
        return ()
    png = chart(_title(month), [_bar(*one) for one in list(month.services.by_domain.items())[:BARS]])
    key = keep_picture(talk.work, talk.speaker.person_id, png, talk.now)
    return (Attachment(key, "image/png", len(png)),) if key else ()


def _title(month: Month) -> str:
    span = f"{month.first:%Y}年{month.first.month}月1日—{month.last.day}日"
    on_time, late = month.services.on_time, month.services.late
    added = f"　补记{late.count}次　{show_hours(late.hours)}" if late.count else ""
    return f"{span}　服务{on_time.count}次　{show_hours(on_time.hours)}{added}"


def _bar(domain: str, done: Part) -> Bar:
    return Bar(label(domain), float(done.hours), f"{show_hours(done.hours)} · {done.count}次")
