"""Dates in figures: 2026-3-9, 26/3/9, 20260309, 3.22, 0422."""

import re
from datetime import date

from language.calendar.kinds import Kind, open_day
from language.calendar.reckoning import Moment, day_of
from language.calendar.spelling import FIGURES, century

_M, _D = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_MM, _DD = r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
_NO_AMOUNT = r"(?![\d./%]|\s*(?:[-~到至]\s*[\d.]{1,4}\s*)?(?:个|小时|钟|h|H|万|亿|折|元|倍|分钟|版|千|米|公里|百|年|天|课时|学时|%))"
_DIVIDED = rf"[-/.·](?P<iso_m>{_M})[-/.·](?P<iso_d>{_D})|(?P<iso_m2>{_MM})(?P<iso_d2>{_DD})| (?P<iso_m3>{_MM}) (?P<iso_d3>{_DD})"
_QUARTER = "(?:00|15|30|45)"
DOTTED_CLOCKS = rf"(?<![\d./])(?P<dotted_h>[01]?\d|2[0-3])\.{_QUARTER} ?[-~到至] ?(?!(?P=dotted_h)\.)(?:[01]?\d|2[0-3])\.{_QUARTER}(?![\d.])"
"""9.30-11.30 are clocks: nobody serves for two months to the day."""
_NEAR_YEARS = 4
"""«26/4/3» begins with its year; what begins with another number may be written the other way round."""


def _iso(match: re.Match[str], at: Moment) -> date | None:
    month, day = next((match[f"iso_m{n}"], match[f"iso_d{n}"]) for n in ("", "2", "3") if match[f"iso_m{n}"])
    return day_of(int(match["iso_y"]), int(month), int(day))


def _short(match: re.Match[str], at: Moment) -> date | None:
    year = century(int(match["short_y"]), at.today)
    near = 0 <= at.today.year + 1 - year <= _NEAR_YEARS
    return day_of(year, int(match["short_m"]), int(match["short_d"])) if near else None


def _yearly(prefix: str) -> "Kind":
    return Kind(
        prefix,
        FIGURES,
        _PATTERNS[prefix],
        lambda match, at: at.nearest(
            day_of(year, int(match[f"{prefix}_m"]), int(match[f"{prefix}_d"])) for year in at.years()
        ),
    )


_PATTERNS = {
    "padded": rf"(?:^|(?<=[\n;,|\s])|(?<=\D:))(?P<padded_m>{_MM})-?(?P<padded_d>{_DD})(?=[ ,、|;]|:(?!\d)|$)",
    "slashed": rf"(?<![\d./·了共])(?P<slashed_m>{_M})[/.·](?P<slashed_d>{_D}){_NO_AMOUNT}",
    "dashed": rf"(?:^|(?<=\n))(?P<dashed_m>{_M})-(?P<dashed_d>(?:1[3-9]|2\d|3[01])(?=[ ,])|{_D}$)",
}
KINDS = (
    Kind("dotted", FIGURES, DOTTED_CLOCKS, open_day),
    Kind("iso", "2", rf"(?<!\d)(?P<iso_y>20\d\d)(?:{_DIVIDED})(?!\d)", _iso),
    Kind(
        "short",
        FIGURES,
        rf"(?<![\d/.\-])(?P<short_y>\d\d)[-/.](?P<short_m>{_M})[-/.](?P<short_d>{_D})(?![\d/.\-])",
        _short,
    ),
    Kind("turned", FIGURES, r"(?<![\d/.\-])\d\d?/\d\d?/20\d\d(?!\d)", open_day),
    *map(_yearly, _PATTERNS),
)
