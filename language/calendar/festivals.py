"""Holidays by name, those of the lunar calendar included."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache

from language.calendar.kinds import Kind
from language.calendar.reckoning import AHEAD, Moment
from language.calendar.spelling import ANY_YEAR, YEARS, year_of
from language.data import rows
from language.lexicon import words_of

_FIXED = {name: (int(month), int(day)) for name, month, day in rows("words/fixed_holidays.tsv")}
_LUNAR = dict(rows("words/moving_holidays.tsv"))
_SUNDAYS = {"母亲节": (5, 2), "父亲节": (6, 3)}
"""Month and which of its Sundays."""
_SHY = frozenset(words_of("shy_holidays"))
"""Names that mostly mean something else."""
_NEW_YEAR = r"(?:大年|正月)初[一二三四五六七八九十]"
_NAMES = _FIXED.keys() | _LUNAR.keys() | _SUNDAYS.keys()
STARTS = "".join(sorted({name[0] for name in _NAMES}))
PATTERN = "(?:" + "|".join(sorted(_NAMES, key=len, reverse=True)).replace("大年初一", _NEW_YEAR) + ")节?"
"""A pattern for the name of a holiday, without groups."""

_BEFORE = re.compile(r"^(?:假期|放假|长假)?(?:的?(?:前[一1]天|前夕|前夜|前日)|前(?:两|二|2)天|前三天)")
_AFTER = re.compile(r"^(?:假期|放假)?(?:的?(?:后[一1]天|第二天|次日|翌日))")
_DAY = re.compile(
    r"^(?:当[天日晚]|那[天日晚]|这天|上午|下午|早上|晚上|中午|当晚|前[一1两二三]|前夕|后[一1]天|第二天|次日|,|,?在|给|帮|去|到| |;|没|"
    r"还|也|又|都|正|我|咱|俺|加班|值班|线上|远程|电话|跟|陪|为|来|赶|跑|晚|早|在家)"
)
_ALWAYS = re.compile("(?:大年|正月)初|年三十|除夕|平安夜|大年三十|跨年夜")
"""Names that only a day has."""
_PERIOD = re.compile(
    r"^(?:假期|期间|放假|长假|前后|大促|促销|活动|营销|档|旺季|备货|节后|节前|后(?!一)|前(?![一1两二三夕夜日]))"
)


def is_day(feast: str, after: str, *, of_a_year: bool = False) -> bool:
    """Whether a holiday's name stands for a day here, not for a season or a subject."""
    if after.startswith("月"):  # 去年十一月
        return False
    if _PERIOD.match(after) and not (_BEFORE.match(after) or _AFTER.match(after)):
        return False
    if of_a_year:
        return True
    shy = feast.removesuffix("节") in _SHY and not feast.endswith("节")
    if shy:
        return bool(re.match(r"^(?:当[天日晚]|那[天日晚]|这天|前[一1两二2三]天|前夕|后[一1]天)", after))
    return bool(_ALWAYS.match(feast) or _DAY.match(after)) or not after


def latest(feast: str, after: str, today: date) -> date | None:
    """The last such day up to today, or its eve or morrow where `after`, the text behind the name, says so."""
    days = _in_years(feast, after, (today.year, today.year - 1))
    return next((day for day in days if day <= today), None)


def coming(feast: str, after: str, today: date) -> date | None:
    """The first such day from today on, read like `latest`; None where the table does not reach."""
    days = _in_years(feast, after, (today.year, today.year + 1))
    return next((day for day in days if day >= today), None)


def _in_years(feast: str, after: str, years: Iterable[int]) -> Iterator[date]:
    away = timedelta(days=shift(after))
    return (day + away for year in years if (day := in_year(feast, year)))


def shift(after: str) -> int:
    """How many days from a holiday its eve or morrow is, if the words behind its name say so; 0 where not."""
    eve = _BEFORE.match(after)
    if eve:
        return -3 if "三" in eve[0] else -2 if re.search("[两二2]", eve[0]) else -1
    return 1 if _AFTER.match(after) else 0


def in_year(feast: str, year: int) -> date | None:
    """The day of a holiday in one year; None where the table does not reach."""
    if re.fullmatch(_NEW_YEAR, feast):
        first = _lunar(year).get("春节")
        return first + timedelta(days="一二三四五六七八九十".index(feast[-1])) if first else None
    if feast in _SUNDAYS:
        month, nth = _SUNDAYS[feast]
        return date(year, month, 7 * nth - date(year, month, 7 * nth).isoweekday() % 7)
    for name in (feast, feast.removesuffix("节")):
        if name in _FIXED:
            return date(year, *_FIXED[name])
        if name in _LUNAR:
            return _lunar(year).get(_LUNAR[name])
    return None


def _lunar(year: int) -> dict[str, date]:
    found = dict(_table().get(year, {}))
    if "春节" in found:
        found["除夕"] = found["春节"] - timedelta(days=1)
        found["元宵"] = found["春节"] + timedelta(days=14)
    return found


@cache
def _table() -> dict[int, dict[str, date]]:
    table: dict[int, dict[str, date]] = {}
    for name, *days in rows("festivals.tsv"):
        for day in map(date.fromisoformat, days):
            table.setdefault(day.year, {})[name] = day
    return table


def _feast(match: re.Match[str], at: Moment) -> date | None:
    after = match.string[match.end() : match.end() + 6]
    if match["feast_year"]:
        year = year_of(match["feast_year"], at.today)
        day = in_year(match["feast_name"], year) if year else None
        return day + timedelta(days=shift(after)) if day else None
    return (coming if at.way == AHEAD else latest)(match["feast_name"], after, at.today)


KINDS = (
    Kind("feast", YEARS + STARTS, rf"(?:(?P<feast_year>{ANY_YEAR})的?)?(?P<feast_name>{PATTERN})", _feast),
)
