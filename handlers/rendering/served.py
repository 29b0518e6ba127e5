"""A service as somebody reads it who may be anybody: who came, when, how long, and what was done without names or numbers."""

from __future__ import annotations

from datetime import date

from handlers.rendering.masking import mask
from handlers.rendering.moments import day
from handlers.rendering.plain import shorten, show_hours
from storage.queries.diaries.written import DiaryFacts

LONGEST = 60


def served_line(diary: DiaryFacts, today: date) -> str:
    """«李律师，3月2日 周一，2 小时，“讲了合同”»; what was done is left out where several firms were there."""
    parts = [diary.writer, day(diary.served_on, today), show_hours(diary.hours)]
    if diary.outcome and diary.enterprises == 1:
        parts.append(f"“{shorten(mask(diary.outcome, diary.names[0] if diary.names else ''), LONGEST)}”")
    return "，".join(parts)
