"""The slots that activities and trainings have in common: at what hour, by whom, until when one signs up, and for how many."""

from __future__ import annotations

from datetime import date

from handlers.conversations.activities import details
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Slot
from language.retimed import retimed
from programme.spans import written_day

HOUR = Slot(
    "hour",
    "时间",
    asked=False,
    ask="几点开始？",
    read=lambda talk, text: details.hour_in(text),
    hint="没认出几点，比如「下午三点」。",
    moved=lambda talk, known, text: details.hour_moved(text, known) or retimed(known, text),
)
LIMIT = Slot(
    "limit",
    "名额",
    asked=False,
    ask="最多几个人？",
    read=lambda talk, text: details.number_in(text),
    show=lambda count: f"{count} 人" if count else "不限",
    hint="最多几个人？比如「50 人」。",
)
SPEAKER = Slot(
    "speaker",
    "主讲",
    asked=False,
    ask="请谁主讲？",
    read=lambda talk, text: details.speaker_in(text) or reading.person(talk, text),
    hint="主讲是谁？说姓名就行。",
)
CLOSES = Slot(
    "closes",
    "报名截止",
    asked=False,
    ask="报名到哪一天？",
    read=lambda talk, text: last_day(talk, text),
    show=lambda day: day,
    hint="没认出日期，报名到哪天？比如「12月3号」。",
)
EACH = Slot(
    "each",
    "每家",
    asked=False,
    ask="每家多少分钟？",
    read=lambda talk, text: details.each_in(text) or details.each_in(f"每家{text.strip()}"),
    show=lambda minutes: f"{minutes} 分钟",
    hint="每家多久？比如「半小时」。",
)
REPEATS = Slot(
    "repeats",
    "重复",
    asked=False,
    ask="多久一次？比如「每月第一个周三」。",
    read=lambda talk, text: details.repeats_in(text),
    show=lambda rule: show_repeats(rule),
    hint="多久一次？比如「每周三」「每月第一个周三」。",
)
AUDIENCE_NAMES = {"enterprise": "只请企业", "expert": "只请专家"}
AUDIENCE = Slot(
    "audience",
    "对象",
    asked=False,
    ask="请谁来？",
    options=lambda talk, values: [(name, code) for code, name in AUDIENCE_NAMES.items()],
    show=AUDIENCE_NAMES.__getitem__,
    hint="请企业还是专家？都能来就不用说。",
)


def show_repeats(rule: str) -> str:
    """«每月第一个周三» of «month:1:2»."""
    kind, *numbers = rule.split(":")
    day = "一二三四五六日"[int(numbers[-1])]
    return f"每周{day}" if kind == "week" else f"每月第{'一二三四'[int(numbers[0]) - 1]}个周{day}"


def last_day(talk: ConversationContext, text: str) -> str | None:
    """«12月3日», «12月3日 17:00»: until when one signs up, as an answer or in a sentence about it."""
    said = details.closing_in(text) or text
    day, hour = reading.a_day_ahead(talk, said), details.hour_in(said)
    begins = details.minutes(hour)[0] if hour else None
    at = f" {begins // 60}:{begins % 60:02}" if begins is not None else ""
    return f"{written_day(date.fromisoformat(day), talk.today)}{at}" if day else None


def told(values: Values) -> details.Details:
    """What a form knows of them, and of the place."""
    return details.Details(
        values.get("hour") or "",
        values.get("place") or "",
        values.get("limit"),
        values.get("speaker") or "",
        values.get("closes") or "",
        values.get("each"),
    )
