"""Spans of months and years as 民法典 第二百零一条、第二百零二条 count them.

The first day does not count; the span ends on the corresponding day, or on the last day of a
month that has no such day: half a year from 31 August ends on 28 (29) February.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

WEEKDAYS = "一二三四五六日"

ENDLESS = date.max
"""The end of a term where the pack sets none."""


def add_months(day: date, months: int) -> date:
    """The last day of a span of `months` that begins after `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """The last day of a span of `years` that begins after `day`."""
    return add_months(day, 12 * years)


@dataclass(frozen=True)
class Span:
    """So many days, months or years, as a pack writes it: «90 days», «6 months», «3 years»."""

    count: int
    unit: str

    @classmethod
    def from_text(cls, text: str) -> "Span":
        """ValueError for what is none, or is longer than thirty years."""
        found = re.fullmatch(r"([1-9]\d{0,4}) (day|month|year)s?", text)
        if not found:
            raise ValueError(f"应是一段时间，如 90 days、6 months、3 years，写的是 {text!r}（span）")
        span = cls(int(found[1]), f"{found[2]}s")
        if span.days > LONGEST_DAYS:
            raise ValueError(f"不能超过 30 年，写的是 {text!r}（out of range）")
        return span

    def __str__(self) -> str:
        return f"{self.count} {self.unit}"

    def after(self, day: date) -> date:
        """The last day of the span that begins after `day`."""
        if self.unit == "days":
            return day + timedelta(days=self.count)
        return add_months(day, self.count * (12 if self.unit == "years" else 1))

    @property
    def days(self) -> int:
        """A month taken as 30 days, a year as 12 such months."""
        return self.count * {"days": 1, "months": 30, "years": 360}[self.unit]

    def in_words(self, after: str = "") -> str:
        """«半年», «三年», «90 天»; behind the word `after`: «满半年», «满 90 天»."""
        if self.unit == "days":
            return f"{after} {self.count} 天" if after else f"{self.count} 天"
        return months_in_words(self.count * (12 if self.unit == "years" else 1), after)

    @property
    def told(self) -> str:
        """In figures: «3 年», «18 个月», «90 天»."""
        return f"{self.count} {({'days': '天', 'months': '个月', 'years': '年'})[self.unit]}"


LONGEST_DAYS = 30 * 366
_NUMERALS = "零一两三四五六七八九十"


def months_in_words(months: int, after: str = "") -> str:
    """A span as people say it, behind the word `after`: «半年», «一年», «两年半», else «7 个月».

    6 months after «满» are «满半年», 7 are «满 7 个月».
    """
    years, rest = divmod(months, 12)
    if months == 6:
        return f"{after}半年"
    if rest not in (0, 6) or not 0 < years < len(_NUMERALS):
        return f"{after} {months} 个月" if after else f"{months} 个月"
    return f"{after}{_NUMERALS[years]}年{'半' if rest else ''}"


def short_day(on: date) -> str:
    """«3月9日»."""
    return f"{on.month}月{on.day}日"


def weekday(on: date) -> str:
    """«3月9日 周一»."""
    return f"{short_day(on)} 周{WEEKDAYS[on.weekday()]}"


def plain_day(on: date, today: date) -> str:
    """A day far off, where nobody asks for its weekday: «3月9日», «2025年3月9日»."""
    return short_day(on) if on.year == today.year else f"{on.year}年{short_day(on)}"


def written_day(on: date, today: date) -> str:
    """A day as people write it: «3月9日 周一»; the year only where it is another than today's: «2029年10月12日»."""
    return weekday(on) if on.year == today.year else plain_day(on, today)


def hours_in_words(hours: Decimal) -> str:
    """«2.5 小时»; «40 分钟» under an hour, «1 小时 20 分» where quarters do not tell it."""
    whole, minutes = divmod(round(hours * 60), 60)
    if not whole and minutes:
        return f"{minutes} 分钟"
    if hours * 4 % 1:
        return f"{whole} 小时" + (f" {minutes} 分" if minutes else "")
    return f"{hours.normalize():f} 小时"
