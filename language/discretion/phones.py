"""Telephones: mobiles, landlines with and without their area, 400 numbers, numbers from abroad."""

from __future__ import annotations

import re

from language.discretion.figures import Run
from language.discretion.spans import Kind, Span

_MOBILE = re.compile(r"(?:(?:00)?86)?(?P<own>1[3-9]\d{9})")
_LANDLINE = re.compile(r"(?:(?:00)?860?|(?=0))(?P<own>0?(?:10|2[0-57-9]|[3-9]\d\d)[2-8]\d{7})")
_SHORTER = re.compile(r"(?:(?:00)?860?|(?=0))(?P<own>0?[3-9]\d\d[2-8]\d{6})")
_SERVICE = re.compile(r"(?P<own>[48]00\d{7})")
_NEAR = re.compile(r"(?:00)?85[23](?P<own>[2-9]\d{7})")
"""Hong Kong and Macao."""
_ABROAD = re.compile(r"\d{8,15}")
_WORDS = r"电话|手机|座机|固话|电联|热线|传真|号码|联系方式|联络|联系我|短号|拨打?|打给?我?|致电|来电|找我|call|tel|phone|mobile|fax"
_ASKED = re.compile(
    rf"(?:{_WORDS})(?:号码?|是|为|打|给|我|请|您|可以|直接|在|的|就|办公室|家里|厂里|店里|门卫|值班室|[:;=(\[ \n-])*$"
)
_AGAIN = re.compile(r" ?(?:[、/,;\n ]|或者?|和|跟) ?$")
_FOLLOWED = re.compile(r"[ ,)\]]{0,2}(?:找我|联系我|打我|call我|是我(?:的)?(?:电话|手机|号))")
_COUNTED = re.compile(r" ?(?:元|块|万|亿|吨|公?斤|[个件箱台平米袋桶批单])")
_DAY = re.compile(r"(?:19|20)\d\d(?:0?[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
EXTENSION = re.compile(
    r"[ ,;-]{0,2}(?:(?:转|分机号?|ext\.?|#)[ :]?\d{1,6}|(?<=-)\d{1,5}(?!\d))|-\d{1,5}(?![\d-])"
)
"""What is dialled after it."""
_FEWEST, _MOST = 7, 13


def at(run: Run, first: int, last: Span | None) -> int | None:
    """Behind the telephone that begins with this figure, or None."""
    for pattern in (_MOBILE, _LANDLINE, _SHORTER, _SERVICE, _NEAR):
        match = pattern.match(run.figures, first)
        if match and _holds(run, match.start("own"), match.end(), counted=pattern is _SERVICE):
            return match.end()
    if _is_abroad(run, first):
        return _ended(run, first, 8, 15)
    if _is_asked(run, first, last) and not _DAY.match(run.figures, first):
        return _ended(run, first, _FEWEST, _MOST)
    return None


def _holds(run: Run, first: int, after: int, *, counted: bool) -> bool:
    if not (run.ends(after) and run.is_plain(first, after) and run.is_one(first, after)):
        return False
    return not (counted and _COUNTED.match(run.text, run.end(after)))


def _is_abroad(run: Run, first: int) -> bool:
    return run.text[: run.places[first]].rstrip(" ")[-1:] == "+" and bool(_ABROAD.match(run.figures, first))


def _is_asked(run: Run, first: int, last: Span | None) -> bool:
    """Whether words say that it is a telephone, before or behind it, or it stands beside one."""
    start = run.places[first]
    before = run.text[max(0, start - 16) : start]
    if _ASKED.search(before):
        return True
    if last and last.kind is Kind.PHONE and last.end <= start and _AGAIN.fullmatch(run.text, last.end, start):
        return True
    end = _ended(run, first, _FEWEST, _MOST)
    return end is not None and bool(_FOLLOWED.match(run.text, run.end(end)))


def _ended(run: Run, first: int, fewest: int, most: int) -> int | None:
    """Behind the first figures that are enough and end together, unless they are an amount."""
    for after in range(first + fewest, min(len(run.figures), first + most) + 1):
        if run.ends(after):
            return None if _COUNTED.match(run.text, run.end(after)) else after
    return None
