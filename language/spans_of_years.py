"""Spans of whole years: 近三年, 最近两年, 2024到2026年, 2024年至今; else what a period says."""

from __future__ import annotations

import re
from datetime import date, datetime

from language import numerals, spans_past
from language.normalise import normalise

_LATELY = re.compile(rf"(?:最?近|这|过去)(?P<count>{numerals.NUMERAL})(?:个)?年")
_BETWEEN = re.compile(r"(?P<first>20\d\d)年?(?:到|至|-|—|~|和)(?P<last>20\d\d|今|现在|今年)年?")


def read(text: str, said_at: datetime) -> tuple[date, date] | None:
    """The first and the last day that a text names, the last not after today; None where it names none."""
    plain, today = normalise(text).text, said_at.date()
    if found := _BETWEEN.search(plain):
        last = int(found["last"]) if found["last"].isdigit() else today.year
        return _years(int(found["first"]), last, today)
    if found := _LATELY.search(plain):
        count = numerals.integer(found["count"])
        return _years(today.year - count + 1, today.year, today) if count and count < 30 else None
    period = spans_past.read(plain, said_at)
    return (period.first, period.last) if period else None


def _years(first: int, last: int, today: date) -> tuple[date, date] | None:
    if first > last or last > today.year:
        return None
    return date(first, 1, 1), min(date(last, 12, 31), today)
