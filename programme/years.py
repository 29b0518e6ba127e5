"""A duty year that all holders share, by its key: the calendar year in which it begins, which is also how people name it.

One that begins in another month than January lies in two calendar years and is named by both. Where each holder has years of
their own (`Year.own`), the key is the calendar year, by which staff look back.
"""

from __future__ import annotations

from datetime import date

from programme.duty import duty_year
from programme.packs.duties import Year
from programme.packs.model import RulePack


def key_of(rule: Year, on: date) -> int:
    """The key of the year that holds a day."""
    return on.year if rule.own else duty_year(rule, None, on)[0].year


def last_day(rule: Year, key: int) -> date:
    """The last day of the year of this key."""
    ends = date(key, 12, 31)
    return ends if rule.own else duty_year(rule, None, ends)[1]


def year_before(rule: Year, today: date) -> int:
    """The key of the last year that is over."""
    return key_of(rule, today) - 1


def late_until(pack: RulePack, key: int) -> date:
    """The last day on which a diary of the year still counts."""
    return pack.reminders.late_diaries_after(last_day(pack.year, key))


def name_of(rule: Year, key: int) -> str:
    """«2026 年度»; of a year that begins in another month «2026–2027 年度»."""
    return f"{key} 年度" if last_day(rule, key).year == key else f"{key}–{key + 1} 年度"


def briefly(rule: Year, key: int) -> str:
    """«2026 年», where nothing else is meant; else as `name_of`."""
    return f"{key} 年" if last_day(rule, key).year == key else name_of(rule, key)
