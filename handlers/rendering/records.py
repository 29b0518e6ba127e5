"""Records as one line each, for lists and choices."""

from __future__ import annotations

from handlers.rendering.plain import shorten, show_domains, show_hours, show_region, show_times
from programme.roles import HOLDER_NAMES
from programme.spans import short_day, weekday
from storage.queries.diaries.written import DiaryFacts
from storage.queries.needs import NeedFacts
from storage.queries.titles.holders import Holder


def diary_line(diary: DiaryFacts) -> str:
    """«11月20日 2 小时 8 家 · 财税管理 · 甜心蛋糕坊»: enough to know which service it was."""
    about = "、".join(diary.names) or shorten(diary.outcome, 12)
    figures = f"{short_day(diary.served_on)} {show_hours(diary.hours)} {diary.enterprises} 家"
    return " · ".join(part for part in (figures, show_domains(diary.domains), about) if part)


def service_line(diary: DiaryFacts) -> str:
    """«5月18日 周一 14:00–16:00，赤坎区，3 家»: when and where a service was; hours where no clock times are known."""
    when = show_times(diary.times) or show_hours(diary.hours)
    where = "、".join(diary.names) or (show_region(diary.region) if diary.region else "")
    day = f"{weekday(diary.served_on)} {when}"
    return "，".join(part for part in (day, where, f"{diary.enterprises} 家") if part)


def told_apart(who: Holder) -> str:
    """What tells a holder from namesakes: the unit, else what the holder is."""
    return who.unit or HOLDER_NAMES[who.kind]


def need_line(need: NeedFacts) -> str:
    """«1 号：供应商拖欠货款…»: a need among others."""
    return f"{need.id} 号：{shorten(need.text, 16)}"
