"""At what hour, where and for how many an activity is: told in one breath, kept as one line, changed one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handlers.rendering.plain import show_region
from language.numerals import NUMERAL, integer

_PART = r"(?:凌晨|清早|早上|上午|中午|下午|傍晚|晚上|晚)"
_CLOCK = rf"(?:[012]?\d[:：][0-5]\d|{NUMERAL}点(?:钟|整|半|[一三]刻|(?:过)?{NUMERAL}分?)?)"
_HOUR = re.compile(
    rf"{_PART}?\s*{_CLOCK}(?:\s*(?:到|至|-|—|~|～)\s*{_PART}?\s*{_CLOCK})?|(?:凌晨|清早|早上|上午|中午|下午|傍晚|晚上)"
)
"""A part of the day is told where no hour is."""
_LIMIT = re.compile(
    rf"(?:限额?|名额|最多|至多|只收|只招|不超过|上限)[^\d一二两三四五六七八九十百，,。；;]{{0,4}}(?P<count>{NUMERAL})\s*(?:个|名|人|位)*"
    rf"|(?P<places>{NUMERAL})\s*个?名额|(?:^|[，,。；;\s])(?P<people>{NUMERAL})\s*个?人(?:左右|以内)?(?=[，,。；;\s]|$)"
)
_MORE = re.compile(
    rf"(?P<way>再加|加多|增加|多加|加|减少|减|少)(?:上|了)?\s*(?P<count>{NUMERAL})\s*(?:个|名|人|位)"
)
_SITE = (
    r"(?:中心|大厦|大楼|写字楼|\d+楼|[一二三四五六七八九十]楼|会议室|会议厅|报告厅|礼堂|园区|产业园|科技园|厅|展馆|图书馆|文化馆|文化宫|教室|学院|大学"
    r"|学校|酒店|宾馆|协会|商会|基地|公司|办公室|车间|厂|站里)"
)
_ROOM = re.compile(
    rf"(?:在|到|于)?(?P<place>[^，,。；;\s]{{0,14}}?{_SITE}(?:[^，,。；;]{{0,10}}?{_SITE})*)(?=举办|召开|组织|[办开搞讲听见集]|[，,。；;]|$)"
)
_LINE = re.compile(
    r"(?:线上)?(?:腾讯会议|钉钉|飞书|企业微信|视频会议|会议号|直播间|Zoom)[号：:\s]*[\d\- ]{0,15}\d?",
    re.IGNORECASE,
)
_WEB = "线上"
_STOPS = " ，,。；;、在"
_KEPT = re.compile(r"，限 (?P<count>\d+) 人$|^限 (?P<alone>\d+) 人$")


@dataclass(frozen=True, slots=True)
class Details:
    """The words for the hour and the place, and how many may come; empty or None where nobody has said."""

    hour: str = ""
    place: str = ""
    limit: int | None = None

    def line(self) -> str:
        """All of them, as they are kept and shown: «下午三点，园区二楼，限 30 人»."""
        parts = (self.hour, self.place, f"限 {self.limit} 人" if self.limit else "")
        return "，".join(part for part in parts if part)

    def changed(self, hour: str | None, place: str | None, limit: int | None) -> Details:
        """With those in place of the old that are given."""
        return Details(hour or self.hour, place or self.place, limit or self.limit)


def kept(line: str) -> Details:
    """What a line that is kept says; older ones hold any words."""
    found = _KEPT.search(line)
    limit = int(found["count"] or found["alone"]) if found else None
    rest = _KEPT.sub("", line)
    hour = _HOUR.match(rest)
    return Details(hour[0] if hour else "", rest[hour.end() if hour else 0 :].strip(_STOPS), limit)


_NUMBER = re.compile(rf"(?<![\d月年零一二两三四五六七八九十百]){NUMERAL}(?![\d月日号年点:：])")
"""A number that is no part of a day or an hour."""


def hour_in(text: str) -> str | None:
    """«下午两点半», «9:00到11:30», as it was said."""
    found = _HOUR.search(text)
    return found[0].strip() if found else None


def limit_in(text: str, before: int | None = None) -> int | None:
    """«限30人», «名额 50»; «再加二十个» to how many there were `before`."""
    if (more := _MORE.search(text)) and before:
        by = integer(more["count"]) or 0
        return max(before + (-by if more["way"] in ("减少", "减", "少") else by), 1)
    found = _LIMIT.search(text)
    return integer(found["count"] or found["places"] or found["people"]) if found else None


def number_in(text: str) -> int | None:
    """The count in answer to how many may come."""
    found = _NUMBER.search(text)
    return limit_in(text) or (integer(found[0]) if found else None)


def place_in(text: str, region: str | None = None) -> str | None:
    """The room, the house or the number of a meeting that a sentence names, without the name of its `region`."""
    if online := _LINE.search(text):
        return online[0].strip(_STOPS)
    hour = _HOUR.search(text)
    rest = text[hour.end() :] if hour else text
    if found := _ROOM.search(rest):
        place = found["place"].strip(_STOPS)
        return place.removeprefix(show_region(region)) or place if region else place
    return _WEB if _WEB in text else None


def place_told(text: str) -> str | None:
    """The place in an answer that asked for it: whatever words are left."""
    left = _LIMIT.sub("", _HOUR.sub("", text)).strip(_STOPS)
    return re.sub(r"[，,；;]{2,}", "，", left) or None
