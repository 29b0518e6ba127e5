"""What a message says of an activity: what it is called, when, where; and which of those ahead it means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from handlers.conversations.activities import details
from handlers.conversations.activities.slots import last_day
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.rendering.plain import show_region
from language.retimed import is_a_time, shifted
from programme.activities import occurrences, remind_at, seats_free
from programme.spans import written_day
from storage.queries.activities.coming import Seats
from storage.queries.activities.events import EventFacts

_QUOTED = re.compile(r"[「“《\"]([^」”》\"]{2,30})[」”》\"]")
_KIND = "沙龙|讲座|专场|考察|面对面|视频会议|培训班?|义诊|咨询会|对接会|宣讲会?|座谈会|论坛|微课|公开课|课程|参观|交流会|分享会|路演|推介会|活动"
_HELD = re.compile(
    rf"(?:举办|开办|组织|[办开搞])(?:[一二两三四五几\d]{{0,2}}[场次个期])?(?P<title>[^，,。；;]{{0,20}}?(?:{_KIND}))"
)
_ANNOUNCED = re.compile(
    r"^(?:我们?|这边|工作站|请|帮我|想|要|打算|准备|来|下周.?)*(?:给[^，,。]{0,16}?)?(?:举办|发布|组织|上报|提交|[办开搞交报写发])"
    r"(?:一?[下场次个期份])?[^，,：:。]{0,8}(?:活动|培训|计划|总结)[吧了吗呢。!！]*$"
)
_LECTURE = re.compile(r"(?:主题(?:是|为|[：:])|(?<!主)讲(?:一下|一讲|解)?)(?P<title>[^，,。；;：:\s]{2,24})")
_SORTS = (
    ("沙龙|座谈", "salon"),
    ("义诊|坐诊", "clinic"),
    ("微课|公开课", "course"),
    ("视频会议?|直播", "meeting"),
    ("专场", "themed"),
    ("面对面|咨询会|上门", "face"),
    ("论坛|峰会", "forum"),
    ("培训", "training"),
    ("考察|参观|走访", "visit"),
    ("交流|对接|分享|路演|推介", "exchange"),
    ("讲座|宣讲|课", "lecture"),
)
_ONLY = re.compile(
    r"(?:只请|只限|仅限|限|面向|只给|对象(?:是|为|[：:])?)(?:本地|中小|小微|会员)*(?:企业|公司|老板|厂家|志愿?专家|专家)"
)
_STOPS = re.compile(r"[，,。；;：:\n]+")
SAYS_MORE = 3
"""Clauses from which a message says when and where besides, and is no title as it stands."""
_WHOM = re.compile(r"^(?:对象|请|面向|参加)|(?:专家|工作站)$|^不?限")
_WHEN = re.compile(
    r"月.{1,3}[日号]|[周星]期?[一二三四五六日天]|[明后]天|\d+[:：点]|[一二两三四五六七八九十]点"
)
_ACTIVITY = re.compile(r"(?<![\d月])(\d{1,6})\s*号(?:活动|沙龙|讲座)")
_NUMBER = re.compile(r"(?<![\d月])(\d{1,9})\s*号(?![日\d])")


def read(talk: ConversationContext, text: str, values: Values) -> Values:
    """Title, day and place of «下周五在赤坎办一场税收优惠沙龙»."""
    repeats = details.repeats_in(text)
    held = details.without_repeats(details.without_closing(text))
    day = reading.a_day_ahead(talk, held)
    if "date" in values and (later := shifted(date.fromisoformat(values["date"]), held)):
        day = later.isoformat()
    if repeats and (days := occurrences(repeats, talk.said_on)):
        day = days[0].isoformat()
    return reading.as_values(
        {
            "repeats": repeats,
            "each": details.each_in(held),
            "title": title_in(held) or lecture_in(held) if "title" not in values else None,
            "date": day,
            "region": (region := reading.region(talk, text)),
            "hour": details.hour_moved(held, values.get("hour")),
            "place": details.place_in(held, region) if "place" not in values else None,
            "limit": details.limit_in(text, values.get("limit")),
            "speaker": details.speaker_in(text),
            "closes": last_day(talk, text) if details.closing_in(text) else None,
            "audience": audience_in(held),
        }
    )


def matter(talk: ConversationContext, text: str) -> str | None:
    """Any words, but those that only say what one is about to do («我要交明年的活动计划»)."""
    return None if _ANNOUNCED.match(text.strip()) else text


def title(talk: ConversationContext, text: str) -> str | None:
    """What the activity is called, as an answer: out of a sentence, or what it says besides when and where; else the words."""
    if called := title_in(text) or lecture_in(text):
        return called
    if is_a_time(text):
        return None
    parts = [part.strip() for part in _STOPS.split(text) if part.strip()]
    if len(parts) < SAYS_MORE:
        return matter(talk, text)
    return next((part for part in parts if matter(talk, part) and not _says_when_or_where(talk, part)), None)


def _says_when_or_where(talk: ConversationContext, text: str) -> bool:
    return bool(read(talk, text, {"title": ""})) or _WHOM.search(text) is not None


def lecture_in(text: str) -> str | None:
    """«财税新政» of «12月11日上午9点线上讲财税新政», in words that say when."""
    found = _LECTURE.search(text) if _WHEN.search(text) else None
    return found["title"].strip() if found else None


def title_in(text: str) -> str | None:
    """«税收优惠沙龙» of «下周五办一场税收优惠沙龙»; None where it is not called anything."""
    found = _QUOTED.search(text) or _HELD.search(text)
    return found[1] if found and not re.fullmatch(_KIND, found[1]) else None


def sort_in(title: str) -> str | None:
    """The kind of activity that a title names: «salon» of «融资对接沙龙»."""
    return next((code for words, code in _SORTS if re.search(words, title)), None)


def audience_in(text: str) -> str | None:
    """Who alone may come: enterprise or expert; None for all."""
    found = _ONLY.search(text)
    return None if found is None else "expert" if "专家" in found[0] else "enterprise"


def line(one: EventFacts, today: date) -> str:
    """«3月9日 周一 税收优惠沙龙（赤坎区，园区二楼）»."""
    where = "，".join(part for part in (show_region(one.region), one.place) if part)
    return f"{written_day(one.held_on, today)} {one.title}（{where}）"


def reminded(one: EventFacts | None, now: datetime) -> str:
    """That one is reminded the day before, where that is still to come."""
    return "前一天提醒您，" if one and now < remind_at(one.held_on, now.tzinfo) else ""


def span(text: str, today: date) -> tuple[date, date | None]:
    """The days that a message asks about: «周末», «这周», «下周», «这个月»; from today on without end where it names none."""
    monday = today - timedelta(today.weekday())
    if re.search(r"下周|下星期", text):
        monday += timedelta(7)
    sunday = monday + timedelta(6)
    if re.search(r"周末|双休|礼拜六|星期六|周六", text):
        return sunday - timedelta(1), sunday
    if re.search(r"下周|下星期", text):
        return monday, sunday
    if re.search(r"[这本]周|这星期", text):
        return today, sunday
    if "下个月" in text or "下月" in text:
        first = (today.replace(day=1) + timedelta(31)).replace(day=1)
        return first, (first + timedelta(31)).replace(day=1) - timedelta(1)
    month_later = today.replace(day=1) + timedelta(31)
    return today, month_later.replace(day=1) - timedelta(1) if re.search(r"[这本]个?月", text) else None


def names_place(text: str, one: EventFacts) -> bool:
    """Whether a text names the place of an event, from whoever has none of their own: «赤坎» for 赤坎区."""
    place = re.sub(r"[区县市]$", "", show_region(one.region))
    return len(place) > 1 and place in text


def room(one: EventFacts, seats: Seats) -> str:
    """«，还有 3 个名额»; nothing where there is no limit."""
    free = seats_free(one.capacity, seats.taken)
    return "" if free is None else f"，还有 {free} 个名额" if free else "，名额满了，可以排队"


def meant(found: Sequence[EventFacts], text: str) -> int | None:
    """The one event that the text names by its number, its title or a part of it, or that there is; else None."""
    number = int(said[1]) if (said := _NUMBER.search(text)) else None
    named = [one for one in found if one.title in text or one.id == number]
    named = named or [one for one in found if number is not None and one.held_on.day == number]
    named = named or [one for one in found if _share(one.title, text)] or list(found)
    return named[0].id if len(named) == 1 else None


def numbered(text: str) -> int | None:
    """The number of an activity that a text names in so many words, be there one or not: «报名 9 号活动»."""
    found = _ACTIVITY.search(text)
    return int(found[1]) if found else None


def _share(title: str, text: str) -> bool:
    """Whether the word for its kind or two other characters of the title stand in the text: «那个沙龙», «讲税收的»."""
    core = re.sub(_KIND, "", title)
    kinds = set(re.findall(_KIND, title)) - {"活动"}
    return any(kind in text for kind in kinds) or any(
        core[at : at + 2] in text for at in range(len(core) - 1)
    )
