"""Days and hours put right: «推迟一周» of a day, «周五上午» of words in which «周四下午三点» stands."""

import re
from datetime import date, datetime, time, timedelta

from language.answers import read_day_ahead
from language.calendar.scan import places
from language.normalise import LONGEST, normalise
from language.numerals import NUMERAL, integer
from language.repairs import told_in_turn

_LATER = r"(?:往后|向后|再)?(?:推迟|延后|延迟|顺延|延期|推后|往后推|后推|晚|延)"
_SOONER = r"(?:往前|再)?(?:提前|提早|早|往前提)"
_SHIFT = re.compile(
    rf"(?:(?P<later>{_LATER})|(?P<sooner>{_SOONER}))(?:了|个)?(?P<count>{NUMERAL})个?(?P<unit>天|日|周|星期|礼拜)(?!前|内|以)"
)
_PART = r"(?:凌晨|早上|上午|中午|下午|傍晚|晚上)"
_CLOCK = rf"(?:{NUMERAL}点(?:半|整|{NUMERAL}分?)?|\d{{1,2}}:\d{{2}})"
_HOUR = re.compile(rf"{_PART}?{_CLOCK}|{_PART}")
_SAID = re.compile(
    r"(?:时间|日期|那就|就|还是|是|应该|改|换|成|到|为|在|[,:\s])*"
    rf"(?P<day>.*?)的?(?P<hour>{_HOUR.pattern})?[吧啊呢,。.!\s]*"
)
_ENDS_IN_PART = re.compile(rf"{_PART}$")


_PUTS_OFF = re.compile(rf"{_LATER.replace('晚|延', '延|推')}到(?P<day>.*)")
_DAY_OF_MONTH = re.compile(r"\s*\d{1,2}[号日]")


def shifted(day: date, text: str) -> date | None:
    """The day that is so much later or sooner than one that is known, or to which that is put off («推迟到17号周四»: the
    first such day behind it); None where the text puts off nothing."""
    plain = normalise(text[:LONGEST]).text
    if later := _PUTS_OFF.search(plain):
        told = _DAY_OF_MONTH.match(later["day"])
        to = read_day_ahead(told[0] if told else later["day"], datetime.combine(day, time()))
        return to if to and to > day else None
    found = _SHIFT.search(plain)
    count = integer(found["count"]) if found else None
    if not found or not count:
        return None
    days = count * (1 if found["unit"] in "天日" else 7)
    return day + timedelta(days=days if found["later"] else -days)


def is_a_time(text: str) -> bool:
    """Whether a text is a day or an hour and nothing else."""
    return _said(text) is not None


def retimed(words: str, text: str) -> str | None:
    """Words with the day and hour that a whole text says in the place of theirs; None where the text says anything else, or
    they have no such day or hour, or several."""
    said = _said(text)
    if said is None:
        return None
    day, hour = said
    changed = _with_day(words, day) if day else words
    return _with_hour(changed, hour) if hour and changed is not None else changed


_PLACE = re.compile(
    r"(?:会议|活动|开会|培训)?(?:的)?(?:地点|地方|地址|会场)(?:就|要)?(?:改|换|变|定|挪|搬)(?:成|到|为|在|去)?(?P<place>[^，,。；;]{2,20}?)[吧了。！!\s]*"
)
_HELD_AT = re.compile(
    r"(?<![现正存])在(?P<place>[^，,。；;、]{2,18}?)(?=召开|开会|举办|举行|集合|集中|参加|开展|培训|报到|领取|面谈|办公)|(?:地点|地址|会场)[:：是为在]+(?P<named>[^，,。；;]{2,18})"
)


def moved_to(words: str, text: str) -> str | None:
    """Words with the place that a whole text names («地点改到礼堂») where theirs stands; None where they have none, or several."""
    said = _PLACE.fullmatch(text.strip())
    stands = [*_HELD_AT.finditer(words)] if said else []
    if said is None or len(stands) != 1:
        return None
    start, end = stands[0].span("place" if stands[0]["place"] else "named")
    return words[:start] + said["place"] + words[end:]


def put_right(text: str) -> str:
    """A text with each day or hour in the place of the one that it takes back: «明天下午三点 不对三点半 在厂里» is «明天下午三点半 在厂里»."""
    before, *after = told_in_turn(text)
    for piece in after:
        said = _time_at_the_head(piece)
        right = retimed(before, said) if said else None
        before = f"{before}，{piece}" if right is None else f"{right}{piece[len(said) :]}"
    return before


def _time_at_the_head(piece: str) -> str:
    """The day, the hour or both that a piece begins with."""
    for end in range(min(len(piece), _LONGEST_TIME), 0, -1):
        if (_HOUR_END.search(piece[:end]) or end == len(piece)) and is_a_time(piece[:end]):
            return piece[:end]
    return ""


_LONGEST_TIME = 16
_HOUR_END = re.compile(r"[点半整分号日天一二三四五六日\d午上]$")


def _said(text: str) -> tuple[str, str] | None:
    """The day and the hour that a whole text is, each empty where it says none; None where it says anything else."""
    found = _SAID.fullmatch(normalise(text[:LONGEST]).text)
    if not found or not (found["day"] or found["hour"]):
        return None
    is_a_day = [(start, end) for start, end, _ in places(found["day"])] == [(0, len(found["day"]))]
    return (found["day"], found["hour"] or "") if is_a_day or not found["day"] else None


def _with_day(words: str, day: str) -> str | None:
    """Of several days the one that is named in the same way is meant, where it is alone."""
    named = [one for one in places(words) if one[2] != "part"]
    (_, _, kind), *_ = places(day)
    alike = [one for one in named if one[2] == kind] or named
    if len(alike) != 1:
        return None
    start, end, _ = alike[0]
    end = start + len(_ENDS_IN_PART.sub("", words[start:end]))
    return words[:start] + day + words[end:]


def _with_hour(words: str, hour: str) -> str | None:
    stands = [*_HOUR.finditer(words)]
    if len(stands) != 1:
        return None
    return words[: stands[0].start()] + _completed(stands[0][0], hour) + words[stands[0].end() :]


def _completed(before: str, said: str) -> str:
    """«两点» behind «下午三点» is 下午两点; «下午» says nothing that is not said already."""
    part = re.match(_PART, before)
    if part and re.fullmatch(_CLOCK, said):
        return part[0] + said
    return before if part and part[0] == said else said
