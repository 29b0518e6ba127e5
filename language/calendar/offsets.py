"""So long ago or from now: 10天前, 20分钟前, 3天后, 再过两周."""

import re
from datetime import date, timedelta

from language.calendar.kinds import Kind, open_day
from language.calendar.reckoning import DAY, Moment, day_of, month_on, months_on
from language.calendar.spelling import COUNT, COUNTS, WEEK, value
from language.numerals import NUMERAL, number

_BEFORE = r"(?:之|以)?前(?![两几台来期端面])"
_LATER = r"(?:之后|以后|后)"
_UNIT = rf"(?:天|个?{WEEK}|个月)"
_SEVERAL = rf"(?:好?几十?|十几|数十?|若干|{NUMERAL}[多来余几]|{COUNT}多?)个?(?:半)?(?:天|{WEEK}|月|年)多?"


def _ago(match: re.Match[str], at: Moment) -> date | None:
    days = value(match["days_ago"])
    return at.today - DAY * days if days else None


def _day_ago(match: re.Match[str], at: Moment) -> date | None:
    """一周前的今天."""
    count, unit = value(match["same_count"]) or 0, match["same_unit"]
    if unit.endswith(("月", "年")):
        month = month_on(at.today, -count * (12 if unit == "年" else 1))
        return day_of(month.year, month.month, at.today.day)
    return at.today - DAY * 7 * count


def _hours_ago(match: re.Match[str], at: Moment) -> date | None:
    if match["minutes_ago"]:
        minutes = number(match["minutes_ago"])
    else:
        whole = number(match["hours_ago_n"]) if match["hours_ago_n"] else 0
        minutes = (
            None if whole is None else (whole + (0.5 if match["half_ago"] or match["only_half"] else 0)) * 60
        )
    return (at.said_at - timedelta(minutes=minutes)).date() if minutes else None


def _later(match: re.Match[str], at: Moment) -> date | None:
    count = value(match["later_count"] or match["passing"])
    unit = match["later_unit"] or match["passing_unit"]
    if not count:
        return None
    return (
        months_on(at.today, count) if unit == "个月" else at.today + DAY * count * (1 if unit == "天" else 7)
    )


KINDS = (
    Kind(
        "day_ago",
        COUNTS,
        rf"(?P<same_count>{COUNT})(?P<same_unit>个?{WEEK}|个?月|年){_BEFORE}的?(?:今天|今日|这一?天)",
        _day_ago,
    ),
    Kind("ago", COUNTS, rf"(?P<days_ago>{COUNT})(?:天|(?<=[一二两三四五六七八九十])日){_BEFORE}", _ago),
    Kind(
        "hours_ago",
        COUNTS + "半俩仨〇廿卅千",
        rf"(?:(?:(?P<hours_ago_n>{NUMERAL})个?(?P<half_ago>半)?|(?P<only_half>半))个?(?:小时|钟头|钟)|(?P<minutes_ago>{NUMERAL})分钟?){_BEFORE}",
        _hours_ago,
    ),
    Kind(
        "later",
        COUNTS + "再过",
        rf"(?:再?过)?(?P<later_count>{COUNT})(?P<later_unit>{_UNIT}){_LATER}|再?过(?!两)(?P<passing>{COUNT})(?P<passing_unit>{_UNIT})",
        _later,
    ),
    Kind(
        "loosely_ago",
        COUNTS + "好几数若半俩仨〇廿卅千",
        rf"{_SEVERAL}{_BEFORE}|半(?:个月|年){_BEFORE}",
        open_day,
    ),
)
