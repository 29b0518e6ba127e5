"""Records as one line each, for lists and choices."""

from __future__ import annotations

from handlers.engine import reading
from storage.tables import Diary


def diary_line(diary: Diary) -> str:
    """«11-20 2 小时 8 家 · 财税管理 · 甜心蛋糕坊»: enough to know which service it was."""
    about = "、".join(diary.names) or reading.shorten(diary.outcome, 12)
    figures = f"{diary.served_on:%m-%d} {reading.plain_number(diary.hours)} 小时 {diary.enterprises} 家"
    return " · ".join(part for part in (figures, reading.show_domains(diary.domains), about) if part)
