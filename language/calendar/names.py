"""Days that have a word of their own: 今天, 昨晚, 大前天, 去年今天; parts of the day, which alone mean today's."""

import re
from datetime import date

from language.calendar.kinds import Kind
from language.calendar.reckoning import DAY, Moment, day_of, month_on
from language.calendar.spelling import (
    MONTH_SAID,
    MONTHS,
    WEEK,
    YEAR_SAID,
    YEARS,
    months_on,
    weeks_on,
    year_of,
)

PART = r"上午|下午(?!茶)|早上|早晨|中午|傍晚|晚上|今早|今晚|晚间|夜里|上昼|下昼|朝早|清早|清晨|凌晨|午后|夜晚|晚饭后"
OF_A_DAY = rf"(?:的?(?:大?(?:{PART})|当[天晚]|一?大?早|晚(?![会期宴])|夜(?=[里间])))?"
"""What may stand behind a day and belongs to it."""
_THE_DAY = rf"(?:{PART}|,|。|在|给|去|到|帮|\s|线|讲|我|跟|陪|$)"
_YESTERDAY = (
    r"昨(?:个儿?|[天日儿晚夜早](?:个|子)?)|[噚㖊琴寻浔][日晚]|夜儿?个|昨(?=上午|下午|[,、\s在给去到帮])"
)
_BEFORE_YESTERDAY = r"(?<![以之目提面])(?P<great>大*)前(?:个儿|[天日儿晚](?:个)?)"
TOMORROW = r"明[天日儿早晚晨]|听日"
_AFTER_TOMORROW = r"(?P<greater>大*)(?<!今)后[天日儿](?!养)"
_TODAY = r"今(?:个儿?|[天日儿早晚晨](?:个)?)|今(?=上午|下午)|当日|今朝|本日"
_MISTYPED = rf"(?:作[天日晚]|昨[田夭无]|咋[天日晚](?={_THE_DAY})|乍[天日晚])"
_NOT_OF_A_RECORD = r"(?!的|[那这]一?[篇条个份次]|我?[说讲写记填打报交](?:的|错))"
"""«刚才那篇是一个半小时» is said of what was told, and of no day."""
_SAME_DAY = r"(?:今天|今日|这一?天|同一?[天日])"
_LENGTH_BEFORE = r"(?<![一个整半两])"
"""«一上午» is a length."""
_AFTER_MIDNIGHT = 5
_PAST_MIDNIGHT = re.compile(r"今[天日儿]|早|上午|中午|下午|傍晚|晚|夜")


def _named(match: re.Match[str], at: Moment) -> date | None:
    if match["great"] is not None:
        return at.today - DAY * (2 + len(match["great"]))
    if match["greater"] is not None:
        return at.today + DAY * (2 + len(match["greater"]))
    return at.today + DAY * (1 if match["tomorrow"] else -1)


def _mistyped(match: re.Match[str], at: Moment) -> date | None:
    return at.today - DAY


def _same_day(match: re.Match[str], at: Moment) -> date | None:
    if match["same_week"]:
        return at.today + DAY * 7 * weeks_on(match["same_week"])
    if match["same_month"]:
        month = month_on(at.today, months_on(match["same_month"]))
        return day_of(month.year, month.month, at.today.day)
    return day_of(year_of(match["same_year"], at.today), at.today.month, at.today.day)


def _today(match: re.Match[str], at: Moment) -> date | None:
    """Soon after midnight 今天, 下午 and 今晚 mean the day just ended; 凌晨 and what was just done, this one."""
    around = match[0] + match.string[match.end() : match.end() + 3]
    ended = at.way < 0 and at.said_at.hour < _AFTER_MIDNIGHT and "凌晨" not in around
    return at.today - DAY * bool(ended and _PAST_MIDNIGHT.search(around))


KINDS = (
    Kind(
        "same_day",
        YEARS + MONTHS,
        rf"(?:(?P<same_year>{YEAR_SAID})|(?P<same_month>{MONTH_SAID})|(?P<same_week>[上下这本]+)个?{WEEK})的?{_SAME_DAY}",
        _same_day,
    ),
    Kind(
        "named",
        "大前昨噚㖊琴寻浔夜明听后",
        rf"{_BEFORE_YESTERDAY}|{_YESTERDAY}|(?P<tomorrow>{TOMORROW})|{_AFTER_TOMORROW}",
        _named,
    ),
    Kind("mistyped", "作昨咋乍", _MISTYPED, _mistyped),
    Kind("today", "今当本", _TODAY, _today),
    Kind("part", "上下早中傍晚今夜朝清凌午", rf"{_LENGTH_BEFORE}(?:{PART})", _today),
    Kind("just", "刚方", rf"(?:刚刚|刚才){_NOT_OF_A_RECORD}|(?<!刚)刚(?=[^好需要性才刚])|方才", _today),
)
