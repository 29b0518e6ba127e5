"""When and where two people want to meet, out of one message: «周五下午三点到厂里», «后天10点半腾讯会议 123-456-789».

Only a day that is named for certain and a clock time make a moment; what leaves one of them open is no appointment yet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from language import ahead
from language.calendar import scan
from language.durations import clock_time
from language.normalise import normalise
from language.retimed import put_right

LONGEST_PLACE = 30
_LINK = re.compile(r"https?://[^\s\u3000-\u303f\uff00-\uffef\u4e00-\u9fff]+", re.IGNORECASE)
_ONLINE = re.compile(r"线上|网上|腾讯会议|视频|语音|电话|微信|钉钉|飞书|zoom|会议号|远程", re.IGNORECASE)
_PLACE = re.compile(
    r"(?:地点|地址|地方)(?:改到|改在|[是在:：])?\s*(?P<named>[^，,。；;！!？?\s]{2,30})"
    r"|(?:改[到在]|就在|还是?在|[在到去来])\s*(?P<place>[\u4e00-\u9fffA-Za-z0-9（）()\-]{1,30})"
)
_BEHIND = re.compile(
    r"(?:见面|碰面|碰头|见|碰|面谈|谈|聊|等您?|会合|集合|开会|过去|过来|看看|帮忙|指导|吧|[行可]不[行可]|行吗|好吗|好不好|"
    r"可以吗|可以不|方便吗|怎么样|的话|[啊呀呢吗了])++$"
)
_PLACE_SIGNS = re.compile(
    r"[厂店司室园区楼座层号村镇街路所院馆站社仓间市县家头铺坊库场部门口心里边这那儿您你我]"
)
"""A place ends in one of these or holds one: «到时候», «来不及» are none."""
_NO_PLACE = re.compile(r"^(?:时候|时|不|得|底|处|了|说|位|期|看|年|月|场|访|电|信)|^(?:的|过)")
_WHETHER = re.compile(r"([行好可]|可以|方便|能)不\1")
"""«来行不行» offers, and refuses nothing."""
_CLAUSES = re.compile(r"[，,。；;！!？?\s]+|(?<=[不行])(?:你问|您问)")
_CANNOT = re.compile(r"(?:不行|去不了|来不了|没空|没时间|不得闲|不在|出差|出货|要去|有事)(?!不行)|不方便")


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a message offers. `at` is the moment, in the zone of who said it, where it names one for certain; `day` stands also
    alone. `place` is as it was written, empty where none is told; `link` is where to meet online."""

    day: date | None
    at: datetime | None
    place: str
    link: str
    online: bool


def read(text: str, said_at: datetime, before: datetime | None = None) -> Meeting:
    """The meeting that a text offers; a clock time alone is of the day of `before`, the appointment that it would move."""
    link = _LINK.search(text)
    told = put_right(_LINK.sub(" ", text))
    moved = before.astimezone(said_at.tzinfo).date() if before and not _names_days(told) else None
    day = moved or offered_day(told, said_at)
    minute = clock_time(normalise(told).text)
    moment = _at(day, minute, said_at) if day is not None and minute is not None else None
    online = link is not None or _ONLINE.search(told) is not None
    return Meeting(day, moment, "" if online else _place(told), link[0] if link else "", online)


def names_hour(text: str) -> bool:
    """Whether a clock time stands in a text, of whatever day."""
    return clock_time(normalise(text).text) is not None


def offered_day(text: str, said_at: datetime) -> date | None:
    """The one day to come that the words offer; a day that they refuse is none («周三出货，周四来»)."""
    clauses = [one for one in _CLAUSES.split(text) if one]
    offered = [one for one in clauses if not _CANNOT.search(_WHETHER.sub("", one))]
    days = {ahead.read(normalise(one).text, said_at.date()) for one in offered} - {None}
    return days.pop() if len(days) == 1 else None


def _at(day: date, minute: int, said_at: datetime) -> datetime:
    return datetime.combine(day, time(minute // 60, minute % 60), said_at.tzinfo)


def _names_days(text: str) -> bool:
    """Whether any day is named, be it several or a vague one; a part of a day is none."""
    return any(kind != "part" for _, _, kind in scan.places(normalise(text).text))


def _place(text: str) -> str:
    for match in _PLACE.finditer(text):
        told = match["named"] or match["place"] or ""
        found = _BEHIND.sub("", told)[:LONGEST_PLACE]
        is_one = match["named"] or (_PLACE_SIGNS.search(found) and not _NO_PLACE.match(found))
        if found and is_one and clock_time(normalise(found).text) is None and not scan.leading(found):
            return found
    return ""
