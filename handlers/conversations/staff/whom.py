"""Whom a notice goes to, where a word cannot be chosen («没达标的») or a place takes the place of another."""

from __future__ import annotations

import re

from handlers.engine import reading
from handlers.engine.catches import Catch
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Command
from handlers.engine.words import among
from handlers.message import Reply
from programme.roles import OFFICE

_UNSORTED = re.compile(
    r"(?:还)?(?:没有?|未|不)(?:有)?(?:达标|完成任务|完成|交[^给，,：:。的]{0,6}|记日记|写日记|活动|签[^给，,：:。的]{0,4}|续聘|到期|参加[^给，,：:。的]{0,6})(?=的)"
    r"|(?:达标|优秀|快到期|新来|新认定|今年新|被警告|有警告|活跃|闲着|欠[^给，,：:。的]{1,6})(?=的)"
)
_INSTEAD = re.compile(
    r"(?:不对[，,]?)?(?:不要|别|不是|不|不用)(?:再)?(?:发|通知)?(?:给|到)?(?P<old>[^，,。；\s]{2,12}?)(?:的|了)?(?:[，,。；\s]|而?是)+"
    r"(?:要|改|改成|换成|改为)?(?:发|通知)?(?:给|到)?(?P<new>[^，,。；\s]{2,12}?)(?:的|吧|了)*[。！!]*"
)
_LATER = re.compile(
    r"(?:那|等|先存着|先放着|[，,\s])*(?:明天|后天|大后天|周[一二三四五六日]|星期[一二三四五六日天]|下周[一二三四五]?|\d{1,2}[日号]|今晚|晚上|下午|早上|上午|[一二三四五六七八九十\d]{1,2}点).{0,10}"
    r"(?:再|才|定时)(?:发|通知|群发)(?:吧|出去)?[。！!]*|定时发(?:送)?(?:可以吗|行吗|吗)?[?？]?"
)
_ONLY = re.compile(
    r"(?:改成|不对[，,]?)?(?:只|就|仅|光)?(?:要)?(?:发|通知)(?:给|到)?.{2,14}$|.{2,14}的(?:人|专家|工作站)?(?:才|就|再)(?:要)?(?:发|通知|收)[给到吧。]*$"
    r"|(?:应该|只|就|要)*是.{2,16}的[吧。]*$"
)
ALL_THE_SAME = ("都发", "全发", "都发吧", "发给所有", "全部发")


def unsorted(text: str) -> str | None:
    """The word by which people were to be picked, and cannot be: «没达标»."""
    found = _UNSORTED.search(text)
    return found[0] if found else None


def catch(talk: ConversationContext, values: Values) -> Catch | None:
    """Before a notice goes to more than were meant."""
    word, count = values.get("unsorted"), str(values.get("count", "")).partition("：")[0]
    if not word:
        return None
    return Catch(
        f"“{word}的”我挑不出来，这样发是{f' {count}' if count else '这些人'}都收到。都发吗？",
        "取消",
        "都发",
        {"unsorted": ""},
        lambda text: True if among(text, ALL_THE_SAME) else None,
    )


def instead(talk: ConversationContext, values: Values, text: str) -> Values:
    """«不要发给廉江 发给遂溪的»: the second takes the place of the first."""
    if values.get("text") and _ONLY.match(text.strip()) and (word := unsorted(text)):
        return {"unsorted": word}
    found = _INSTEAD.fullmatch(text.strip())
    regions = values.get("region") or []
    old = reading.region(talk, found["old"]) if found else None
    new = reading.region(talk, found["new"]) if found else None
    if not (old and new and old in regions):
        return {}
    return {"region": list(dict.fromkeys(new if one == old else one for one in regions))}


def _later(talk: ConversationContext) -> Reply:
    return Reply("通知不能定时发：到那时候再点「确认」，晚上 10 点到早上 8 点之间确认的等到早上送。")


SEND_LATER = Command(
    "send_later",
    "定时发",
    ("定时发通知", "明天再发"),
    _later,
    OFFICE,
    syntax=lambda text: _LATER.fullmatch(text.strip()) is not None,
)
