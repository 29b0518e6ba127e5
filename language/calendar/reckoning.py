"""Days that count from a given one."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

DAY = timedelta(days=1)
BEHIND, AHEAD = -1, 1


class Moment(NamedTuple):
    """When something is said, and whether it speaks of what lies `BEHIND` or `AHEAD`."""

    said_at: datetime
    way: int

    @property
    def today(self) -> date:
        return self.said_at.date()

    def nearest(self, days: Iterable[date | None]) -> date | None:
        """Of the days that bear one name (周三, 3月8日) the nearest on the side that is spoken of; today is on both."""
        fitting = (day for day in days if day and (day - self.today).days * self.way >= 0)
        return min(fitting, key=lambda day: abs(day - self.today), default=None)

    def years(self) -> tuple[int, int]:
        """This year and the one beside it."""
        return self.today.year, self.today.year + self.way


def day_of(year: int | None, month: int | None, day: int | None) -> date | None:
    """The day of these numbers; None where there is no such day, or one of them is not known."""
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


def month_on(day: date, months: int) -> date:
    """The first of the month so many months after the one that a day lies in."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def months_on(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    month = month_on(day, months)
    return month.replace(day=min(day.day, last_of(month).day))


def last_of(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - DAY * day.weekday()
