"""Year, month and day in words: 2026年3月9日, 去年三月九号, 本月12日, 18号."""

import re
from datetime import date

from language.calendar import reckoning
from language.calendar.kinds import Kind
from language.calendar.reckoning import Moment, day_of
from language.calendar.spelling import (
    ANY_YEAR,
    MONTH_SAID,
    MONTHS,
    NUMBER,
    NUMERALS,
    YEAR_SAID,
    YEARS,
    months_on,
    value,
    year_of,
)

_NO_DAY = r"(?![楼门线店馆厅仓厂院机令文公路铺车间位房码桌台桩铁库])"
"""18号楼 is a building."""
_NO_RECORD = r"(?!(?:活动|申请|投诉)(?![了过])|需求|任务|事项|专家(?![来到去上过说讲给帮]))"
"""29号活动 is the activity of this number."""
_ENDS = r"(?=[^\d共总直般家个小户间名天人次场点时万千百元%多来余几一二三四五六七八九十年月]|$)"
"""Where a day may do without 日: 4月20，; but no 4月20家."""
_ON = r"(?:[、,和跟及与至到~\-/]{1,2}|或者?|还是)"
_BARE = rf"(?=(?:{_ON}{NUMBER}){{1,6}}[日号]{_NO_DAY})"
"""«11、12、13日», «18到22号»: days that borrow their word from the last one."""


def _full(match: re.Match[str], at: Moment) -> date | None:
    return day_of(year_of(match["full_year"], at.today), value(match["full_month"]), value(match["full_day"]))


def _date(match: re.Match[str], at: Moment) -> date | None:
    month, day = value(match["date_month"]), value(match["date_day"])
    return at.nearest(day_of(year, month, day) for year in at.years())


def _in_month(match: re.Match[str], at: Moment) -> date | None:
    month = reckoning.month_on(at.today, months_on(match["said_month"]))
    year = year_of(match["said_year"], at.today) if match["said_year"] else month.year
    return day_of(year, month.month, value(match["said_day"]))


def _only(match: re.Match[str], at: Moment) -> date | None:
    months = (reckoning.month_on(at.today, months) for months in (0, at.way))
    return at.nearest(day_of(month.year, month.month, value(match["only_day"])) for month in months)


def _month_day(prefix: str) -> str:
    month, day = (f"(?P<{prefix}_{part}>{NUMBER})" for part in ("month", "day"))
    return rf"{month} ?月份?的? ?{day}(?: ?[日号]{_NO_DAY}|{_ENDS})"


KINDS = (
    Kind("full", YEARS, rf"(?P<full_year>{ANY_YEAR})的? ?{_month_day('full')}", _full),
    Kind("date", NUMERALS, rf"(?<!\d){_month_day('date')}", _date),
    Kind(
        "in_month",
        YEARS + MONTHS,
        rf"(?:(?P<said_year>{YEAR_SAID})的?)?(?P<said_month>{MONTH_SAID})的?(?P<said_day>{NUMBER}) ?(?:[日号]{_NO_DAY}|{_BARE})",
        _in_month,
    ),
    Kind(
        "only",
        NUMERALS,
        rf"(?<![\d第月年.:周期拜点时分一二三四五六七八九十廿])(?P<only_day>{NUMBER})(?: ?(?:日|号{_NO_RECORD}){_NO_DAY}|{_BARE})",
        _only,
    ),
)
