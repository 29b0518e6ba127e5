"""Records as one line each, for lists and choices."""

from __future__ import annotations

from handlers.rendering.plain import plain_number, shorten, show_domains
from storage.queries.diaries.written import DiaryFacts


def diary_line(diary: DiaryFacts) -> str:
    """«11-20 2 小时 8 家 · 财税管理 · 甜心蛋糕坊»: enough to know which service it was."""
    about = "、".join(diary.names) or shorten(diary.outcome, 12)
    figures = f"{diary.served_on:%m-%d} {plain_number(diary.hours)} 小时 {diary.enterprises} 家"
    return " · ".join(part for part in (figures, show_domains(diary.domains), about) if part)
