"""How days are written and spoken: the parts that `dates` (behind) and `ahead` put together."""

import re
from datetime import date

from language.numerals import digits, integer

WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6} | {
    str(n): n - 1 for n in range(1, 8)
}
"""What stands behind 周 → days after Monday."""

NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})"
"""A month or a day of the month."""
_YEAR = r"(?:(?:20)?\d{2}|二[零〇]二[零〇一二三四五六七八九])"

PART = r"上午|下午(?!茶)|早上|早晨|中午|傍晚|晚上|今早|今晚|晚间|夜里|上昼|下昼|朝早|清早|清晨"
"""A part of the day; alone it means today's."""

FULL = (
    rf"(?<!\d)(?P<fy>{_YEAR})年(?P<fm>{NUMBER})月份?(?P<fd>{NUMBER})[日号]?"
    r"|(?<!\d)(?P<iy>20\d\d)[-/.](?P<im>\d\d?)[-/.](?P<id>\d\d?)(?!\d)"
    r"|(?<!\d)(?P<cy>20\d\d)(?P<cm>[01]\d)(?P<cd>[0-3]\d)(?!\d)"
)
"""2026年4月20日, 2026-4-20, 20260420; `full_date` reads it."""

PADDED = r"(?:^|(?<=[\n;,|:\s]))(?P<dm>0[1-9]|1[0-2])-?(?P<dd>0[1-9]|[12]\d|3[01])(?=[ ,、|;:]|$)"
"""0420, 04-20, where nothing else stands beside it."""

MONTH_DAY = rf"(?<!\d)(?P<month>{NUMBER})月份?(?P<day>{NUMBER})(?:[日号]|(?=[^\d家个小]|$))"
"""4月20日."""

SLASHED = (
    r"(?<![\d./])(?P<sm>1[0-2]|0?[1-9])[/.](?P<sd>3[01]|[12]\d|0?[1-9])(?![\d./%]|\s*(?:个|小时|"
    r"钟|h|H|万|亿|折|元|倍|分钟|版|千|米|公里|百|年|天|%))"
)
"""4.20, 4/20, but no 1.5小时."""

WEEK = r"(?:周|星期|礼拜)"
WEEKDAY = (
    rf"{WEEK}(?P<weekday>[一二三四五六日天末1-7])"
    r"(?![个家次种届期年岁]|[一二三四五六日]两天|线(?![上下]))"
)
"""周五; 周末 counts as named and as no one day."""

DAY_OF_MONTH = rf"(?<![\d第月年.])(?P<only>{NUMBER})[日号](?![楼门线店馆厅仓厂院机令文公路铺车间位房令码])"
"""18号, but no 18号楼."""

TODAY = r"今(?:个儿?|[天日儿早晚晨](?:个)?)|今(?=上午|下午)|当日|今朝"
TOMORROW = r"明[天日儿早晚]|听日"
DAY_AFTER = r"(?<!今)后[天日儿](?!养)"


def full_date(match: re.Match[str]) -> date | None:
    """The day that `FULL` matched; None where there is no such day."""
    year, month, day = next(
        (match[y], match[m], match[d])
        for y, m, d in (("fy", "fm", "fd"), ("iy", "im", "id"), ("cy", "cm", "cd"))
        if match[y]
    )
    number = integer(digits(year)) or 0
    return day_of(number + 2000 if number < 100 else number, integer(month), integer(day))


def month_and_day(match: re.Match[str]) -> tuple[int | None, int | None]:
    """Month and day that `MONTH_DAY`, `SLASHED` or `PADDED` matched."""
    month = integer(match["month"] or match["sm"] or match["dm"])
    return month, integer(match["day"] or match["sd"] or match["dd"])


def day_of(year: int | None, month: int | None, day: int | None) -> date | None:
    """The day of these numbers; None where there is no such day, or one of them is not known."""
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None
