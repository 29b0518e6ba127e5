"""How the parts of a date are written and spoken: numbers, years and months, as patterns without groups and as values."""

import re
from datetime import date

from language.numerals import digits, integer

_DIGIT = "零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖"
_SPOKEN = "[一二三四五六七八九十廿卅壹贰叁肆伍陆柒捌玖拾]{1,3}"
NUMBER = rf"(?:[0-3]?\d(?!\d)|{_SPOKEN}|元(?=月))"
"""A month or a day of the month."""
COUNT = r"(?<![\d几多数.])(?:\d{1,3}|[一二两三四五六七八九十百零]{1,5})"
"""How many days, weeks or months."""

FIGURES = "0123456789"
NUMERALS = FIGURES + "一二三四五六七八九十廿卅壹贰叁肆伍陆柒捌玖拾元"
"""What `NUMBER` may begin with."""
COUNTS = FIGURES + "一二两三四五六七八九十百零"
WEEK = r"(?:周|星期|礼拜)"
WEEKS = "周星礼"
YEAR = rf"(?:(?<!\d)(?:(?:19|20)\d\d|\d\d)|[一二两]千零?[一二三四五六七八九十]{{1,3}}|[一二壹贰][零〇九玖][{_DIGIT}]{{2}}|[{_DIGIT}]{{2}}) ?年"
"""2026年, 26年, 二零二六年, 二六年, 两千零二十六年."""
YEAR_SAID = r"(?:大?前年|去年|旧年|上一?年|今年|本年|明年|来年|后年)"
YEARS = FIGURES + _DIGIT + "两大前去旧上今本明来后"
MONTHS = "上下前本这当今同"
ANY_YEAR = rf"(?:{YEAR}|{YEAR_SAID})"
MONTH_SAID = r"(?:(?:上{1,3}|下{1,3})一?个?月|前个月|本月|这个?月|当月|今个月|同月)"

_YEARS_ON = {"去": -1, "旧": -1, "上": -1, "今": 0, "本": 0, "明": 1, "来": 1, "后": 2}
_AHEAD_AT_MOST = 10
"""Years by which «35年» may lie ahead before it is one of the last century."""


def value(text: str) -> int | None:
    """A day of the month, a month or a count, in figures, in Chinese or as on a cheque (叁)."""
    return integer(text.translate(_FORMAL))


_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾元", "一二三四五六七八九十一")


def year_of(text: str, today: date) -> int | None:
    """The year that `ANY_YEAR` matched."""
    said = text.rstrip("年 ")
    if re.fullmatch(YEAR_SAID, text):
        return today.year + (-2 - said.count("大") if "前" in said else _YEARS_ON[said[0]])
    written = integer(said if "千" in said else digits(said.translate(_FORMAL)))
    return written if written is None or written >= 100 else century(written, today)


def century(two_digits: int, today: date) -> int:
    """2026 of 26, 1998 of 98."""
    return two_digits + (2000 if two_digits <= today.year % 100 + _AHEAD_AT_MOST else 1900)


def months_on(said: str) -> int:
    """How many months after this one `MONTH_SAID` lies: 上上个月 is two before."""
    return said.count("下") - said.count("上") - ("前" in said)


def weeks_on(said: str) -> int:
    """How many weeks after this one 上上, 大上, 这 or 下 lies."""
    return said.count("下") - said.count("上") - said.count("大")
