"""Which day a message speaks of: always today or before, never guessed."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from language import corrections, day_words, festivals, periods
from language.day_words import day_of
from language.numerals import integer

_N = day_words.NUMBER
_FUTURE = (
    rf"(?:{day_words.TOMORROW}|{day_words.DAY_AFTER}|大后天|下(?:下?个?)?{day_words.WEEK}[一二三四五六日天末]?|下个?月|明年)"
    rf"(?:的?(?:{day_words.PART}))?"
)
_AHEAD = re.compile(_FUTURE)
_AGO = (
    r"(?P<threeago>大前[天日儿]|大前儿个?)"
    r"|(?P<twoago>前(?:个儿|[天日儿晚](?:个)?))"
    r"|(?P<yesterday>昨(?:个儿?|[天日儿晚夜早](?:个|子)?)|[噚㖊琴寻浔][日晚]|夜儿?个|昨(?=上午|下午|[,、\s在给去到帮]))"
    r"|(?P<ago>[一两二三四五六]|\d)天(?:之?前|以前)"
)
_DATE = re.compile(
    rf"""
      (?P<full>{day_words.FULL})
    | (?P<future>{_FUTURE})                                 # to be passed over
    | (?P<ends>{periods.PATTERN})                           # 一季度最后一天
    | {day_words.PADDED}
    | (?P<lastyear>去年|前年|上年)(?P<lm>{_N})月份?(?P<ld>{_N})[日号]?
    | (?:今年)?{day_words.MONTH_DAY}
    | {day_words.SLASHED}
    | (?P<which>上上个?月|上个?月|前个月|本月|这个月|当月)(?P<wd>{_N})[日号]
    | (?P<week>上上个?|上个?|这个?|本|今)?{day_words.WEEKDAY}
    | {_AGO}
    | (?P<today>{day_words.TODAY})
    | {day_words.DAY_OF_MONTH}
    | (?P<part>{day_words.PART})
    | (?P<just>刚刚|刚才|刚(?=[^好需要性])|方才)
    | (?P<feast>{festivals.PATTERN})
    """,
    re.VERBOSE,
)
_NOT_THEN = re.compile(
    r"^(?:之?前(?![一1两二2三夕])|以前|截止|到期|起(?:施行|实施|执行)?|开始(?:施行|实施|执行)|(?:才|刚)?(?:补[记录填写登]|来填|登记|记录一下)|施行|实施|出台|不算|还?没到|的?新[规政])"
)
_WEEK = re.compile(r"(上上个?|上个?|这个?|本)(?:周|星期|礼拜)(?![一二三四五六日天末1-7])")
_BOTH = re.compile("[和跟与同及、]")
_UP_TO = re.compile("[到至~-]")
_LISTED = {"week", "month", "only", "sm"}
"""Days of these kinds side by side are a list: 周六周日两天, 3月5号6号."""
_MENDED_FROM = re.compile(r"^[^,。;]{0,6}(?:改到|改成|改在|改为|推到|推迟到|调到)")
_RANK = (
    "full",
    "lastyear",
    "ends",
    "month",
    "sm",
    "dm",
    "which",
    "threeago",
    "twoago",
    "yesterday",
    "ago",
    "week",
    "only",
    "feast",
    "today",
    "part",
    "just",
)


class Day(NamedTuple):
    """A day read at `start:end`; `day` is None where it can't have been."""

    start: int
    end: int
    day: date | None
    kind: str


def mentions(text: str, said_at: datetime) -> list[Day]:
    """Every day that the text names, in its order."""
    return settled(text, list(_mentions(text, said_at)))


def settled(text: str, found: list[Day]) -> list[Day]:
    """The days that stand: 前天和昨天 name no single one, and what was taken back is left out."""
    pairs = {i for i, (a, b) in enumerate(pairwise(found)) if _are_listed(text, a, b)}
    joined = pairs | {i + 1 for i in pairs}
    named = [day._replace(day=None) if i in joined else day for i, day in enumerate(found)]
    outright = corrections.latest(text, [day for day in named if day.kind not in ("part", "just")])
    return [day for day in named if day.kind in ("part", "just") or day in outright]


def _are_listed(text: str, earlier: Day, later: Day) -> bool:
    if earlier.end == later.start:
        return {earlier.kind, later.kind} <= _LISTED and later.kind in (earlier.kind, "only")
    if {earlier.kind, later.kind} <= _LISTED | {"month"} and _UP_TO.fullmatch(text, earlier.end, later.start):
        return True
    return bool(_BOTH.fullmatch(text, earlier.end, later.start))


def names_day_ahead(text: str) -> bool:
    """Whether a text names a day to come, none behind, and nothing done before it: 明天给三家讲税."""
    ahead = _AHEAD.search(text)
    done = re.compile("[了过完]").search(text, 0, ahead.start()) if ahead else None
    return bool(ahead and not done) and all(match["future"] for match in _DATE.finditer(text))


def read(text: str, said_at: datetime) -> date | None:
    """The day of the service, or None where no day or only a vague one is named."""
    return told(mentions(text, said_at))


def told(found: list[Day], rank: Sequence[str] = _RANK) -> date | None:
    """The most exact of the days named, the first of its kind; `rank` holds the kinds, most exact first."""
    best = min(found, key=lambda day: (rank.index(day.kind), day.start), default=None)
    return best.day if best else None


def _mentions(text: str, said_at: datetime) -> Iterator[Day]:
    for match in _DATE.finditer(text):
        if match["future"]:
            continue
        kind = _kind(match)
        after = text[match.end() : match.end() + 16]
        if _NOT_THEN.match(after) or _MENDED_FROM.match(after):
            continue
        if kind == "feast" and not _is_day(text, match):
            continue
        day = _READERS[kind](match, said_at, text)
        yield Day(match.start(), match.end(), day if day is None or day <= said_at.date() else None, kind)


def _kind(match: re.Match[str]) -> str:
    if match["weekday"]:
        return "week"
    return next(kind for kind in _RANK if match[kind])


def _is_day(text: str, match: re.Match[str]) -> bool:
    return festivals.is_day(
        match["feast"], text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 5]
    )


def _full(match: re.Match[str], said_at: datetime, text: str) -> date | None:
    return day_words.full_date(match)


def _last_year(match: re.Match[str], said_at: datetime, text: str) -> date | None:
    back = 2 if match["lastyear"] == "前年" else 1
    return day_of(said_at.year - back, integer(match["lm"]), integer(match["ld"]))


def _month_day(match: re.Match[str], said_at: datetime, text: str) -> date | None:
    month, day = day_words.month_and_day(match)
    found = day_of(said_at.year, month, day)
    if found and found <= said_at.date():
        return found
    return day_of(said_at.year - 1, month, day)


def _edge(match: re.Match[str], said_at: datetime, text: str) -> date | None:
    return periods.latest(match["ends"], said_at.date())


def _which_month(match: re.Match[str], said_at: datetime, text: str) -> date | None:
    back = 2 if match["which"].startswith("上上") else 1 if match["which"][0] in "上前" else 0
    month = said_at.year * 12 + said_at.month - 1 - back
    return day_of(month // 12, month % 12 + 1, integer(match["wd"]))


def _weekday(match: re.Match[str], said_at: datetime, text: str) -> date | None:
    wanted = day_words.WEEKDAYS.get(match["weekday"])
    if wanted is None:
        return None
    today = said_at.date()
    monday = today - timedelta(days=today.weekday())
    week = match["week"] or _week_told_before(text, match.start())
    if week:
        back = 2 if week.startswith("上上") else 1 if week.startswith("上") else 0
        return monday + timedelta(days=wanted - 7 * back)
    day = monday + timedelta(days=wanted)
    return day if day <= today else day - timedelta(days=7)


def _week_told_before(text: str, weekday: int) -> str:
    """上礼拜去的，记得是周四: the weekday lies in the week named before."""
    found = _WEEK.search(text, 0, weekday)
    return found[1] if found and text[weekday - 1 : weekday] in ("是", "的") else ""


def _ago(match: re.Match[str], said_at: datetime, text: str) -> date | None:
    if match["threeago"]:
        back = 3
    elif match["twoago"]:
        back = 2
    elif match["yesterday"]:
        back = 1
    else:
        back = integer(match["ago"]) or 0
    return said_at.date() - timedelta(days=back)


def _only_day(match: re.Match[str], said_at: datetime, text: str) -> date | None:
    day, today = integer(match["only"]), said_at.date()
    found = day_of(today.year, today.month, day)
    if found and found <= today:
        return found
    last = today.replace(day=1) - timedelta(days=1)
    return day_of(last.year, last.month, day)


def _feast(match: re.Match[str], said_at: datetime, text: str) -> date | None:
    return festivals.latest(match["feast"], text[match.end() : match.end() + 6], said_at.date())


def _today(match: re.Match[str], said_at: datetime, text: str) -> date | None:
    """Soon after midnight 今天, 下午 and 今晚 mean the day just ended; 凌晨 and what was just done, this one."""
    around = match[0] + text[match.end() : match.end() + 3]
    past = (
        said_at.hour < 5
        and re.search("今[天日儿]|早|上午|中午|下午|傍晚|晚|夜", around)
        and "凌晨" not in around
    )
    return said_at.date() - timedelta(days=1 if past else 0)


_Reader = Callable[[re.Match[str], datetime, str], "date | None"]
_READERS: dict[str, _Reader] = {
    "full": _full, "lastyear": _last_year, "month": _month_day, "sm": _month_day, "dm": _month_day,
    "ends": _edge, "which": _which_month, "week": _weekday,
    "threeago": _ago, "twoago": _ago, "yesterday": _ago, "ago": _ago, "only": _only_day, "feast": _feast,
    "today": _today, "part": _today, "just": _today,
}  # fmt: skip
