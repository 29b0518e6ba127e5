"""Days of every kind: of a calendar program, as text, as the number of a day, in Chinese figures."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

import language
from documents.rosters.cells import narrow, text

_NUMERIC = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-./年,]\s*(\d{1,2})\s*[-./月,]\s*(\d{1,2})\s*[日号]?(?!\d)")
_SOLID = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)")
_FIRST, _LAST = 20000, 80000
"""Days since 1899-12-30, by which Excel counts: 1954 to 2119."""
_ZERO = date(1899, 12, 30)
_FIGURES = str.maketrans("〇○零Oo", "〇〇〇〇〇")


def day(value: Any, now: datetime) -> date | None:
    """The one day that a cell names, past or to come; None where it names none, or only a month.

    A day without its year is the last such day before `now`.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    said = text(value)
    if re.fullmatch(r"\d{5}(?:\.0)?", said) and _FIRST <= float(said) <= _LAST:
        return _ZERO + timedelta(days=int(float(said)))
    found = days(said)
    return (
        found[0] if len(found) == 1 else None if found else language.read_date(said.translate(_FIGURES), now)
    )


def days(said: str) -> list[date]:
    """The full days of a text, in order; what cannot be a day is left out."""
    plain = narrow(said)
    found = [*_NUMERIC.finditer(plain), *_SOLID.finditer(plain)]
    made = (_made(*map(int, match.groups())) for match in sorted(found, key=lambda match: match.start()))
    return [one for one in made if one]


def _made(year: int, month: int, day_of_month: int) -> date | None:
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None
