"""Which stretch of time a question looks back on: 上个月, 去年, 去年5月, 上半年, 二季度, 这周, 昨天."""

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from language import dates
from language.calendar.reckoning import months_on
from language.calendar.spelling import NUMBER, WEEK
from language.numerals import integer

_DAY = timedelta(days=1)
_YEARS_BACK = {"今年": 0, "本年": 0, "这一年": 0, "去年": 1, "上一年": 1, "上年": 1, "前年": 2, "大前年": 3}
_YEAR = re.compile(r"大前年|[今本去前上]年|这一年|上一年|(?<!\d)(20\d\d)(?=年)")
_MONTH = re.compile(rf"(?P<back>上上个?|上个?|前个|这个?|本|当)月|(?<![\d个])(?P<month>{NUMBER})月份?(?!\d)")
_MONTHS = re.compile(
    rf"(?<![\d个])(?P<month>{NUMBER})月?份?(?:到|至|~|-|—)(?P<last>{NUMBER})月份?(?![\d底中])"
)
_QUARTER = re.compile(r"(?P<back>上个?|本|这个?)季度?|第?(?P<quarter>[一二三四1-4])季度?")
_HALF = re.compile(r"([上下])半年")
_WEEK = re.compile(rf"(上上个?|上个?|这个?|本){WEEK}(?![一二三四五六日天末1-7])")


class Period(NamedTuple):
    """First and last day, both included; `name` is how the text calls it."""

    first: date
    last: date
    name: str


def read(text: str, said_at: datetime) -> Period | None:
    """The stretch that a (normalised) text names, not after today; None where it names none."""
    today = said_at.date()
    if spanned := _from_to(text, today):
        return spanned
    if days := _days_from_to(text, said_at):
        return days
    if day := dates.read(text, said_at):
        return Period(day, day, "那天")
    year = _YEAR.search(text)
    years = _year(year, today) if year else None
    for pattern, months in ((_MONTH, 1), (_QUARTER, 3), (_HALF, 6)):
        if found := pattern.search(text):
            return _months(_first(found, months, years, today), months, _called(year, found), today)
    if found := _WEEK.search(text):
        monday = today - _DAY * (today.weekday() + 7 * found[1].count("上"))
        return Period(monday, min(monday + _DAY * 6, today), found[0])
    return _months(date(years, 1, 1), 12, _called(year, None), today) if year and years else None


def _from_to(text: str, today: date) -> Period | None:
    """«3月到6月»: from the first day of the one to the last of the other, the last time that it had begun."""
    found, year = _MONTHS.search(text), _YEAR.search(text)
    if found is None or not 0 < (last := integer(found["last"]) or 0) <= 12:
        return None
    first = _begun(integer(found["month"]), 1, _year(year, today) if year else None, today)
    if first is None:
        return None
    months = (last - first.month) % 12 + 1
    return _months(first, months, _called(year, found), today)


def _days_from_to(text: str, said_at: datetime) -> Period | None:
    """«3月9日到11日»: all the days of a range, up to today."""
    for one in dates.mentions(text, said_at):
        if one.first and one.last and one.first <= said_at.date():
            return Period(one.first, min(one.last, said_at.date()), text[one.start : one.end])
    return None


def _called(year: re.Match[str] | None, part: re.Match[str] | None) -> str:
    said = "" if year is None else f"{year[1]}年" if year[1] else year[0]
    return said + (part[0] if part else "")


def _year(found: re.Match[str], today: date) -> int:
    return int(found[1]) if found[1] else today.year - _YEARS_BACK[found[0]]


def _first(found: re.Match[str], months: int, year: int | None, today: date) -> date | None:
    """The first day of so many months; without a year the last such stretch that has begun."""
    groups = found.groupdict()
    this = date(today.year, (today.month - 1) // months * months + 1, 1)
    if back := groups.get("back"):
        steps = back.count("上") or ("前" in back)
        return months_on(this, -steps * months)
    number = {"上": 1, "下": 2}.get(found[1]) if months == 6 else integer(found[2])
    return _begun(number, months, year, today)


def _begun(number: int | None, months: int, year: int | None, today: date) -> date | None:
    if not number or number * months > 12:
        return None
    begins = date(year or today.year, (number - 1) * months + 1, 1)
    return begins if year or begins <= today else begins.replace(year=today.year - 1)


def _months(first: date | None, months: int, name: str, today: date) -> Period | None:
    if first is None or first > today:
        return None
    return Period(first, min(months_on(first, months) - _DAY, today), name)
