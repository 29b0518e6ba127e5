"""Questions about a diary that stands («昨天那篇几家啊») are answered; they change nothing, and no open diary takes them."""

from __future__ import annotations

import re

from handlers.conversations.diaries import fixing
from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Choice, Reply
from handlers.rendering.records import diary_line
from language import read_hours
from programme.roles import HOLDERS
from storage.queries.diaries.written import written_by

LONGEST = 32
SHOWN = 3
_WHAT = r"(?:几家|多少家|哪几?家|多久|多长时间|几个?(?:小时|钟头|钟)|哪[一]?天|几号)"
_END = r"[啊呀呢吗了来着]*[?？。]*$"
_WHETHER = r"(?:[写记填](?:错|对)了?没有?|[写记填](?:错|对)了?吗|(?:写|记|填)得?对不对|对不对|对吗|没错吧)"
_ASKS = re.compile(
    rf"[那这]一?[篇条].{{0,10}}(?:{_WHAT}|{_WHETHER}){_END}"
    rf"|[记写填]的?(?:到底)?(?:是|了)(?:{_WHAT}|.{{1,8}}还是.{{1,8}}?){_END}"
    rf"|[那这]一?[篇条].{{0,6}}是.{{1,8}}还是.{{1,8}}?{_END}"
)
_CHANGES = re.compile(r"改|删|撤|补|换成|怎么|为什么|需求|投诉|新闻|案例|活动")


def asks(text: str) -> bool:
    """Whether a text asks what a diary says, and orders nothing."""
    plain = text.strip()
    return len(plain) <= LONGEST and not _CHANGES.search(plain) and _ASKS.search(plain) is not None


_ELSEWHERE = re.compile(
    r"(?:^|[,，\s])(?:那?[场个次])?(?:沙龙|活动|讲座|培训会?|交流会|宣讲会|座谈会|报名)[^,，。]{0,6}(?:改到|改成|改在|推迟|提前到|延期|取消|不办|不开)"
    r"|^(?:那|再|先|帮我|就|跟?[他她]|跟老板|和老板|[,，\s])*(?:约|预约|改约|约在|约到)[^了过,，。]{0,6}(?:周|星期|礼拜|明|后天|大后|今|下午|上午|\d)[^了过]{0,14}$"
    r"|重复了[吧吗]|(?:不是|已经)[^,，。]{0,4}记过了|^不是没来"
)
"""An event, an appointment, another diary."""


def of_something_else(text: str) -> bool:
    """Whether a text speaks of an event, an appointment or another diary, and so is no part of the diary in hand; how long something
    was is told of a service."""
    return asks(text) or (_ELSEWHERE.search(text.strip()) is not None and not read_hours(text))


def _told(talk: ConversationContext) -> Reply:
    diaries = written_by(talk.work, talk.speaker.person_id)
    meant = fixing.meant(talk, talk.said, diaries)
    shown = [one for one in diaries if one.id == meant] or diaries[:SHOWN]
    if not shown:
        return Reply("您还没有记过日记。", choices=(next_steps.DIARY,))
    lead = "记的是：" if meant else "最近记的："
    return Reply(
        "\n".join([lead, *(f"　{diary_line(one)}" for one in shown)]),
        choices=(Choice("改日记", tokens.start("amend")),),
    )


ASKED = Command("asked_diary", "这篇记的什么", ("这篇日记记的什么",), _told, HOLDERS, syntax=asks)
