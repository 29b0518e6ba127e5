"""What a diary is asked about before it is kept: still to come, too much for a day, told before, at the time of another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from actions.diaries.day import (
    LONGEST_DAY,
    Told,
    Whose,
    at_the_same_time,
    hours_beside,
    others_of_day,
    over_a_day,
    same_service,
)
from actions.diaries.record import holder_of
from actions.refusal import Refused
from handlers.conversations.diaries.telling import as_told
from handlers.engine.catches import Catch
from handlers.engine.context import ConversationContext, Values
from handlers.engine.words import bare
from handlers.rendering.plain import show_clock
from handlers.rendering.records import service_line
from programme.oddities import Entry, odd
from storage.queries.diaries.written import DiaryFacts, get_diary

RIGHT = "没有错"
ANOTHER, SAME, DONE, LATER = "是另一次", "不记了", "已经服务完了", "先放着"
NEAR_THE_END = 30
"""Minutes: who writes a little before the end has served."""
JUST_NOW = timedelta(hours=2)
_IS_ANOTHER = re.compile(
    r"(?:是的?|对的?|嗯+|确实|真的?)?(?:都?是)?(?:另外?|又|不同|不一样|不是同|不重复|没重复|两|二|第[二2三3]).{0,8}|是的?|对的?是"
)
_IS_SAME = re.compile(
    r"(?:不是的?|不|哦|噢|对|是|就|都|这[个条次份篇]|[跟和与](?:上|前|刚才|那|之前|昨天).{0,5}?){0,4}(?:同一|重复|记过|记重|发重|重了|一样的|一回事|那[一]?[次篇回]|不是(?:另|两)|别记|不用记|不记|多发|发了两).{0,8}|不是的?"
)
_IS_RIGHT = re.compile(r"(?:是的?|对的?|嗯|数字)*(?:没有?错|对的?|是的?|没问题|就是(?:这么|那么)?多)")
_IS_DONE = re.compile(r"(?:已经|都|刚|是)*(?:服务|[讲做办弄去])?[完过]了?.{0,3}|(?:已经|都)?结束了")


def catch(talk: ConversationContext, values: Values) -> Catch | None:
    """The first thing that stands in the way of a diary, or nothing."""
    try:
        whose = Whose(*holder_of(talk.speaker), talk.speaker.person_id, values.get("replaces"))
    except Refused:
        return None
    told = as_told(values)
    others = others_of_day(talk.work, whose, told.served_on)
    return (
        _to_come(talk, values, told)
        or _too_much(told, whose, others)
        or _again(talk, values, whose, others)
        or _odd(values, told, whose, others)
    )


def _odd(values: Values, told: Told, whose: Whose, others: Sequence[DiaryFacts]) -> Catch | None:
    """Figures that may be a slip, asked about kindly; who says that they are right is believed, and staff see them."""
    day_hours = hours_beside(whose, others) + told.hours
    found = odd(Entry(told.hours, told.enterprises, day_hours))
    if not found or values.get("sure"):
        return None
    return Catch(f"听到的是{found[0]}，数字没有错吧？", SAME, RIGHT, {"sure": 1}, _says_right)


def _to_come(talk: ConversationContext, values: Values, told: Told) -> Catch | None:
    """A service of today that has not begun, or not ended, by now."""
    if told.served_on != talk.today:
        return None
    minute, known = talk.now.hour * 60 + talk.now.minute, values.get("times", {})
    ahead = [begin if begin > minute else end for begin, end in told.times if end - NEAR_THE_END > minute]
    if ahead:
        return _not_yet(f"今天 {show_clock(ahead[0])} 还没到")
    sounds_so = known.get("planned") or (not told.times and known.get("from", 0) > minute)
    return _not_yet("听着还没服务", DONE) if sounds_so and not values.get("done") else None


def _not_yet(why: str, yes: str = "") -> Catch:
    text = f"{why}，等服务完了再记。先放着，到时说「恢复」，说过的都还在。"
    return Catch(text, LATER, yes, {"done": 1}, _says_done if yes else lambda text: None)


def _too_much(told: Told, whose: Whose, others: Sequence[DiaryFacts]) -> Catch | None:
    beside = hours_beside(whose, others)
    return Catch(over_a_day(told.served_on, beside), SAME) if beside + told.hours > LONGEST_DAY else None


def _again(
    talk: ConversationContext, values: Values, whose: Whose, others: Sequence[DiaryFacts]
) -> Catch | None:
    """A diary of the day that seems the same or was at the same time, unless it was said of it that it is another."""
    told = as_told(values)
    unsaid = [
        one for one in others if one.id > values.get("besides", 0) and not _stood_beside(talk, whose, one)
    ]
    if one := same_service(told, unsaid):
        question = f"这和{_which(talk, one)}像是同一次{_shown(talk, one)}。是另一次吗？"
    elif one := at_the_same_time(told, whose, unsaid):
        question = f"时间和{_which(talk, one)}重叠了{_shown(talk, one)}。是另一次吗？时间不对就说。"
    else:
        return None
    return Catch(question, SAME, ANOTHER, {"besides": max(other.id for other in others)}, _says_another)


def _stood_beside(talk: ConversationContext, whose: Whose, one: DiaryFacts) -> bool:
    """Whether an entry that is put right was kept although it was as like this one as it is now."""
    if whose.but is None:
        return False
    before = get_diary(talk.work, whose.but)
    old = Told(
        before.served_on,
        before.hours,
        before.enterprises,
        before.names,
        before.region,
        before.form,
        before.times,
        before.activity_id,
    )
    return before.served_on == one.served_on and bool(
        same_service(old, [one]) or at_the_same_time(old, whose, [one])
    )


def _shown(talk: ConversationContext, one: DiaryFacts) -> str:
    return "" if talk.in_group else f"：{service_line(one)}"


def _which(talk: ConversationContext, one: DiaryFacts) -> str:
    if talk.in_group:
        return "记过的一篇"
    if one.person_id != talk.speaker.person_id:
        return f"{one.writer}记的那篇"
    return "您刚才记的那篇" if talk.now - one.recorded_at <= JUST_NOW else "您记过的那篇"


def _says_another(text: str) -> bool | None:
    said = bare(text)
    if _IS_SAME.fullmatch(said):
        return False
    return True if _IS_ANOTHER.fullmatch(said) else None


def _says_right(text: str) -> bool | None:
    return True if _IS_RIGHT.fullmatch(bare(text)) else None


def _says_done(text: str) -> bool | None:
    return True if _IS_DONE.fullmatch(bare(text)) else None
