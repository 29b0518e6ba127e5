"""At what hour, where, by whom and for how many an activity is: told in one breath, kept as one line, changed one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handlers.rendering.plain import show_region
from language.durations import begun, spans
from language.lexicon import words_of
from language.numerals import NUMERAL, integer
from language.retimed import is_a_time

_PART = r"(?:凌晨|清早|早上|上午|中午|下午|傍晚|晚上|晚)"
_CLOCK = rf"(?:[012]?\d[:：][0-5]\d|{NUMERAL}点(?:钟|整|半|[一三]刻|(?:过)?{NUMERAL}分?)?)"
_HOUR = re.compile(
    rf"{_PART}?\s*{_CLOCK}(?:\s*(?:到|至|-|—|~|～)\s*{_PART}?\s*{_CLOCK})?|(?:凌晨|清早|早上|上午|中午|下午|傍晚|晚上)"
)
"""A part of the day is told where no hour is."""
_LIMIT = re.compile(
    rf"(?:限额?|名额|最多|至多|只收|只招|不超过|上限)[^\d一二两三四五六七八九十百，,。；;]{{0,4}}(?P<count>{NUMERAL})(?!\s*[号\d])\s*(?:个|名|人|位)*"
    rf"|(?P<places>{NUMERAL})\s*个?名额|(?:^|[，,。；;\s])(?P<people>{NUMERAL})\s*个?人(?:左右|以内)?(?=[，,。；;\s]|$)"
)
_LIMIT_TO = re.compile(
    rf"(?:名额|人数|限额)[^，,。；;]{{0,12}}?[改调加减增降][成到为]?\s*(?P<count>{NUMERAL})(?!\s*[号日月\d])"
)
"""«改名额 29号改成3个»: the figure behind the change, and no number of an event."""
_UNLIMITED = re.compile(
    r"(?:不限|不设|取消)(?:人数|名额|上限|限额)(?:限制)?|(?:人数|名额)(?:不限|不设限|不限制)"
)
_MORE = re.compile(
    rf"(?P<way>再加|加多|增加|多加|加|减少|减|少)(?:上|了)?\s*(?P<count>{NUMERAL})\s*(?:个|名|人|位)"
)
_SITE = (
    r"(?:中心|大厦|大楼|写字楼|\d+楼|[一二三四五六七八九十]楼|会议室|会议厅|报告厅|礼堂|园区|产业园|科技园|厅|展馆|图书馆|文化馆|文化宫|教室|学院|大学"
    r"|学校|酒店|宾馆|协会|商会|基地|公司|办公室|车间|厂|站里)"
)
_ROOM_NUMBER = r"(?:[A-Za-z]?\d{2,4}(?:室|房|教室|号房)?)?"
_ROOM = re.compile(
    rf"(?:在|到|于)?(?P<place>[^，,。；;\s]{{0,14}}?{_SITE}(?:[^，,。；;]{{0,10}}?{_SITE})*{_ROOM_NUMBER})(?=举办|召开|组织|[办开搞讲听见集请由让]|[，,。；;\s]|$)"
)
_UP_TO_A_DAY = re.compile(r"^.*(?:\d[日号]|(?:周|星期|礼拜)[一二三四五六日天末]|[明后]天|改[到成])")
_LINE = re.compile(
    r"(?:线上)?(?:腾讯会议|钉钉|飞书|企业微信|视频会议|会议号|直播间|Zoom)[号：:\s]*[\d\- ]{0,15}\d?",
    re.IGNORECASE,
)
_NAMED_PLACE = re.compile(r"^(?:地点|地方|地址)(?:就|是|在|为|改到|定在|[：:\s])+")
_LABEL = re.compile(r"^(?:地点|地址|地方)(?:就|是|在|为|[：:\s])*(?=.)")
_NO_PLACE = re.compile(
    r"[?？]|[吗呢么]$|[行好能对]不[行好能对]?$|[设写改加]不[设写改加]?$|能不能|可不可以|可以吗|怎么|什么|啥|多少|报名|截止|主讲|免费|名额|人数|不限|几个|合适|推迟|取消|先不|别发|想想|不知道|不清楚"
)
"""What is asked, or said of something else than where."""
_WEB = "线上"
_STOPS = " ，,。；;、在"
_KEPT = re.compile(r"，限 (?P<count>\d+) 人$|^限 (?P<alone>\d+) 人$")
_KEPT_LAST = re.compile(r"(?:^|，)报名到 (?P<day>[^，]+)$")
_KEPT_EACH = re.compile(r"(?:^|，)每家 (?P<each>\d+) 分钟")
_EACH = re.compile(
    r"每(?:家|人|个|位|户)(?:大约|大概|约|给|谈|聊)?"
    r"(?P<long>半个?小时|(?P<count>[\d一二两三四五六十]{1,3})\s*(?P<unit>分钟|刻钟|个?小时))"
)
_REPEATS = re.compile(
    r"每个?月的?第(?P<which>[一二三四1-4])个?(?:周|星期|礼拜)(?P<of_month>[一二三四五六日天])"
    r"|每个?(?:周|星期|礼拜)的?(?P<of_week>[一二三四五六日天])"
)
_DAYS = "一二三四五六日天"
_KEPT_WHO = re.compile(r"(?:^|，)主讲 (?P<who>[^，]+)$")
_WHO = r"(?P<who>[^\s，,。；;：:、和]{2,10}(?:[、和][^\s，,。；;：:、和]{2,10})*)"
_NO_NAMES = (
    "马上",
    "现场",
    "全程",
    "高级",
    "专门",
    "主要",
    "时间",
    "计划",
    "那个",
    "方便",
    "安排",
    "经验",
    "席间",
    "单独",
    "易懂",
    "常年",
)
"""What begins like a name before 讲."""
_SPEAKER = re.compile(
    rf"(?:主讲(?:人|老师|嘉宾)?|讲师|授课(?:老师|人)?)(?:就|是|为|由|请|让|换|改|成|定|[：:\s])*{_WHO}"
    rf"|(?:由|请|让){_WHO.replace('who', 'by').replace('{2,10}', '{2,10}?', 1)}(?:来|给大家|老师)*(?:主讲|授课|讲课|来讲|讲解|讲(?![座堂究话台稿者]))"
    rf"|(?:^|[\s，,。；;]|[\d室楼厅])(?P<plain>(?!{'|'.join(_NO_NAMES)})[{''.join(words_of('surnames'))}][\u4e00-\u9fff]{{1,3}}?)(?:来)?(?:主讲|授课|讲课|讲解|讲(?![座堂究话台稿者]))"
)
"""«吴晓岚讲税收优惠» behind a blank, or behind the room."""
_LAST_DAY = re.compile(
    r"(?:报名)?的?(?:截止|截至|止)(?:报名|时间|日期|日|到|至|于|是|为|在|改|[：:\s])*(?P<day>[^，,。；;]{2,12}?)(?:截止|为止|前)?(?=[，,。；;]|$)"
    r"|报名(?:到|至)(?P<to>[^，,。；;]{2,12}?)(?:截止|为止)?(?=[，,。；;]|$)"
    r"|(?P<by>[^，,。；;]{2,12}?)(?:之?前报名|报名截止|截止报名|截止)(?=[，,。；;]|$)"
)


@dataclass(frozen=True, slots=True)
class Details:
    """The words for the hour and the place, how many may come, who speaks, the last day to sign up («12月3日»), and how
    many minutes each has at a clinic; empty or None where
    nobody has said."""

    hour: str = ""
    place: str = ""
    limit: int | None = None
    speaker: str = ""
    closes: str = ""
    each: int | None = None

    def line(self) -> str:
        """All of them, as they are kept and shown: «下午三点，园区二楼，限 30 人»."""
        who = f"主讲 {self.speaker}" if self.speaker else ""
        last = f"报名到 {self.closes}" if self.closes else ""
        each = f"每家 {self.each} 分钟" if self.each else ""
        parts = (self.hour, self.place, who, last, each, f"限 {self.limit} 人" if self.limit else "")
        return "，".join(part for part in parts if part)

    def changed(self, told: Details) -> Details:
        """With those in place of the old that are told."""
        return Details(
            told.hour or self.hour,
            told.place or self.place,
            self.limit if told.limit is None else told.limit,
            told.speaker or self.speaker,
            told.closes or self.closes,
            told.each or self.each,
        )


def kept(line: str) -> Details:
    """What a line that is kept says; older ones hold any words."""
    found = _KEPT.search(line)
    limit = int(found["count"] or found["alone"]) if found else None
    rest, each = _cut(_KEPT_EACH, _KEPT.sub("", line), "each")
    rest, closes = _cut(_KEPT_LAST, rest, "day")
    rest, speaker = _cut(_KEPT_WHO, rest, "who")
    hour = _HOUR.match(rest)
    place = rest[hour.end() if hour else 0 :].strip(_STOPS)
    return Details(hour[0] if hour else "", place, limit, speaker, closes, int(each) if each else None)


def without_repeats(text: str) -> str:
    """The text without what it says of how often, so that no such day is taken for that of the activity."""
    return _REPEATS.sub("", text)


def _cut(pattern: re.Pattern[str], line: str, name: str) -> tuple[str, str]:
    found = pattern.search(line)
    return (line[: found.start()], found[name]) if found else (line, "")


def speaker_in(text: str) -> str | None:
    """«李律师» of «主讲李律师», «主讲换成李律师», «由李律师来讲»."""
    found = _SPEAKER.search(text)
    return (found["who"] or found["by"] or found["plain"]) if found else None


def closing_in(text: str) -> str | None:
    """The words for the last day to sign up: «12月3号» of «报名截止12月3号»."""
    found = _LAST_DAY.search(text)
    return (found["day"] or found["to"] or found["by"]) if found else None


def without_closing(text: str) -> str:
    """The text without what it says of signing up, so that no such day is taken for that of the activity."""
    return _LAST_DAY.sub("", text)


_NUMBER = re.compile(rf"(?<![\d月年零一二两三四五六七八九十百]){NUMERAL}(?![\d月日号年点:：])")
"""A number that is no part of a day or an hour."""


def hour_in(text: str) -> str | None:
    """«下午两点半», «9:00到11:30», as it was said."""
    found = _HOUR.search(text)
    return found[0].strip() if found else None


def hour_moved(text: str, before: str | None) -> str | None:
    """The hour that a text says, but for «还是两点» beside «下午两点到四点», which changes nothing and loses no end."""
    said = hour_in(text)
    if not said or not before or re.match(_PART, said):
        return said
    (begins, ends), (known, _) = minutes(said), minutes(before)
    same = (
        None not in (begins, known)
        and ends is None
        and (begins or 0) % HALF_A_DAY == (known or 0) % HALF_A_DAY
    )
    return None if same else f"{_part_of(begins, before)}{said}"


def _part_of(begins: int | None, before: str) -> str:
    """«下午» of «改成三点» beside «下午两点»: nothing is held at three in the night."""
    part = re.match(_PART, before)
    if part is None or begins is None:
        return ""
    if begins >= HALF_A_DAY:
        return next(name for until, name in _PARTS if begins < until)
    return part[0] if part[0] in _MORNINGS and begins >= EARLIEST else ""


_PARTS = ((13 * 60, "中午"), (18 * 60, "下午"), (24 * 60 + 1, "晚上"))
_MORNINGS = ("凌晨", "清早", "早上", "上午")
EARLIEST = 7 * 60
HALF_A_DAY = 12 * 60
"""Minutes: «两点» is 14:00 beside «下午»."""


def each_in(text: str) -> int | None:
    """How many minutes each has at a clinic: 30 of «每家半小时»."""
    found = _EACH.search(text)
    if found is None:
        return None
    if found["long"].startswith("半"):
        return 30
    length = {"分钟": 1, "刻钟": 15}.get(found["unit"], 60)
    return (integer(found["count"]) or 0) * length or None


def repeats_in(text: str) -> str | None:
    """«month:1:2» of «每月第一个周三», «week:2» of «每周三»; None of what takes place once."""
    found = _REPEATS.search(text)
    if found is None:
        return None
    if found["of_week"]:
        return f"week:{min(_DAYS.index(found['of_week']), 6)}"
    return f"month:{integer(found['which'])}:{min(_DAYS.index(found['of_month']), 6)}"


def form_of(line: str) -> str | None:
    """Whether it is online or on the spot, of a line that is kept; None where no place was told."""
    place = kept(line).place
    return None if not place else "online" if _WEB in place or _LINE.search(place) else "offline"


def minutes(hour: str) -> tuple[int | None, int | None]:
    """Beginning and end in minutes of the day, of words for the hour; of «下午三点» the beginning alone."""
    found = next((one for one in spans(hour) if one.begins is not None and one.hours), None)
    if found is not None and found.begins is not None and found.hours:
        return found.begins, found.begins + round(found.hours * 60)
    return begun(f"{hour}开始"), None


def limit_in(text: str, before: int | None = None) -> int | None:
    """«限30人», «名额 50»; «再加二十个» to how many there were `before`; 0 of «不限人数»."""
    if (more := _MORE.search(text)) and before:
        by = integer(more["count"]) or 0
        return max(before + (-by if more["way"] in ("减少", "减", "少") else by), 1)
    if _UNLIMITED.search(text):
        return 0
    if to := _LIMIT_TO.search(text):
        return integer(to["count"])
    found = _LIMIT.search(text)
    return integer(found["count"] or found["places"] or found["people"]) if found else None


def number_in(text: str) -> int | None:
    """The count in answer to how many may come."""
    found, limit = _NUMBER.search(text), limit_in(text)
    return limit if limit is not None else integer(found[0]) if found else None


def place_in(text: str, region: str | None = None) -> str | None:
    """The room, the house or the number of a meeting that a sentence names, without the name of its `region`."""
    if online := _LINE.search(text):
        return online[0].strip(_STOPS)
    hour = _HOUR.search(text)
    rest = text[hour.end() :] if hour else text
    before = _UP_TO_A_DAY.sub("", text[: hour.start()]) if hour else ""
    if found := _ROOM.search(rest) or _ROOM.search(before):
        place = _LABEL.sub("", found["place"].strip(_STOPS))
        return place.removeprefix(show_region(region)) or place if region else place
    return _WEB if _WEB in text else None


_IS = re.compile(r"^(?:就|应该)?是(?=[\u4e00-\u9fff]{3,})")
"""«是赤坎商贸孵化器二楼»."""


def place_told(text: str) -> str | None:
    """The place in an answer that asked for it: whatever words are left, but no sentence about the sign-up and no question."""
    if closing_in(text) or _NO_PLACE.search(text):
        return place_in(without_closing(text))
    if speaker_in(text):
        return place_in(text)
    left = _NAMED_PLACE.sub("", _LIMIT.sub("", _HOUR.sub("", text)).strip(_STOPS))
    if is_a_time(left):
        return None
    return re.sub(r"[，,；;]{2,}", "，", _IS.sub("", left)) or None
