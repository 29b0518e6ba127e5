"""Weekdays: 周三, 上周五, 上上周周三, 上个星期的周一, 两周前的周三."""

import re
from datetime import date

from language.calendar.kinds import Kind, open_day
from language.calendar.reckoning import DAY, Moment, monday_of
from language.calendar.spelling import COUNT, COUNTS, WEEK, WEEKS, value, weeks_on

_AFTER_MONDAY = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6} | {
    str(n): n - 1 for n in range(1, 8)
}
_DAY = r"(?:[1-7](?![\d月点时:./\-家号日])|[一二三四五六日天末](?!月))(?![个家次种届期年岁]|[一二三四五六日]两天|线(?![上下]))"
_ONE_MORE = r"(?:(?:(?<![\u4e00-\u9fff])|(?<=[我们在是就那]))大)"
"""«大上周» is the week before last; behind another character it is the end of a word (老大上周三来的)."""
_WHICH = rf"(?:{_ONE_MORE}?上{{1,3}}|下{{1,3}}|这|本|今)一?个?(?:{WEEK}的?(?={WEEK}))?"
_SUCCEEDING = "(?:(?<=一)二|(?<=二)三|(?<=三)四|(?<=四)五|(?<=五)六|(?<=六)[日天])"
_COUNTED = "家个户间名位点时场次人天月分小十百"
"""«周三四» is two days, «周三四家» one."""
_TOLD_BEFORE = re.compile(r"(上上个?|上个?|这个?|本)(?:周|星期|礼拜)(?![一二三四五六日天末1-7])")


def _week(match: re.Match[str], at: Moment) -> date | None:
    wanted = _AFTER_MONDAY.get(match["weekday"])
    if wanted is None:
        return None  # 周末 is two days
    day = monday_of(at.today) + DAY * wanted
    which = match["which_week"] or _told_before(match)
    if which:
        return day + DAY * 7 * weeks_on(which)
    return at.nearest((day, day + DAY * 7 * at.way))


def _told_before(match: re.Match[str]) -> str:
    """上礼拜去的，记得是周四: the weekday lies in the week named before."""
    text, start = match.string, match.start()
    found = _TOLD_BEFORE.search(text, 0, start)
    return found[1] if found and text[start - 1 : start] in ("是", "的") else ""


def _weeks_ago(match: re.Match[str], at: Moment) -> date | None:
    weeks, wanted = value(match["weeks"]), _AFTER_MONDAY.get(match["weeks_day"])
    if not weeks or wanted is None:
        return None
    return monday_of(at.today) + DAY * (wanted - 7 * weeks)


KINDS = (
    Kind(
        "weekdays",
        WEEKS + "上下这本今大",
        rf"(?:{_WHICH})?(?:{WEEK})[一二三四五六](?:(?:至|到|[-~、])[二三四五六日天](?![{_COUNTED}])|{_SUCCEEDING}(?![{_COUNTED}]))",
        open_day,
    ),
    Kind(
        "week",
        WEEKS + "上下这本今大",
        rf"(?:(?P<which_week>{_WHICH})的?)?(?:(?<![\d一二两三四五六七八九十])|(?<=[周期拜][一二三四五六]))(?:{WEEK})(?P<weekday>{_DAY})",
        _week,
    ),
    Kind(
        "weeks_ago",
        COUNTS,
        rf"(?P<weeks>{COUNT})个?{WEEK}(?:之|以)?前的?{WEEK}(?P<weeks_day>{_DAY})",
        _weeks_ago,
    ),
)
